import { type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { NEVER } from '../../domain/values/plain-date.ts';
import type { FoundSpells, RegistryRecord, SpellReader, UnreadableSpell } from '../ports.ts';

/** Every unit that anything is known of, registered or not. */
export function unitsOf({ registry, unregisteredUnitIds }: RegistryRecord): readonly string[] {
  return [...new Set([...registry.units.map(({ unitId }) => unitId), ...unregisteredUnitIds, UNKNOWN_UNIT])];
}

/** The spells of everybody, pending or not, page by page: who moved or works at another unit stands in the same roster. */
export async function* spellsOfAll(
  record: RegistryRecord,
  spells: Pick<SpellReader, 'duePages'>,
): AsyncGenerator<FoundSpells> {
  for (const unitId of unitsOf(record)) yield* spells.duePages(unitId, NEVER);
}

/** The same, all at once. */
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
