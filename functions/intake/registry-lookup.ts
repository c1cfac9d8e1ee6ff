import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import type { Registry } from '../../domain/units/unit.ts';
import type { Clock, RegistryReader, RegistryRecord, UnitWords } from '../ports.ts';

const FRESH_FOR_MILLISECONDS = 5 * 60_000;

/** What is known of one unit, registered or not. */
export function unitWords(unitId: string, { registry, coverage, registeredOn }: RegistryRecord): UnitWords {
  return {
    unit: registry.units.find((unit) => unit.unitId === unitId),
    coverage: coverage.get(unitId),
    registeredOn: registeredOn.get(unitId),
  };
}

/** Looks units and mappings up in the registry, read once every five minutes and only when somebody asks. */
export function registryWords(
  registry: RegistryReader,
  clock: Clock,
): {
  readonly unit: (unitId: string) => Promise<UnitWords>;
  readonly mapping: (source: string) => Promise<SourceMapping | undefined>;
} {
  const read = readNowAndThen(registry, clock);
  return {
    unit: async (unitId) => unitWords(unitId, await read()),
    mapping: async (source) => (await read()).registry.sources.find((mapping) => mapping.source === source),
  };
}

function readNowAndThen(registry: RegistryReader, clock: Clock): () => Promise<RegistryRecord> {
  let last: { readonly at: number; readonly record: RegistryRecord } | undefined;
  return async () => {
    const now = Date.parse(clock.now());
    if (last === undefined || now - last.at > FRESH_FOR_MILLISECONDS)
      last = { at: now, record: await registry.load() };
    return last.record;
  };
}
