import type { Spell } from '../../domain/employment/spell.ts';
import type { StatedBy } from '../../domain/facts/fact.ts';
import { compareText } from '../../domain/facts/fact.ts';
import type { UnknownCharge, UnknownRow, UnreadRow } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import { type Fen, fen, NO_MONEY } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { Cell } from '../files/table.ts';
import { atOnce, type Load } from './at-once.ts';
import type { BadRow, BilledPerson, BillRow, RowProblem } from './bill-row.ts';
import type { Bill } from './read-bill.ts';
import { keyOfPerson, whoOf } from './row-facts.ts';
import {
  type PersonOutcome,
  type RowOfPerson,
  type RowPorts,
  type RowTask,
  storePerson,
} from './store-rows.ts';

export type { UnknownCharges } from './store-rows.ts';

/** Rows of one bill, before anybody is looked for. */
interface RowsOf {
  readonly unitId: string;
  /** The import that brings them; see import-id. */
  readonly import: string;
  readonly receivedAt: Instant;
}

/**
 * The rows of one person as they are stored. A row's id is the import's id and the line. Equal rows of one bill are
 * numbered, so that they stay two charges; equal rows of two bills are one charge stated twice (F1).
 */
export function rowsOfPerson(
  rows: readonly BillRow[],
  { unitId, import: id, receivedAt }: RowsOf,
): readonly RowOfPerson[] {
  const seen = new Map<string, number>();
  // Equal charges may differ in their base: which of them is the first must not depend on the file's order.
  const ordered = rows.toSorted((a, b) => compareText(keyOf(a), keyOf(b)) || (a.base ?? 0) - (b.base ?? 0));
  return ordered.map(
    ({ line, person, offset, month, unitAmount, personalAmount, base, chargedOn, supplement }) => {
      const key = keyOf({ month, unitAmount, personalAmount, chargedOn, supplement, offset });
      const occurrence = (seen.get(key) ?? 0) + 1;
      seen.set(key, occurrence);
      const row: UnknownCharge = {
        id: `bill:${id}:${line}`,
        unitId,
        month,
        unitAmount,
        personalAmount,
        ...compact({ base, chargedOn, supplement, offset }),
        ...(occurrence > 1 && { occurrence }),
        ...whoOf(person),
        receivedAt,
      };
      return { line, person, row };
    },
  );
}

type Told = { readonly [Field in 'chargedOn' | 'supplement' | 'offset']?: BillRow[Field] | undefined } & Pick<
  BillRow,
  'month' | 'unitAmount' | 'personalAmount'
>;

function keyOf({ month, chargedOn, unitAmount, personalAmount, supplement, offset }: Told): string {
  return JSON.stringify([
    month,
    chargedOn ?? null,
    unitAmount,
    personalAmount,
    supplement ?? null,
    offset ?? null,
  ]);
}

interface Import extends Omit<RowTask, 'by'> {
  /** Who imports it; noted with each charge. */
  readonly by?: StatedBy | undefined;
  /** The id of the import; see import-id. */
  readonly import: string;
  /** How many rows state a charge, as the check found. */
  readonly charges: number;
  readonly load: Load;
  readonly onBad: (row: BadRow, headers: readonly string[]) => void | Promise<void>;
  readonly onProgress?: (people: number) => void;
}

export interface Stored {
  readonly people: number;
  /** Facts that are new, and rows whose facts were stored before. */
  readonly newFacts: number;
  readonly knownFacts: number;
  readonly unknownPeople: number;
  readonly unknownCharges: number;
  /** Rows on which it is in doubt whom they are about. */
  readonly doubtfulRows: number;
}

/** What a bill holds of one month. */
export interface BilledMonth {
  /** How many people it names, known or not. */
  readonly people: number;
  /** Net of what was set off, and not below nothing. */
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  /** Neither supplements nor offsets: a month without any such row is no bill of its own. */
  readonly regularRows: number;
  /** Who is charged for. */
  readonly present: ReadonlySet<string>;
  /** The rows that are about nobody for certain. */
  readonly inDoubt: readonly UnknownRow[];
}

export interface StoredBill extends Stored {
  readonly months: ReadonlyMap<Month, BilledMonth>;
  /** A row names nobody, or its month cannot be read: somebody may be on the bill and not be found. */
  readonly isIncomplete: boolean;
  /** The spells as they are, or would be; empty unless asked for. */
  readonly spells: ReadonlyMap<
    string,
    { readonly before: readonly Spell[]; readonly after: readonly Spell[] }
  >;
}

/** Rows held at a time. A larger bill is read once for each such share of it. */
const ROWS_A_SHARE = 20_000;

interface Held {
  readonly row: BillRow;
  /** As JSON: a fraction of what an array of texts takes, and needed for few rows. */
  readonly cells: string;
}

/**
 * Stores the rows of a bill that was checked, person by person: all rows of one person, wherever they stand in the file,
 * come together, so that they cost one commit and equal lines can be counted. Memory holds a share of the people at a
 * time. Doing it again, or again after an interruption, finds what is stored and adds the rest.
 * @throws FileRefused when the file changed since it was checked.
 */
