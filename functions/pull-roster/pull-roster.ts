import type { Spell } from '../../domain/employment/spell.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { implausibleUnits, type LeaverCounts, leaverCounts } from '../../domain/roster/absent-people.ts';
import type { KeptFinding, RosterFinding } from '../../domain/roster/finding.ts';
import { type RosterCorrection, reconcileRoster } from '../../domain/roster/reconcile-roster.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { chinaDayOf, type PlainDate } from '../../domain/values/plain-date.ts';
import { spellsOfAll, unitsOf } from '../casework/every-spell.ts';
import { SHARES, Shares, Spool } from '../imports/spool.ts';
import type { FoldPorts } from '../intake/commit-fold.ts';
import { keepInPlaceOf, type RosterContext, recordCorrection, rosterIds } from '../intake/roster-facts.ts';
import { atOnce, unpaced } from '../pace.ts';
import {
  type Clock,
  type EmployeeStore,
  RecordUnreadable,
  type RegistryReader,
  type RegistryRecord,
  type RosterFindings,
  type SourceNotes,
  type SpellReader,
  type Telemetry,
} from '../ports.ts';
import { type ApiPorts, configuredAccess } from '../sources/configured-access.ts';
import { SOURCES } from '../sources/sources.ts';

interface Listed {
  readonly people: Shares<Roster['people'][number]>;
  /** The names of departments on the list that no mapping contains. */
  readonly unmapped: ReadonlySet<string>;
}

/**
 * Everybody on the HR system's list; undefined if its API cannot list people or is not configured.
 * @throws ApiUnavailable, ApiMisunderstood, SecretUnavailable; an incomplete list is not used.
 */
async function listedPeople(
  source: string,
  mapping: SourceMapping | undefined,
  ports: ApiPorts,
): Promise<Listed | undefined> {
  const api = await ports.apis.get(source)?.load();
  if (api?.roster === undefined) return undefined;
  const access = await configuredAccess(api, mapping, ports);
  if (access === undefined) return undefined;
  const people: Listed['people'] = new Shares();
  const unmapped = new Set<string>();
  for await (const { units = [], ...person } of api.roster(access)) {
    const [place] = units;
    if (person.unitId === undefined && place !== undefined) unmapped.add(place);
    people.add(person);
  }
  return { people, unmapped };
}

export interface PullPorts extends FoldPorts, ApiPorts, Telemetry {
  readonly registry: RegistryReader;
  readonly spells: Pick<SpellReader, 'duePages'>;
  readonly rosterFindings: Pick<RosterFindings, 'pages' | 'keep' | 'remove'>;
  readonly notes: Pick<SourceNotes, 'unmapped'>;
  readonly clock: Clock;
}

export interface Pulled {
  readonly source: string;
  readonly is: 'compared' | 'no-roster' | 'implausible' | 'failed';
  readonly people: number;
  /** The number of facts recorded without confirmation. */
  readonly taken: number;
  /** The number of differences that are kept until a person decides. */
  readonly kept: number;
}

/**
 * Compares each HR system's list of employees with the facts. A failure of one HR system does not stop the others.
 * @throws Error naming the failed systems, after all others are done.
 */
export async function pullRosters(ports: PullPorts): Promise<readonly Pulled[]> {
  const pulled: Pulled[] = [];
  for (const source of [...ports.apis.keys()].sort()) pulled.push(await pullOrReport(source, ports));
  const failed = pulled.filter(({ is }) => is === 'failed').map(({ source }) => source);
  if (failed.length > 0)
    throw new Error(`the rosters of ${failed.join(', ')} could not be compared; see the log`);
  return pulled;
}

const NOTHING = { people: 0, taken: 0, kept: 0 };

async function pullOrReport(source: string, ports: PullPorts): Promise<Pulled> {
  try {
    return await pullRoster(source, ports);
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    ports.log.error('the roster of an HR system could not be compared', { source, why });
    return { source, is: 'failed', ...NOTHING };
  }
}

