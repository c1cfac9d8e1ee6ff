import type { Calendar } from '../../calendar/calendar.ts';
import { isPublished, onOrBefore } from '../../calendar/working-days.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Reason, reasonOf } from '../../reasons/reason.ts';
import {
  dayInMonth,
  firstDayOf,
  lastDayOf,
  type Month,
  monthsBetween,
  plusMonths,
} from '../../values/month.ts';
import { type PlainDate, yearOf } from '../../values/plain-date.ts';
import { isWeak, suggestedDays } from '../deadline/cut-offs.ts';
import { calendarAssumed } from '../deadline/deadline.ts';
import { originOf } from '../origin.ts';

export interface GapQuestion {
  readonly lastPaid: Month;
  readonly nextPaid: Month;
  readonly policy: Policy;
}

export interface CoverGap {
  /** Whole months without contribution between the two. */
  readonly gapMonths: number;
  /** The gap may be paid up, with cover for it; undefined where the rule of that time is not known. */
  readonly catchUpAllowed: boolean | undefined;
  /** Months of waiting that the region may impose; undefined where the rule of that time is not known. */
  readonly waitingMonthsAtMost: number | undefined;
  readonly because: readonly Reason[];
}

/**
 * R10: what a gap between two paid months does to an employee's cover (医保办发〔2021〕43号, in force since 2021-12-01):
 * up to so many months may be paid up, with cover backwards; after more the region may make the person wait. Years
 * once paid are never lost (社会保险法 32).
 */
export function coverGap({ lastPaid, nextPaid, policy }: GapQuestion): CoverGap {
  const gapMonths = gapBetween(lastPaid, nextPaid);
  const counted: Reason = { rule: 'R10', code: 'gap-counted', values: { lastPaid, nextPaid, gapMonths } };
  if (gapMonths === 0) {
    const none: Reason = { ...counted, code: 'gap-none' };
    return { gapMonths, catchUpAllowed: true, waitingMonthsAtMost: 0, because: [none] };
  }
  const day = firstDayOf(nextPaid);
  const catchUp = policy.inForce('gapCatchUpMonths', day);
  const waiting = policy.inForce('gapWaitingMonthsAtMost', day);
  const consequence = consequenceOf(gapMonths, catchUp, waiting);
  return { gapMonths, ...consequence, because: [counted, ...consequence.because, YEARS_KEPT] };
}

/** Whole months without contribution between two paid ones; none where they touch or overlap. */
function gapBetween(lastPaid: Month, nextPaid: Month): number {
  return Math.max(0, monthsBetween(lastPaid, nextPaid) - 1);
}

/** R10: the last month in which paying again does no harm; undefined where the rule of that time is not known. */
export function lastHarmlessMonth(lastPaid: Month, policy: Policy): Month | undefined {
  const catchUp = policy.inForce('gapCatchUpMonths', firstDayOf(lastPaid));
  return catchUp.known ? plusMonths(lastPaid, catchUp.value + 1) : undefined;
}

const YEARS_KEPT: Reason = { rule: 'R10', code: 'years-kept', values: {}, law: '社会保险法 32' };

function consequenceOf(
  gapMonths: number,
  catchUp: InForce<number>,
  waiting: InForce<number>,
): Omit<CoverGap, 'gapMonths'> {
  if (!catchUp.known) {
    const because: Reason = { rule: 'R10', code: 'gap-rule-unknown', values: {}, ...originOf(catchUp) };
    return { catchUpAllowed: undefined, waitingMonthsAtMost: undefined, because: [because] };
  }
  if (gapMonths <= catchUp.value) {
    const values = { gapMonths, most: catchUp.value };
    const because: Reason = { rule: 'R10', code: 'gap-catch-up', values, ...originOf(catchUp) };
    return { catchUpAllowed: true, waitingMonthsAtMost: 0, because: [because] };
  }
  const values = { gapMonths, most: catchUp.value };
  const tooLong: Reason = { rule: 'R10', code: 'gap-too-long', values, ...originOf(catchUp) };
  const wait: Reason = waiting.known
    ? { rule: 'R10', code: 'gap-waiting', values: { months: waiting.value }, ...originOf(waiting) }
    : { rule: 'R10', code: 'gap-waiting-unknown', values: {}, ...originOf(waiting) };
  return {
    catchUpAllowed: false,
    waitingMonthsAtMost: waiting.known ? waiting.value : undefined,
    because: [tooLong, wait],
  };
}

