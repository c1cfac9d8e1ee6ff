import type * as z from 'zod/mini';
import { type Registry, registrySchema } from '../../../domain/units/unit.ts';
import type { RegistryReader } from '../../../functions/ports.ts';

export type RegistryFile = z.input<typeof registrySchema>;

export interface FakeRegistry extends RegistryReader {
  apply(file: RegistryFile): void;
  /** Facts name a unit that the registry does not know. */
  meetUnit(unitId: string): void;
}

/** Holds a registry as a file would state it. */
export function fakeRegistry(file: RegistryFile): FakeRegistry {
  let registry: Registry = registrySchema.parse(file);
  const met = new Set<string>();
  return {
    apply: (next) => {
      registry = registrySchema.parse(next);
    },
    meetUnit: (unitId) => void met.add(unitId),
    load: async () => {
      const known = new Set(registry.units.map(({ unitId }) => unitId));
      return { registry, unregisteredUnitIds: [...met].filter((unitId) => !known.has(unitId)) };
    },
  };
}
