import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case } from '../../domain/cases/case.ts';
import type { Administration, DigestInput, Since, UnitCase } from '../../domain/digest/digest.ts';
import { type Attention, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { policyWatch } from '../../domain/regions/policy-watch.ts';
import { type Addressee, hasHandler } from '../../domain/units/addressees.ts';
import type { Role, Unit } from '../../domain/units/unit.ts';
import { addDays, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import { deriveCases, type SpellCases } from '../casework/derive-cases.ts';
import { readUnitCases, type UnitCasePorts, type UnitOwn } from '../casework/derive-unit-cases.ts';
import { endedSince } from '../casework/ended-since.ts';
import { silentSources } from '../casework/silent-sources.ts';
import { linkOf } from '../mail/case-link.ts';
import type { Quarantine, RegistryRecord, SourcesHeard, SpellReader } from '../ports.ts';

export interface GatherPorts extends UnitCasePorts {
  readonly spells: SpellReader;
  readonly quarantine: Pick<Quarantine, 'countSince'>;
  readonly heard: SourcesHeard;
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
  /** The cases of the unit itself. */
  readonly own: UnitOwn;
}

type UnitToRead = Omit<UnitWork, 'spells' | 'own'>;

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
  const work = await readUnits(unitsOf(addressee, record), { day, record }, ports);
  const read = { open: work.flatMap(casesOf), unitIds: new Set(work.map(({ unitId }) => unitId)) };
  const ended = await endedSince(since, read, { day, record }, ports);
  return {
    recipient: { email, name, language },
    day,
    since,
    cases: work.flatMap((unit) => unitCases(unit, ports.caseLink)),
    ended,
    ...(administers ? { administration: await administrationOf(work, { day, since, record }, ports) } : {}),
  };
}

/** The addressee's own units; for who administers also those that nobody registered, and all others to oversee. */
function unitsOf({ rolesByUnit, administers }: Addressee, record: RegistryRecord): UnitToRead[] {
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
  units: readonly UnitToRead[],
  { day, record }: { readonly day: PlainDate; readonly record: RegistryRecord },
  ports: GatherPorts,
): Promise<UnitWork[]> {
  const work: UnitWork[] = [];
  for (let first = 0; first < units.length; first += UNITS_AT_ONCE) {
    const some = units.slice(first, first + UNITS_AT_ONCE).map(async (unit) => {
      const [due, own] = await Promise.all([
        ports.spells.due(unit.unitId, day),
        readUnitCases(unit.unitId, record, day, ports),
      ]);
      return { ...unit, spells: deriveCases(due, unit.unit, day, ports), own };
    });
    work.push(...(await Promise.all(some)));
  }
  return work;
}

function unitCases({ unit, unitId, roles, spells, own }: UnitWork, caseLink: string | undefined): UnitCase[] {
  if (roles.length === 0) return [];
  const inUnit = (it: Case, attentions: readonly Attention[]) => ({
    case: it,
    unitName: unit?.name ?? unitId,
    roles,
    attentions,
    link: linkOf(caseLink, it),
  });
  return [
    ...own.cases.map((it) => inUnit(it, own.attentions)),
    ...spells.flatMap(({ spell, cases }) => cases.map((it) => inUnit(it, spell.attentions ?? []))),
  ];
}

function casesOf({ spells, own }: UnitWork): readonly Case[] {
  return [...own.cases, ...spells.flatMap(({ cases }) => cases)];
}

async function administrationOf(
  work: readonly UnitWork[],
  {
    day,
    since,
    record,
  }: { readonly day: PlainDate; readonly since: Since | undefined; readonly record: RegistryRecord },
  ports: GatherPorts,
): Promise<Administration> {
  const counted = work.map((unit) => ({
    unit: unit.unit,
    count: { unitId: unit.unitId, cases: casesOf(unit).length },
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
    notComputed: work.reduce((sum, unit) => sum + notComputedIn(unit), 0),
    silent: await silentSources(day, record.registry.sources, ports.heard, publishedCalendar),
    unmapped: record.unmapped,
    ...(policy === undefined ? {} : { policy }),
  };
}

function notComputedIn({ spells, own }: UnitWork): number {
  return own.notComputed + spells.filter(({ computed }) => !computed).length;
}
