import type { Registry, Unit } from './unit.ts';

/**
 * One addition, change or removal that a registry file would make to a unit, the fallback staff or an HR system's
 * mapping.
 */
export interface RegistryChange {
  readonly what: 'unit' | 'fallbackStaff' | 'source';
  /** The unit's id, the mail address or the source's name. */
  readonly id: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** The differing fields; empty unless changed. */
  readonly fields: readonly string[];
}

/** The changes from the stored registry to the wanted one. */
export function registryChanges(stored: Registry, wanted: Registry): RegistryChange[] {
  return [
    ...differences('unit', byId(stored.units, 'unitId'), byId(wanted.units, 'unitId')),
    ...differences('fallbackStaff', byId(stored.fallbackStaff, 'email'), byId(wanted.fallbackStaff, 'email')),
    ...differences('source', placed(stored, wanted), placed(wanted, stored)),
  ];
}

/** Fields on which the wake day of a stored spell depends. */
const WAKING_FIELDS: readonly (keyof Unit)[] = ['region', 'agency', 'localPolicy'];

/**
 * The units whose spells must be folded again: they were removed, their waking fields changed, or they had facts before
 * they were registered.
 */
export function unitsToRebuild(
  changes: readonly RegistryChange[],
  unregisteredBefore: readonly string[],
): string[] {
  return changes
    .filter(({ what, id, change, fields }) => {
      if (what !== 'unit') return false;
      if (change === 'added') return unregisteredBefore.includes(id);
      return change === 'removed' || WAKING_FIELDS.some((field) => fields.includes(field));
    })
    .map(({ id }) => id);
}

type Entry = Readonly<Record<string, unknown>>;

function byId<T extends object>(entries: readonly T[], id: keyof T): Map<string, Entry> {
  return new Map(entries.map((entry) => [String(entry[id]), entry as Entry]));
}

/** R14: gives each source a field `order`, its rank among the sources that are in both registries. */
function placed({ sources }: Registry, other: Registry): Map<string, Entry> {
  const named = new Set(other.sources.map(({ source }) => source));
  const common = sources.map(({ source }) => source).filter((source) => named.has(source));
  return new Map(
    sources.map((mapping) => [mapping.source, { ...mapping, order: common.indexOf(mapping.source) }]),
  );
}

/**
 * Whether an HR system was added, removed or ranked differently (R14). If so, people with facts from several systems
 * must be folded again.
 */
export function isReordered(changes: readonly RegistryChange[]): boolean {
  return changes.some(({ what, change, fields }) => {
    return what === 'source' && (change !== 'changed' || fields.includes('order'));
  });
}

function differences(
  what: RegistryChange['what'],
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
): RegistryChange[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  return ids.flatMap((id): RegistryChange[] => {
    const [old, now] = [before.get(id), after.get(id)];
    if (now === undefined) return [{ what, id, change: 'removed', fields: [] }];
    if (old === undefined) return [{ what, id, change: 'added', fields: [] }];
    const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
      (field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]),
    );
    return fields.length === 0 ? [] : [{ what, id, change: 'changed', fields }];
  });
}
