import type * as z from 'zod/mini';
import { type Registry, registrySchema } from '../../../domain/units/unit.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import type { RegistryReader } from '../../../functions/ports.ts';

/** So late in the base year that a unit is not asked about it any more. */
const LONG_AFTER_ANY_TURN = '2026-11-02';

export type RegistryFile = z.input<typeof registrySchema>;

export interface FakeRegistry extends RegistryReader {
  apply(file: RegistryFile): void;
  /** Facts name a unit that the registry does not know. */
  meetUnit(unitId: string): void;
  /** Something happened to a unit itself. */
  tell(...facts: readonly UnitFact[]): void;
}

/**
 * Holds a registry as a file would state it.
 * @param registeredOn the day on which all its units were registered; none where that was not kept.
 */
export function fakeRegistry(
  file: RegistryFile,
  registeredOn: string | null = LONG_AFTER_ANY_TURN,
): FakeRegistry {
  let registry: Registry = registrySchema.parse(file);
  const met = new Set<string>();
  const unitFacts: UnitFact[] = [];
  return {
    apply: (next) => {
      registry = registrySchema.parse(next);
    },
    meetUnit: (unitId) => void met.add(unitId),
    tell: (...facts) => void unitFacts.push(...facts),
    load: async () => {
      const known = new Set(registry.units.map(({ unitId }) => unitId));
      return {
        registry,
        unregisteredUnitIds: [...met].filter((unitId) => !known.has(unitId)),
        registeredOn: new Map(
          registeredOn === null ? [] : [...known].map((unitId) => [unitId, plainDate(registeredOn)]),
        ),
        unitFacts: [...unitFacts],
        unmapped: [],
        unreadable: [],
        unitsInDoubt: new Set(),
      };
    },
  };
}
