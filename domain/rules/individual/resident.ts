import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Reason, reasonOf } from '../../reasons/reason.ts';
import { dayInYear, type MonthDay } from '../../values/month.ts';
import { addDays, earlierOf, type PlainDate, yearOf } from '../../values/plain-date.ts';
import { noteOf, originOf } from '../origin.ts';

interface ResidentWindow {
  readonly opensOn: PlainDate;
  readonly closesOn: PlainDate;
  /** The year for which people pay in the window: the year after the one in which the window opens. */
  readonly coverYear: number;
  readonly isOpen: boolean;
}

/**
 * G2: the enrolment window for residents that is open on `day`, otherwise the next one. If the last day of a window is
 * earlier in the year than its first day, the window ends in the next year.
 *
 * @returns undefined if the region's window is unknown.
 */
export function residentWindow(day: PlainDate, policy: Policy): ResidentWindow | undefined {
  const from = policy.inForce('residentWindowFrom', day);
  const to = policy.inForce('residentWindowTo', day);
  if (!from.known || !to.known) return undefined;
  const windowOf = (year: number): ResidentWindow => {
    const opensOn = dayInYear(year, from.value);
    const closesOn = dayInYear(to.value < from.value ? year + 1 : year, to.value);
    return { opensOn, closesOn, coverYear: year + 1, isOpen: opensOn <= day && day <= closesOn };
  };
  const year = yearOf(day);
  return [year - 1, year, year + 1].map(windowOf).find(({ closesOn }) => closesOn >= day);
}

interface ResidentWaiting {
  readonly inWindow: number | undefined;
  /** The waiting months for late enrolment. If the missed years are unknown, this is a minimum. */
  readonly late: number | undefined;
  readonly because: readonly Reason[];
}

/**
 * G2: the waiting months (国办发〔2024〕38号, applied since 2025-01-01): a fixed number, plus a number for each missed year,
 * minus a number for each repaid year. After a long break there is a minimum, even if years were repaid. If people
 * enrol within the window, only those with missed years wait. If they enrol after it, everybody waits.
 */
export function residentWaiting(question: ResidentQuestion): ResidentWaiting {
  const { day, missedYears, repairedYears = 0, policy } = question;
  const fixed = policy.inForce('residentFixedWaitingMonths', day);
  const perYear = policy.inForce('residentWaitingMonthsPerMissedYear', day);
  if (!fixed.known || !perYear.known) return unknownWaiting(fixed.known ? perYear : fixed);
  const origin = originOf(fixed);
  const values = { fixed: fixed.value, perYear: perYear.value };
  if (missedYears === undefined) {
    const because: Reason = { rule: 'G2', code: 'resident-waiting-if-missed', values, ...origin };
    return { inWindow: undefined, late: fixed.value, because: [because, ...noteOf('G2', perYear)] };
  }
  if (missedYears === 0) {
    const because: Reason = { rule: 'G2', code: 'resident-waiting-if-late', values, ...origin };
    return { inWindow: 0, late: fixed.value, because: [because] };
  }
  const repair = policy.inForce('residentRepairMonthsPerYear', day);
  if (repairedYears > 0 && !repair.known) return unknownWaiting(repair);
  const off = repair.known ? repair.value * repairedYears : 0;
  const variable = Math.max(0, missedYears * perYear.value - off);
  const least = leastAfterLongBreak(missedYears, day, policy);
  const months = Math.max(fixed.value + variable, least?.months ?? 0);
  const isRaised = months > fixed.value + variable;
  const counted: Reason =
    repairedYears > 0
      ? {
          rule: 'G2',
          code: 'resident-waiting-repaired',
          values: { missed: missedYears, repaired: repairedYears, fixed: fixed.value, variable, months },
          ...originOf(repair),
        }
      : {
          rule: 'G2',
          code: 'resident-waiting',
          values: { ...values, missed: missedYears, months },
          ...origin,
        };
  return {
    inWindow: months,
    late: months,
    because: [
      counted,
      ...(isRaised && least !== undefined ? [least.because] : []),
      ...(repairedYears > 0 ? [] : noteOf('G2', perYear)),
    ],
  };
}

