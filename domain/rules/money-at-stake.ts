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
  /** At stake now. Absent: months are known, amounts are not. */
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  /** E9: the amount if the question is answered one way. It is not at stake yet, so no sum includes it. */
  readonly inQuestion?: MoneyParts;
  readonly months: readonly MonthOfMoney[];
  /** The cost of waiting, and the day on which it is added. */
  readonly next?: { readonly on: PlainDate; readonly unitPart?: Fen; readonly personalPart?: Fen };
  /** R5: the late fee if the arrears are paid today, and the addition per further day; not included in the parts above. */
  readonly lateFee?: { readonly soFar: Fen; readonly nextDay: Fen };
}

/** Without months and without an amount above zero nothing is at stake yet; only the cost of waiting is shown. */
export function isAtStake({ months, unitPart, personalPart }: CaseMoney): boolean {
  return months.length > 0 || (unitPart ?? 0) > 0 || (personalPart ?? 0) > 0;
}

export interface MonthOfMoney {
  readonly month: Month;
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  /** No charge seen yet; estimated from the last charge or from base × rates. */
  readonly estimated: boolean;
  /** Settled and denied months are kept apart from those still to be claimed. */
  readonly state: 'open' | 'requested' | 'settled' | 'denied';
}
