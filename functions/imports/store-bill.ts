import { createHash } from 'node:crypto';
import { compareText, type FactOf, type StatedBy } from '../../domain/facts/fact.ts';
import type { UnknownCharge, UnknownRow } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import { firstDayOf } from '../../domain/values/month.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import type { Cell, TableFile } from '../files/table.ts';
import { takeIn } from '../intake/append-facts.ts';
import type { FoldPorts } from '../intake/commit-fold.ts';
import type { Clock, EmployeeRecord, Found } from '../ports.ts';
import { atOnce, type Load } from './at-once.ts';
import type { BadRow, BillRow, RowProblem } from './bill-row.ts';
import { type FoundPerson, findPerson, type PeoplePorts } from './find-person.ts';
import { type HowToRead, readBill } from './read-bill.ts';

type ChargeFact = FactOf<'contribution.charged'>;

/**
 * The facts of one employee's rows. A fact's id is drawn from what was charged and from which occurrence of exactly
 * that it is: the same bill gives the same ids however often and in whichever order it comes, and two equal lines of
 * one bill stay two charges. Equal lines of two bills are one charge told twice.
 */
export function chargeFacts(
  unitId: string,
  employeeId: string,
  rows: readonly BillRow[],
  receivedAt: Instant,
  by?: StatedBy,
): readonly ChargeFact[] {
  return withIds([unitId, employeeId], rows).map(({ id: factId, row, occurrence }) => ({
    kind: 'contribution.charged',
    factId,
    employeeId,
    statedAt: statedAt(row.chargedOn ?? firstDayOf(row.month)),
    receivedAt,
    ...compact({ by }),
    data: {
      employeeId,
      unitId,
      month: row.month,
      unitAmount: row.unitAmount,
      personalAmount: row.personalAmount,
      ...compact({ base: row.base, chargedOn: row.chargedOn }),
      ...(occurrence > 1 && { occurrence }),
      ...compact({ supplement: row.supplement }),
    },
  }));
}

interface IdentifiedRow {
  readonly id: string;
  readonly row: BillRow;
  /** 1 unless equal rows came before. */
  readonly occurrence: number;
}

/** Each row of one person with its id; `whose` sets units and people apart. */
function withIds(whose: readonly string[], rows: readonly BillRow[]): readonly IdentifiedRow[] {
  const seen = new Map<string, number>();
  // Equal charges may differ in their base: which of them is the first must not depend on the file's order.
  const ordered = rows.toSorted((a, b) => compareText(keyOf(a), keyOf(b)) || (a.base ?? 0) - (b.base ?? 0));
  return ordered.map((row) => {
    const key = keyOf(row);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    const content = JSON.stringify([...whose, key, occurrence]);
    return { id: `bill:${createHash('sha256').update(content).digest('base64url')}`, row, occurrence };
  });
}

function keyOf({ month, chargedOn, unitAmount, personalAmount, supplement }: BillRow): string {
  const regular = [month, chargedOn ?? null, unitAmount, personalAmount];
  return JSON.stringify(supplement ? [...regular, 'supplement'] : regular);
}

/** The bill's own day, not that of the import: facts of two imports of one bill are the same to the letter. */
function statedAt(day: PlainDate): Instant {
  return new Date(`${day}T00:00:00+08:00`).toISOString() as Instant;
}

interface PersonOutcome {
  readonly employees: number;
  readonly newFacts: number;
  readonly knownFacts: number;
  readonly unknownCharges: number;
  /** One for each row that found nobody, or nobody for certain. */
  readonly problems: readonly RowProblem[];
}

interface Task extends Pick<Import, 'unitId' | 'apply' | 'by'> {
  /** Charges for unknown people of this unit that an earlier import left. */
  readonly keptUnknown: ReadonlyMap<string, UnknownCharge>;
}

/** A transaction holds 100 writes: the facts, the version, the spells. */
const MOST_FACTS_AT_ONCE = 50;

