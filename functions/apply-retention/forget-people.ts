import { createHash } from 'node:crypto';
import type { Case } from '../../domain/cases/case.ts';
import {
  evidenceOf,
  type Forgotten,
  forgottenFact,
  forgottenFacts,
  goneSince,
  isBack,
} from '../../domain/employment/forget.ts';
import { identityHashes } from '../../domain/employment/person.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { effectiveOn, type Fact } from '../../domain/facts/fact.ts';
import type { KeptFinding } from '../../domain/roster/finding.ts';
import type { UnitFact } from '../../domain/units/unit-facts.ts';
import type { UnknownRow } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import { FORGOTTEN, knownName } from '../../domain/values/person-name.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { deriveCases, NO_TELEMETRY } from '../casework/derive-cases.ts';
import type { UnknownCharges } from '../imports/store-rows.ts';
import { refold } from '../intake/append-facts.ts';
import { type FoldPorts, missingFacts, orderFor } from '../intake/commit-fold.ts';
import { unitContext, unitFactsOf } from '../intake/registry-lookup.ts';
import {
  type EmployeeRecord,
  type PersonalData,
  RecordUnreadable,
  type RegistryRecord,
  type RosterFindings,
  type UnitFacts,
} from '../ports.ts';

export interface ForgetPorts extends FoldPorts {
  readonly personalData: PersonalData;
  readonly unknownCharges: Pick<UnknownCharges, 'rows' | 'keep'>;
  readonly rosterFindings: Pick<RosterFindings, 'list' | 'remove'>;
  readonly unitFacts: Pick<UnitFacts, 'ofImports' | 'foldCoverage'>;
}

/** A person with all their employee ids, and the open matters that prevent the removal of their data. */
export interface Person {
  readonly employeeIds: readonly string[];
  /** Undefined while the person is in service. */
  readonly goneSince: PlainDate | undefined;
  readonly openCases: readonly Case[];
  /** Open rows of bills and lists that belong to the person, by employee id or by identity number. */
  readonly openRows: readonly UnknownRow[];
  readonly openFindings: readonly KeptFinding[];
  readonly personalFacts: number;
  readonly facts: number;
  readonly unitIds: readonly string[];
  readonly names: readonly string[];
  readonly hashes: readonly string[];
}

interface PersonContext {
  readonly day: PlainDate;
  readonly record: RegistryRecord;
  /** Reads the rows of a unit. People of the same units share it, so that each unit is read once. */
  readonly rowsOfUnit: ReturnType<typeof unitRows>;
}

/**
 * Finds the person of an employee id, with the other ids that have the same identity number.
 * @throws RecordUnreadable when facts cannot be read.
 */
export async function personOf(
  employeeId: string,
  { day, record, rowsOfUnit }: PersonContext,
  ports: Pick<ForgetPorts, 'employees'>,
): Promise<Person> {
  const records = await recordsOf(employeeId, ports);
  const all = [...records.values()];
  const facts = all.flatMap((each) => each.facts);
  const spells = all.flatMap((each) => each.spells);
  const unitIds = [...new Set([...spells.map(({ unitId }) => unitId), ...facts.flatMap(unitsIn)])].sort();
  const employeeIds = [...records.keys()];
  const identifiers = { employeeIds, hashes: hashesIn(facts) };
  const kept = (await Promise.all(unitIds.map(rowsOfUnit))).map((unit) => rowsOfPeople(unit, identifiers));
  const days = all.map((each) => goneSince(each.spells, each.facts));
  return {
    ...identifiers,
    unitIds,
    goneSince: days.includes(undefined) ? undefined : days.toSorted().at(-1),
    openCases: openCasesOf(spells, day, record),
    openRows: kept.flatMap(({ rows }) => rows.filter(({ replacedBy }) => replacedBy === undefined)),
    openFindings: kept.flatMap(({ findings }) =>
      findings.filter(({ dismissedAt }) => dismissedAt === undefined),
    ),
    facts: facts.length,
    personalFacts: facts.filter((fact) => JSON.stringify(forgottenFact(fact)) !== JSON.stringify(fact))
      .length,
    names: namesIn(facts),
  };
}

