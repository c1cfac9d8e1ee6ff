import type { SourceOrder } from '../../domain/facts/source-order.ts';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import type { Registry } from '../../domain/units/unit.ts';
import type { Clock, RegistryReader, RegistryRecord, UnitWords } from '../ports.ts';

const FRESH_FOR_MILLISECONDS = 5 * 60_000;

/** What is known of one unit, registered or not. */
export function unitWords(unitId: string, { registry, coverage, registeredOn }: RegistryRecord): UnitWords {
  const unit = registry.units.find((each) => each.unitId === unitId);
  const inRegion = registry.units.filter(({ region }) => region === unit?.region);
  return {
    unit,
    coverage: coverage.get(unitId),
    unitsInRegion: new Set(inRegion.map((each) => each.unitId)),
    registeredOn: registeredOn.get(unitId),
  };
}

/** Looks units, mappings and their order up in the registry, read once every five minutes and only when somebody asks. */
export function registryWords(
  registry: RegistryReader,
  clock: Clock,
): {
  readonly unit: (unitId: string) => Promise<UnitWords>;
  readonly mapping: (source: string) => Promise<SourceMapping | undefined>;
  readonly order: () => Promise<SourceOrder>;
} {
  const read = readNowAndThen(registry, clock);
  return {
    unit: async (unitId) => unitWords(unitId, await read()),
    mapping: async (source) => (await read()).registry.sources.find((mapping) => mapping.source === source),
    order: async () => sourceOrderOf((await read()).registry),
  };
}

/** R14: the HR systems as the registry lists them, the strongest first. */
export function sourceOrderOf({ sources }: Pick<Registry, 'sources'>): SourceOrder {
  return { sources: sources.map(({ source }) => source) };
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