async function pullRoster(source: string, ports: PullPorts): Promise<Pulled> {
  const record = await ports.registry.load();
  const mapping = record.registry.sources.find((known) => known.source === source);
  const listed = await listedPeople(source, mapping, ports);
  if (listed === undefined) return { source, is: 'no-roster', ...NOTHING };
  const { people, unmapped } = listed;
  const unmappedUnits = [...unmapped].map((value) => ({ field: 'unit', value }) as const);
  if (unmappedUnits.length > 0) await ports.notes.unmapped(source, unmappedUnits);
  const roster = rosterOn(chinaDayOf(ports.clock.now()), mapping);
  const { found, counts } = await compared(source, roster, people, record, ports);
  const implausible = implausibleUnits(roster, counts, people.size === 0);
  if (implausible.length > 0) {
    ports.meter.count('RosterImplausible');
    for (const counts of implausible)
      ports.log.error('a roster would end too many employments at once; nothing was changed', {
        source,
        ...counts,
        listed: people.size,
      });
    return { source, is: 'implausible', ...NOTHING, people: people.size };
  }
  const { factCount: taken, left } = await recordAutomatic(source, found, roster, record, ports);
  const kept = await keepFindings(source, left, roster, record, ports);
  const done = { people: people.size, taken, kept };
  ports.log.info('a roster was compared', { source, ...done });
  return { source, is: 'compared', ...done };
}

function rosterOn(asOf: PlainDate, mapping: SourceMapping | undefined): Roster {
  const { units = {}, defaultUnitId } = mapping ?? {};
  const mapped = [...Object.values(units), ...(defaultUnitId === undefined ? [] : [defaultUnitId])];
  return { unitIds: [...new Set(mapped)].sort(), asOf, complete: true, people: [] };
}

/** The findings about one person, and the part of the roster about this person. */
interface FoundPerson {
  readonly employeeId: string;
  readonly findings: readonly RosterFinding[];
  readonly lines: Roster['people'];
}

interface Compared {
  readonly found: Spool<FoundPerson>;
  readonly counts: readonly LeaverCounts[];
}

/** Compares the list with all spells, one share of the people at a time. */
async function compared(
  source: string,
  roster: Roster,
  listed: Listed['people'],
  record: RegistryRecord,
  ports: PullPorts,
): Promise<Compared> {
  const everybody = new Shares<Spell>();
  // People with an unreadable spell. They are not compared.
  const inDoubt = new Set<string>();
  for await (const { items, unreadable } of spellsOfAll(record, ports.spells)) {
    for (const spell of items) everybody.add(spell);
    for (const { employeeId } of unreadable) inDoubt.add(employeeId);
  }
  const found = new Spool<FoundPerson>();
  const counts: LeaverCounts[] = [];
  for (let share = 0; share < SHARES; share += 1) {
    const part = { ...roster, people: listed.of(share) };
    const spells = everybody.of(share);
    const all = reconcileRoster(part, spells).filter(({ employeeId }) => !inDoubt.has(employeeId));
    const others = await othersPeople(source, all, part, ports.employees);
    const findings = all.filter(({ employeeId }) => !others.has(employeeId));
    counts.push(
      leaverCounts(
        part,
        spells.filter(({ employeeId }) => !others.has(employeeId)),
        findings,
      ),
    );
    const own = Map.groupBy(part.people, ({ employeeId }) => employeeId);
    for (const [employeeId, some] of Map.groupBy(findings, (finding) => finding.employeeId))
      found.add({ employeeId, findings: some, lines: own.get(employeeId) ?? [] });
  }
  return { found, counts };
}

interface Automatic {
  readonly factCount: number;
  /**
   * Findings that a person must decide: those of units that require confirmation, and those that no fact can correct.
   */
  readonly left: Shares<FoundPerson>;
}

