import { onOrBefore } from '../calendar/working-days.ts';
import type { Reason } from '../reasons/reason.ts';
import { baseYearOn } from '../rules/contribution/base-year.ts';
import { contributionBand } from '../rules/contribution/contribution-base.ts';
import { isWeak } from '../rules/deadline/cut-offs.ts';
import type { Deadline } from '../rules/deadline/deadline.ts';
import { originOf } from '../rules/origin.ts';
import type { Unit } from '../units/unit.ts';
import { effectiveUnitFacts, ofUnitKind } from '../units/unit-facts.ts';
import { yuan } from '../values/money.ts';
import { dayInYear, firstDayOf, type Month, monthOf, monthsBetween, plusMonths } from '../values/month.ts';
import { chinaMidnight, type PlainDate, yearOf } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type UnitCaseContext, type UnitCaseKind, unitPartsOf } from './case-parts.ts';
import { documentsFor } from './documents.ts';
import { declareWages } from './offices.ts';
import { step } from './steps.ts';

/**
 * R4: once a year the unit declares the bases of all its employees. The case opens when the region's base year begins
 * and closes when a declaration is recorded. If the region's month is unknown, the case asks for it.
 */
export const declareBases: UnitCaseKind = {
  kind: 'declare-bases',
  open: openDeclareBases,
  actions: () => ['bases-declared'],
};

/** A base year whose bases the unit must, or may have to, declare. */
interface UndeclaredBaseYear {
  /** The first month; absent if it is not known in which month the region's base years begin. */
  readonly from?: Month;
  /** The first day on which the case is open. */
  readonly since: PlainDate;
  /** Set if the unit was registered with Canbao after the base year began: an earlier declaration may exist. */
  readonly registeredOn?: PlainDate;
  readonly because: readonly Reason[];
}

const MONTHS_OF_A_YEAR = 12;

/**
 * A unit registered in the fourth month of a base year or later is not asked about that year: its bases were declared
 * before, or the unit already knows from its agency that they are missing.
 */
const ASKED_ABOUT_MONTHS = 3;

/**
 * R4: the base year of `asOf` if no declaration of it is recorded. Undefined for a unit established after the year
 * began (its bases are declared with the enrolments), and for a unit registered here in the year's fourth month or
 * later.
 */
function baseYearTurn(unit: Unit, context: UnitCaseContext): UndeclaredBaseYear | undefined {
  const { asOf, policy, registeredOn } = context;
  const declared = declaredYears(context);
  const year = baseYearOn(asOf, policy);
  if (!year.known) return unknownTurn(unit, declared, year.because, context);
  const { from, began, because } = year;
  if (declared.some((declaredYear) => isWithinYear(declaredYear, from))) return undefined;
  if (unit.establishedOn !== undefined && unit.establishedOn >= began) return undefined;
  const wasLate = registeredOn !== undefined && registeredOn > began;
  if (wasLate && monthsBetween(from, monthOf(registeredOn)) >= ASKED_ABOUT_MONTHS) return undefined;
  const due: Reason = { rule: 'R4', code: 'declare-bases-due', values: { from }, law: '社会保险法 60' };
  return { from, since: began, ...(wasLate && { registeredOn }), because: [due, because] };
}

/** Whether a recorded declaration covers the month of `asOf`. If so, the case has ended as done, not as withdrawn. */
export function isDeclared(context: Pick<UnitCaseContext, 'unitFacts' | 'asOf'>): boolean {
  return declaredYears(context).some((from) => isWithinYear(monthOf(context.asOf), from));
}

/** The first months of the base years that were declared by the day, earliest first. */
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
 * If it is not known in which month the base year begins, no date is guessed: the case asks until the month is
 * recorded. A declaration covers twelve months, even if it was made before they begin.
 */
