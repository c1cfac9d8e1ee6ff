import type { Calendar } from '../../calendar/calendar.ts';
import { isPublished, onOrBefore } from '../../calendar/working-days.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Reason, type ReasonOrigin, reasonOf } from '../../reasons/reason.ts';
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
  /**
   * Whether the person pays again in another pooling area, with a transfer of the insurance relation; absent: in the
   * same area.
   */
  readonly onTransfer?: boolean | undefined;
  readonly policy: Policy;
}

export interface CoverGap {
  /** The whole months without contribution between the last paid and the next paid month. */
  readonly gapMonths: number;
  /** Whether the gap may be paid afterwards, with cover for it; undefined if the applicable rule is unknown. */
  readonly catchUpAllowed: boolean | undefined;
  /** Waiting months that the region may impose; undefined if the applicable rule is unknown. */
  readonly waitingMonthsAtMost: number | undefined;
  readonly because: readonly Reason[];
}

/**
 * R10: how a gap between two paid months affects an employee's cover. For a gap before a transfer between pooling areas
 * 医保办发〔2021〕43号 applies (in force since 2021-12-01): a limited number of months may be paid afterwards, with
 * retroactive cover; after a longer gap the region may impose a wait. Within one pooling area the local rule decides;
 * if it is unknown, nothing is promised. Years once paid are never lost (社会保险法 32).
 */
export function coverGap({ lastPaid, nextPaid, onTransfer = false, policy }: GapQuestion): CoverGap {
  const gapMonths = gapBetween(lastPaid, nextPaid);
  const counted: Reason = { rule: 'R10', code: 'gap-counted', values: { lastPaid, nextPaid, gapMonths } };
  if (gapMonths === 0) {
    const none: Reason = { ...counted, code: 'gap-none' };
    return { gapMonths, catchUpAllowed: true, waitingMonthsAtMost: 0, because: [none] };
  }
  const consequence = consequenceOf(gapMonths, ruleOn(firstDayOf(nextPaid), onTransfer, policy), policy);
  return { gapMonths, ...consequence, because: [counted, ...consequence.because, YEARS_KEPT] };
}

/**
 * The number of whole months without contribution between two paid months; 0 if the two follow each other or are the
 * same.
 */
function gapBetween(lastPaid: Month, nextPaid: Month): number {
  return Math.max(0, monthsBetween(lastPaid, nextPaid) - 1);
}

/** Which rule decides a gap that ends on `day`. */
type GapRule =
  /**
   * A number of months may be paid afterwards. `why` says that this is the rule for transfers; it is empty if the rule
   * applies to any gap.
   */
  | {
      readonly is: 'catch-up';
      readonly catchUp: InForce<number>;
      readonly waiting: InForce<number>;
      readonly why: readonly Reason[];
    }
  /** By a local rule the fund pays no costs of a period without contribution (上海市医疗保障条例 15). */
  | { readonly is: 'not-paid'; readonly cost: InForce<string> }
  | { readonly is: 'unknown'; readonly rule: InForce<string> };

/**
 * The rule for a gap. If the unit entered a number of months by its agency's answer, that is a local rule for any gap.
 */
function ruleOn(day: PlainDate, onTransfer: boolean, policy: Policy): GapRule {
  const catchUp = policy.inForce('gapCatchUpMonths', day);
  const waiting = policy.inForce('gapWaitingMonthsAtMost', day);
  if (onTransfer) return { is: 'catch-up', catchUp, waiting, why: [ON_TRANSFER] };
  const rule = policy.inForce('gapRule', day);
  const isForAnyGap = rule.known && rule.value === 'any-gap';
  if (isForAnyGap || (catchUp.known && catchUp.local)) return { is: 'catch-up', catchUp, waiting, why: [] };
  const cost = policy.inForce('arrearsCost', day);
  return cost.known && cost.value === 'not-paid' ? { is: 'not-paid', cost } : { is: 'unknown', rule };
}

/**
 * R10: the last month in which the person can resume paying without a disadvantage. Within a pooling area whose rule is
 * unknown, or whose fund does not pay for a gap, it is the next month, which leaves no gap.
 *
 * @returns undefined on a transfer if the rule of that time is unknown.
 */
export function lastMonthWithoutGap(
  lastPaid: Month,
  policy: Policy,
  { onTransfer = false }: { readonly onTransfer?: boolean } = {},
): Month | undefined {
  const rule = ruleOn(firstDayOf(lastPaid), onTransfer, policy);
  if (rule.is !== 'catch-up') return plusMonths(lastPaid, 1);
  return rule.catchUp.known ? plusMonths(lastPaid, rule.catchUp.value + 1) : undefined;
}

const ON_TRANSFER: Reason = { rule: 'R10', code: 'gap-on-transfer', values: {} };

const YEARS_KEPT: Reason = { rule: 'R10', code: 'years-kept', values: {}, law: '社会保险法 32' };

function consequenceOf(gapMonths: number, rule: GapRule, { region }: Policy): Omit<CoverGap, 'gapMonths'> {
  if (rule.is !== 'catch-up') {
    return {
      catchUpAllowed: rule.is === 'not-paid' ? false : undefined,
      waitingMonthsAtMost: undefined,
      because: [localRule(rule, region)],
    };
  }
  const { catchUp, waiting, why } = rule;
  if (!catchUp.known) {
    const because: Reason = { rule: 'R10', code: 'gap-rule-unknown', values: {}, ...originOf(catchUp) };
    return { catchUpAllowed: undefined, waitingMonthsAtMost: undefined, because: [...why, because] };
  }
  const values = { gapMonths, most: catchUp.value };
  if (gapMonths <= catchUp.value) {
    const because: Reason = { rule: 'R10', code: 'gap-catch-up', values, ...originOf(catchUp) };
    return { catchUpAllowed: true, waitingMonthsAtMost: 0, because: [...why, because] };
  }
  const tooLong: Reason = { rule: 'R10', code: 'gap-too-long', values, ...originOf(catchUp) };
  const wait: Reason = waiting.known
    ? { rule: 'R10', code: 'gap-waiting', values: { months: waiting.value }, ...originOf(waiting) }
    : { rule: 'R10', code: 'gap-waiting-unknown', values: {}, ...originOf(waiting) };
  return {
    catchUpAllowed: false,
    waitingMonthsAtMost: waiting.known ? waiting.value : undefined,
    because: [...why, tooLong, wait],
  };
}