/** Records the findings about people of units that do not require confirmation. */
async function recordAutomatic(
  source: string,
  found: Spool<FoundPerson>,
  roster: Roster,
  { registry }: RegistryRecord,
  ports: FoldPorts & { readonly clock: Clock },
): Promise<Automatic> {
  const automatic = new Set(
    registry.units.filter((unit) => unit.roster === 'automatic').map(({ unitId }) => unitId),
  );
  const mayTake = ({ unitId, mends }: RosterFinding) => automatic.has(unitId) && mends.length > 0;
  const left = new Shares<FoundPerson>();
  const pulledAt = ports.clock.now();
  const context = { now: pulledAt, pulledAt, source };
  let factCount = 0;
  const recordOne = async (person: FoundPerson) => {
    const { employeeId, findings, lines } = person;
    // The findings about one person belong together. If one of them is of a unit that requires confirmation, or if no
    // fact can correct any of them, all of them wait.
    if (!findings.some(mayTake) || findings.some(({ unitId }) => !automatic.has(unitId))) {
      left.add(person);
      return;
    }
    const correction = await correctionOrNone(employeeId, { ...roster, people: lines }, context, ports);
    factCount += correction?.facts.length ?? 0;
    // Findings that remain after the correction need a person's decision.
    const open =
      correction?.findings.filter((finding) => !correction.corrected.includes(finding)) ?? findings;
    if (open.length === 0) return;
    left.add({ employeeId, findings: open.map((finding) => ({ ...finding, mends: [] })), lines });
  };
  await atOnce(found, recordOne, unpaced(AT_ONCE));
  return { factCount, left };
}

/**
 * Corrects one employee.
 * @returns undefined if the employee's facts cannot be read: then a person must decide, and the others continue.
 */
async function correctionOrNone(
  employeeId: string,
  roster: Roster,
  context: Omit<RosterContext, 'asOf'>,
  ports: FoldPorts,
): Promise<RosterCorrection | undefined> {
  try {
    return await recordCorrection(employeeId, roster, context, ports);
  } catch (error) {
    if (error instanceof RecordUnreadable) return undefined;
    throw error;
  }
}

/** Replaces the findings of this HR system's last roster, one share of the people at a time. @returns their number. */
async function keepFindings(
  source: string,
  left: Shares<FoundPerson>,
  roster: Roster,
  record: RegistryRecord,
  { rosterFindings, clock }: Pick<PullPorts, 'rosterFindings' | 'clock'>,
): Promise<number> {
  const before = new Shares<{ readonly employeeId: string; readonly kept: KeptFinding }>();
  for (const unitId of new Set([...unitsOf(record), ...roster.unitIds]))
    for await (const { items } of rosterFindings.pages(unitId, source))
      for (const kept of items) before.add({ employeeId: kept.finding.employeeId, kept });
  const now = clock.now();
  let count = 0;
  for (let share = 0; share < SHARES; share += 1) {
    const found = left.of(share).flatMap(({ findings, lines: people }) =>
      findings.map((finding): KeptFinding => {
        return { source, finding, roster: { ...roster, people }, foundAt: now, seenAt: now };
      }),
    );
    const had = before.of(share).map(({ kept }) => kept);
    await keepInPlaceOf(had, found, rosterFindings);
    count += found.length;
  }
  return count;
}

const AT_ONCE = 16;

/**
 * People whose absence from this HR system's list means nothing, because another HR system reported them and this one
 * never did: they are on the other system's list. People from a file or from staff are expected on any list of the
 * unit.
 * @returns their employee ids.
 */
async function othersPeople(
  source: string,
  findings: readonly RosterFinding[],
  roster: Roster,
  employees: Pick<EmployeeStore, 'load'>,
): Promise<ReadonlySet<string>> {
  const listed = new Set(roster.people.map(({ employeeId }) => employeeId));
  const absent = findings.map(({ employeeId }) => employeeId).filter((employeeId) => !listed.has(employeeId));
  const others = new Set<string>();
  const look = async (employeeId: string) => {
    const { facts } = await employees.load(employeeId);
    if (!isOwn(source, facts)) others.add(employeeId);
  };
  await atOnce(new Set(absent), look, unpaced(AT_ONCE));
  return others;
}

function isOwn(source: string, facts: readonly Fact[]): boolean {
  const reporters = [...SOURCES.keys()].filter((name) => facts.some((fact) => isHireBy(name, fact)));
  return reporters.length === 0 || reporters.includes(source);
}

/**
 * Whether the source stated with this fact that the person was hired or transferred. A fact's id begins with its
 * source.
 */
function isHireBy(source: string, { kind, factId }: Fact): boolean {
  const reports = ['employee.hired', 'employee.hire_noticed', 'employee.transferred'].includes(kind);
  return reports && (factId.startsWith(`${source}:`) || factId.startsWith(rosterIds(source)));
}
