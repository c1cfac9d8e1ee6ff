import { type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { NEVER } from '../../domain/values/plain-date.ts';
import type { FoundSpells, RegistryRecord, SpellReader, UnreadableSpell } from '../ports.ts';

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

/** All spells, due or not, in one result. */
export async function everySpell(
  record: RegistryRecord,
  spells: Pick<SpellReader, 'duePages'>,
): Promise<FoundSpells> {
  const items: Spell[] = [];
  const unreadable: UnreadableSpell[] = [];
  for await (const found of spellsOfAll(record, spells)) {
    for (const spell of found.items) items.push(spell);
    unreadable.push(...found.unreadable);
  }
  return { items, unreadable };
}
