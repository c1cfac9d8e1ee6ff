import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { type Fen, portionOf, type Rate, yuan } from '../../values/money.ts';
import { dayInMonth, firstDayOf, lastDayOf, type Month, plusMonths } from '../../values/month.ts';
import { addDays, daysBetween, type PlainDate } from '../../values/plain-date.ts';
import { isWeak } from '../deadline/cut-offs.ts';
import { originOf, percent, wordedOrigin } from '../origin.ts';

type KnownRate = InForce<Rate> & { readonly known: true };

/** Some days at one rate. */
interface LateFeePeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly days: number;
  readonly rate: KnownRate;
}

type LateFeeShare =
  | {
      readonly known: true;
      readonly days: number;
      /** Of the principal, exact: the shares of two periods that touch add up to that of both together. */
      readonly share: Rate;
      /** Oldest first; more than one where the rate changed within the period. */
      readonly periods: readonly LateFeePeriod[];
    }
  /** No rate is offered for `unknownOn`, a day of the period. */
  | { readonly known: false; readonly unknownOn: PlainDate; readonly answer: InForce<Rate> };

/**
 * R5: which share of the arrears is added for `from` to `to`, both days counted (社会保险法 86). Rounding is left to who
 * multiplies. No days where `to` lies before `from`.
 */
export function lateFeeShare(from: PlainDate, to: PlainDate, policy: Policy): LateFeeShare {
  const periods: LateFeePeriod[] = [];
  for (let end = to; end >= from; ) {
    const rate = policy.inForce('lateFeeDailyRate', end);
    if (!rate.known) return { known: false, unknownOn: end, answer: rate };
    const begin = rate.from !== undefined && rate.from > from ? rate.from : from;
    periods.unshift({ from: begin, to: end, days: daysBetween(begin, end) + 1, rate });
    end = addDays(begin, -1);
  }
  return {
    known: true,
    days: periods.reduce((sum, { days }) => sum + days, 0),
    share: periods.reduce(plus, { parts: 0, outOf: 1 }),
    periods: periods,
  };
}

function plus(sum: Rate, { days, rate }: LateFeePeriod): Rate {
  const { parts, outOf } = rate.value;
  if (sum.parts === 0) return { parts: days * parts, outOf };
  if (sum.outOf === outOf) return { parts: sum.parts + days * parts, outOf };
  return { parts: sum.parts * outOf + days * parts * sum.outOf, outOf: sum.outOf * outOf };
}

interface LateFeeQuestion {
  /** The arrears, unit's and person's part together. */
  readonly principal: Fen;
  /** The day the arrears began; see late-fee-start. */
  readonly from: PlainDate;
  /** The day before payment, counted as well. */
  readonly to: PlainDate;
  readonly policy: Policy;
}

type LateFeeAnswer =
  | {
      readonly known: true;
      readonly days: number;
      readonly fee: Fen;
      readonly because: readonly Reason[];
    }
  /** A day of the period lies before the rate that is offered (from 2011-07-01): no fee is named at all. */
  | {
      readonly known: false;
      readonly why: 'no-rate-for-period';
      readonly unknownOn: PlainDate;
      readonly because: readonly Reason[];
    };

/**
 * R5: the late fee on arrears (社会保险法 86, in force since 2011-07-01): principal × daily rate × days, both days
 * counted, rounded half up to a fen once, at the end. The 2‰ of 征缴暂行条例 13 is superseded and never used.
 */
export function lateFee({ principal, from, to, policy }: LateFeeQuestion): LateFeeAnswer {
  const share = lateFeeShare(from, to, policy);
  if (!share.known) {
    const values = { from, to, unknownOn: share.unknownOn };
    const because: Reason = {
      rule: 'R5',
      code: 'late-fee-not-offered',
      values,
      ...wordedOrigin(share.answer, percent),
    };
    return { known: false, why: 'no-rate-for-period', unknownOn: share.unknownOn, because: [because] };
  }
  const fee = portionOf(principal, share.share);
  const periods = share.periods.map((stretch) => periodReason(principal, stretch));
  const sum: Reason = { rule: 'R5', code: 'late-fee-sum', values: { days: share.days, fee: yuan(fee) } };
  return {
    known: true,
    days: share.days,
    fee,
    because: [...periods, sum, ...(fee > principal ? [CAP_DISPUTED] : [])],
  };
}

