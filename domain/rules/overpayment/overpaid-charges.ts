import {
  type Charge,
  type End,
  hasBegun,
  isEmployment,
  type OtherSpell,
  type Spell,
} from '../../employment/spell.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { type Month, monthOf, plusMonths } from '../../values/month.ts';
import type { PlainDate } from '../../values/plain-date.ts';
import { originOf } from '../origin.ts';

/**
 * R7: the last month for which contributions are due for a leaver: the month that HR stated for this leave; otherwise
 * the month by the region's rule; if that is unknown, the month of the last working day, marked as assumed.
 */
export function lastPayableMonth(leaving: {
  readonly leftOn: PlainDate;
  readonly insuranceStopMonth?: Month | undefined;
  readonly policy: Policy;
}): { readonly month: Month; readonly because: Reason } {
  const { leftOn, insuranceStopMonth, policy } = leaving;
  const monthOfLeaving = monthOf(leftOn);
  if (insuranceStopMonth !== undefined) {
    const values = { month: insuranceStopMonth, leftOn };
    const because: Reason = { rule: 'R7', code: 'last-payable-month-stated', values, confidence: 'local' };
    return { month: insuranceStopMonth, because };
  }
  const rule = policy.inForce('lastPayableMonth', leftOn);
  const month =
    rule.known && rule.value === 'month-before-leaving' ? plusMonths(monthOfLeaving, -1) : monthOfLeaving;
  const code = rule.known ? 'last-payable-month-by-region' : 'last-payable-month-assumed';
  const values = { month, leftOn, region: policy.region };
  const confidence = rule.known ? {} : { confidence: 'assumed' as const };
  return { month, because: { rule: 'R7', code, values, ...originOf(rule), ...confidence } };
}

/** The last payable month of a leave, and why. */
export function payableUntil({ on, insuranceStopMonth }: End, policy: Policy) {
  return lastPayableMonth({ leftOn: on, insuranceStopMonth, policy });
}

/** Why a charge was not due (R7). */
export type OverpaidCause = 'after-leave' | 'before-hire' | 'twice' | 'two-units' | 'not-employed';

export interface OverpaidCharge {
  readonly charge: Charge;
  readonly cause: OverpaidCause;
}

/**
 * R7: the charges of a spell that were not due: for a month after the last payable one, before the hire, a second time
 * in a month, or for a month that another of our units rightly paid. If the hire was cancelled, no charge was due. A
 * supplement for a month in service does not count as a second charge, because it is a difference or pays an uncharged
 * month later.
 *
 * @param lastPayable the last payable month; undefined while the person is employed.
 * @param policy the policy of the unit. It is also used for the other unit, whose own policy is not available here.
 */
export function overpaidCharges(
  spell: Spell,
  lastPayable: Month | undefined,
  policy: Policy,
): readonly OverpaidCharge[] {
  const { situation } = spell;
  if (!hasBegun(situation)) return [];
  if (situation.is === 'cancelled') return spell.charges.map((charge) => ({ charge, cause: 'not-employed' }));
  const from = monthOf(situation.start.on);
  const paid = new Set<Month>();
  return spell.charges.flatMap((charge) => {
    const cause = causeOf(charge, spell, { from, lastPayable, paid, policy });
    return cause === undefined ? [] : [{ charge, cause }];
  });
}

function causeOf(
  charge: Charge,
  spell: Spell,
  service: {
    readonly from: Month;
    readonly lastPayable: Month | undefined;
    readonly paid: Set<Month>;
    readonly policy: Policy;
  },
): OverpaidCause | undefined {
  const { month } = charge;
  if (month < service.from) return 'before-hire';
  if (service.lastPayable !== undefined && month > service.lastPayable) {
    return isOfOtherId(charge, spell, service.policy) ? undefined : 'after-leave';
  }
  if (service.paid.has(month) && charge.supplement === undefined) return 'twice';
  service.paid.add(month);
  return paidByEarlierUnit(charge, spell, service.policy) ? 'two-units' : undefined;
}

/**
 * Whether the person was rehired at the unit under another employee id, and the agency charged the month only under the
 * id of this spell. The month then belongs to that other spell.
 */
function isOfOtherId({ month }: Charge, { employeeId, unitId, otherSpells }: Spell, policy: Policy): boolean {
  return otherSpells.some(
    (other) =>
      other.unitId === unitId &&
      other.employeeId !== employeeId &&
      isPayableBy(other, month, policy) &&
      !other.chargedMonths?.some(({ from, to }) => from <= month && month <= to),
  );
}

/** Whether another of our units must pay the month: the month of a transfer is paid once, by the earlier unit. */
function paidByEarlierUnit({ month, alsoChargedAt = [] }: Charge, spell: Spell, policy: Policy): boolean {
  if (!isEmployment(spell.situation)) return false;
  const mine = { startOn: spell.situation.start.on, key: `${spell.employeeId}/${spell.spellId}` };
  return spell.otherSpells.some(
    (other) =>
      alsoChargedAt.includes(other.unitId) &&
      isPayableBy(other, month, policy) &&
      (other.startOn < mine.startOn ||
        (other.startOn === mine.startOn && `${other.employeeId}/${other.spellId}` < mine.key)),
  );
}

/**
 * Whether the month was payable by that other spell.
 * @param policy the policy of this unit, which is also used for the other unit.
 */
export function isPayableBy(
  { startOn, endOn, insuranceStopMonth }: OtherSpell,
  month: Month,
  policy: Policy,
): boolean {
  if (month < monthOf(startOn)) return false;
  if (endOn === undefined) return true;
  return month <= lastPayableMonth({ leftOn: endOn, insuranceStopMonth, policy }).month;
}
