import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import type { Registry, Unit } from '../../domain/units/unit.ts';
import type { Clock, RegistryReader } from '../ports.ts';

const FRESH_FOR_MILLISECONDS = 5 * 60_000;

/** Looks units and mappings up in the registry, read once every five minutes and only when somebody asks. */
export function registryWords(
  registry: RegistryReader,
  clock: Clock,
): {
  readonly unit: (unitId: string) => Promise<Unit | undefined>;
  readonly mapping: (source: string) => Promise<SourceMapping | undefined>;
} {
  const read = readNowAndThen(registry, clock);
  return {
    unit: async (unitId) => (await read()).units.find((unit) => unit.unitId === unitId),
    mapping: async (source) => (await read()).sources.find((mapping) => mapping.source === source),
  };
}

function readNowAndThen(registry: RegistryReader, clock: Clock): () => Promise<Registry> {
  let last: { readonly at: number; readonly registry: Registry } | undefined;
  return async () => {
    const now = Date.parse(clock.now());
    if (last === undefined || now - last.at > FRESH_FOR_MILLISECONDS)
      last = { at: now, registry: (await registry.load()).registry };
    return last.registry;
  };
}
