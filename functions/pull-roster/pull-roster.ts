import type { Fact } from '../../domain/facts/fact.ts';
import { implausibleUnits } from '../../domain/roster/absent-people.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import { type Mending, reconcileRoster } from '../../domain/roster/reconcile-roster.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { chinaDayOf } from '../../domain/values/plain-date.ts';
import { everySpell, unitsOf } from '../casework/every-spell.ts';
import type { FoldPorts } from '../intake/commit-fold.ts';
import { type RosterTold, replaceFindings, rosterIds, takeMending } from '../intake/roster-facts.ts';
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
import type { RosterPerson } from '../sources/api/hr-api.ts';
import { type ApiPorts, configuredAccess } from '../sources/configured-access.ts';
import { SOURCES } from '../sources/sources.ts';

/**
 * Everybody whom the HR system lists; undefined where its API cannot tell, or is not configured.
 * @throws ApiUnavailable, ApiMisunderstood, SecretUnavailable; a list that breaks off is none.
 */
async function listedPeople(
  source: string,
  mapping: SourceMapping | undefined,
  ports: ApiPorts,
): Promise<readonly RosterPerson[] | undefined> {
  const api = await ports.apis.get(source)?.load();
  if (api?.roster === undefined) return undefined;
  const access = await configuredAccess(api, mapping, ports);
  if (access === undefined) return undefined;
  const people: RosterPerson[] = [];
  for await (const person of api.roster(access)) people.push(person);
  return people;
}

export interface PullPorts extends FoldPorts, ApiPorts, Telemetry {
  readonly registry: RegistryReader;
  readonly spells: Pick<SpellReader, 'due'>;
  readonly rosterFindings: RosterFindings;
  readonly notes: Pick<SourceNotes, 'unmapped'>;
  readonly clock: Clock;
}

/** What became of one HR system's roster. */
export interface Pulled {
  readonly source: string;
  readonly is: 'compared' | 'no-roster' | 'implausible' | 'failed';
  readonly people: number;
  /** Facts taken in without asking anybody. */
  readonly taken: number;
  /** Differences kept for a person. */
  readonly kept: number;
}

/**
 * Compares each HR system's list of employees with the facts. One that fails stops no other.
 * @throws Error naming the systems that could not be asked, after all others were.
 */
export async function pullRosters(ports: PullPorts): Promise<readonly Pulled[]> {
  const pulled: Pulled[] = [];
  for (const source of [...ports.apis.keys()].sort()) pulled.push(await pullOrTell(source, ports));
  const failed = pulled.filter(({ is }) => is === 'failed').map(({ source }) => source);
  if (failed.length > 0)
    throw new Error(`the rosters of ${failed.join(', ')} could not be compared; the log says why`);
  return pulled;
}

const NOTHING = { people: 0, taken: 0, kept: 0 };

async function pullOrTell(source: string, ports: PullPorts): Promise<Pulled> {
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
  await noteUnmapped(source, listed, ports);
  const roster = listedRoster(listed, mapping, ports);
  const { items: everybody, unreadable } = await everySpell(record, ports.spells);
  // Of whom a spell cannot be read, nothing can be said to be missing or to differ.
  const inDoubt = new Set(unreadable.map(({ employeeId }) => employeeId));
  const found = reconcileRoster(roster, everybody).filter(({ employeeId }) => !inDoubt.has(employeeId));
  const others = await othersPeople(source, found, roster, ports.employees);
  const findings = found.filter(({ employeeId }) => !others.has(employeeId));
  const spells = everybody.filter(({ employeeId }) => !others.has(employeeId));
  const implausible = implausibleUnits(roster, spells, findings);
  if (implausible.length > 0) {
    ports.meter.count('RosterImplausible');
    const people = listed.length;
    for (const counts of implausible)
      ports.log.error('a roster would end too many at once; nothing was changed', {
        source,
        ...counts,
        listed: people,
      });
    return { source, is: 'implausible', ...NOTHING, people };
  }
  const { taken, left } = await takeAutomatic(source, findings, roster, record, ports);
  await keepFindings(source, left, { roster, record }, ports);
  const counts = { people: roster.people.length, taken, kept: left.length };
  ports.log.info('a roster was compared', { source, ...counts });
  return { source, is: 'compared', ...counts };
}

