import * as z from 'zod/mini';
import type { CaseContext } from '../../domain/cases/case-parts.ts';
import { effectiveFacts } from '../../domain/employment/effective-facts.ts';
import type { Refund, Spell } from '../../domain/employment/spell.ts';
import { day, employeeId, money, monthOfYear, shortText, spellId } from '../../domain/facts/schema-parts.ts';
import { overpaymentOf } from '../../domain/rules/overpayment/overpayment.ts';
import { compact } from '../../domain/values/compact.ts';
import type { Month } from '../../domain/values/month.ts';
import { once } from '../../domain/values/once.ts';
import type { EmployeeRecord } from '../ports.ts';
import { placesOf } from './cases.ts';
import { beforeHire, dayAhead } from './impossible-days.ts';
import { type Action, type Refused, refused } from './outcome.ts';
import { knownEmployee, type Statement, spellRef, stateFacts, withSpell } from './state-facts.ts';

const about = {
  employeeId,
  months: z.array(monthOfYear).check(z.minLength(1), z.maxLength(120)),
  spellId: z.optional(spellId),
  on: day,
};
const way = z.enum(['refund', 'offset']);

/** Overpaid months whose refund was requested, settled, or denied. `amount` is in yuan. */
export const refundInput = once(() =>
  z.discriminatedUnion('step', [
    z.object({ step: z.literal('requested'), ...about, way, amount: z.optional(money) }),
    /** Here and below, `way` is by default the way that was requested. */
    z.object({ step: z.literal('settled'), ...about, way: z.optional(way), amount: z.optional(money) }),
    z.object({ step: z.literal('denied'), ...about, way: z.optional(way), reason: shortText }),
  ]),
);
export type RefundInput = z.infer<ReturnType<typeof refundInput>>;

/** Records the state of the refund or offset of overpaid months (R7). */
export const recordRefund: Action<typeof refundInput> = async (input, submission, ports) => {
  const record = await knownEmployee(input.employeeId, submission, ports);
  if ('is' in record) return record;
  const ahead = dayAhead(input.step, input.on, ports);
  if (ahead !== undefined) return ahead;
  const spells = overpaidSpells(input, record, await placesOf(ports));
  if ('is' in spells) return spells;
  for (const spell of spells) {
    const problem = beforeHire(input.step, input.on, spell) ?? beforeRequest(input, spell);
    if (problem !== undefined) return problem;
  }
  const statement = statementOf(input, spells);
  if ('is' in statement) return statement;
  const [only, another] = spells;
  const named =
    only === undefined || another !== undefined || input.spellId !== undefined
      ? statement
      : await withSpell(statement, only, record, ports);
  // The statement is the same if only the order of the months or the default way differs.
  const same = sameRefund(named, record);
  if (same !== undefined) return { is: 'duplicate', factIds: [same], spells: record.spells };
  return stateFacts(input.employeeId, record, [named], submission, ports);
};

/** The spell that overpaid, for each month. */
function overpaidSpells(
  { employeeId: who, months, spellId: givenId }: RefundInput,
  { spells }: EmployeeRecord,
  contextOf: (unitId: string) => CaseContext,
): readonly Spell[] | Refused {
  if (givenId !== undefined && !spells.some((spell) => spell.spellId === givenId))
    return refused('unknown-spell', { spellId: givenId, spells: spells.map(spellRef) });
  const own = spells.filter((spell) => givenId === undefined || spell.spellId === givenId);
  if (own.length === 0) return refused('no-spell', { employeeId: who });
  const overpaid = own.map((spell) => ({ spell, months: overpaidMonths(spell, contextOf(spell.unitId)) }));
  const missing = months.filter((month) => !overpaid.some((it) => it.months.includes(month)));
  if (missing.length > 0) {
    const all = [...new Set(overpaid.flatMap((it) => it.months))].sort();
    return refused('not-overpaid', { months: missing, overpaid: all });
  }
  const meant = overpaid.filter((it) => it.months.some((month) => months.includes(month)));
  const isShared = months.some((month) => meant.filter((it) => it.months.includes(month)).length > 1);
  return isShared
    ? refused('several-spells', { spells: meant.map(({ spell }) => spellRef(spell)) })
    : meant.map(({ spell }) => spell);
}

/** Every month that the spell overpaid, as in its case. The state of the refund makes no difference. */
function overpaidMonths(spell: Spell, context: CaseContext): readonly Month[] {
  // If the person was never hired, every charge may be reclaimed (F3).
  if (spell.situation.is === 'never-hired') return spell.charges.map(({ month }) => month);
  const overpayment = overpaymentOf({ ...spell, refunds: [] }, context);
  return overpayment?.money.months.map(({ month }) => month) ?? [];
}

function requestOf({ months }: RefundInput, { refunds }: Spell): Refund | undefined {
  return refunds.findLast(
    ({ is, months: requested }) => is === 'requested' && months.some((m) => requested.includes(m)),
  );
}

function beforeRequest(input: RefundInput, spell: Spell): Refused | undefined {
  if (input.step === 'requested') return undefined;
  const request = requestOf(input, spell);
  if (request === undefined || input.on >= request.on) return undefined;
  return refused('before-request', { field: input.step, day: input.on, requestedOn: request.on });
}

type RefundStatement = Extract<Statement, { kind: `refund.${string}` }>;

function statementOf(input: RefundInput, spells: readonly Spell[]): RefundStatement | Refused {
  const { step, ...data } = input;
  const months = [...new Set(data.months)].sort();
  const requestedWays = spells.flatMap((spell) => requestOf(input, spell)?.way ?? []);
  const by = data.way ?? requestedWays[0];
  if (step === 'settled' && by === undefined) return refused('way-not-known', { months });
  return { kind: `refund.${step}`, data: { ...data, months, ...compact({ way: by }) } } as RefundStatement;
}

/** The id of the last fact about one of these months, if that fact already states the same. */
function sameRefund({ kind, data }: RefundStatement, { facts }: EmployeeRecord): string | undefined {
  const last = effectiveFacts(facts).findLast(
    (fact) =>
      (fact.kind === 'refund.requested' || fact.kind === 'refund.settled' || fact.kind === 'refund.denied') &&
      fact.data.months.some((month) => data.months.includes(month)),
  );
  if (last === undefined || last.kind !== kind) return undefined;
  const known: Readonly<Record<string, unknown>> = last.data;
  const isStated = Object.entries(data).every(
    ([name, value]) =>
      name === 'months' || name === 'spellId' || value === undefined || known[name] === value,
  );
  const sameMonths = [...last.data.months].sort().join() === data.months.join();
  const sameSpell = (last.data.spellId ?? data.spellId) === data.spellId;
  return isStated && sameMonths && sameSpell ? last.factId : undefined;
}