/** Stores all rows that name one person; with `apply` false only finds out what would be stored. */
async function storePerson(rows: readonly BillRow[], task: Task, ports: ImportPorts): Promise<PersonOutcome> {
  const named = Map.groupBy(rows, ({ person }) => JSON.stringify([person.employeeId, person.name]));
  const found = await Promise.all(
    [...named.values()].map(async (some) => ({
      rows: some,
      found: await findPerson(some[0]?.person ?? {}, task.unitId, ports),
    })),
  );
  const unknown = found.filter((it) => it.found.is === 'unknown').flatMap((it) => it.rows);
  const employees = new Map<string, { record: EmployeeRecord; rows: BillRow[] }>();
  for (const it of found) {
    if (it.found.is !== 'found') continue;
    const { employeeId, record } = it.found;
    const before = employees.get(employeeId)?.rows ?? [];
    employees.set(employeeId, { record, rows: [...before, ...it.rows] });
  }
  let [newFacts, knownFacts] = [0, 0];
  for (const [employeeId, { record, rows: ofEmployee }] of employees) {
    const added = await storeEmployee(employeeId, record, ofEmployee, task, ports);
    newFacts += added;
    knownFacts += ofEmployee.length - added;
  }
  if (task.apply) await keepUnknown(rows, unknown, task, ports);
  const problems = found.flatMap((it) => problemsOf(it.rows, it.found));
  return { employees: employees.size, newFacts, knownFacts, unknownCharges: unknown.length, problems };
}

/** @returns how many of the facts are new. */
async function storeEmployee(
  employeeId: string,
  record: EmployeeRecord,
  rows: readonly BillRow[],
  { unitId, apply, by }: Task,
  ports: ImportPorts,
): Promise<number> {
  const known = new Set(record.facts.map(({ factId }) => factId));
  const facts = chargeFacts(unitId, employeeId, rows, ports.clock.now(), by);
  const news = facts.filter(({ factId }) => !known.has(factId));
  if (!apply) return news.length;
  // What was read to find the person need not be read again, as long as it is still what is stored.
  let read: EmployeeRecord | undefined = record;
  const load = async (id: string) => {
    const again = id === employeeId ? read : undefined;
    read = undefined;
    return again ?? (await ports.employees.load(id));
  };
  const from = { ...ports, employees: { ...ports.employees, load } };
  for (let first = 0; first < news.length; first += MOST_FACTS_AT_ONCE) {
    await takeIn({ employeeId, facts: news.slice(first, first + MOST_FACTS_AT_ONCE) }, from);
  }
  return news.length;
}

/** Keeps the charges of who is unknown, and drops what was kept of who is known by now. */
async function keepUnknown(
  rows: readonly BillRow[],
  unknown: readonly BillRow[],
  { unitId, keptUnknown }: Task,
  { unknownCharges, clock }: ImportPorts,
): Promise<void> {
  const key = rows[0]?.person.identity?.hash ?? rows[0]?.person.employeeId ?? '';
  const charges = withIds([unitId, 'unknown', key], unknown).map(({ id, row }) =>
    unknownCharge(id, unitId, row, clock.now()),
  );
  const still = new Set(charges.map(({ id }) => id));
  const news = charges.filter(({ id }) => !keptUnknown.has(id));
  const gone = withIds([unitId, 'unknown', key], rows)
    .filter(({ id }) => !still.has(id))
    .flatMap(({ id }) => keptUnknown.get(id) ?? []);
  if (news.length > 0) await unknownCharges.keep(news);
  if (gone.length > 0) await unknownCharges.remove(gone);
}

function unknownCharge(
  id: string,
  unitId: string,
  { person, month, unitAmount, personalAmount, base, chargedOn, supplement }: BillRow,
  receivedAt: UnknownCharge['receivedAt'],
): UnknownCharge {
  const { employeeId, identity, name } = person;
  return {
    id,
    unitId,
    month,
    unitAmount,
    personalAmount,
    ...compact({
      base,
      chargedOn,
      supplement,
      employeeId,
      masked: identity?.masked,
      hash: identity?.hash,
      name,
    }),
    receivedAt,
  };
}

function problemsOf(rows: readonly BillRow[], found: FoundPerson): RowProblem[] {
  if (found.is === 'found') return [];
  return rows.map(({ line, person }) => {
    if (found.is === 'doubtful') return { line, code: found.code, values: found.values };
    const { employeeId, identity } = person;
    const who = [employeeId, identity?.masked].filter((it) => it !== undefined).join(' / ');
    const values = { who, ...(identity?.problem !== undefined && { problem: identity.problem }) };
    return { line, code: 'unknown-person', values };
  });
}

export interface ImportPorts extends FoldPorts, Pick<PeoplePorts, 'peopleWith'> {
  readonly unknownCharges: UnknownCharges;
  readonly clock: Clock;
}

/** Rows of bills and lists for people we do not know, or not for certain, kept by unit. */
export interface UnknownCharges {
  /** Charges for people in no fact, each once. */
  list(unitId: string): Promise<Found<UnknownCharge>>;
  /** Every row as it is kept, in doubt or unknown. */
  rows(unitId: string): Promise<Found<UnknownRow>>;
  keep(rows: readonly UnknownRow[]): Promise<void>;
  remove(rows: readonly Pick<UnknownRow, 'id' | 'unitId' | 'month'>[]): Promise<void>;
}