export function hasOpenCases({ openCases, openRows, openFindings }: Person): boolean {
  return openCases.length + openRows.length + openFindings.length > 0;
}

/** The record of the id, and the records of the other ids that have the same identity number today. */
async function recordsOf(
  employeeId: string,
  { employees }: Pick<ForgetPorts, 'employees'>,
): Promise<ReadonlyMap<string, EmployeeRecord>> {
  const found = new Map<string, EmployeeRecord>();
  const ids = [employeeId];
  for (const id of ids) {
    if (found.has(id)) continue;
    const record = await employees.load(id);
    const missing = missingFacts(record);
    if (missing.length > 0) throw new RecordUnreadable(missing);
    const first = found.get(employeeId);
    const isSame =
      first === undefined ||
      [...found.values()].some((known) => areOne(known, record) && known.samePersonAs.includes(id));
    if (!isSame) continue;
    found.set(id, record);
    ids.push(...record.samePersonAs);
  }
  return found;
}

/**
 * Whether the two records share an identity number. Once the person's numbers were removed, the stored link counts
 * instead.
 */
function areOne(a: EmployeeRecord, b: EmployeeRecord): boolean {
  if ([a, b].some(isForgotten)) return true;
  return !identityHashes(a.facts).isDisjointFrom(identityHashes(b.facts));
}

function isForgotten({ forgotten, facts }: EmployeeRecord): boolean {
  return forgotten !== undefined && !isBack(facts, forgotten);
}

function openCasesOf(spells: readonly Spell[], day: PlainDate, record: RegistryRecord): readonly Case[] {
  return [...Map.groupBy(spells, ({ unitId }) => unitId)].flatMap(([unitId, some]) =>
    deriveCases(some, unitContext(unitId, record), day, NO_TELEMETRY).flatMap(({ cases }) => cases),
  );
}

function unitsIn({ data }: Fact): readonly string[] {
  const { unitId, toUnitId, fromUnitId } = data as Partial<
    Record<'unitId' | 'toUnitId' | 'fromUnitId', string>
  >;
  return [unitId, toUnitId, fromUnitId].filter((id) => id !== undefined);
}

function namesIn(facts: readonly Fact[]): readonly string[] {
  const stated = facts.flatMap(({ data }) => {
    const { name, changes } = data as {
      readonly name?: string;
      readonly changes?: { readonly name?: string };
    };
    return [knownName(name), knownName(changes?.name)];
  });
  return [...new Set(stated.filter((name) => name !== undefined))];
}

/** The hashes of all stated numbers, including voided and wrong ones. */
function hashesIn(facts: readonly Fact[]): readonly string[] {
  const stated = facts.flatMap((fact) => {
    if (fact.kind === 'employee.hired') return fact.data.identity?.hash ?? [];
    return fact.kind === 'employee.updated' ? (fact.data.changes.identity?.hash ?? []) : [];
  });
  return [...new Set(stated)];
}

type Identifiers = Pick<Person, 'employeeIds' | 'hashes'>;

type RowPorts = Pick<ForgetPorts, 'unknownCharges' | 'rosterFindings'>;

interface UnitRows {
  readonly rowsById: ReadonlyMap<string, readonly UnknownRow[]>;
  readonly rowsByHash: ReadonlyMap<string, readonly UnknownRow[]>;
  readonly findingsById: ReadonlyMap<string, readonly KeptFinding[]>;
}

/** Reads the rows and findings of units. Each unit is read only once. */
export function unitRows(ports: RowPorts): (unitId: string) => Promise<UnitRows> {
  const known = new Map<string, Promise<UnitRows>>();
  return (unitId) => {
    const unit = known.get(unitId) ?? readUnitRows(unitId, ports);
    known.set(unitId, unit);
    return unit;
  };
}

