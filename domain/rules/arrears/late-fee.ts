import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { type Fen, portionOf, type Rate, yuan } from '../../values/money.ts';
import { dayInMonth, firstDayOf, lastDayOf, type Month, plusMonths } from '../../values/month.ts';
import { addDays, daysBetween, type PlainDate } from '../../values/plain-date.ts';
import { isWeak } from '../deadline/cut-offs.ts';
import { originOf, percent, wordedOrigin } from '../origin.ts';

type KnownRate = InForce<Rate> & { readonly known: true };

/** Consecutive days with one rate. */
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
      /** The exact share of the principal. The shares of periods that follow each other can be added up. */
      readonly share: Rate;
      /** The periods, oldest first. There are several if the rate changed. */
      readonly periods: readonly LateFeePeriod[];
    }
  /** No rate is known for `unknownOn`, a day of the period. */
  | { readonly known: false; readonly unknownOn: PlainDate; readonly answer: InForce<Rate> };

/**
 * R5: the share of the arrears that is added for `from` to `to`, both days included (社会保险法 86). The share is not
 * rounded. If `to` is before `from`, the result is the share of zero days.
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
  readonly principal: Fen;
  /** The first day of the arrears; see {@link lateFeeRunsFrom}. */
  readonly from: PlainDate;
  /** The day before payment, included. */
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
  /** A day of the period is before the first day with a known rate (2011-07-01). Then no fee is stated at all. */
  | {
      readonly known: false;
      readonly why: 'no-rate-for-period';
      readonly unknownOn: PlainDate;
      readonly because: readonly Reason[];
    };

/**
 * R5: the late fee on arrears (社会保险法 86, in force since 2011-07-01): principal × daily rate × days, both days included,
 * rounded half up to a fen once, at the end. The 2‰ of 征缴暂行条例 13 is superseded and never used.
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

/**
 * It is disputed whether 行政强制法 45 limits the fee to the principal. The fee is therefore not limited here, and the
 * reason says so.
 */
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
  /** True if neither a rule of the region nor its payment days could be used. The day is then an assumption. */
  readonly assumed: boolean;
  readonly because: readonly Reason[];
}

/**
 * R5: the day from which the late fee for the contribution of `month` runs. 社会保险法 86 only says "from the day the
 * arrears began", which depends on the region. In 北京 until 2023 it is the first day of the month after the month of
 * collection. The notice of 北京 gives August as the month of collection for July's contribution. In regions with another
 * rule of their own it is the day after the cut-off. If no such rule is known but the payment days within the month
 * are, the fee starts on the day after the last of them, even if that is a rest day (see regions/README.md). If these
 * days are unknown too, or had passed before the hire, the first day of the next month is assumed.
 *
 * @param hiredOn the day of the hire of the person whose contribution is owed; if absent, the person was in service for
 * the whole month.
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
