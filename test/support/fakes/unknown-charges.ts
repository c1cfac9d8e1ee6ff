import type { UnknownCharge } from '../../../domain/units/unknown-charge.ts';
import type { UnknownCharges } from '../../../functions/imports/store-bill.ts';

export interface FakeUnknownCharges extends UnknownCharges {
  /** How often each unit's charges were asked for. */
  readonly asked: ReadonlyMap<string, number>;
}

/** Charges for people nobody has told us of, in memory. */
export function fakeUnknownCharges(...given: readonly UnknownCharge[]): FakeUnknownCharges {
  const kept = new Map(given.map((charge) => [charge.id, charge]));
  const asked = new Map<string, number>();
  return {
    asked,
    list: async (unitId) => {
      asked.set(unitId, (asked.get(unitId) ?? 0) + 1);
      const items = [...kept.values()].filter((charge) => charge.unitId === unitId);
      return { items, unreadable: [] };
    },
    keep: async (charges) => {
      for (const charge of charges) kept.set(charge.id, charge);
    },
    remove: async (charges) => {
      for (const { id } of charges) kept.delete(id);
    },
  };
}
