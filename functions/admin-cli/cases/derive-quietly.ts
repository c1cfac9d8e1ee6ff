import type { Spell } from '../../../domain/employment/spell.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { deriveCases, type SpellCases } from '../../send-digest/derive-cases.ts';

/** As the digests derive cases, with nothing measured or logged: what failed is told in the answer itself. */
export function deriveQuietly(
  spells: readonly Spell[],
  unit: Unit | undefined,
  day: PlainDate,
): SpellCases[] {
  const nothing = () => undefined;
  return deriveCases(spells, unit, day, {
    meter: { count: nothing },
    log: { info: nothing, warn: nothing, error: nothing },
  });
}
