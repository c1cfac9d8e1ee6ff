import type { Unit } from '../../domain/units/unit.ts';
import type { Clock, RegistryReader } from '../ports.ts';

const FRESH_FOR_MILLISECONDS = 5 * 60_000;

/** Looks units up in the registry, read once every five minutes and only when somebody asks. */
export function unitsOf(
  registry: RegistryReader,
  clock: Clock,
): (unitId: string) => Promise<Unit | undefined> {
  let read: { readonly at: number; readonly units: ReadonlyMap<string, Unit> } | undefined;
  return async (unitId) => {
    const now = Date.parse(clock.now());
    if (read === undefined || now - read.at > FRESH_FOR_MILLISECONDS) {
      const { units } = (await registry.load()).registry;
      read = { at: now, units: new Map(units.map((unit) => [unit.unitId, unit])) };
    }
    return read.units.get(unitId);
  };
}