async function readUnitRows(unitId: string, { unknownCharges, rosterFindings }: RowPorts): Promise<UnitRows> {
  const [rows, findings] = await Promise.all([unknownCharges.rows(unitId), rosterFindings.list(unitId)]);
  return {
    rowsById: Map.groupBy(rows.items, ({ employeeId = '' }) => employeeId),
    rowsByHash: Map.groupBy(rows.items, ({ hash = '' }) => hash),
    findingsById: Map.groupBy(findings.items, ({ finding }) => finding.employeeId),
  };
}

/** The rows and findings that belong to these people, by employee id or by identity number. */
function rowsOfPeople(
  { rowsById, rowsByHash, findingsById }: UnitRows,
  { employeeIds, hashes }: Identifiers,
) {
  const byId = employeeIds.flatMap((id) => rowsById.get(id) ?? []);
  const byHash = hashes.flatMap((hash) => rowsByHash.get(hash) ?? []);
  return {
    rows: [...new Set([...byId, ...byHash])],
    findings: employeeIds.flatMap((id) => findingsById.get(id) ?? []),
  };
}

function isTheirs(
  {
    employeeId = '',
    hash = '',
  }: { readonly employeeId?: string | undefined; readonly hash?: string | undefined },
  { employeeIds, hashes }: Identifiers,
): boolean {
  return employeeIds.includes(employeeId) || hashes.includes(hash);
}

/**
 * Removes the personal data of these people. Data stored elsewhere are found by the names and numbers in the facts. So
 * the data elsewhere are removed first, then those in the facts; at the end the spells are folded again. After an
 * interruption it can be repeated. People in service are not changed.
 * @param on the day of removal.
 * @param record the registry with which the people were found.
 */
export async function forgetPeople(
  people: readonly Person[],
  { on, record }: { readonly on: PlainDate; readonly record: RegistryRecord },
  ports: ForgetPorts,
): Promise<void> {
  const former = people.filter((person) => person.goneSince !== undefined);
  for (const unitId of new Set(former.flatMap(({ unitIds }) => unitIds)))
    await forgetAtUnit(
      unitId,
      former.filter((person) => person.unitIds.includes(unitId)),
      unitFactsOf(unitId, record),
      ports,
    );
  for (const { employeeIds, hashes, goneSince: until } of former) {
    for (const hash of hashes) await ports.personalData.unlink(hash, employeeIds);
    for (const id of employeeIds) {
      const others = employeeIds.filter((other) => other !== id);
      if (until !== undefined) await forgetFacts(id, { on, until, others }, ports);
    }
    // This is done after the facts of all ids, because each id is folded with the new spells of the others.
    for (const id of employeeIds) await refold(id, [], ports);
  }
}

async function forgetAtUnit(
  unitId: string,
  people: readonly Person[],
  stated: readonly UnitFact[],
  ports: ForgetPorts,
): Promise<void> {
  const identifiers = {
    employeeIds: people.flatMap(({ employeeIds }) => employeeIds),
    hashes: people.flatMap(({ hashes }) => hashes),
    names: people.flatMap(({ names }) => names),
  };
  const { rows, findings } = rowsOfPeople(await readUnitRows(unitId, ports), identifiers);
  const reduced = rows.map((row) => withoutPerson(row, people));
  const changed = reduced.filter((row, index) => JSON.stringify(row) !== JSON.stringify(rows[index]));
  if (changed.length > 0) await ports.unknownCharges.keep(changed);
  if (findings.length > 0) await ports.rosterFindings.remove(findings);
  const imported = (await ports.unitFacts.ofImports(unitId)).items;
  const matches = imported.flatMap((fact) => withoutMatch(fact, identifiers));
  const notes = stated.flatMap((fact) => withoutNote(fact, identifiers.names));
  await ports.personalData.rewriteUnitFacts([...matches, ...notes]);
  await ports.personalData.unnameActivities(unitId, identifiers.employeeIds);
  if (changed.length + matches.length > 0) await ports.unitFacts.foldCoverage(unitId);
}

