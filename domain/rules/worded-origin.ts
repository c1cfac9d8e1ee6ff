import type { InForce } from '../policy/parameter.ts';
import type { Rate } from '../values/money.ts';
import { originOf, type StatutoryTerm } from './statutory-term.ts';

/** {@link originOf} for values that are not shown as they are kept: money, rates, records. */
export function wordedOrigin<T>(
  answer: InForce<T>,
  write: (value: T) => string | number,
): StatutoryTerm['origin'] {
  if (answer.known) return originOf({ ...answer, value: write(answer.value) });
  return originOf({ known: false, parameter: answer.parameter, why: answer.why, candidates: [] });
}

/** A rate as people write it: 5 of 10000 is `0.05%`. */
export function percent({ parts, outOf }: Rate): string {
  return `${Number(((parts * 100) / outOf).toFixed(6))}%`;
}
