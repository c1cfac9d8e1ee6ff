import type { InForce } from './parameter.ts';
import { PARAMETER_KINDS } from './parameter-kinds.ts';
import type { ParameterName, ParameterValues } from './policy.ts';

/** A value as an administrator writes it in the registry: "9.8%", "7270.00", a number, a word, "12-31". */
export type Written = string | number;

/** An answer with its values as an administrator writes them; everything else stays. */
export function written<K extends ParameterName>(
  name: K,
  answer: InForce<ParameterValues[K]>,
): InForce<Written> {
  const { write } = PARAMETER_KINDS[name];
  if (answer.known) return { ...answer, value: write(answer.value) };
  const { lastKnown, candidates, ...rest } = answer;
  return {
    ...rest,
    candidates: candidates.map(({ value, source }) => ({ value: write(value), source })),
    ...(lastKnown !== undefined && { lastKnown: write(lastKnown) }),
  };
}
