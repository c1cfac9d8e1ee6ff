import { isWithin } from '../employment/charges.ts';
import { isEmployment, type Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import { type BackPayment, backPayment } from '../rules/arrears/back-payment.ts';
import { wageForBase } from '../rules/contribution/wage-for-base.ts';
import { type CaseMoney, knownParts, type MoneyParts } from '../rules/money-at-stake.ts';
import { payableUntil } from '../rules/overpayment/overpaid-charges.ts';
import { type Month, monthOf, monthsFromTo, plusMonths } from '../values/month.ts';
import type { CaseContext } from './case-parts.ts';

/** The money of months without a bill. Computed amounts are marked as estimates, and unknown amounts stay unknown. */
export function estimatedMoney({
  months,
  ...sums
}: MoneyParts & { readonly months: readonly (MoneyParts & { readonly month: Month })[] }): CaseMoney {
  return {
    ...knownParts(sums),
    months: months.map((computed) => ({
      month: computed.month,
      ...knownParts(computed),
      estimated: computed.unitPart !== undefined || computed.personalPart !== undefined,
      state: 'open',
    })),
  };
}

/**
 * R8: the months that nobody has paid, from the hire to the month before `until`, but at most to the last payable
 * month.
 */
export function owedMonths(spell: Spell, until: Month, policy: Policy): readonly Month[] {
  const { situation } = spell;
  if (!isEmployment(situation)) return [];
  const last = plusMonths(until, -1);
  const payable = situation.is === 'left' ? payableUntil(situation.end, policy).month : last;
  const months = monthsFromTo(monthOf(situation.start.on), payable < last ? payable : last);
  return months.filter((month) => !isPaid(month, spell));
}

/** The cost of these months if they are paid today, and their late fee; undefined if there are no months. */
export function arrearsOf(
  { situation, person }: Spell,
  owed: readonly Month[],
  { policy, asOf }: CaseContext,
): BackPayment | undefined {
  if (!isEmployment(situation)) return undefined;
  const last = owed.at(-1);
  if (last === undefined) return undefined;
  const hiredOn = situation.start.on;
  const paid = monthsFromTo(monthOf(hiredOn), last).filter((month) => !owed.includes(month));
  const wageIn = (month: Month) => wageForBase({ person, hiredOn, month, policy });
  const tier = person.contributionTier;
  return backPayment({ hiredOn, coveredFrom: plusMonths(last, 1), paid, wageIn, tier, asOf, policy });
}

export function moneyOwed(arrears: BackPayment): CaseMoney {
  const { lateFee, lateFeeNextDay } = arrears;
  const known = lateFee !== undefined && lateFeeNextDay !== undefined;
  return {
    ...estimatedMoney(arrears),
    ...(known && { lateFee: { soFar: lateFee, nextDay: lateFeeNextDay } }),
  };
}

/** Whether the month was charged here, was paid by the previous employer, or lies in an earlier spell of the person. */
function isPaid(
  month: Month,
  { charges, chargedMonths = [], person, situation, otherSpells }: Spell,
): boolean {
  if (!isEmployment(situation)) return false;
  if (isWithin(chargedMonths, month) || charges.some((charge) => charge.month === month)) return true;
  const { on, by } = situation.start;
  const lastPaid = by === 'hired' ? person.previousCover?.lastPaidMonth : undefined;
  if (lastPaid !== undefined && month <= lastPaid) return true;
  return otherSpells.some(
    ({ startOn, endOn }) =>
      startOn < on && monthOf(startOn) <= month && (endOn === undefined || month <= monthOf(endOn)),
  );
}