function unknownTurn(
  unit: Unit,
  declared: readonly Month[],
  because: Reason,
  { asOf, registeredOn }: UnitCaseContext,
): UndeclaredBaseYear | undefined {
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

function openDeclareBases(context: UnitCaseContext): Case | undefined {
  const { unit, unitId } = context;
  const turn = unit && baseYearTurn(unit, context);
  if (unit === undefined || turn === undefined) return undefined;
  const until = declaredUntil(turn, context);
  return {
    ...unitPartsOf(unitId, 'declare-bases'),
    state: { is: 'open' },
    openedOn: turn.since,
    knownAt: chinaMidnight(turn.since),
    ...(until.deadline !== undefined && { deadline: until.deadline }),
    documents: documentsFor('declare-bases', [], { channel: unit.channel }),
    steps: stepsFor(turn, unit, context),
    because: [...turn.because, ...bandReasons(context), ...until.because, ...handling(context)],
  };
}

/**
 * The deadline, by the local rule. Without a local rule there is no deadline. If the last day to declare is before the
 * start of the base year, that day may have passed or may be meant for the next year; then there is no deadline either.
 */
function declaredUntil(
  { since, from }: UndeclaredBaseYear,
  { policy, calendar, asOf }: UnitCaseContext,
): { readonly deadline?: Deadline; readonly because: readonly Reason[] } {
  const until = policy.inForce('baseDeclarationUntil', asOf);
  const origin = originOf(until);
  if (!until.known || from === undefined) {
    const values = { region: policy.region };
    return { because: [{ rule: 'R4', code: 'bases-deadline-unknown', values, ...origin }] };
  }
  const lastDay = dayInYear(yearOf(since), until.value);
  if (lastDay < since) {
    return {
      because: [{ rule: 'R4', code: 'bases-deadline-before-turn', values: { lastDay, from }, ...origin }],
    };
  }
  // A date from a weak source does not prove that a declaration is too late.
  if (isWeak(until) && lastDay < asOf) {
    return { because: [{ rule: 'R4', code: 'bases-deadline-perhaps-over', values: { lastDay }, ...origin }] };
  }
  const { day: actBy, assumed } = onOrBefore(lastDay, calendar);
  return {
    // The agency sets this day, not the law. It does not move to the next working day, and nothing is late before it
    // has passed.
    deadline: {
      statutoryDueOn: lastDay,
      lastLawfulDay: lastDay,
      localCutOff: lastDay,
      actBy,
      assumedCalendar: assumed,
    },
    because: [{ rule: 'R4', code: 'bases-deadline', values: { lastDay, actBy }, ...origin }],
  };
}

function bandReasons({ asOf, policy }: UnitCaseContext): readonly Reason[] {
  const month = monthOf(asOf);
  const band = contributionBand(month, policy);
  if (band.known) {
    const values = { month, floor: yuan(band.floor), ceiling: yuan(band.ceiling) };
    const isWeakBand = band.because.some(({ confidence }) => confidence === 'low');
    const weak = isWeakBand ? ({ confidence: 'low' } as const) : {};
    return [{ rule: 'R4', code: 'bases-band', values, ...weak }, ...band.because];
  }
  const unknown: Reason = { rule: 'R4', code: 'bases-band-unknown', values: { month } };
  if (band.last === undefined) return [unknown, ...band.because];
  const { floor, ceiling, month: of } = band.last;
  const values = { month, of, floor: yuan(floor), ceiling: yuan(ceiling) };
  return [{ rule: 'R4', code: 'bases-band-estimated', values, confidence: 'assumed' }, ...band.because];
}

/**
 * The time within which the office handles a declaration. The shipped value is the agency's term from before the reform
 * of collection; no source says whether it still applies at the tax office.
 */
function handling({ asOf, policy }: UnitCaseContext): readonly Reason[] {
  const term = policy.inForce('baseDeclarationWorkingDays', asOf);
  if (!term.known) return [];
  const values = { days: term.value };
  const origin = originOf(term);
  if (term.local) return [{ rule: 'R4', code: 'bases-handled-as-told', values, ...origin }];
  return [{ rule: 'R4', code: 'bases-handled', values, ...origin, confidence: 'assumed' }];
}

function stepsFor(
  { from, since, registeredOn }: UndeclaredBaseYear,
  { channel }: Unit,
  context: UnitCaseContext,
): readonly Reason[] {
  return [
    ...(from === undefined ? [step('step-ask-base-year')] : []),
    ...(registeredOn === undefined ? [] : [step('step-declared-before', { registeredOn })]),
    from === undefined
      ? step('step-collect-wages-any')
      : step('step-collect-wages', { year: yearOf(since) - 1 }),
    step('step-hold-to-band'),
    declareWages(channel, context),
    from === undefined ? step('step-record-declared-any') : step('step-record-declared', { from }),
  ];
}
