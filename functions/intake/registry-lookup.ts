import type { SourceOrder } from '../../domain/facts/source-order.ts';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import type { Registry, Unit } from '../../domain/units/unit.ts';
import type { Clock, RegistryReader } from '../ports.ts';

const FRESH_FOR_MILLISECONDS = 5 * 60_000;

/** Looks units, mappings and their order up in the registry, read once every five minutes and only when somebody asks. */
export function registryWords(
  registry: RegistryReader,
  clock: Clock,
): {
  readonly unit: (unitId: string) => Promise<Unit | undefined>;
  readonly mapping: (source: string) => Promise<SourceMapping | undefined>;
  readonly order: () => Promise<SourceOrder>;
} {
  const read = readNowAndThen(registry, clock);
  return {
    unit: async (unitId) => (await read()).units.find((unit) => unit.unitId === unitId),
    mapping: async (source) => (await read()).sources.find((mapping) => mapping.source === source),
    order: async () => sourceOrderOf(await read()),
  };
}

/** R14: the HR systems as the registry lists them, the strongest first. */
export function sourceOrderOf({ sources }: Pick<Registry, 'sources'>): SourceOrder {
  return { sources: sources.map(({ source }) => source) };
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
