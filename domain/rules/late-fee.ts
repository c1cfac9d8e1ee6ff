import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { type Fen, portionOf, yuan } from '../values/money.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { type LateFeeStretch, lateFeeShare } from './late-fee-share.ts';
import { percent, wordedOrigin } from './worded-origin.ts';

export interface LateFeeQuestion {
  /** The arrears, unit's and person's part together. */
  readonly principal: Fen;
  /** The day the arrears began; see late-fee-start. */
  readonly from: PlainDate;
  /** The day before payment, counted as well. */
  readonly to: PlainDate;
  readonly policy: Policy;
}

export type LateFeeAnswer =
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
  const stretches = share.stretches.map((stretch) => stretchReason(principal, stretch));
  const sum: Reason = { rule: 'R5', code: 'late-fee-sum', values: { days: share.days, fee: yuan(fee) } };
  return {
    known: true,
    days: share.days,
    fee,
    because: [...stretches, sum, ...(fee > principal ? [CAP_DISPUTED] : [])],
  };
}

/** Whether 行政强制法 45 stops the fee at the principal is disputed: nothing is cut off, and it is said. */
const CAP_DISPUTED: Reason = {
  rule: 'R5',
  code: 'late-fee-cap-disputed',
  values: {},
  law: '行政强制法 45',
  confidence: 'unknown',
};

function stretchReason(principal: Fen, { from, to, days, rate }: LateFeeStretch): Reason {
  return {
    rule: 'R5',
    code: 'late-fee-stretch',
    values: { principal: yuan(principal), rate: percent(rate.value), from, to, days },
    ...wordedOrigin(rate, percent),
  };
}
