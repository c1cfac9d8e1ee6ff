import type { Spell } from '../../../domain/employment/spell.ts';
import type { SpellReader } from '../../../functions/ports.ts';

export interface FakeSpells extends SpellReader {
  put(...spells: readonly Spell[]): void;
  remove(employeeId: string, spellId: string): void;
}

/** Spells in memory, all of them due on any day: finding which are due is the index's part, not the digest's. */
export function fakeSpells(...given: readonly Spell[]): FakeSpells {
  const spells = new Map<string, Spell>();
  const keyOf = (employeeId: string, spellId: string) => JSON.stringify([employeeId, spellId]);
  const put: FakeSpells['put'] = (...some) => {
    for (const spell of some) spells.set(keyOf(spell.employeeId, spell.spellId), spell);
  };
  put(...given);
  return {
    put,
    remove: (employeeId, spellId) => void spells.delete(keyOf(employeeId, spellId)),
    due: async (unitId) => [...spells.values()].filter((spell) => spell.unitId === unitId),
    byId: async (ids) =>
      ids.flatMap(({ employeeId, spellId }) => spells.get(keyOf(employeeId, spellId)) ?? []),
  };
}
