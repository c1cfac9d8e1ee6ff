import * as z from 'zod/mini';
import { day, line, monthOfYear, unitId } from '../../domain/facts/schema-parts.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import type { Unit } from '../../domain/units/unit.ts';
import { firstDayOf, monthOf, plusMonths } from '../../domain/values/month.ts';
import { once } from '../../domain/values/once.ts';
import { unitCasesOf } from './cases.ts';
import { dayAhead, todayOf } from './impossible-days.ts';
import { type Action, type Refused, refused } from './outcome.ts';
import { stateUnitFact, unitFactOf } from './state-facts.ts';

/** A unit has declared the bases of the base year that begins with `from`. */
export const basesInput = once(() =>
  z.object({ unitId, from: monthOfYear, on: day, receiptNo: z.optional(line(100)) }),
);
type BasesInput = z.infer<ReturnType<typeof basesInput>>;

/** A year is declared at most this many months before it begins; later months are typing errors. */
const MONTHS_AHEAD = 11;

/** Records a declaration of bases (R4). `stillOpen` is the unit's case if it asks for another base year. */
export const declareBases: Action<typeof basesInput, { readonly stillOpen: string | null }> = async (
  input,
  submission,
  ports,
) => {
  const { from, on } = input;
  const ahead = dayAhead('on', on, ports);
  if (ahead !== undefined) return ahead;
  const latest = plusMonths(monthOf(on), MONTHS_AHEAD);
  if (from > latest) return refused('declaration-far-ahead', { from, on, latest });
  const before = await ports.registry.load();
  const { units } = before.registry;
  const unit = units.find((it) => it.unitId === input.unitId);
  if (unit === undefined)
    return refused('unknown-unit', { unitId: input.unitId, known: units.map((it) => it.unitId) });
  const midYear = notFirstMonth(input, unit);
  if (midYear !== undefined) return midYear;
  const fact = unitFactOf('unit.bases_declared', input, submission, ports);
  const stated = await stateUnitFact(fact, before.unitFacts, ports);
  const record = stated.is === 'recorded' ? await ports.registry.load() : before;
  const cases = await unitCasesOf(input.unitId, record, todayOf(ports), ports);
  return { ...stated, stillOpen: cases.find(({ kind }) => kind === 'declare-bases')?.caseId ?? null };
};

/** If the first month of the region's base year is certain, only that month is accepted. */
function notFirstMonth({ from }: BasesInput, { region, localPolicy }: Unit): Refused | undefined {
  const policy = policyOf(region, localPolicy);
  const start = policy.inForce('baseYearStartMonth', firstDayOf(from));
  if (!start.known || start.confidence === 'low' || Number(from.slice(5)) === start.value) return undefined;
  const right = `${from.slice(0, 4)}-${String(start.value).padStart(2, '0')}`;
  return refused('not-first-of-base-year', { from, region: policy.region, month: start.value, right });
}
