import type { Reason } from '../cases/case.ts';
import type { Charge } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import { contributionBase } from '../rules/contribution-base.ts';
import { yuan } from '../values/money.ts';
import type { DeclaredBase } from './declared-base.ts';

/**
 * Why a charge rests on another base than was declared. The declared one is held within the month's published band
 * first (R4); where no band is known, a difference is told as what it is: one that the band may explain.
 *
 * @returns undefined where the bill names no base, or the right one.
 */
export function wrongBase(
  { base, month }: Charge,
  declared: DeclaredBase,
  policy: Policy,
): readonly Reason[] | undefined {
  if (base === undefined || base === declared.amount) return undefined;
  const held = contributionBase({ wage: declared.amount, month, policy });
  if (held.known && base === held.declaredBase) return undefined;
  const values = { base: yuan(base), declared: yuan(declared.amount), declaredOn: declared.on };
  if (!held.known) return [{ rule: 'R4', code: 'bill-base-band-unknown', values, confidence: 'unknown' }];
  const expected = yuan(held.declaredBase);
  return [{ rule: 'R4', code: 'bill-base-differs', values: { ...values, expected } }, ...held.because];
}
