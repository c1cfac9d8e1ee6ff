import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import type { Rate } from '../values/money.ts';
import { addDays, daysBetween, type PlainDate } from '../values/plain-date.ts';

type KnownRate = InForce<Rate> & { readonly known: true };

/** Some days at one rate. */
export interface LateFeeStretch {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly days: number;
  readonly rate: KnownRate;
}

export type LateFeeShare =
  | {
      readonly known: true;
      readonly days: number;
      /** Of the principal, exact: the shares of two periods that touch add up to that of both together. */
      readonly share: Rate;
      /** Oldest first; more than one where the rate changed within the period. */
      readonly stretches: readonly LateFeeStretch[];
    }
  /** No rate is offered for `unknownOn`, a day of the period. */
  | { readonly known: false; readonly unknownOn: PlainDate; readonly answer: InForce<Rate> };

/**
 * R5: which share of the arrears is added for `from` to `to`, both days counted (社会保险法 86). Rounding is left to who
 * multiplies. No days where `to` lies before `from`.
 */
export function lateFeeShare(from: PlainDate, to: PlainDate, policy: Policy): LateFeeShare {
  const stretches: LateFeeStretch[] = [];
  for (let end = to; end >= from; ) {
    const rate = policy.inForce('lateFeeDailyRate', end);
    if (!rate.known) return { known: false, unknownOn: end, answer: rate };
    const begin = rate.from !== undefined && rate.from > from ? rate.from : from;
    stretches.unshift({ from: begin, to: end, days: daysBetween(begin, end) + 1, rate });
    end = addDays(begin, -1);
  }
  return {
    known: true,
    days: stretches.reduce((sum, { days }) => sum + days, 0),
    share: stretches.reduce(plus, { parts: 0, outOf: 1 }),
    stretches,
  };
}

function plus(sum: Rate, { days, rate }: LateFeeStretch): Rate {
  const { parts, outOf } = rate.value;
  if (sum.parts === 0) return { parts: days * parts, outOf };
  if (sum.outOf === outOf) return { parts: sum.parts + days * parts, outOf };
  return { parts: sum.parts * outOf + days * parts * sum.outOf, outOf: sum.outOf * outOf };
}
