import { hasBegun, isEmployment, type Spell } from '../../domain/employment/spell.ts';
import { compareText } from '../../domain/facts/fact.ts';
import { effectiveUnitFacts, ofUnitKind, type UnitFact } from '../../domain/units/unit-facts.ts';
import { type Month, monthOf } from '../../domain/values/month.ts';
import { knownName, sameName } from '../../domain/values/person-name.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { missingFacts } from '../intake/commit-fold.ts';
import type { EmployeeRecord, EmployeeStore } from '../ports.ts';
import type { BilledPerson, RowProblemCode } from './bill-row.ts';

export interface PeoplePorts {
  readonly employees: Pick<EmployeeStore, 'load'>;
  /** Every employee id that carries the identity number of this hash. */
  readonly peopleWith: (identityHash: string) => Promise<readonly string[]>;
}

/** The matches that staff confirmed: whose rows of a unit's files are. */
export interface Matches {
  readonly byAgencyNumber: ReadonlyMap<string, string>;
  readonly byHash: ReadonlyMap<string, string>;
}

export const NO_MATCHES: Matches = { byAgencyNumber: new Map(), byHash: new Map() };

/** The matches that stand; of two for one number the later counts. @param facts about the unit's imports. */
export function matchesIn(facts: readonly UnitFact[]): Matches {
  const byAgencyNumber = new Map<string, string>();
  const byHash = new Map<string, string>();
  for (const { data } of ofUnitKind(effectiveUnitFacts(facts), 'person.matched')) {
    if (data.agencyNumber !== undefined) byAgencyNumber.set(data.agencyNumber, data.employeeId);
    if (data.hash !== undefined) byHash.set(data.hash, data.employeeId);
  }
  return { byAgencyNumber, byHash };
}

/** What a row is looked up for: at which unit, for which month. */
export interface WhereAndWhen {
  readonly unitId: string;
  readonly month: Month;
  readonly matches: Matches;
  /** Whether the agency should have the person of this spell on the unit's list in the month. */
  readonly isExpected: (spell: Spell, month: Month) => boolean;
}

export type FoundPerson =
  | { readonly is: 'found'; readonly employeeId: string; readonly record: EmployeeRecord }
  | { readonly is: 'unknown' }
  | {
      readonly is: 'doubtful';
      readonly code: RowProblemCode;
      readonly values: Readonly<Record<string, string>>;
    };

/**
 * Finds the person of a row of a bill or a list: by identity number, else by a match that staff confirmed, else by
 * employee id, never by name. If it is in doubt, or a record cannot be read, it finds nobody.
 */
export async function findPerson(
  person: BilledPerson,
  where: WhereAndWhen,
  ports: PeoplePorts,
): Promise<FoundPerson> {
  const found = await whoItIs(person, where, ports);
  const [record] = found.is === 'found' ? missingFacts(found.record) : [];
  if (found.is !== 'found' || record === undefined) return found;
  const values = { employeeId: found.employeeId, record: `${record.pk} ${record.sk}` };
  return { is: 'doubtful', code: 'record-unreadable', values };
}

async function whoItIs(person: BilledPerson, where: WhereAndWhen, ports: PeoplePorts): Promise<FoundPerson> {
  const { identity, employeeId } = person;
  const carriers = identity === undefined ? [] : await ports.peopleWith(identity.hash);
  const matchedId = matchFor(person, where.matches);
  const byId = employeeId === undefined ? undefined : await known(employeeId, ports);
  if (carriers.length > 0) {
    if (byId !== undefined && byId.employeeId !== matchedId) return amongCarriers(byId, carriers);
    const records = await Promise.all(carriers.map((id) => known(id, ports)));
    const candidates = records.filter((it) => it !== undefined);
    if (candidates.length > 0) return oneOf(candidates, where);
  }
  const matched = matchedId === undefined ? undefined : await known(matchedId, ports);
  if (matched !== undefined) return { is: 'found', ...matched };
  return byId === undefined ? { is: 'unknown' } : confirmed(byId, person);
}

/** An agency's number may stand in the column of employee ids. */
function matchFor(
  { identity, agencyNumber, employeeId }: BilledPerson,
  matches: Matches,
): string | undefined {
  const { byAgencyNumber, byHash } = matches;
  const ofHash = identity === undefined ? undefined : byHash.get(identity.hash);
  const ofNumber = agencyNumber === undefined ? undefined : byAgencyNumber.get(agencyNumber);
  return ofHash ?? ofNumber ?? (employeeId === undefined ? undefined : byAgencyNumber.get(employeeId));
}

interface Known {
  readonly employeeId: string;
  readonly record: EmployeeRecord;
}

async function known(employeeId: string, { employees }: PeoplePorts): Promise<Known | undefined> {
  const record = await employees.load(employeeId);
  const isKnown = record.facts.length + record.unreadableFacts.length > 0;
  return isKnown ? { employeeId, record } : undefined;
}

/** The row has an employee id and an identity number: the id must be one of those that carry the number. */
function amongCarriers(found: Known, carriers: readonly string[]): FoundPerson {
  const { employeeId } = found;
  if (carriers.includes(employeeId)) return { is: 'found', ...found };
  return { is: 'doubtful', code: 'two-people', values: { employeeId, others: carriers.join(', ') } };
}

