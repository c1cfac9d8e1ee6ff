import type * as z from 'zod/mini';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import { type Registry, registrySchema } from '../../../domain/units/unit.ts';
import { authorisedUnitFacts, type UnitFact } from '../../../domain/units/unit-facts.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { isOfImport } from '../../../functions/adapters/dynamodb/unit-facts.ts';
import type { RegistryReader } from '../../../functions/ports.ts';

/** A day of registration that is late in every base year. The unit is then not asked to declare that year's bases. */
const LONG_AFTER_ANY_TURN = '2026-11-02';

export type RegistryFile = z.input<typeof registrySchema>;

export interface FakeRegistry extends RegistryReader {
  apply(file: RegistryFile): void;
  /** Adds a unit that is named by facts and missing in the registry. */
  meetUnit(unitId: string): void;
  /** Adds facts about units. */
  tell(...facts: readonly UnitFact[]): void;
  /** The facts about the unit's imports. */
  ofImports(unitId: string): readonly UnitFact[];
}

/**
 * A registry in memory, from the contents of a registry file.
 * @param registeredOn the day on which all units were registered; undefined if it was not stored.
 */
export function fakeRegistry(
  file: RegistryFile,
  registeredOn: string | null = LONG_AFTER_ANY_TURN,
): FakeRegistry {
  let registry: Registry = registrySchema.parse(file);
  const met = new Set<string>();
  const told: UnitFact[] = [];
  /** Facts about imports and the voids of such facts, which the table stores separately. */
  const liesApart = () => {
    const ids = new Set<string>();
    return told.filter((fact) => {
      const isApart = fact.kind === 'fact.voided' ? ids.has(fact.data.factId) : isOfImport(fact);
      if (isApart) ids.add(fact.factId);
      return isApart;
    });
  };
  return {
    ofImports: (unitId) => liesApart().filter((fact) => fact.unitId === unitId),
    apply: (next) => {
      registry = registrySchema.parse(next);
    },
    meetUnit: (unitId) => void met.add(unitId),
    tell: (...facts) => void told.push(...facts),
    load: async () => {
      const apart = liesApart();
      const byUnit = Map.groupBy(apart, ({ unitId }) => unitId);
      const known = new Set(registry.units.map(({ unitId }) => unitId));
      return {
        registry,
        unregisteredUnitIds: [...met].filter((unitId) => !known.has(unitId)),
        registeredOn: new Map(
          registeredOn === null ? [] : [...known].map((unitId) => [unitId, plainDate(registeredOn)]),
        ),
        unitFacts: authorisedUnitFacts(
          told.filter((fact) => !apart.includes(fact)),
          { sources: registry.sources.map(({ source }) => source) },
        ),
        coverage: new Map([...byUnit].map(([unitId, facts]) => [unitId, coverageOf(facts)])),
        unmapped: [],
        unreadable: [],
        unitsInDoubt: new Set(),
      };
    },
  };
}
