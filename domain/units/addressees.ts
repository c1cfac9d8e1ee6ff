import type { RoleThere } from '../facts/insurance.ts';
import type { Language } from '../values/language.ts';
import type { Registry, Role, Unit } from './unit.ts';

/** A person or mailbox that may get a digest, with all responsibilities. */
export interface Addressee {
  /** The mail address in lower case, so that two spellings of one address mean one person. */
  readonly key: string;
  /** The address in its first spelling in the registry. */
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  /** The roles at each registered unit, by unit id. */
  readonly rolesByUnit: ReadonlyMap<string, readonly Role[]>;
  /**
   * True for fallback staff: they get unregistered units and the administrator's part, and act for units without a
   * handler.
   */
  readonly administers: boolean;
}

/** One registry entry of a person, before entries with the same address are merged. */
interface Entry {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly unitId?: string;
  readonly roles: readonly Role[];
  readonly administers: boolean;
}

const FALLBACK_LANGUAGE: Language = 'zh';

/** Mail addresses are compared without case, because mail services do not distinguish it. */
export function addresseeKey(email: string): string {
  return email.trim().toLowerCase();
}

/** Keys of addresses that cannot receive mail. */
export type Unreachable = ReadonlySet<string>;

const NOBODY: Unreachable = new Set();

/** Whether a handler of the unit can be reached by mail. If not, the unit's cases go to the fallback staff (M3). */
export function hasHandler(unit: Unit, unreachable = NOBODY): boolean {
  return unit.staff.some(
    ({ roles, email }) => roles.includes('handler') && !unreachable.has(addresseeKey(email)),
  );
}

/**
 * Everybody who may get a digest and can be reached by mail, once each.
 * @param fallbackMailbox used if nobody of the fallback staff can be reached.
 */
export function addresseesOf(
  registry: Registry,
  fallbackMailbox: string | undefined,
  unreachable = NOBODY,
): Addressee[] {
  const entries = [
    ...registry.units.flatMap(staffEntries),
    ...fallbackEntries(registry, fallbackMailbox, unreachable),
  ];
  const byKey = Map.groupBy(entries, ({ email }) => addresseeKey(email));
  return [...byKey]
    .filter(([key]) => !unreachable.has(key))
    .map(([key, own]) => inOne(key, own))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/**
 * The person who resolves problems and answers recipients: the first reachable of the fallback staff, otherwise the
 * fallback mailbox.
 */
export function administratorOf(
  { fallbackStaff }: Pick<Registry, 'fallbackStaff'>,
  fallbackMailbox: string | undefined,
  unreachable = NOBODY,
): { readonly name: string; readonly email: string } | undefined {
  const first = fallbackStaff.find(({ email }) => !unreachable.has(addresseeKey(email)));
  return first ?? (fallbackMailbox === undefined ? undefined : { name: '', email: fallbackMailbox });
}

/** The current roles of a person at these units; empty if the person has none there, for example an administrator. */
export function rolesIn(
  person: Pick<Addressee, 'rolesByUnit'> | undefined,
  unitIds: readonly string[],
): readonly RoleThere[] {
  return unitIds.flatMap((unitId) =>
    (person?.rolesByUnit.get(unitId) ?? []).map((role) => ({ unitId, role })),
  );
}

function staffEntries({ unitId, staff }: Unit): Entry[] {
  return staff.map(({ email, name, language, roles }) => ({
    email,
    name,
    language,
    unitId,
    roles,
    administers: false,
  }));
}

/** Fallback staff act as handlers of each unit that has no reachable handler. */
function fallbackEntries(
  registry: Registry,
  fallbackMailbox: string | undefined,
  unreachable: Unreachable,
): Entry[] {
  const mailbox = fallbackMailbox === undefined ? [] : [{ email: fallbackMailbox, name: fallbackMailbox }];
  const staff = registry.fallbackStaff.filter(({ email }) => !unreachable.has(addresseeKey(email)));
  const fallback = staff.length > 0 ? staff : mailbox;
  const orphans = registry.units.filter((unit) => !hasHandler(unit, unreachable));
  return fallback.flatMap(({ email, name }) => {
    const entry = { email, name, language: FALLBACK_LANGUAGE, administers: true };
    return [
      { ...entry, roles: [] },
      ...orphans.map(({ unitId }): Entry => ({ ...entry, unitId, roles: ['handler'] })),
    ];
  });
}

function inOne(key: string, entries: readonly Entry[]): Addressee {
  const [first] = entries;
  if (first === undefined) throw new RangeError(`no entry for ${key}`);
  const rolesByUnit = new Map<string, readonly Role[]>();
  for (const { unitId, roles } of entries) {
    if (unitId === undefined) continue;
    rolesByUnit.set(unitId, [...new Set([...(rolesByUnit.get(unitId) ?? []), ...roles])]);
  }
  const { email, name, language } = first;
  return { key, email, name, language, rolesByUnit, administers: entries.some((entry) => entry.administers) };
}