/**
 * Chooses among several ids of one person: the one expected at the unit in the month; if none is, the one whose service
 * there began last by then. If two fit, neither is chosen.
 */
function oneOf(candidates: readonly Known[], where: WhereAndWhen): FoundPerson {
  const { unitId, month, isExpected } = where;
  const here = candidates.filter(({ record }) => record.spells.some((spell) => spell.unitId === unitId));
  const among = here.length > 0 ? here : candidates;
  const expected = among.filter(({ record }) =>
    record.spells.some((spell) => spell.unitId === unitId && isExpected(spell, month)),
  );
  const [only, second] = expected.length > 0 ? expected : latestBegun(among, where);
  if (only !== undefined && second === undefined) return { is: 'found', ...only };
  const ids = among.map(({ employeeId }) => employeeId).join(', ');
  return { is: 'doubtful', code: 'several-ids', values: { ids } };
}

function latestBegun(candidates: readonly Known[], { unitId, month }: WhereAndWhen): readonly Known[] {
  if (candidates.length < 2) return candidates;
  const begun = candidates.map((candidate) => ({
    candidate,
    on: candidate.record.spells
      .filter(({ unitId: at }) => at === unitId)
      .flatMap(({ situation }) => (isEmployment(situation) && hasBegun(situation) ? situation.start.on : []))
      .filter((on: PlainDate) => monthOf(on) <= month)
      .sort(compareText)
      .at(-1),
  }));
  const last = begun
    .flatMap(({ on }) => on ?? [])
    .sort(compareText)
    .at(-1);
  if (last === undefined) return candidates;
  return begun.filter(({ on }) => on === last).map(({ candidate }) => candidate);
}

/**
 * An employee id is enough if nothing else in the row contradicts it. A name that the person had before does not: the
 * agency may have the old one on file. Any other name may belong to somebody else with the same number.
 */
function confirmed(found: Known, person: BilledPerson): FoundPerson {
  const { employeeId, record } = found;
  const names = everyName(record);
  if (person.name === undefined || names.length === 0 || names.some((name) => sameName(name, person.name)))
    return { is: 'found', ...found };
  const values = { employeeId, name: person.name, known: names.join(', ') };
  return { is: 'doubtful', code: 'other-name', values };
}

/** Every name that was stated of the person, today's and those of before. */
function everyName({ facts, spells }: EmployeeRecord): readonly string[] {
  const stated = facts.flatMap((fact) => {
    if (fact.kind === 'employee.hired') return fact.data.name;
    return fact.kind === 'employee.updated' ? (fact.data.changes.name ?? []) : [];
  });
  const all = [...stated, ...spells.flatMap(({ person: { name } }) => name ?? [])];
  return [...new Set(all.flatMap((name) => knownName(name) ?? []))];
}

/** Loads and look-ups that are asked for once only, for all rows of one person. */
export function cachedLookup({ employees, peopleWith }: PeoplePorts): PeoplePorts {
  const records = new Map<string, Promise<EmployeeRecord>>();
  const carriers = new Map<string, Promise<readonly string[]>>();
  return {
    employees: { load: (id) => once(records, id, employees.load) },
    peopleWith: (hash) => once(carriers, hash, peopleWith),
  };
}

function once<T>(kept: Map<string, Promise<T>>, key: string, ask: (key: string) => Promise<T>): Promise<T> {
  const before = kept.get(key);
  if (before !== undefined) return before;
  const asked = ask(key);
  kept.set(key, asked);
  return asked;
}

/** People of one read of the store: as many numbers as it looks up in one call. */
const GROUP = 100;

/**
 * People of a file with a look-up that knows their numbers already: read a hundred at a time, the next hundred while these
 * are worked on.
 */
export async function* withCarriers<T>(
  people: Iterable<T>,
  hashesOf: (person: T) => readonly (string | undefined)[],
  peopleWith: PeoplePorts['peopleWith'],
): AsyncGenerator<{ readonly person: T; readonly peopleWith: PeoplePorts['peopleWith'] }> {
  const looked = async (group: readonly T[]) => {
    const hashes = new Set(group.flatMap((person) => hashesOf(person).filter((it) => it !== undefined)));
    const found = await Promise.all([...hashes].map(async (hash) => [hash, await peopleWith(hash)] as const));
    const known = new Map(found);
    return { group, ofHash: async (hash: string) => known.get(hash) ?? peopleWith(hash) };
  };
  const groups = groupsOf(people);
  const next = () => {
    const { value } = groups.next();
    const looking = value === undefined ? undefined : looked(value);
    // Whoever stops early does not wait for it.
    looking?.catch(() => undefined);
    return looking;
  };
  for (let coming = next(); coming !== undefined; ) {
    const { group, ofHash } = await coming;
    coming = next();
    for (const person of group) yield { person, peopleWith: ofHash };
  }
}

function* groupsOf<T>(people: Iterable<T>): Generator<readonly T[], undefined> {
  let group: T[] = [];
  for (const person of people) {
    group.push(person);
    if (group.length < GROUP) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