/** The reason that states the region's own rule on gaps, or that this rule decides but is unknown. */
function localRule(rule: Extract<GapRule, { readonly is: 'not-paid' | 'unknown' }>, region: string): Reason {
  if (rule.is === 'not-paid') return reasonOf('R10', 'gap-not-paid', { region }, originOf(rule.cost));
  const { law } = originOf(rule.rule);
  const about = { parameter: 'gapRule', confidence: 'unknown', ...(law !== undefined && { law }) } as const;
  return reasonOf('R10', 'gap-local-unknown', { region }, about);
}

export interface LastDayWithoutGap {
  /** The last month whose contribution still continues the cover. */
  readonly month: Month;
  /** The last working day on which an enrolment still counts for that month, as far as its cut-off is known. */
  readonly by: PlainDate;
  readonly over: boolean;
  readonly because: readonly Reason[];
}

/**
 * R10: the day by which a person whose last paid month is `lastPaid` must be enrolled again to lose no cover. Within
 * the same pooling area this means without a gap, unless a local rule allows a short gap to be paid; the rule for
 * transfers (医保办发〔2021〕43号) is shown as well. If the region's cut-off of that month is known, it applies; if sources
 * contradict each other, the earliest one applies. Otherwise the month's last working day applies, and the reasons say
 * that the cut-off is unknown.
 */
export function lastDayWithoutGap(
  { lastPaid, asOf, policy }: { readonly lastPaid: Month; readonly asOf: PlainDate; readonly policy: Policy },
  calendar: Calendar,
): LastDayWithoutGap {
  const rule = ruleOn(firstDayOf(lastPaid), false, policy);
  const month = lastMonthWithoutGap(lastPaid, policy) ?? plusMonths(lastPaid, 1);
  const cutOff = policy.inForce('enrolmentCutOffDay', lastDayOf(month));
  const { inMonth, by, assumed, isApplied } = lastDayToEnrol(month, cutOff, asOf, calendar);
  const over = by < asOf;
  const years = [inMonth, by].filter((each) => !isPublished(each, calendar)).map(yearOf);
  return {
    month,
    by,
    over,
    because: [
      mainReason(rule, { lastPaid, month, by }, asOf, isApplied ? weakness(cutOff) : {}),
      ...(over ? [] : cutOffReason(isApplied ? cutOff : undefined, month, by, policy)),
      ...(assumed && !over ? calendarAssumed(years, calendar) : []),
      ...(rule.is === 'catch-up' ? [] : [localRule(rule, policy.region)]),
      ...onTransferReason(lastPaid, asOf, policy),
    ],
  };
}

interface DayWithoutGap {
  readonly lastPaid: Month;
  readonly month: Month;
  readonly by: PlainDate;
}

function mainReason(rule: GapRule, day: DayWithoutGap, asOf: PlainDate, weak: ReasonOrigin): Reason {
  const when = day.by >= asOf ? 'until' : passedOrOver(asOf, day.month);
  if (rule.is !== 'catch-up') return reasonOf('R10', `harmless-no-gap-${when}`, { ...day }, weak);
  const values = { ...day, most: monthsBetween(day.lastPaid, day.month) - 1 };
  return reasonOf('R10', `harmless-${when}`, values, { ...originOf(rule.catchUp), ...weak });
}

/**
 * Whether only the day to enrol has passed, or the whole month. Within the month, a passed cut-off is perhaps not
 * final.
 */
function passedOrOver(asOf: PlainDate, month: Month): 'cut-off-passed' | 'over' {
  return asOf <= lastDayOf(month) ? 'cut-off-passed' : 'over';
}

/** The rule for transfers, shown until its last month has passed. */
function onTransferReason(lastPaid: Month, asOf: PlainDate, policy: Policy): readonly Reason[] {
  const catchUp = policy.inForce('gapCatchUpMonths', firstDayOf(lastPaid));
  const month = lastMonthWithoutGap(lastPaid, policy, { onTransfer: true });
  if (!catchUp.known || catchUp.local || month === undefined || lastDayOf(month) < asOf) return [];
  const values = { most: catchUp.value, month };
  return [{ rule: 'R10', code: 'harmless-on-transfer', values, ...originOf(catchUp) }];
}

interface LastDayToEnrol {
  readonly inMonth: PlainDate;
  readonly by: PlainDate;
  readonly assumed: boolean;
  /** Whether the cut-off was applied. It is not applied if it is unknown, or if it is weak and has passed. */
  readonly isApplied: boolean;
}

/**
 * The last day on which an enrolment counts for the month. A weak cut-off may make the day earlier. Once it has passed,
 * the last working day of the month is used.
 */
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
  const isApplied = days.length > 0 && !(isWeak(cutOff) && found.day < asOf);
  if (isApplied || days.length === 0) return { inMonth, by: found.day, assumed: found.assumed, isApplied };
  const last = onOrBefore(monthEnd, calendar);
  return { inMonth: monthEnd, by: last.day, assumed: last.assumed, isApplied };
}

/** The confidence of the day. A day is only as certain as its cut-off. */
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