function unknownWaiting(rule: InForce<number>): ResidentWaiting {
  const because: Reason = { rule: 'G2', code: 'resident-waiting-unknown', values: {}, ...originOf(rule) };
  return { inWindow: undefined, late: undefined, because: [because] };
}

/** The minimum wait after a long break, which repayment does not reduce; undefined for a shorter break. */
function leastAfterLongBreak(missedYears: number, day: PlainDate, policy: Policy) {
  const years = policy.inForce('residentLongBreakYears', day);
  const least = policy.inForce('residentWaitingMonthsAfterLongBreak', day);
  if (!years.known || !least.known || missedYears < years.value) return undefined;
  const values = { years: years.value, months: least.value };
  const because: Reason = { rule: 'G2', code: 'resident-waiting-long-break', values, ...originOf(least) };
  return { months: least.value, because };
}

export interface ResidentQuestion {
  readonly day: PlainDate;
  /** Years without cover since the person was last insured; absent if unknown. */
  readonly missedYears?: number | undefined;
  /** How many of these were repaid since, at the personal rate of the year of repayment; absent: none. */
  readonly repairedYears?: number | undefined;
  readonly policy: Policy;
}

export interface ResidentEnrolment {
  /** The window that is open, otherwise the next one. Undefined if the region's window is unknown. */
  readonly window: ResidentWindow | undefined;
  /**
   * Only if the window is unknown: the earliest future day on which it may close, according to an unofficial source or
   * to last year's window.
   */
  readonly mayCloseOn?: PlainDate;
  /** The last day to pay for cover from `coverFrom`. Both are set only if there is no waiting time. */
  readonly payBy?: PlainDate;
  readonly coverFrom?: PlainDate;
  /** Waiting months for enrolment within the window; undefined if the missed years or the rule are unknown. */
  readonly waitingMonths: number | undefined;
  /** Late enrolment for the current year, after its window; absent while that window is open. */
  readonly late?: ResidentLate;
  readonly because: readonly Reason[];
}

interface ResidentLate {
  readonly year: number;
  readonly is: 'open' | 'over' | 'unknown';
  readonly until?: PlainDate;
  /** A minimum: if the missed years are unknown, further months may be added for them. */
  readonly waitingMonths: number | undefined;
}

/**
 * G2: how and until when a person enrols as a resident: in the yearly window for the next year; after it, late for the
 * current year if the region allows that, with waiting months (国办发〔2024〕38号, applied since 2025-01-01).
 */
export function residentEnrolment(question: ResidentQuestion): ResidentEnrolment {
  const { day, policy } = question;
  const window = residentWindow(day, policy);
  const waiting = residentWaiting(question);
  const cover = window === undefined ? { because: [] } : coverOfWindow(window, waiting, question);
  const lateFor = window?.isOpen === true && window.coverYear === yearOf(day) ? undefined : yearOf(day);
  const late = lateFor === undefined ? undefined : lateOf(lateFor, question);
  const mayCloseOn = window === undefined ? earliestClose(day, policy) : undefined;
  return {
    window,
    ...(mayCloseOn !== undefined && mayCloseOn >= day && { mayCloseOn }),
    waitingMonths: waiting.inWindow,
    ...cover,
    ...(late !== undefined && { late: late.answer }),
    because: [
      ...windowReasons(window, mayCloseOn, question),
      ...cover.because,
      ...waiting.because,
      ...(late?.because ?? []),
    ],
  };
}

function windowReasons(
  window: ResidentWindow | undefined,
  closesOn: PlainDate | undefined,
  { day, policy }: ResidentQuestion,
): readonly Reason[] {
  const to = policy.inForce('residentWindowTo', day);
  const weaker = weakerOf(policy.inForce('residentWindowFrom', day), to);
  if (window === undefined) {
    const { region } = policy;
    const unknown: Reason = {
      rule: 'G2',
      code: 'resident-window-unknown',
      values: { region },
      ...originOf(weaker),
    };
    if (closesOn === undefined) return [unknown];
    return [
      unknown,
      { rule: 'G2', code: 'resident-window-perhaps', values: { closesOn }, confidence: 'low' },
    ];
  }
  const { opensOn, coverYear, isOpen } = window;
  const code = isOpen ? 'resident-window-open' : 'resident-window-ahead';
  const values = { opensOn, closesOn: window.closesOn, coverYear };
  return [{ rule: 'G2', code, values, ...originOf(weaker) }, ...noteOf('G2', to)];
}

