import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Reason, reasonOf } from '../../reasons/reason.ts';
import { dayInYear } from '../../values/month.ts';
import { addDays, earlierOf, type PlainDate, yearOf } from '../../values/plain-date.ts';
import { noteOf, originOf } from '../origin.ts';

interface ResidentWindow {
  readonly opensOn: PlainDate;
  readonly closesOn: PlainDate;
  /** The year that is paid for: the one after the window opens. */
  readonly coverYear: number;
  readonly isOpen: boolean;
}

/**
 * G2: the window in which residents enrol that is open on `day`, else the next. A window whose last day comes before
 * its first in the year ends in the year after.
 *
 * @returns undefined where the region's window is not known.
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
  /** Of who comes late: at least so many. */
  readonly late: number | undefined;
  readonly because: readonly Reason[];
}

/**
 * G2: the months of waiting (国办发〔2024〕38号, applied since 2025-01-01). In the window only who missed years waits; late,
 * everybody does.
 */
function residentWaiting({ day, missedYears, policy }: ResidentQuestion): ResidentWaiting {
  const fixed = policy.inForce('residentFixedWaitingMonths', day);
  const perYear = policy.inForce('residentWaitingMonthsPerMissedYear', day);
  if (!fixed.known || !perYear.known) {
    const unknown: Reason = {
      rule: 'G2',
      code: 'resident-waiting-unknown',
      values: {},
      ...originOf(fixed.known ? perYear : fixed),
    };
    return { inWindow: undefined, late: undefined, because: [unknown] };
  }
  const months = fixed.value + (missedYears ?? 0) * perYear.value;
  const values = { fixed: fixed.value, perYear: perYear.value, missed: missedYears ?? 0, months };
  const origin = originOf(fixed);
  if (missedYears === undefined) {
    const because: Reason = { rule: 'G2', code: 'resident-waiting-if-missed', values, ...origin };
    return { inWindow: undefined, late: months, because: [because, ...noteOf('G2', perYear)] };
  }
  if (missedYears === 0) {
    const because: Reason = { rule: 'G2', code: 'resident-waiting-if-late', values, ...origin };
    return { inWindow: 0, late: months, because: [because] };
  }
  const because: Reason = { rule: 'G2', code: 'resident-waiting', values, ...origin };
  return { inWindow: months, late: months, because: [because, ...noteOf('G2', perYear)] };
}

export interface ResidentQuestion {
  readonly day: PlainDate;
  /** Years without cover since the person was last insured; absent where nobody said. */
  readonly missedYears?: number | undefined;
  readonly policy: Policy;
}

export interface ResidentEnrolment {
  /** The window that is open, else the next; undefined where the region's is not known. */
  readonly window: ResidentWindow | undefined;
  /** The last day to pay for cover from `coverFrom`; both only where nothing has to be waited for. */
  readonly payBy?: PlainDate;
  readonly coverFrom?: PlainDate;
  /** Months of waiting of who enrols in the window; undefined where the years missed or the rule are not known. */
  readonly waitingMonths: number | undefined;
  /** The year that runs, for who missed its window; absent while the window for it is open. */
  readonly late?: ResidentLate;
  readonly because: readonly Reason[];
}

interface ResidentLate {
  readonly year: number;
  readonly is: 'open' | 'over' | 'unknown';
  readonly until?: PlainDate;
  /** At least: where the years missed are not known, more may be added. */
  readonly waitingMonths: number | undefined;
}

/**
 * G2: how and until when somebody enrols as a resident: in the yearly window for the year after; else late for the year
 * that runs, where the region takes late comers, with months of waiting (国办发〔2024〕38号, applied since 2025-01-01).
 */
export function residentEnrolment(question: ResidentQuestion): ResidentEnrolment {
  const { day, policy } = question;
  const window = residentWindow(day, policy);
  const waiting = residentWaiting(question);
  const cover = window === undefined ? { because: [] } : coverOfWindow(window, waiting, question);
  const lateFor = window?.isOpen === true && window.coverYear === yearOf(day) ? undefined : yearOf(day);
  const late = lateFor === undefined ? undefined : lateOf(lateFor, question);
  return {
    window,
    waitingMonths: waiting.inWindow,
    ...cover,
    ...(late !== undefined && { late: late.answer }),
    because: [
      ...windowReasons(window, question),
      ...cover.because,
      ...waiting.because,
      ...(late?.because ?? []),
    ],
  };
}

function windowReasons(
  window: ResidentWindow | undefined,
  { day, policy }: ResidentQuestion,
): readonly Reason[] {
  const to = policy.inForce('residentWindowTo', day);
  const weaker = weakerOf(policy.inForce('residentWindowFrom', day), to);
  if (window === undefined) {
    const { region } = policy;
    return [{ rule: 'G2', code: 'resident-window-unknown', values: { region }, ...originOf(weaker) }];
  }
  const { opensOn, closesOn, coverYear, isOpen } = window;
  const code = isOpen ? 'resident-window-open' : 'resident-window-ahead';
  const values = { opensOn, closesOn, coverYear };
  return [{ rule: 'G2', code, values, ...originOf(weaker) }, ...noteOf('G2', to)];
}

/** A sentence that rests on two values is no surer than the weaker of them. */
function weakerOf<T>(a: InForce<T>, b: InForce<T>): InForce<T> {
  const sureness = (answer: InForce<T>) =>
    answer.known ? ['low', 'medium', 'high'].indexOf(answer.confidence) : -1;
  return sureness(a) < sureness(b) ? a : b;
}

/** Cover is promised to who has nothing to wait for and pays before it begins, and to nobody else. */
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
