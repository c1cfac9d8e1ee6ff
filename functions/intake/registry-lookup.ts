import type { SourceOrder } from '../../domain/facts/source-order.ts';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import type { Registry, Unit } from '../../domain/units/unit.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import type { Clock, RegistryReader, RegistryRecord, UnitContext } from '../ports.ts';

const FRESH_FOR_MILLISECONDS = 5 * 60_000;

interface UnitIndex {
  readonly byId: ReadonlyMap<string, Unit>;
  readonly idsByRegion: ReadonlyMap<string, ReadonlySet<string>>;
}

const indexes = new WeakMap<Registry, UnitIndex>();
const NO_UNITS: ReadonlySet<string> = new Set();

/**
 * Indexes the registry's units by id and by region, once per registry. Searching the list for every unit would take
 * quadratic time.
 */
function indexOf(registry: Registry): UnitIndex {
  const known = indexes.get(registry);
  if (known !== undefined) return known;
  const byRegion = Map.groupBy(registry.units, ({ region }) => region);
  const index = {
    byId: new Map(registry.units.map((unit) => [unit.unitId, unit])),
    idsByRegion: new Map(
      [...byRegion].map(([region, units]) => [region, new Set(units.map(({ unitId }) => unitId))]),
    ),
  };
  indexes.set(registry, index);
  return index;
}

const grouped = new WeakMap<readonly UnitFact[], ReadonlyMap<string, readonly UnitFact[]>>();

/** The facts about one unit. They are grouped by unit once per registry record. */
export function unitFactsOf(
  unitId: string,
  { unitFacts }: Pick<RegistryRecord, 'unitFacts'>,
): readonly UnitFact[] {
  const byUnit = grouped.get(unitFacts) ?? Map.groupBy(unitFacts, (fact) => fact.unitId);
  grouped.set(unitFacts, byUnit);
  return byUnit.get(unitId) ?? [];
}

/** The context of one unit, registered or not. */
export function unitContext(
  unitId: string,
  { registry, coverage, registeredOn }: RegistryRecord,
): UnitContext {
  const { byId, idsByRegion } = indexOf(registry);
  const unit = byId.get(unitId);
  return {
    unit,
    coverage: coverage.get(unitId),
    unitsInRegion: (unit && idsByRegion.get(unit.region)) ?? NO_UNITS,
    registeredOn: registeredOn.get(unitId),
  };
}

/** The unit's name; its id if it is not registered. */
export function unitNameOf(unitId: string, { registry }: Pick<RegistryRecord, 'registry'>): string {
  return indexOf(registry).byId.get(unitId)?.name ?? unitId;
}

/**
 * Looks up units, mappings and the order of HR systems in the registry. The registry is loaded on first use and cached
 * for five minutes.
 */
export function registryContext(
  registry: RegistryReader,
  clock: Clock,
): {
  readonly unit: (unitId: string) => Promise<UnitContext>;
  readonly mapping: (source: string) => Promise<SourceMapping | undefined>;
  readonly order: () => Promise<SourceOrder>;
} {
  const read = cachedRegistry(registry, clock);
  return {
    unit: async (unitId) => unitContext(unitId, await read()),
    mapping: async (source) => (await read()).registry.sources.find((mapping) => mapping.source === source),
    order: async () => sourceOrderOf((await read()).registry),
  };
}

/** R14: the HR systems in the registry's order, the highest rank first. */
export function sourceOrderOf({ sources }: Pick<Registry, 'sources'>): SourceOrder {
  return { sources: sources.map(({ source }) => source) };
}

function cachedRegistry(registry: RegistryReader, clock: Clock): () => Promise<RegistryRecord> {
  let last: { readonly at: number; readonly record: Promise<RegistryRecord> } | undefined;
  return () => {
    const now = Date.parse(clock.now());
    // Concurrent callers share one read. A failed read is not cached.
    if (last === undefined || now - last.at > FRESH_FOR_MILLISECONDS) {
      const reading = { at: now, record: registry.load() };
      last = reading;
      reading.record.catch(() => {
        if (last === reading) last = undefined;
      });
    }
    return last.record;
  };
}