/** The row without the name, the identity and agency numbers and the base, but with the person's id. */
function withoutPerson(row: UnknownRow, people: readonly Person[]): UnknownRow {
  const [id] = people.find((person) => isTheirs(row, person))?.employeeIds ?? [];
  const {
    name: _name,
    masked: _masked,
    hash: _hash,
    agencyNumber: _number,
    base: _base,
    ...rest
  } = row as UnknownRow & { readonly base?: unknown };
  return { ...rest, ...compact({ employeeId: row.employeeId ?? id }) } as UnknownRow;
}

/** If the fact matches one of these people: a list with the fact, without the person's numbers. Otherwise an empty list. */
function withoutMatch(fact: UnitFact, identifiers: Identifiers): readonly UnitFact[] {
  if (fact.kind !== 'person.matched' || !isTheirs(fact.data, identifiers)) return [];
  const { hash: _hash, agencyNumber: _number, ...data } = fact.data;
  return [{ ...fact, data }];
}

/**
 * If the fact is a note that names one of these people: a list with the fact, whose text is replaced. Otherwise an
 * empty list.
 */
function withoutNote(fact: UnitFact, names: readonly string[]): readonly UnitFact[] {
  if (fact.kind !== 'case.noted' || !names.some((name) => fact.data.text.includes(name))) return [];
  return [{ ...fact, data: { ...fact.data, text: FORGOTTEN } }];
}

/** The limit of attempts. Concurrent writers of one employee conflict, and in each round one of them succeeds. */
const MOST_TRIES = 40;

/** The limit of facts in a transaction, which may have 100 writes. */
const MOST_FACTS_AT_ONCE = 80;

interface Removal {
  readonly on: PlainDate;
  readonly until: PlainDate;
  readonly others: readonly string[];
}

async function forgetFacts(
  employeeId: string,
  { on, until, others }: Removal,
  { personalData, ...ports }: ForgetPorts,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; ) {
    const record = await ports.employees.load(employeeId);
    const missing = missingFacts(record);
    if (missing.length > 0) throw new RecordUnreadable(missing);
    const { facts, version, voidedUnreadable: voidedRecords = [] } = record;
    const changed = await changedFacts(facts, ports);
    const now = portionOf(changed);
    const isLast = now.length === changed.length;
    if (isDone(record) && changed.length + voidedRecords.length === 0) return;
    const forgotten = { ...begunOn(on, until, record), ...(!isLast && { unfinished: true as const }) };
    const step = { employeeId, version, facts: now, gone: voidedRecords, forgotten, samePersonAs: others };
    const outcome = await personalData.rewrite(step);
    if (outcome === 'done' && isLast) return;
    if (outcome === 'stale') tries += 1;
  }
  throw new Error(`the employee is always being changed by others: gave up after ${MOST_TRIES} tries`);
}

function isDone(record: EmployeeRecord): boolean {
  return isForgotten(record) && record.forgotten?.unfinished === undefined;
}

async function changedFacts(facts: readonly Fact[], ports: FoldPorts): Promise<readonly Fact[]> {
  const reduced = forgottenFacts(facts, await orderFor(facts, ports));
  return reduced.filter((fact, index) => JSON.stringify(fact) !== JSON.stringify(facts[index]));
}

/**
 * Facts of one kind and day stay together, so that equal facts can be recognised before they change. Only a group
 * larger than the limit is split.
 */
function portionOf(facts: readonly Fact[]): readonly Fact[] {
  const portion: Fact[] = [];
  for (const alike of Map.groupBy(facts, (fact) => `${fact.kind} ${effectiveOn(fact)}`).values()) {
    if (portion.length > 0 && portion.length + alike.length > MOST_FACTS_AT_ONCE) break;
    portion.push(...alike);
  }
  return portion.slice(0, MOST_FACTS_AT_ONCE);
}

/** A removal that is continued keeps the hash of the facts before it began; a new removal computes the hash. */
function begunOn(on: PlainDate, until: PlainDate, { forgotten, facts }: EmployeeRecord): Forgotten {
  if (forgotten?.unfinished !== undefined) return { until, evidence: forgotten.evidence };
  const sha256 = createHash('sha256').update(evidenceOf(facts)).digest('hex');
  return { until, evidence: [...(forgotten?.evidence ?? []), { on, sha256 }] };
}
