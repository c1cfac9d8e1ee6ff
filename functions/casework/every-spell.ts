import { UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { NEVER } from '../../domain/values/plain-date.ts';
import type { FoundSpells, RegistryRecord, SpellReader } from '../ports.ts';

/** All known units, registered or not. */
export function unitsOf({ registry, unregisteredUnitIds }: RegistryRecord): readonly string[] {
  return [...new Set([...registry.units.map(({ unitId }) => unitId), ...unregisteredUnitIds, UNKNOWN_UNIT])];
}

/** All spells, due or not, page by page: a roster may include people who moved to or work at another unit. */
export async function* spellsOfAll(
  record: RegistryRecord,
  spells: Pick<SpellReader, 'duePages'>,
): AsyncGenerator<FoundSpells> {
  for (const unitId of unitsOf(record)) yield* spells.duePages(unitId, NEVER);
}
