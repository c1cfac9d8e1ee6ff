import { implausibleUnits } from '../../domain/roster/absent-people.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import { reconcileRoster } from '../../domain/roster/reconcile-roster.ts';
import type { Roster } from '../../domain/roster/roster.ts';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { chinaDayOf } from '../../domain/values/plain-date.ts';
import { everySpell } from '../casework/every-spell.ts';
import type { FoldPorts } from '../intake/commit-fold.ts';
import type {
  Clock,
  Log,
  Meter,
  RegistryReader,
  RegistryRecord,
  RosterFindings,
  SourceNotes,
  SpellReader,
} from '../ports.ts';
import type { RosterPerson } from '../sources/api/hr-api.ts';
import { type ApiPorts, configuredAccess } from '../sources/configured-access.ts';
import { keepFindings } from './keep-findings.ts';
import { othersPeople } from './others-people.ts';
import { takeAutomatic } from './take-automatic.ts';

/**
 * Everybody whom the HR system lists as employed, to the last page.
 *
 * @returns undefined where its API cannot tell, or nobody has entered how to ask it.
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

export interface PullPorts extends FoldPorts, ApiPorts {
  readonly registry: RegistryReader;
  readonly spells: Pick<SpellReader, 'due'>;
  readonly rosterFindings: RosterFindings;
  readonly notes: Pick<SourceNotes, 'unmapped'>;
  readonly clock: Clock;
  readonly meter: Meter;
  readonly log: Log;
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
 * Asks each HR system whom it lists as employed, and holds that against the facts: what pushes lost comes to light the
 * next morning. One system that cannot be asked stops no other. Doing it again changes nothing.
 *
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
  const roster = rosterOf(listed, mapping, ports);
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
    for (const { unitId, employed, leaving } of implausible)
      ports.log.error('a roster would end too many at once; nothing was changed', {
        source,
        unitId,
        employed,
        leaving,
        listed: listed.length,
      });
    return { source, is: 'implausible', ...NOTHING, people: listed.length };
  }
  return compared(source, { record, roster, findings }, ports);
}

async function compared(
  source: string,
  found: {
    readonly record: RegistryRecord;
    readonly roster: Roster;
    readonly findings: readonly RosterFinding[];
  },
  ports: PullPorts,
): Promise<Pulled> {
  const { record, roster, findings } = found;
  const { taken, left } = await takeAutomatic(source, findings, roster, record, ports);
  await keepFindings(source, left, { roster, record }, ports);
  const counts = { people: roster.people.length, taken, kept: left.length };
  ports.log.info('a roster was compared', { source, ...counts });
  return { source, is: 'compared', ...counts };
}

function rosterOf(
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
