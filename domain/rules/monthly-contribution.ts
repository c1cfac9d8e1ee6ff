import type { Reason } from '../cases/case.ts';
import { hasBegun, type Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import { type Fen, yuan } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import { contributionBase } from './contribution-base.ts';
import { contributionParts } from './contribution-parts.ts';
import { wageForBase } from './wage-for-base.ts';

/** One month's contribution as it would be charged; the parts are absent where nothing is known to reckon from. */
export interface MonthlyContribution {
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  readonly because: Reason;
}

/**
 * R7: an estimate of what a month is charged: what the last charge was, else base × rates, else unknown. It is
 * replaced by the real charge when that arrives, and always labelled. A supplement tells nothing of a month: it may be a
 * difference of a few yuan.
 */
export function estimateContribution(spell: Spell, month: Month, policy: Policy): MonthlyContribution {
  const charges = spell.charges.filter(({ supplement }) => supplement === undefined);
  const last = charges.findLast((charge) => charge.month <= month) ?? charges.at(-1);
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

/** Only on a band that is published: what an overpayment comes to is not estimated from that of another year. */
function fromBase(
  { person, situation }: Spell,
  month: Month,
  policy: Policy,
): MonthlyContribution | undefined {
  if (!hasBegun(situation)) return undefined;
  const wage = wageForBase({ person, hiredOn: situation.start.on, month, policy });
  if (!wage.known) return undefined;
  const base = contributionBase({ wage: wage.wage, month, policy });
  if (!base.known) return undefined;
  const { unitPart, personalPart, because: rates } = contributionParts(base.declaredBase, month, policy);
  if (unitPart === undefined || personalPart === undefined) return undefined;
  const withoutFixed = rates.some(({ code }) => code === 'personal-fixed-unknown');
  const code = withoutFixed ? 'estimated-from-base-without-fixed' : 'estimated-from-base';
  const because = estimated(code, { base: yuan(base.declaredBase) });
  return { unitPart, personalPart, because };
}
