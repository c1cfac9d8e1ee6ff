import { baseYearOn } from '../rules/base-year.ts';
import { effectiveUnitFacts, ofUnitKind } from '../units/effective-unit-facts.ts';
import type { Unit } from '../units/unit.ts';
import { firstDayOf, type Month, monthOf, monthsBetween, plusMonths } from '../values/month.ts';
import { type PlainDate, yearOf } from '../values/plain-date.ts';
import type { Reason } from './case.ts';
import type { UnitCaseContext } from './unit-case-parts.ts';

/** A base year whose bases the unit has to declare, or may have to. */
export interface BaseYearTurn {
  /** Its first month; absent where nobody knows in which month the region's base year begins. */
  readonly from?: Month;
  /** First day on which it is to be looked at. */
  readonly since: PlainDate;
  /** The unit came here after the year had begun, so what it did before is not known. */
  readonly registeredOn?: PlainDate;
  readonly because: readonly Reason[];
}

const MONTHS_OF_A_YEAR = 12;

/**
 * A unit that comes here in the fourth month of a base year or later is not asked about that year any more: its bases
 * were declared before, or the case would only repeat what the agency has told it long since.
 */
const ASKED_ABOUT_MONTHS = 3;

/**
 * R4: the base year on `asOf` that nobody has said to be declared. None for a unit established after the year's turn
 * (its people's bases come with their enrolments), nor for one that was registered here long after it.
 */
export function baseYearTurn(unit: Unit, context: UnitCaseContext): BaseYearTurn | undefined {
  const { asOf, policy, registeredOn } = context;
  const declared = declaredYears(context);
  const year = baseYearOn(asOf, policy);
  if (!year.known) return unknownTurn(unit, declared, year.because, context);
  const { from, began, because } = year;
  if (declared.some((it) => isWithinYear(it, from))) return undefined;
  if (unit.establishedOn !== undefined && unit.establishedOn >= began) return undefined;
  const wasLate = registeredOn !== undefined && registeredOn > began;
  if (wasLate && monthsBetween(from, monthOf(registeredOn)) >= ASKED_ABOUT_MONTHS) return undefined;
  const due = { rule: 'R4', code: 'declare-bases-due', values: { from }, law: '社会保险法 60' };
  return { from, since: began, ...(wasLate && { registeredOn }), because: [due, because] };
}

/** Whether a declaration is known that holds for the month of `asOf`: what was open is done then, and not withdrawn. */
export function isDeclared(context: Pick<UnitCaseContext, 'unitFacts' | 'asOf'>): boolean {
  return declaredYears(context).some((from) => isWithinYear(monthOf(context.asOf), from));
}

/** The first months of the base years that were declared, as far as was known on the day, the earliest first. */
function declaredYears({ unitFacts, asOf }: Pick<UnitCaseContext, 'unitFacts' | 'asOf'>): readonly Month[] {
  return ofUnitKind(effectiveUnitFacts(unitFacts), 'unit.bases_declared')
    .filter(({ data }) => data.on <= asOf)
    .map(({ data }) => data.from)
    .sort();
}

/** Whether the month lies in the base year that begins with `from`. */
function isWithinYear(month: Month, from: Month): boolean {
  const months = monthsBetween(from, month);
  return months >= 0 && months < MONTHS_OF_A_YEAR;
}

/**
 * Where the region's month is not known, no day is guessed: until somebody tells, the case asks. A year that was declared
 * tells as much as is needed for its twelve months, and so does one declared before it begins.
 */
function unknownTurn(
  unit: Unit,
  declared: readonly Month[],
  because: Reason,
  { asOf, registeredOn }: UnitCaseContext,
): BaseYearTurn | undefined {
  const now = monthOf(asOf);
  const last = declared.findLast((from) => from < plusMonths(now, MONTHS_OF_A_YEAR));
  const over = last && plusMonths(last, MONTHS_OF_A_YEAR);
  if (last !== undefined && over !== undefined) {
    if (now < over) return undefined;
    const values = { from: last, over };
    return { since: firstDayOf(over), because: [{ rule: 'R4', code: 'base-year-over', values }, because] };
  }
  const since = registeredOn ?? unit.establishedOn ?? (`${yearOf(asOf)}-01-01` as PlainDate);
  return since > asOf ? undefined : { since, because: [because] };
}