/** Whether 行政强制法 45 limits the fee to the principal is disputed: the fee is not limited, and the reason says so. */
const CAP_DISPUTED: Reason = {
  rule: 'R5',
  code: 'late-fee-cap-disputed',
  values: {},
  law: '行政强制法 45',
  confidence: 'unknown',
};

function periodReason(principal: Fen, { from, to, days, rate }: LateFeePeriod): Reason {
  return {
    rule: 'R5',
    code: 'late-fee-stretch',
    values: { principal: yuan(principal), rate: percent(rate.value), from, to, days },
    ...wordedOrigin(rate, percent),
  };
}

interface LateFeeStart {
  readonly on: PlainDate;
  /** The region's rule is not known; the day is the earliest that is plausible. */
  readonly assumed: boolean;
  readonly because: readonly Reason[];
}

/**
 * R5: from which day the late fee runs for the contribution of `month`. 社会保险法 86 only says "from the day the arrears
 * began"; which day that is depends on the region. 北京 to 2023: the first day of the month after the collection month, and
 * its notice takes August as the collection month of July's contribution. Where no such rule is known but the days on which
 * a month's contribution is paid within that month are, the fee cannot begin before they are over: the day after the
 * last of them, which is not moved where it is a rest day (regions/README.md says why). Else, and where those days were over before the hire, the first day after the contribution's own month
 * is assumed.
 *
 * @param hiredOn of the person whose contribution is owed; absent: in service for the whole month.
 */
export function lateFeeRunsFrom(month: Month, policy: Policy, hiredOn?: PlainDate): LateFeeStart {
  const rule = policy.inForce('lateFeeStart', lastDayOf(month));
  if (rule.known && rule.value === 'month-after-collection') {
    const collected = plusMonths(month, 1);
    return known('late-fee-start-after-collection', month, firstDayOf(plusMonths(collected, 1)), rule);
  }
  const cutOff = policy.inForce('enrolmentCutOffDay', lastDayOf(month));
  if (rule.known && rule.value === 'day-after-cut-off' && cutOff.known && !isWeak(cutOff)) {
    return known('late-fee-start-after-cut-off', month, addDays(dayInMonth(month, cutOff.value), 1), rule);
  }
  const { region } = policy;
  const payBy = policy.inForce('paymentWindowTo', lastDayOf(month));
  const lastDay = payBy.known ? dayInMonth(month, payBy.value) : undefined;
  const isOverBeforeHire = lastDay !== undefined && hiredOn !== undefined && lastDay < hiredOn;
  if (payBy.known && lastDay !== undefined && !isOverBeforeHire) {
    const on = addDays(lastDay, 1);
    const values = { month, on, region, day: payBy.value };
    const after: Reason = { rule: 'R5', code: 'late-fee-start-after-window', values, ...originOf(payBy) };
    return { on, assumed: false, because: [after, unknownStart('late-fee-start-unknown', rule, region)] };
  }
  const on = firstDayOf(plusMonths(month, 1));
  const values = { month, on, region };
  const origin = { ...originOf(rule), confidence: 'assumed' } as const;
  const because: Reason = { rule: 'R5', code: 'late-fee-start-assumed', values, ...origin };
  const window: Reason = payBy.known
    ? {
        rule: 'R5',
        code: 'payment-window-before-hire',
        values: { month, day: payBy.value },
        ...originOf(payBy),
      }
    : unknownStart('payment-window-unknown', payBy, region);
  return { on, assumed: true, because: [because, window] };
}

function unknownStart(
  code: 'late-fee-start-unknown' | 'payment-window-unknown',
  answer: InForce<string | number>,
  region: string,
): Reason {
  return { rule: 'R5', code, values: { region }, ...originOf(answer) };
}

function known(
  code: 'late-fee-start-after-collection' | 'late-fee-start-after-cut-off',
  month: Month,
  on: PlainDate,
  rule: InForce<string>,
): LateFeeStart {
  return {
    on,
    assumed: false,
    because: [{ rule: 'R5', code, values: { month, on }, ...originOf(rule) }],
  };
}