function listedRoster(
  listed: readonly RosterPerson[],
  mapping: SourceMapping | undefined,
  { clock }: PullPorts,
): Roster {
  const { units = {}, defaultUnitId } = mapping ?? {};
  const mapped = [...Object.values(units), ...(defaultUnitId === undefined ? [] : [defaultUnitId])];
  return {
    unitIds: [...new Set(mapped)].sort(),
    asOf: chinaDayOf(clock.now()),
    complete: true,
    people: listed.map(({ units: _, ...person }) => person),
  };
}

async function noteUnmapped(
  source: string,
  listed: readonly RosterPerson[],
  { notes }: PullPorts,
): Promise<void> {
  const places = listed.flatMap(({ unitId, units = [] }) => (unitId === undefined ? units.slice(0, 1) : []));
  const words = [...new Set(places)].map((value) => ({ field: 'unit', value }) as const);
  if (words.length > 0) await notes.unmapped(source, words);
}

interface Automatic {
  /** How many facts were taken in. */
  readonly taken: number;
  /** What waits for a person: of units that want to be asked, and what no fact would mend. */
  readonly left: readonly RosterFinding[];
}

/** Takes in what the roster found about people of units that leave it to do so. */
async function takeAutomatic(
  source: string,
  findings: readonly RosterFinding[],
  roster: Roster,
  { registry }: RegistryRecord,
  ports: FoldPorts & { readonly clock: Clock },
): Promise<Automatic> {
  const automatic = new Set(
    registry.units.filter((unit) => unit.roster === 'automatic').map(({ unitId }) => unitId),
  );
  const mayTake = ({ unitId, mends }: RosterFinding) => automatic.has(unitId) && mends.length > 0;
  const left: RosterFinding[] = [];
  const pulledAt = ports.clock.now();
  const told = { now: pulledAt, pulledAt, source };
  let taken = 0;
  for (const [employeeId, own] of Map.groupBy(findings, (finding) => finding.employeeId)) {
    // What is found of one person belongs together: where a part of it waits, all of it does.
    if (!own.some(mayTake) || own.some(({ unitId }) => !automatic.has(unitId))) {
      left.push(...own);
      continue;
    }
    const mending = await mendingOrNone(employeeId, roster, told, ports);
    if (mending === undefined) {
      left.push(...own.map((finding) => ({ ...finding, mends: [] })));
      continue;
    }
    taken += mending.facts.length;
    // What was tried and would mend nothing is a person's to decide.
    const open = mending.findings.filter((finding) => !mending.mended.includes(finding));
    left.push(...open.map((finding) => ({ ...finding, mends: [] })));
  }
  return { taken, left };
}

/** @returns undefined for somebody whose facts cannot be read: that is a person's to decide, and nobody else's trouble. */
async function mendingOrNone(
  employeeId: string,
  roster: Roster,
  told: Omit<RosterTold, 'asOf'>,
  ports: FoldPorts,
): Promise<Mending | undefined> {
  try {
    return await takeMending(employeeId, roster, told, ports);
  } catch (error) {
    if (error instanceof RecordUnreadable) return undefined;
    throw error;
  }
}

/** Puts what this HR system's roster found in place of all that its last one had. */
async function keepFindings(
  source: string,
  findings: readonly RosterFinding[],
  { roster, record }: { readonly roster: Roster; readonly record: RegistryRecord },
  ports: { readonly rosterFindings: RosterFindings; readonly clock: Clock },
): Promise<void> {
  const units = new Set([...unitsOf(record), ...findings.map(({ unitId }) => unitId)]);
  for (const unitId of units) await replaceFindings({ unitId, source }, findings, roster, ports);
}

/** People read at a time. */
const AT_ONCE = 16;

/**
 * Whose absence from this HR system's list means nothing: another HR system told of them and this one never did, so they
 * are on the list of that one. Who came from a file, or from staff, is on the list of whichever the unit has.
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
  for (let first = 0; first < absent.length; first += AT_ONCE) {
    const some = absent.slice(first, first + AT_ONCE).map(async (employeeId) => {
      const { facts } = await employees.load(employeeId);
      if (!isOwn(source, facts)) others.add(employeeId);
    });
    await Promise.all(some);
  }
  return others;
}

function isOwn(source: string, facts: readonly Fact[]): boolean {
  const tellers = [...SOURCES.keys()].filter((name) => facts.some((fact) => isHireBy(name, fact)));
  return tellers.length === 0 || tellers.includes(source);
}

/** A fact's id begins with what told it. */
function isHireBy(source: string, { kind, factId }: Fact): boolean {
  const tells = ['employee.hired', 'employee.hire_noticed', 'employee.transferred'].includes(kind);
  return tells && (factId.startsWith(`${source}:`) || factId.startsWith(rosterIds(source)));
}