/**
 * If the year's window is unknown: the earliest day on which it may close, by an unofficial source (lead) or by last
 * year's window, to be safe. The usual end of the year is not used, because some windows close weeks earlier.
 */
function earliestClose(day: PlainDate, policy: Policy): PlainDate | undefined {
  const to = policy.inForce('residentWindowTo', day);
  if (to.known) return undefined;
  const candidates = [to.lead?.value, to.lastKnown, ...to.candidates.map(({ value }) => value)];
  return candidates
    .filter((close): close is MonthDay => close !== undefined && close !== YEAR_END)
    .map((close) => closeOf(close, day))
    .sort()[0];
}

const YEAR_END = '12-31';
const MIDSUMMER = '07-01';

/**
 * The date on which a window closes. A closing day in the first half of the year ends the window that opened in the
 * previous autumn.
 */
function closeOf(close: MonthDay, day: PlainDate): PlainDate {
  const thisYear = dayInYear(yearOf(day), close);
  return close < MIDSUMMER && thisYear < day ? dayInYear(yearOf(day) + 1, close) : thisYear;
}

/** A sentence based on two values is only as certain as the weaker one. */
function weakerOf<T>(a: InForce<T>, b: InForce<T>): InForce<T> {
  const sureness = (answer: InForce<T>) =>
    answer.known ? ['low', 'medium', 'high'].indexOf(answer.confidence) : -1;
  return sureness(a) < sureness(b) ? a : b;
}

/**
 * The cover of a person who enrols in the window. It is promised only if there is no waiting time and the payment is
 * made before the cover begins.
 */
function coverOfWindow(
  { closesOn, coverYear }: ResidentWindow,
  waiting: ResidentWaiting,
  { day, policy }: ResidentQuestion,
): Pick<ResidentEnrolment, 'payBy' | 'coverFrom' | 'because'> {
  const rule = policy.inForce('residentCoverFrom', day);
  const coverFrom = rule.known ? dayInYear(coverYear, rule.value) : undefined;
  if (coverFrom === undefined || coverFrom <= day) {
    const values = { coverYear };
    return { because: [{ rule: 'G2', code: 'resident-cover-unknown', values, ...originOf(rule) }] };
  }
  const payBy = earlierOf(closesOn, addDays(coverFrom, -1));
  const values = { payBy, coverFrom };
  if (waiting.inWindow === 0) {
    return {
      payBy,
      coverFrom,
      because: [{ rule: 'G2', code: 'resident-cover', values, ...originOf(rule) }],
    };
  }
  const code = waiting.inWindow === undefined ? 'resident-cover-if-unbroken' : 'resident-cover-after-wait';
  return { because: [{ rule: 'G2', code, values, ...originOf(rule) }] };
}

function lateOf(year: number, question: ResidentQuestion) {
  const { day, policy } = question;
  const rule = policy.inForce('residentLateUntil', day);
  const waitingMonths = residentWaiting(question).late;
  const until = rule.known ? dayInYear(year, rule.value) : undefined;
  const is = until === undefined ? 'unknown' : day <= until ? 'open' : 'over';
  const answer: ResidentLate = { year, is, waitingMonths, ...(until !== undefined && { until }) };
  return { answer, because: lateReasons(answer, rule, policy) };
}

function lateReasons({ year, is, until }: ResidentLate, rule: InForce<string>, { region }: Policy): Reason[] {
  const origin = originOf(rule);
  return [
    is === 'unknown' || until === undefined
      ? reasonOf('G2', 'resident-late-unknown', { year, region }, origin)
      : reasonOf('G2', `resident-late-${is}`, { year, region, until }, origin),
    ...(is === 'over' ? [] : noteOf('G2', rule)),
  ];
}
