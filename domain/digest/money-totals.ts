import type { Case, CaseKind } from '../cases/case.ts';
import { isAtStake } from '../rules/money-at-stake.ts';
import { addFen, type Fen, sumKnown } from '../values/money.ts';

export interface MoneyTotal {
  /** The sum of the known amounts. */
  readonly amount: Fen;
  readonly cases: number;
  /** The number of cases with an unknown amount. */
  readonly unknown: number;
}

/** Money to claim back and money to pay; the two are never added together. */
export interface MoneyTotals {
  readonly toClaim: MoneyTotal;
  readonly toPay: MoneyTotal;
}

const TO_CLAIM: ReadonlySet<CaseKind> = new Set<CaseKind>(['overpayment']);
const TO_PAY: ReadonlySet<CaseKind> = new Set<CaseKind>(['enrolment', 'back-payment', 'top-up']);

/** The money at stake in these cases. Late fees, money in question and the cost of waiting are not included. */
export function moneyTotals(cases: readonly Pick<Case, 'kind' | 'money'>[]): MoneyTotals {
  return { toClaim: totalOf(cases, TO_CLAIM), toPay: totalOf(cases, TO_PAY) };
}

function totalOf(cases: readonly Pick<Case, 'kind' | 'money'>[], kinds: ReadonlySet<CaseKind>): MoneyTotal {
  const amounts = cases.flatMap(({ kind, money }) =>
    kinds.has(kind) && money !== undefined && money.inQuestion === undefined && isAtStake(money)
      ? [sumKnown([money.unitPart, money.personalPart])]
      : [],
  );
  const known = amounts.filter((amount) => amount !== undefined);
  return { amount: addFen(...known), cases: amounts.length, unknown: amounts.length - known.length };
}