export async function storeBill(bill: Bill, task: Import, ports: RowPorts): Promise<StoredBill> {
  const receivedAt = ports.clock.now();
  const shares = Math.max(1, Math.ceil(task.charges / ROWS_A_SHARE));
  const sum = new Sum();
  for (let share = 0; share < shares; share += 1) {
    const { people, headers, unread, isIncomplete } = await peopleOf(bill, { share, shares });
    sum.isIncomplete ||= isIncomplete;
    const work = async (held: readonly Held[]) => {
      const rows = rowsOfPerson(
        held.map(({ row }) => row),
        { ...task, receivedAt },
      );
      const outcome = await storePerson(rows, task, ports);
      sum.add(rows, outcome);
      const byLine = new Map(held.map((it) => [it.row.line, it]));
      for (const problem of outcome.problems) {
        const cells = JSON.parse(byLine.get(problem.line)?.cells ?? '[]') as (Cell | null)[];
        const row = { line: problem.line, cells: cells.map((it) => it ?? undefined), problems: [problem] };
        await task.onBad(row, headers);
      }
      task.onProgress?.(sum.stored.people + sum.stored.unknownPeople);
    };
    await atOnce(people.values(), work, task.load);
    const rows = unread.map((it) => unreadRow(it, { ...task, receivedAt }));
    for (const row of rows) sum.month(row.month).inDoubt.push(row);
    if (task.apply && rows.length > 0) await ports.unknownCharges.keep(rows);
  }
  return sum.done();
}

/** A row that names somebody, and a month, and cannot be read for the rest. */
interface Unread {
  readonly line: number;
  readonly person: BilledPerson;
  readonly month: Month;
  readonly code: RowProblem['code'];
}

function unreadRow(
  { line, person, month, code }: Unread,
  { unitId, import: id, receivedAt }: RowsOf,
): UnreadRow {
  return { id: `bill:${id}:${line}`, unitId, month, doubt: code, ...whoOf(person), receivedAt };
}

async function peopleOf(bill: Bill, { share, shares }: { readonly share: number; readonly shares: number }) {
  const people = new Map<string, Held[]>();
  const unread: Unread[] = [];
  let [headers, isIncomplete] = [[] as readonly string[], false];
  const isOther = (person: BilledPerson) => shares > 1 && spread(keyOfPerson(person)) % shares !== share;
  for await (const parts of bill())
    for (const part of parts) {
      if (part.is === 'headers') headers = part.headers;
      if (part.is !== 'row') continue;
      const { read, line } = part;
      if (read.is === 'bad') {
        const { person, month, problems } = read;
        const names = Object.keys(person).length > 0;
        if (!names || month === undefined) isIncomplete = true;
        else if (!isOther(person))
          unread.push({ line, person, month, code: problems[0]?.code ?? 'no-person' });
      }
      if (read.is !== 'charge' && read.is !== 'offset') continue;
      const { row } = read;
      if (isOther(row.person)) continue;
      const held = { row, cells: JSON.stringify(part.cells) };
      const key = keyOfPerson(row.person);
      const before = people.get(key);
      if (before === undefined) people.set(key, [held]);
      else before.push(held);
    }
  return { people, headers, unread, isIncomplete };
}

/** FNV-1a: spreads keys evenly, the same in every run. */
function spread(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** What is counted while the people of a bill are stored. */
class Sum {
  stored: Stored = {
    people: 0,
    newFacts: 0,
    knownFacts: 0,
    unknownPeople: 0,
    unknownCharges: 0,
    doubtfulRows: 0,
  };
  isIncomplete = false;
  readonly #months = new Map<Month, MonthSum>();
  readonly #spells = new Map<string, { before: readonly Spell[]; after: readonly Spell[] }>();

  add(rows: readonly RowOfPerson[], outcome: PersonOutcome): void {
    const { stored } = this;
    this.stored = {
      people: stored.people + outcome.found.length,
      newFacts: stored.newFacts + outcome.newFacts,
      knownFacts: stored.knownFacts + outcome.knownFacts,
      unknownPeople: stored.unknownPeople + (outcome.unknown.length > 0 ? 1 : 0),
      unknownCharges: stored.unknownCharges + outcome.unknown.length,
      doubtfulRows: stored.doubtfulRows + outcome.doubtful.length,
    };
    const months = new Set(rows.map(({ row }) => row.month));
    for (const month of months) this.month(month).people += 1;
    for (const { row } of rows) this.#addRow(row as UnknownCharge);
    for (const { employeeId, months: own } of outcome.found)
      for (const month of own) this.month(month).present.add(employeeId);
    for (const { row } of [...outcome.unknown, ...outcome.doubtful]) this.month(row.month).inDoubt.push(row);
    for (const { employeeId, before, after } of outcome.spells)
      this.#spells.set(employeeId, { before, after });
  }

  #addRow({ month, unitAmount, personalAmount, supplement, offset }: UnknownCharge): void {
    const sum = this.month(month);
    const sign = offset === undefined ? 1 : -1;
    sum.unitAmount += sign * unitAmount;
    sum.personalAmount += sign * personalAmount;
    if (supplement === undefined && offset === undefined) sum.regularRows += 1;
  }

  month(month: Month): MonthSum {
    const known = this.#months.get(month);
    if (known !== undefined) return known;
    const sum = {
      people: 0,
      unitAmount: 0,
      personalAmount: 0,
      regularRows: 0,
      present: new Set<string>(),
      inDoubt: [],
    };
    this.#months.set(month, sum);
    return sum;
  }

  done(): StoredBill {
    const months = [...this.#months].map(([month, sum]): readonly [Month, BilledMonth] => [
      month,
      { ...sum, unitAmount: notNegative(sum.unitAmount), personalAmount: notNegative(sum.personalAmount) },
    ]);
    const sorted = new Map(months.sort(([a], [b]) => compareText(a, b)));
    return { ...this.stored, months: sorted, isIncomplete: this.isIncomplete, spells: this.#spells };
  }
}

interface MonthSum {
  people: number;
  unitAmount: number;
  personalAmount: number;
  regularRows: number;
  readonly present: Set<string>;
  readonly inDoubt: UnknownRow[];
}

function notNegative(amount: number): Fen {
  return amount > 0 ? fen(amount) : NO_MONEY;
}