interface Import {
  /** Who imports it; noted with each charge. */
  readonly by?: StatedBy;
  readonly unitId: string;
  /** False looks everybody up and tells what would be stored. */
  readonly apply: boolean;
  /** How many rows state a charge, as the check found. */
  readonly charges: number;
  readonly load: Load;
  readonly onBad: (row: BadRow, headers: readonly string[]) => void | Promise<void>;
  readonly onProgress?: (people: number) => void;
}

export interface Stored {
  readonly people: number;
  /** Facts that are new, and those that were stored before. */
  readonly newFacts: number;
  readonly knownFacts: number;
  readonly unknownPeople: number;
  readonly unknownCharges: number;
  /** Rows on which it is in doubt whom they are about. */
  readonly doubtfulRows: number;
}

/** Rows held at a time. A larger bill is read once for each such share of it. */
const ROWS_A_SHARE = 20_000;

interface Held {
  readonly row: BillRow;
  /** As JSON: a fraction of what an array of texts takes, and needed for few rows. */
  readonly cells: string;
}

/**
 * Stores a bill that was checked, person by person: all rows of one person, wherever they stand in the file, come
 * together, so that they cost one commit and equal lines can be counted. Memory holds a share of the people at a
 * time. Doing it again, or again after an interruption, finds what is stored and adds the rest.
 * @throws FileRefused when the file changed since it was checked.
 */
export async function storeBill(
  file: TableFile,
  how: HowToRead,
  task: Import,
  ports: ImportPorts,
): Promise<Stored> {
  const before = await ports.unknownCharges.list(task.unitId);
  const kept = new Map(before.items.map((charge) => [charge.id, charge]));
  const shares = Math.max(1, Math.ceil(task.charges / ROWS_A_SHARE));
  let stored: Stored = NOTHING;
  for (let share = 0; share < shares; share += 1) {
    const { people, headers } = await peopleOf(file, how, { share, shares });
    const work = async (held: readonly Held[]) => {
      const rows = held.map(({ row }) => row);
      const outcome = await storePerson(rows, { ...task, keptUnknown: kept }, ports);
      stored = plus(stored, outcome);
      const byLine = new Map(held.map((it) => [it.row.line, it]));
      for (const problem of outcome.problems) {
        const cells = JSON.parse(byLine.get(problem.line)?.cells ?? '[]') as (Cell | null)[];
        const row = { line: problem.line, cells: cells.map((it) => it ?? undefined), problems: [problem] };
        await task.onBad(row, headers);
      }
      task.onProgress?.(stored.people + stored.unknownPeople);
    };
    await atOnce(people.values(), work, task.load);
  }
  return stored;
}

async function peopleOf(
  file: TableFile,
  how: HowToRead,
  { share, shares }: { readonly share: number; readonly shares: number },
): Promise<{ people: ReadonlyMap<string, readonly Held[]>; headers: readonly string[] }> {
  const people = new Map<string, Held[]>();
  let headers: readonly string[] = [];
  for await (const part of readBill(file, how)) {
    if (part.is === 'headers') headers = part.headers;
    if (part.is !== 'row' || part.read.is !== 'charge') continue;
    const { row } = part.read;
    const key = row.person.identity?.hash ?? row.person.employeeId ?? '';
    if (shares > 1 && spread(key) % shares !== share) continue;
    const held = { row, cells: JSON.stringify(part.cells) };
    const before = people.get(key);
    if (before === undefined) people.set(key, [held]);
    else before.push(held);
  }
  return { people, headers };
}

/** FNV-1a: spreads keys evenly, the same in every run. */
function spread(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const NOTHING: Stored = {
  people: 0,
  newFacts: 0,
  knownFacts: 0,
  unknownPeople: 0,
  unknownCharges: 0,
  doubtfulRows: 0,
};

function plus(sum: Stored, outcome: PersonOutcome): Stored {
  return {
    people: sum.people + outcome.employees,
    newFacts: sum.newFacts + outcome.newFacts,
    knownFacts: sum.knownFacts + outcome.knownFacts,
    unknownPeople: sum.unknownPeople + (outcome.unknownCharges > 0 ? 1 : 0),
    unknownCharges: sum.unknownCharges + outcome.unknownCharges,
    doubtfulRows: sum.doubtfulRows + outcome.problems.filter(({ code }) => code !== 'unknown-person').length,
  };
}
