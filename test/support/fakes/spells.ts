import type { Spell } from '../../../domain/employment/spell.ts';
import type { SpellReader, UnreadableSpell } from '../../../functions/ports.ts';

export interface FakeSpells extends SpellReader {
  put(...spells: readonly Spell[]): void;
  remove(employeeId: string, spellId: string): void;
  /** Makes the stored spell unreadable. */
  unreadable(...spells: readonly UnreadableSpell[]): void;
}

/** Spells in memory. All are due on every day, because in the real store the index selects the due spells. */
export function fakeSpells(...given: readonly Spell[]): FakeSpells {
  const spells = new Map<string, Spell>();
  const broken: UnreadableSpell[] = [];
  const keyOf = (employeeId: string, spellId: string) => JSON.stringify([employeeId, spellId]);
  const put: FakeSpells['put'] = (...some) => {
    for (const spell of some) spells.set(keyOf(spell.employeeId, spell.spellId), spell);
  };
  put(...given);
  const due = async (unitId: string) => ({
    items: [...spells.values()].filter((spell) => spell.unitId === unitId),
    unreadable: broken.filter((spell) => spell.unitId === unitId),
  });
  return {
    put,
    remove: (employeeId, spellId) => void spells.delete(keyOf(employeeId, spellId)),
    unreadable: (...some) => void broken.push(...some),
    due,
    /** Each page has one spell. */
    async *duePages(unitId) {
      const { items, unreadable } = await due(unitId);
      for (const spell of items) yield { items: [spell], unreadable: [] };
      yield { items: [], unreadable };
    },
    byId: async (ids) => ({
      items: ids.flatMap(({ employeeId, spellId }) => spells.get(keyOf(employeeId, spellId)) ?? []),
      unreadable: broken.filter((spell) =>
        ids.some((id) => id.employeeId === spell.employeeId && id.spellId === spell.spellId),
      ),
    }),
  };
}
