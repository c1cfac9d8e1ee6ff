import type { Reason } from '../cases/case.ts';
import type { Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import { addFen, type Fen, NO_MONEY, portionOf, yuan } from '../values/money.ts';
import { firstDayOf, type Month } from '../values/month.ts';

/** One month's contribution as it would be charged; the parts are absent where nothing is known to reckon from. */
export interface MonthlyContribution {
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  readonly because: Reason;
}

/**
 * R7: an estimate of what a month is charged: what the last charge was, else base × rates, else unknown. It is
 * replaced by the real charge when that arrives, and always labelled.
 */
export function estimateContribution(spell: Spell, month: Month, policy: Policy): MonthlyContribution {
  const last = spell.charges.findLast((charge) => charge.month <= month) ?? spell.charges.at(-1);
  if (last !== undefined) {
    const because = estimated('estimated-from-last-charge', { month: last.month });
    return { unitPart: last.unitAmount, personalPart: last.personalAmount, because };
  }
  return fromBase(spell, month, policy) ?? { because: estimated('estimate-unknown', {}, 'unknown') };
}

function estimated(
  code: string,
  values: Reason['values'],
  confidence: 'assumed' | 'unknown' = 'assumed',
): Reason {
  return { rule: 'R7', code, values, confidence };
}

function fromBase({ person }: Spell, month: Month, policy: Policy): MonthlyContribution | undefined {
  const wage = person.averageMonthlyWage ?? person.firstMonthWage?.total;
  const day = firstDayOf(month);
  const floor = policy.inForce('contributionBaseFloor', day);
  const ceiling = policy.inForce('contributionBaseCeiling', day);
  const unitRate = policy.inForce('unitMedicalRate', day);
  const personalRate = policy.inForce('personalMedicalRate', day);
  if (wage === undefined || !floor.known || !ceiling.known || !unitRate.known || !personalRate.known)
    return undefined;
  const base = within(wage, floor.value, ceiling.value);
  const fixed = policy.inForce('personalFixedAmount', day);
  return {
    unitPart: portionOf(base, unitRate.value),
    personalPart: addFen(portionOf(base, personalRate.value), fixed.known ? fixed.value : NO_MONEY),
    because: estimated('estimated-from-base', { base: yuan(base) }),
  };
}

function within(wage: Fen, floor: Fen, ceiling: Fen): Fen {
  if (wage < floor) return floor;
  return wage > ceiling ? ceiling : wage;
}
