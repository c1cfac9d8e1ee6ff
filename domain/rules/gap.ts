import type { Reason } from '../cases/case.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { firstDayOf, type Month, monthsBetween, plusMonths } from '../values/month.ts';
import { originOf } from './statutory-term.ts';

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