export interface HarmlessUntil {
  /** The last month whose contribution still joins the cover. */
  readonly month: Month;
  /** The last day on which to be enrolled for that month, as far as its cut-off is known: a working day. */
  readonly by: PlainDate;
  readonly over: boolean;
  readonly because: readonly Reason[];
}

/**
 * R10: until when somebody whose last paid month is `lastPaid` has to be enrolled again so that the gap may still be
 * paid up (医保办发〔2021〕43号). The region's cut-off of that month binds where it is known, the earliest where sources
 * contradict; else the month's last working day, and the reasons say that the cut-off is not known.
 *
 * @returns undefined where the rule of that time is not known.
 */
export function harmlessUntil(
  { lastPaid, asOf, policy }: { readonly lastPaid: Month; readonly asOf: PlainDate; readonly policy: Policy },
  calendar: Calendar,
): HarmlessUntil | undefined {
  const month = lastHarmlessMonth(lastPaid, policy);
  const rule = policy.inForce('gapCatchUpMonths', firstDayOf(lastPaid));
  if (month === undefined || !rule.known) return undefined;
  const cutOff = policy.inForce('enrolmentCutOffDay', lastDayOf(month));
  const { inMonth, by, assumed, holds } = lastDayToEnrol(month, cutOff, asOf, calendar);
  const over = by < asOf;
  const values = { lastPaid, month, by, most: monthsBetween(lastPaid, month) - 1 };
  const code = over ? overCode(asOf, month) : 'harmless-until';
  const years = [inMonth, by].filter((each) => !isPublished(each, calendar)).map(yearOf);
  return {
    month,
    by,
    over,
    because: [
      reasonOf('R10', code, values, { ...originOf(rule), ...(holds ? weakness(cutOff) : {}) }),
      ...(over ? [] : cutOffReason(holds ? cutOff : undefined, month, by, policy)),
      ...(assumed && !over ? calendarAssumed(years, calendar) : []),
    ],
  };
}

/** A cut-off that has passed while its month still runs may not be the last word. */
function overCode(asOf: PlainDate, month: Month) {
  return asOf <= lastDayOf(month) ? 'harmless-cut-off-passed' : 'harmless-over';
}

interface LastDayToEnrol {
  readonly inMonth: PlainDate;
  readonly by: PlainDate;
  readonly assumed: boolean;
  /** The cut-off was applied; false where it is not known, or weak and passed. */
  readonly holds: boolean;
}

/** A weak cut-off may make the day earlier; once it has passed, the month's last working day stands. */
function lastDayToEnrol(
  month: Month,
  cutOff: InForce<number>,
  asOf: PlainDate,
  calendar: Calendar,
): LastDayToEnrol {
  const days = suggestedDays(cutOff);
  const monthEnd = lastDayOf(month);
  const inMonth = days.length === 0 ? monthEnd : dayInMonth(month, Math.min(...days));
  const found = onOrBefore(inMonth, calendar);
  const holds = days.length > 0 && !(isWeak(cutOff) && found.day < asOf);
  if (holds || days.length === 0) return { inMonth, by: found.day, assumed: found.assumed, holds };
  const last = onOrBefore(monthEnd, calendar);
  return { inMonth: monthEnd, by: last.day, assumed: last.assumed, holds };
}

/** The day is no surer than the cut-off that it comes from. */
function weakness(cutOff: InForce<number>): Pick<Reason, 'confidence'> {
  return isWeak(cutOff) || (!cutOff.known && cutOff.candidates.length > 0) ? { confidence: 'low' } : {};
}

function cutOffReason(
  cutOff: InForce<number> | undefined,
  month: Month,
  by: PlainDate,
  policy: Policy,
): readonly Reason[] {
  if (cutOff === undefined) {
    const values = { region: policy.region };
    return [
      { rule: 'D4', code: 'cut-off-unknown', values, parameter: 'enrolmentCutOffDay', confidence: 'unknown' },
    ];
  }
  const origin = originOf(cutOff);
  if (cutOff.known) {
    const values = { day: cutOff.value, month, cutOff: by };
    return [{ rule: 'D4', code: 'cut-off-region', values, ...origin }];
  }
  if (cutOff.lead !== undefined) {
    const values = { day: cutOff.lead.value, month, cutOff: by };
    return [{ rule: 'D4', code: 'cut-off-lead', values, ...origin, confidence: 'low' }];
  }
  const candidates = cutOff.candidates.map(({ value }) => value);
  return [{ rule: 'D4', code: 'cut-off-contradictory', values: { candidates, cutOff: by }, ...origin }];
}
