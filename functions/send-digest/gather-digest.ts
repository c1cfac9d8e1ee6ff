import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { Case } from '../../domain/cases/case.ts';
import { attentionsAt } from '../../domain/digest/attention.ts';
import type {
  Administration,
  DigestInput,
  PreviousDigest,
  RecipientCase,
} from '../../domain/digest/digest.ts';
import { parseCaseId } from '../../domain/digest/ended-cases.ts';
import { overdueDays } from '../../domain/digest/unwatched.ts';
import { type Attention, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import { compareText } from '../../domain/facts/fact.ts';
import { unlistedSources } from '../../domain/facts/source-order.ts';
import { policyWatch } from '../../domain/regions/policy-watch.ts';
import { type Addressee, hasHandler } from '../../domain/units/addressees.ts';
import type { Role, Unit } from '../../domain/units/unit.ts';
import { addDays, chinaDayOf, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import { endedSince } from '../casework/ended-since.ts';
import { type OverseenUnit, overseeUnit } from '../casework/oversee-unit.ts';
import { type ReadUnitPorts, readUnit, type UnitReading } from '../casework/read-unit.ts';
import { silentSources } from '../casework/silent-sources.ts';
import { type UnwatchedPorts, unwatchedUnits } from '../casework/unwatched-units.ts';
import { sourceOrderOf, unitNameOf } from '../intake/registry-lookup.ts';
import { linkOf, portalLinkOf } from '../mail/case-link.ts';
import { undeliverableStaff } from '../mail/undeliverable-staff.ts';
import { severalAtOnce } from '../pace.ts';
import type {
  Claim,
  Quarantine,
  RecordKey,
  RegistryRecord,
  SourcesHeard,
  UndeliverableAddress,
} from '../ports.ts';

/** A successful claim, with the previous digest and the keys of unreadable ones. */
export type Claimed = Extract<Claim, { is: 'claimed' }>;

export interface GatherPorts extends ReadUnitPorts, Omit<UnwatchedPorts, 'calendar'> {
  readonly quarantine: Pick<Quarantine, 'countSince'>;
  readonly heard: SourcesHeard;
  /** The URL template of a case; see case-link. */
  readonly caseLink?: string | undefined;
  /** The staff portal's URL, if there is one. Cases then link to the portal. */
  readonly portal?: string | undefined;
  /** Sources that the deployment accepts without a signature. */
  readonly unsigned?: readonly string[] | undefined;
}

/** Everything that a digest may need of one unit. */
interface UnitWork extends UnitReading {
  readonly unitId: string;
  readonly unit: Unit | undefined;
  /** The addressee's roles in the unit; empty if they only oversee it. */
  readonly roles: readonly Role[];
}

type UnitToRead = Pick<UnitWork, 'unitId' | 'unit' | 'roles'>;

/** How many units are read at the same time: enough to hide the store's latency, without overloading the store. */
const UNITS_AT_ONCE = 8;

/**
 * How many overseen units are read at the same time. The number is lower, because pages of large units take memory and
 * this work is not urgent.
 */
const OVERSEEN_AT_ONCE = 2;

/** How many days back a person's first digest counts quarantined events. */
const FIRST_LOOK_BACK_DAYS = 30;

interface DigestTask {
  readonly day: PlainDate;
  readonly claim: Claimed;
  readonly undeliverable: readonly UndeliverableAddress[];
}

/** The content of one person's digest of `day`, read from the store and derived as of that day. */
export async function gatherDigest(
  addressee: Addressee,
  { day, claim, undeliverable }: DigestTask,
  record: RegistryRecord,
  ports: GatherPorts,
): Promise<DigestInput> {
  const { since } = claim;
  const { email, name, language, administers } = addressee;
  const units = unitsOf(addressee, record);
  const [theirs, others] = [units.filter(isTheirs), units.filter((unit) => !isTheirs(unit))];
  const work = await severalAtOnce(
    theirs,
    async (unit) => ({ ...unit, ...(await readUnit(unit.unitId, record, day, ports)) }),
    UNITS_AT_ONCE,
  );
  const task = { day, record, people: peopleIn(since) };
  const overseen = await severalAtOnce(
    others,
    async ({ unitId }) => ({ unitId, ...(await overseeUnit(unitId, task, ports)) }),
    OVERSEEN_AT_ONCE,
  );
  const cases = work.flatMap(casesOf);
  const read = {
    open: [...cases, ...overseen.flatMap(({ open }) => open)],
    theirs: cases,
    unitIds: new Set(units.map(({ unitId }) => unitId)),
  };
  const ended = await endedSince(since, read, { day, record }, ports);
  const ofManaged = work.filter(({ roles }) => administers || roles.includes('manager'));
  const overdue = new Map([
    ...ofManaged.map((it) => [it.unitId, overdueDays(casesOf(it), day)] as const),
    ...overseen.map((it) => [it.unitId, it.overdue] as const),
  ]);
  const watched = units.flatMap(({ unitId, unit }) => {
    const days = overdue.get(unitId);
    return unit === undefined || days === undefined ? [] : [{ unit, overdue: days }];
  });
  const unreachable = new Set(undeliverable.map(({ address }) => address));
  const watch = { day, record, unreachable };
  const unmailed = undeliverableStaff(record.registry, ports.fallbackMailbox, undeliverable);
  return {
    recipient: { email, name, language },
    day,
    since,
    cases: work.flatMap((unit) => recipientCases(unit, record, email, ports)),
    ended,
    ...(administers && {
      administration: {
        ...(await administrationOf({ work, overseen, units }, day, claim, record, ports)),
        ...(unmailed.length > 0 && { undeliverable: unmailed }),
      },
    }),
    ...(ports.portal !== undefined && {
      unwatched: await unwatchedUnits(watched, watch, { ...ports, calendar: publishedCalendar }),
    }),
  };
}

/** Whether the addressee has a role in the unit and does not only oversee it. */
function isTheirs({ roles }: UnitToRead): boolean {
  return roles.length > 0;
}

/**
 * The ids of the employees in the previous digest. If such a person has another open case, that case shows their
 * present state.
 */
function peopleIn(since: PreviousDigest | undefined): ReadonlySet<string> {
  const listed = (since?.caseIds ?? []).map(parseCaseId).filter((it) => it?.of === 'spell');
  return new Set(listed.flatMap(({ keys }) => keys.map(({ employeeId }) => employeeId)));
}

/**
 * The units to read: the addressee's own, and for administrators also unregistered units and all others that they
 * oversee.
 */
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

function recipientCases(
  { unitId, roles, spells, notRead, own }: UnitWork,
  record: RegistryRecord,
  recipient: string,
  { caseLink, portal }: Pick<GatherPorts, 'caseLink' | 'portal'>,
): RecipientCase[] {
  const inUnit = (it: Case, attentions: readonly Attention[]) => ({
    case: it,
    // A case that two units share is shown under the unit of its spell.
    unitName: unitNameOf(it.unitId, record),
    roles,
    attentions: attentionsAt(unitId, attentions),
    link: portal === undefined ? linkOf(caseLink, it) : portalLinkOf(portal, it, recipient),
  });
  return [
    ...own.cases.map((it) => inUnit(it, own.attentions)),
    ...spells.flatMap(({ spell, cases }) => cases.map((it) => inUnit(it, spell.attentions ?? []))),
    ...notRead.map((it) => inUnit(it, [])),
  ];
}

function casesOf({ spells, notRead, own }: UnitWork): readonly Case[] {
  return [...own.cases, ...spells.flatMap(({ cases }) => cases), ...notRead];
}

interface WorkRead {
  readonly work: readonly UnitWork[];
  readonly overseen: readonly OverseenUnit[];
  readonly units: readonly UnitToRead[];
}

async function administrationOf(
  { work, overseen, units: all }: WorkRead,
  day: PlainDate,
  { since, unreadable }: Claimed,
  record: RegistryRecord,
  ports: GatherPorts,
): Promise<Administration> {
  const counted = work.map((unit) => ({
    unit: unit.unit,
    count: { unitId: unit.unitId, cases: casesOf(unit).length },
  }));
  const units = all.map(({ unit }) => unit).filter((unit) => unit !== undefined);
  const policy = policyWatch(units, day, publishedCalendar);
  const quarantined = await ports.quarantine.countSince(since?.composedAt ?? lookBackFrom(day));
  // Refusals are counted by whole days, and each day is in one digest. Today's refusals are in the next one.
  const refused = await ports.heard.refusals(chinaDayOf(since?.composedAt ?? lookBackFrom(day)), day);
  const unlisted = unlistedSources(ports.heard.sources, sourceOrderOf(record.registry));
  const notRead = inOrder([
    ...unreadable,
    ...record.unreadable,
    ...[...work, ...overseen].flatMap(({ unreadable: keys }) => keys),
    ...quarantined.unreadable,
  ]);
  return {
    unitsWithoutHandler: counted
      .filter(({ unit, count }) => unit !== undefined && !hasHandler(unit) && count.cases > 0)
      .map(({ count }) => count),
    unregisteredUnits: counted
      .filter(({ unit, count }) => unit === undefined && (count.unitId !== UNKNOWN_UNIT || count.cases > 0))
      .map(({ count }) => count),
    quarantined: quarantined.count,
    ...(refused.length > 0 && { refused }),
    notComputed: [...work.map(notComputedIn), ...overseen.map(({ notComputed }) => notComputed)].reduce(
      (sum, count) => sum + count,
      0,
    ),
    silent: await silentSources(day, record.registry.sources, ports.heard, publishedCalendar),
    ...(unlisted.length > 0 && { unlisted }),
    unmapped: record.unmapped,
    ...(ports.unsigned !== undefined && { unsigned: ports.unsigned }),
    ...(notRead.length > 0 && { unreadable: notRead }),
    ...(policy === undefined ? {} : { policy }),
  };
}

function lookBackFrom(day: PlainDate): Instant {
  return `${addDays(day, -FIRST_LOOK_BACK_DAYS)}T00:00:00.000Z` as Instant;
}

/** Removes duplicates and sorts by key. */
function inOrder(records: readonly RecordKey[]): readonly RecordKey[] {
  const byKey = new Map(records.map((record) => [`${record.pk} ${record.sk}`, record]));
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, record]) => record);
}

function notComputedIn({ spells, own }: UnitWork): number {
  return own.notComputed + spells.filter(({ computed }) => !computed).length;
}
