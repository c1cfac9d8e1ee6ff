import type { Spell } from '../../../domain/employment/spell.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { deriveCases, type SpellCases } from '../../send-digest/derive-cases.ts';

const nothing = () => undefined;

/** What the derivation reports to, where nobody listens. */
export const QUIET = {
  meter: { count: nothing },
  log: { info: nothing, warn: nothing, error: nothing },
};

/** As the digests derive cases, with nothing measured or logged: what failed is told in the answer itself. */
export function deriveQuietly(
  spells: readonly Spell[],
  unit: Unit | undefined,
  day: PlainDate,
): SpellCases[] {
  return deriveCases(spells, unit, day, QUIET);
}
