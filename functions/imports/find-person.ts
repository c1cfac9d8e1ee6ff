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
  /** All employee ids that have the identity number with this hash. */
  readonly peopleWith: (identityHash: string) => Promise<readonly string[]>;
}

/** The matches that staff confirmed: which person a row of a unit's files belongs to. */
export interface Matches {
  readonly byAgencyNumber: ReadonlyMap<string, string>;
  readonly byHash: ReadonlyMap<string, string>;
}

export const NO_MATCHES: Matches = { byAgencyNumber: new Map(), byHash: new Map() };

/**
 * The matches in effect. If there are two for the same number, the later one is used.
 * @param facts the facts about the unit's imports.
 */
export function matchesIn(facts: readonly UnitFact[]): Matches {
  const byAgencyNumber = new Map<string, string>();
  const byHash = new Map<string, string>();
  for (const { data } of ofUnitKind(effectiveUnitFacts(facts), 'person.matched')) {
    if (data.agencyNumber !== undefined) byAgencyNumber.set(data.agencyNumber, data.employeeId);
    if (data.hash !== undefined) byHash.set(data.hash, data.employeeId);
  }
  return { byAgencyNumber, byHash };
}

/** The unit and month for which a row is looked up. */
export interface WhereAndWhen {
  readonly unitId: string;
  readonly month: Month;
  readonly matches: Matches;
  /** Whether the agency's list of the unit should include this spell's person in the month. */
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
 * employee id, but never by name. If the result is ambiguous, or a record cannot be read, the person is `doubtful`.
 */
export async function findPerson(
  person: BilledPerson,
  where: WhereAndWhen,
  ports: PeoplePorts,
): Promise<FoundPerson> {
  const found = await personFor(person, where, ports);
  const [record] = found.is === 'found' ? missingFacts(found.record) : [];
  if (found.is !== 'found' || record === undefined) return found;
  const values = { employeeId: found.employeeId, record: `${record.pk} ${record.sk}` };
  return { is: 'doubtful', code: 'record-unreadable', values };
}

async function personFor(
  person: BilledPerson,
  where: WhereAndWhen,
  ports: PeoplePorts,
): Promise<FoundPerson> {
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

/**
 * The match for a row. The row's employee id is also looked up as an agency number, because the column of employee ids
 * may contain the agency's numbers.
 */
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

/** For a row with an employee id and an identity number: the id must be one of the ids that have this number. */
function amongCarriers(found: Known, carriers: readonly string[]): FoundPerson {
  const { employeeId } = found;
  if (carriers.includes(employeeId)) return { is: 'found', ...found };
  return { is: 'doubtful', code: 'two-people', values: { employeeId, others: carriers.join(', ') } };
}

/**
 * Chooses among several ids of one person: the id that is expected at the unit in the month, else the id with the
 * latest start of service at the unit, not after the month. If two ids fit equally, neither is chosen.
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
 * An employee id is enough if the name in the row does not contradict it. A former name does not contradict it, because
 * the agency may still use that name. A row with any other name may be about somebody else with the same id.
 */
function confirmed(found: Known, person: BilledPerson): FoundPerson {
  const { employeeId, record } = found;
  const names = everyName(record);
  if (person.name === undefined || names.length === 0 || names.some((name) => sameName(name, person.name)))
    return { is: 'found', ...found };
  const values = { employeeId, name: person.name, known: names.join(', ') };
  return { is: 'doubtful', code: 'other-name', values };
}

/** Every name recorded for the person, present and former. */
function everyName({ facts, spells }: EmployeeRecord): readonly string[] {
  const stated = facts.flatMap((fact) => {
    if (fact.kind === 'employee.hired') return fact.data.name;
    return fact.kind === 'employee.updated' ? (fact.data.changes.name ?? []) : [];
  });
  const all = [...stated, ...spells.flatMap(({ person: { name } }) => name ?? [])];
  return [...new Set(all.flatMap((name) => knownName(name) ?? []))];
}

/** Caches what is loaded and looked up, for all rows of one person. */
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
  const result = ask(key);
  kept.set(key, result);
  return result;
}

/** The identity numbers of this many people are looked up together. */
const GROUP = 100;

/**
 * Yields people, each with a look-up that already knows the person's identity numbers. It reads a hundred people at a
 * time, and the next hundred while these are processed.
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
    // The consumer may stop early. Then an error of this look-up does not matter.
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
