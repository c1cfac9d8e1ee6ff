import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Administration, DigestInput, EndedCase, UnitCase } from '../../domain/digest/digest.ts';
import { policyWatch } from '../../domain/digest/policy-watch.ts';
import type { Since } from '../../domain/digest/since.ts';
import { UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { type Addressee, hasHandler } from '../../domain/units/addressees.ts';
import type { Role, Unit } from '../../domain/units/unit.ts';
import { addDays, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import type { Log, Meter, Quarantine, RegistryRecord, SpellReader } from '../ports.ts';
import { linkOf } from './case-link.ts';
import { deriveCases, type SpellCases } from './derive-cases.ts';
import { endedCase, listedCase } from './ended-cases.ts';

export interface GatherPorts {
  readonly spells: SpellReader;
  readonly quarantine: Pick<Quarantine, 'countSince'>;
  readonly meter: Meter;
  readonly log: Log;
  /** Where to go on with a case, as a template; see case-link. */
  readonly caseLink?: string | undefined;
}

/** Everything of one unit that one digest may need. */
interface UnitWork {
  readonly unitId: string;
  readonly unit: Unit | undefined;
  /** Empty where the addressee only oversees the unit. */
  readonly roles: readonly Role[];
  readonly spells: readonly SpellCases[];
}

/** Units read at a time: enough to hide the store's latency, few enough to leave it some air. */
const UNITS_AT_ONCE = 8;

/** How far back somebody's first digest looks for events in quarantine. */
const FIRST_LOOK_BACK_DAYS = 30;

/** All that one person's digest of `day` is made from, read from the store and derived as of that day. */
export async function gatherDigest(
  addressee: Addressee,
  { day, since }: { readonly day: PlainDate; readonly since: Since | undefined },
  record: RegistryRecord,
  ports: GatherPorts,
): Promise<DigestInput> {
  const { email, name, language, administers } = addressee;
  const work = await readUnits(unitsOf(addressee, record), day, ports);
  const ended = await endedSince(since, work, { day, record }, ports);
  return {
    recipient: { email, name, language },
    day,
    since,
    cases: work.flatMap((unit) => unitCases(unit, ports.caseLink)),
    ended,
    ...(administers ? { administration: await administrationOf(work, { day, since }, ports) } : {}),
  };
}

/** The addressee's own units; for who administers also those that nobody registered, and all others to oversee. */
function unitsOf(
  { rolesByUnit, administers }: Addressee,
  record: RegistryRecord,
): Omit<UnitWork, 'spells'>[] {
  const units = record.registry.units
    .filter(({ unitId }) => administers || rolesByUnit.has(unitId))
    .map((unit) => ({ unitId: unit.unitId, unit, roles: rolesByUnit.get(unit.unitId) ?? [] }));
  if (!administers) return units;
  const registered = new Set(units.map(({ unitId }) => unitId));
  const others = [...new Set([...record.unregisteredUnitIds, UNKNOWN_UNIT])].filter(
    (id) => !registered.has(id),
  );
  const handler: readonly Role[] = ['handler'];
  return [...units, ...others.sort().map((unitId) => ({ unitId, unit: undefined, roles: handler }))];
}

async function readUnits(
  units: readonly Omit<UnitWork, 'spells'>[],
  day: PlainDate,
  ports: GatherPorts,
): Promise<UnitWork[]> {
  const work: UnitWork[] = [];
  for (let first = 0; first < units.length; first += UNITS_AT_ONCE) {
    const some = units.slice(first, first + UNITS_AT_ONCE).map(async (unit) => {
      const due = await ports.spells.due(unit.unitId, day);
      return { ...unit, spells: deriveCases(due, unit.unit, day, ports) };
    });
    work.push(...(await Promise.all(some)));
  }
  return work;
}

function unitCases({ unit, unitId, roles, spells }: UnitWork, caseLink: string | undefined): UnitCase[] {
  if (roles.length === 0) return [];
  return spells.flatMap(({ spell, cases }) =>
    cases.map((it) => ({
      case: it,
      unitName: unit?.name ?? unitId,
      roles,
      attentions: spell.attentions ?? [],
      link: linkOf(caseLink, it),
    })),
  );
}

/** Looks up each case that was listed and is not among the open ones: it ended, or it is somebody else's now. */
async function endedSince(
  since: Since | undefined,
  work: readonly UnitWork[],
  { day, record }: { readonly day: PlainDate; readonly record: RegistryRecord },
  ports: GatherPorts,
): Promise<EndedCase[]> {
  const open = new Set(
    work.flatMap(({ spells }) => spells).flatMap(({ cases }) => cases.map((it) => it.caseId)),
  );
  const gone = (since?.caseIds ?? [])
    .filter((caseId) => !open.has(caseId))
    .flatMap((id) => listedCase(id) ?? []);
  if (gone.length === 0) return [];
  const found = await ports.spells.byId(gone.flatMap(({ keys }) => keys));
  const byKey = new Map(found.map((spell) => [`${spell.employeeId}/${spell.spellId}`, spell]));
  const units = new Map(record.registry.units.map((unit) => [unit.unitId, unit]));
  return gone.flatMap((listed) => {
    const spell = listed.keys.map((key) => byKey.get(`${key.employeeId}/${key.spellId}`)).find(Boolean);
    const now = spell && deriveCases([spell], units.get(spell.unitId), day, ports)[0];
    // What cannot be computed has not ended.
    if (now?.computed === false) return [];
    return endedCase(listed, spell, now?.cases ?? [], (id) => units.get(id)?.name ?? id) ?? [];
  });
}

async function administrationOf(
  work: readonly UnitWork[],
  { day, since }: { readonly day: PlainDate; readonly since: Since | undefined },
  ports: GatherPorts,
): Promise<Administration> {
  const counted = work.map(({ unitId, unit, spells }) => ({
    unit,
    count: { unitId, cases: spells.reduce((sum, { cases }) => sum + cases.length, 0) },
  }));
  const units = work.map(({ unit }) => unit).filter((unit) => unit !== undefined);
  const policy = policyWatch(units, day, publishedCalendar);
  const lookBack = `${addDays(day, -FIRST_LOOK_BACK_DAYS)}T00:00:00.000Z` as Instant;
  return {
    unitsWithoutHandler: counted
      .filter(({ unit, count }) => unit !== undefined && !hasHandler(unit) && count.cases > 0)
      .map(({ count }) => count),
    unregisteredUnits: counted
      .filter(({ unit, count }) => unit === undefined && (count.unitId !== UNKNOWN_UNIT || count.cases > 0))
      .map(({ count }) => count),
    quarantined: await ports.quarantine.countSince(since?.composedAt ?? lookBack),
    notComputed: work.flatMap(({ spells }) => spells).filter(({ computed }) => !computed).length,
    ...(policy === undefined ? {} : { policy }),
  };
}
