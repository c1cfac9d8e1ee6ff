import { type Fen, sumKnown } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';

/** The unit's and the person's part of an amount; absent: unknown. */
export interface MoneyParts {
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
}

export function knownParts({
  unitPart,
  personalPart,
}: {
  readonly unitPart?: Fen | undefined;
  readonly personalPart?: Fen | undefined;
}): MoneyParts {
  return {
    ...(unitPart !== undefined && { unitPart }),
    ...(personalPart !== undefined && { personalPart }),
  };
}

/** Sums the parts separately. A sum with an unknown part is unknown. */
export function sumOfParts(amounts: readonly MoneyParts[]): MoneyParts {
  return knownParts({
    unitPart: sumKnown(amounts.map(({ unitPart }) => unitPart)),
    personalPart: sumKnown(amounts.map(({ personalPart }) => personalPart)),
  });
}

export interface CaseMoney {
  /** The amount at stake now. Absent if it is unknown (`months` then has the months), or if nothing is at stake yet. */
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  /**
   * The amount about which the case asks (E9, E11). It is not at stake until the question is answered, so no sum
   * includes it.
   */
  readonly inQuestion?: MoneyParts;
  readonly months: readonly MonthOfMoney[];
  /** The amount that is added next if nothing is done, and the day on which it is added. */
  readonly next?: { readonly on: PlainDate; readonly unitPart?: Fen; readonly personalPart?: Fen };
  /** R5: the late fee if the arrears are paid today, and the addition per further day; not included in the parts above. */
  readonly lateFee?: { readonly soFar: Fen; readonly nextDay: Fen };
}

/** Whether anything is at stake yet: there are months or an amount above zero. Otherwise only `next` is shown. */
export function isAtStake({ months, unitPart, personalPart }: CaseMoney): boolean {
  return months.length > 0 || (unitPart ?? 0) > 0 || (personalPart ?? 0) > 0;
}

export interface MonthOfMoney {
  readonly month: Month;
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  /** Whether there is no charge yet, so that the amounts are estimated from the last charge or from base × rates. */
  readonly estimated: boolean;
  /**
   * The state of the month's refund. Settled and denied months are not added to the months that are still to be
   * claimed.
   */
  readonly state: 'open' | 'requested' | 'settled' | 'denied';
}
