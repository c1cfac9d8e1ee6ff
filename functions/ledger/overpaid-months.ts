import type { MonthOfMoney } from '../../domain/cases/case.ts';
import type { CaseContext } from '../../domain/cases/case-parts.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { overpaidCharges } from '../../domain/rules/overpaid-charges.ts';
import { monthsOfCharges, overpaymentOf } from '../../domain/rules/overpayment.ts';
import { payableUntil } from '../../domain/rules/unbilled-months.ts';

export const REFUND_STATES: Readonly<Record<MonthOfMoney['state'], string>> = {
  open: '未申请',
  requested: '已申请',
  settled: '已退',
  denied: '未获批',
};

/** Every overpaid month of a spell, also those whose money came back; months without a bill only while one is claimed. */
export function overpaidMonths(spell: Spell, context: CaseContext): readonly MonthOfMoney[] {
  const { policy, calendar, asOf, unit } = context;
  const agencyCutOffDay = unit?.agency?.removalCutOffDay;
  const open = overpaymentOf(spell, { policy, calendar, asOf, agencyCutOffDay });
  if (open !== undefined) return open.money.months;
  const { situation, refunds } = spell;
  const left = situation.is === 'left' && situation.end.on <= asOf ? situation.end : undefined;
  const last = left && payableUntil(left, policy).month;
  const charges = overpaidCharges(spell, last, policy).map(({ charge }) => charge);
  // Before the leave has come, months after it are not overpaid yet.
  return monthsOfCharges(charges, refunds).filter(({ state }) => state === 'settled' || state === 'denied');
}
