import type { Spell } from '../employment/spell.ts';
import { addFen } from '../values/money.ts';
import { firstDayOf } from '../values/month.ts';
import type { Case, CaseMoney } from './case.ts';
import { type CaseContext, partsOf } from './case-parts.ts';
import { removalDeadlineOf } from './removal-case.ts';

/**
 * F3: somebody left, or was charged for, whom we never saw hired. A person has to say who that is; a leave has its
 * removal's dates all the same.
 */
export function neverHiredCase(spell: Spell, context: CaseContext): Case | undefined {
  if (spell.situation.is !== 'never-hired') return undefined;
  const { end } = spell.situation;
  const opened = end?.on ?? firstCharged(spell);
  if (opened === undefined || opened > context.asOf) return undefined;
  const removal = end === undefined ? undefined : removalDeadlineOf(end, context);
  return {
    ...partsOf(spell, 'never-hired'),
    state: { is: 'open' },
    eventOn: opened,
    openedOn: opened,
    ...(removal !== undefined && { deadline: removal.deadline }),
    ...chargedMoney(spell),
    documents: [],
    because: [
      end === undefined
        ? { rule: 'F3', code: 'charged-never-hired', values: { unitId: spell.unitId } }
        : { rule: 'F3', code: 'left-never-hired', values: { on: end.on } },
      ...(removal?.because ?? []),
    ],
  };
}

function firstCharged({ charges }: Spell) {
  const first = charges[0];
  return first === undefined ? undefined : (first.chargedOn ?? firstDayOf(first.month));
}

function chargedMoney({ charges }: Spell): { money?: CaseMoney } {
  if (charges.length === 0) return {};
  const months = charges.map(({ month, unitAmount, personalAmount }) => ({
    month,
    unitPart: unitAmount,
    personalPart: personalAmount,
    estimated: false,
    state: 'open' as const,
  }));
  const unitPart = addFen(...charges.map(({ unitAmount }) => unitAmount));
  const personalPart = addFen(...charges.map(({ personalAmount }) => personalAmount));
  return { money: { months, unitPart, personalPart } };
}
