import type { RoleThere } from '../facts/insurance.ts';
import type { Language } from '../values/language.ts';
import type { Registry, Role, Unit } from './unit.ts';

/** A person, or a mailbox, that may get a digest, with all that they answer for. */
export interface Addressee {
  /** The mail address in lower case: the same person however the registry spells it. */
  readonly key: string;
  /** The address as the registry spells it first. */
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  /** In which roles they answer for which registered unit, by unit id. */
  readonly rolesByUnit: ReadonlyMap<string, readonly Role[]>;
  /** Gets what has no owner: units without handler, units nobody registered, the administrator's part. */
  readonly administers: boolean;
}

/** One person's one entry in the registry, before the entries of the same address become one. */
interface Entry {
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly unitId?: string;
  readonly roles: readonly Role[];
  readonly administers: boolean;
}

const FALLBACK_LANGUAGE: Language = 'zh';

/** Mail addresses are compared without regard to case: no mail service in use tells them apart by it. */
function addresseeKey(email: string): string {
  return email.trim().toLowerCase();
}

/** A unit without a handler: its cases go to the fallback staff (M3). */
export function hasHandler(unit: Unit): boolean {
  return unit.staff.some(({ roles }) => roles.includes('handler'));
}

/** Everybody who may get a digest, once each. @param fallbackMailbox stands in for absent fallback staff. */
export function addresseesOf(registry: Registry, fallbackMailbox: string | undefined): Addressee[] {
  const entries = [...registry.units.flatMap(staffEntries), ...fallbackEntries(registry, fallbackMailbox)];
  const byKey = Map.groupBy(entries, ({ email }) => addresseeKey(email));
  return [...byKey].map(([key, own]) => inOne(key, own)).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Who mends what Canbao cannot and answers its recipients: the first of the fallback staff, else the fallback mailbox. */
export function administratorOf(
  { fallbackStaff }: Pick<Registry, 'fallbackStaff'>,
  fallbackMailbox: string | undefined,
): { readonly name: string; readonly email: string } | undefined {
  const [first] = fallbackStaff;
  return first ?? (fallbackMailbox === undefined ? undefined : { name: '', email: fallbackMailbox });
}

/** The roles that somebody has in these units now; none for who is not registered there, e.g. an administrator. */
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

/** Fallback staff stand in as handlers of each unit that has none. */
function fallbackEntries(registry: Registry, fallbackMailbox: string | undefined): Entry[] {
  const mailbox = fallbackMailbox === undefined ? [] : [{ email: fallbackMailbox, name: fallbackMailbox }];
  const fallback = registry.fallbackStaff.length > 0 ? registry.fallbackStaff : mailbox;
  const orphans = registry.units.filter((unit) => !hasHandler(unit));
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
