import fc from 'fast-check';
import type { Dispute, Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { fen } from '../../../domain/values/money.ts';
import { FORGOTTEN } from '../../../domain/values/person-name.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { histories } from './histories.ts';

/** Histories with much personal data, and what remains of their spells after the removal of these data. */

export const SECRETS = [
  ...['欧阳甲一', '欧阳乙二', 'MASKED-1', 'HASH-1', 'MASKED-2', 'HASH-2', '1977-07-17', '7654321', '7777700'],
  ...['8888800', 'ou@personal.example', '13912345678', '保密部', '青海', '代某某'],
];

const names = fc.constantFrom('欧阳甲一', '欧阳乙二');
const identity = fc.constantFrom('1', '2').map((n) => ({
  type: 'resident-id' as const,
  masked: `MASKED-${n}`,
  hash: `HASH-${n}`,
  birthDate: plainDate('1977-07-17'),
  sex: 'male' as const,
}));

/** The fact with some of the personal data that its kind can contain. */
function personal(fact: Fact): fc.Arbitrary<Fact> {
  const data: fc.Arbitrary<object> = fc.record({ name: names, identity, some: fc.boolean() }).map((of) => {
    switch (fact.kind) {
      case 'employee.hired':
        return {
          name: of.name,
          ...(of.some && {
            identity: of.identity,
            birthDate: plainDate('1977-07-17'),
            sex: 'male',
            originalRetirementAge: 60,
            firstMonthWage: { total: fen(7654321), fullMonth: true },
            averageMonthlyWage: fen(7777700),
            contact: { email: 'ou@personal.example', phone: '13912345678' },
            department: '保密部',
          }),
        };
      case 'employee.updated':
        return {
          changes: {
            ...fact.data.changes,
            ...(of.some && { name: of.name, identity: of.identity, phone: '13912345678' }),
            ...(!of.some && { averageMonthlyWage: fen(7777700), department: '保密部' }),
          },
        };
      case 'employee.hire_noticed':
      case 'employee.leave_noticed':
        return { name: of.name };
      case 'employee.terminated':
        return of.some ? { personalEmail: 'ou@personal.example', hukouRegion: '青海' } : {};
      case 'contribution.charged':
        return of.some ? { base: fen(8888800) } : {};
      case 'filing.submitted':
        return { declaredBase: fen(8888800) };
      case 'filing.rejected':
      case 'refund.denied':
      case 'fact.voided':
        return { reason: `${of.name}的材料不全` };
      case 'case.noted':
        return { text: `已联系${of.name}` };
      default:
        return {};
    }
  });
  return data.map((more) => {
    const by = fact.by && { ...fact.by, note: '代某某' };
    return { ...fact, ...(by && { by }), data: { ...fact.data, ...more } } as Fact;
  });
}

export const people = histories.chain((facts) => fc.tuple(...facts.map(personal)));

/**
 * The fields that are removed from a spell. `knownAt` may change too, because facts that differed only in a name may
 * have become one fact.
 */
const GONE = [
  ...[
    'name',
    'identity',
    'birthDate',
    'sex',
    'originalRetirementAge',
    'averageMonthlyWage',
    'firstMonthWage',
  ],
  ...[
    'department',
    'base',
    'changes',
    'filedBases',
    'averageWages',
    'earlierData',
    'personalEmail',
    'hukouRegion',
  ],
  ...['note', 'text', 'knownAt', 'disputes'],
];
const OF_FIELDS = ['phone', ...GONE];

/** What remains of a spell: its ids, units, days, amounts and decisions, and the disputes about these. */
export function remains(spell: Spell): unknown {
  const disputes = (spell.disputes ?? []).filter(({ said }: Dispute) => !OF_FIELDS.includes(said.is));
  const kept = JSON.stringify(spell, (key, value) => {
    if (GONE.includes(key)) return undefined;
    return key === 'reason' && /材料|〔/.test(value) ? FORGOTTEN : value;
  });
  return [JSON.parse(kept), disputes.map(({ said, held }) => [said, held])];
}
