import { compact } from '../values/compact.ts';
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
}: { readonly [Part in keyof MoneyParts]?: Fen | undefined }): MoneyParts {
  return compact({ unitPart, personalPart });
}

/** Sums the parts separately. A sum with an unknown part is unknown. */
export function sumOfParts(amounts: readonly MoneyParts[]): MoneyParts {
  return knownParts({
    unitPart: sumKnown(amounts.map(({ unitPart }) => unitPart)),
    personalPart: sumKnown(amounts.map(({ personalPart }) => personalPart)),
  });
}

/**
 * The parts are the amount at stake now. They are absent if it is unknown (`months` then has the months), or if nothing
 * is at stake yet.
 */
export interface CaseMoney extends MoneyParts {
  /**
   * The amount about which the case asks (E9, E11). It is not at stake until the question is answered, so no sum
   * includes it.
   */
  readonly inQuestion?: MoneyParts;
  readonly months: readonly MonthOfMoney[];
  /** The amount that is added next if nothing is done, and the day on which it is added. */
  readonly next?: MoneyParts & { readonly on: PlainDate };
  /** R5: the late fee if the arrears are paid today, and the addition per further day; not included in the parts above. */
  readonly lateFee?: { readonly soFar: Fen; readonly nextDay: Fen };
}

/** Whether anything is at stake yet: there are months or an amount above zero. Otherwise only `next` is shown. */
export function isAtStake({ months, unitPart, personalPart }: CaseMoney): boolean {
  return months.length > 0 || (unitPart ?? 0) > 0 || (personalPart ?? 0) > 0;
}

export interface MonthOfMoney extends MoneyParts {
  readonly month: Month;
  /** Whether there is no charge yet, so that the amounts are estimated from the last charge or from base × rates. */
  readonly estimated: boolean;
  /**
   * The state of the month's refund. Settled and denied months are not added to the months that are still to be
   * claimed.
   */
  readonly state: 'open' | 'requested' | 'settled' | 'denied';
}

/** Whether the month can still be claimed or must still be paid: its refund is neither settled nor denied. */
export function isClaimable({ state }: Pick<MonthOfMoney, 'state'>): boolean {
  return state === 'open' || state === 'requested';
}
