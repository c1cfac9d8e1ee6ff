import { strangersCharges, type UnknownRow } from '../../../domain/units/unknown-charge.ts';
import type { UnknownCharges } from '../../../functions/ports.ts';

export interface FakeUnknownCharges extends UnknownCharges {
  /** The number of reads of each unit's charges. */
  readonly asked: ReadonlyMap<string, number>;
}

/** Rows of unknown people in memory. */
export function fakeUnknownCharges(...given: readonly UnknownRow[]): FakeUnknownCharges {
  const kept = new Map(given.map((row) => [row.id, row]));
  const asked = new Map<string, number>();
  const rowsOf = (unitId: string) => [...kept.values()].filter((row) => row.unitId === unitId);
  return {
    asked,
    list: async (unitId) => {
      asked.set(unitId, (asked.get(unitId) ?? 0) + 1);
      return { items: strangersCharges(rowsOf(unitId)), unreadable: [] };
    },
    rows: async (unitId) => ({ items: rowsOf(unitId), unreadable: [] }),
    keep: async (rows) => {
      for (const row of rows) kept.set(row.id, row);
    },
    remove: async (rows) => {
      for (const { id } of rows) kept.delete(id);
    },
  };
}
