import { compareText } from '../../domain/facts/fact.ts';
import {
  isUnknownCharge,
  type UnknownCharge,
  type UnknownRow,
  type UnreadRow,
} from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import { type Fen, fen, NO_MONEY } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { Cell } from '../files/table.ts';
import { atOnce, type Load } from '../pace.ts';
import type { BadRow, BillRow } from './bill-row.ts';
import { withCarriers } from './find-person.ts';
import { importFactId } from './import-id.ts';
import type { Bill } from './read-bill.ts';
import { keyOfPerson, whoOf } from './row-facts.ts';
import { SpellChanges, Spool, shareOf } from './spool.ts';
import {
  type LookedUp,
  lookUpPerson,
  type RowOfPerson,
  type RowPorts,
  type RowsToStore,
  type RowTask,
  storePeople,
} from './store-rows.ts';

/** Rows of one bill before their people are looked up. */
interface RowsOf {
  readonly unitId: string;
  readonly import: string;
  readonly receivedAt: Instant;
}

/**
 * The rows of one person in their stored form. The id of a row consists of the import's id and the line. Equal rows of
 * one bill are numbered, so that they stay two charges. Equal rows of two bills are one charge that is stated twice
 * (F1).
 */
export function rowsOfPerson(
  rows: readonly BillRow[],
  { unitId, import: id, receivedAt }: RowsOf,
): readonly RowOfPerson[] {
  const seen = new Map<string, number>();
  // Rows that are otherwise equal may differ in their base. They are sorted, so that their numbers do not depend on the
  // file's order.
  const ordered = rows.toSorted((a, b) => compareText(keyOf(a), keyOf(b)) || (a.base ?? 0) - (b.base ?? 0));
  return ordered.map((charge) => {
    const { line, person, offset, month, unitAmount, personalAmount, base, chargedOn, supplement } = charge;
    const key = keyOf(charge);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    const row: UnknownCharge = {
      id: `${importFactId(id)}:${line}`,
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
  });
}

function keyOf({ month, chargedOn, unitAmount, personalAmount, supplement, offset }: BillRow): string {
  return JSON.stringify([month, chargedOn, unitAmount, personalAmount, supplement, offset]);
}

interface Looking extends RowTask {
  readonly import: string;
  /** How many rows state a charge, as the check found. */
  readonly charges: number;
  readonly load: Load;
  readonly onBad: (row: BadRow, headers: readonly string[]) => void | Promise<void>;
  readonly onProgress?: (done: number, of: number) => void;
}

export interface Stored {
  readonly people: number;
  /** The number of new facts. `knownFacts` is the number of rows whose facts were stored before. */
  readonly newFacts: number;
  readonly knownFacts: number;
  readonly unknownPeople: number;
  readonly unknownCharges: number;
  /** Rows whose person is ambiguous. */
  readonly doubtfulRows: number;
}

/** Summary of one month of a bill. */
export interface BilledMonth {
  /** The number of people that the bill names in this month, known or not. */
  readonly people: number;
  /** The sum after offsets, but at least zero. */
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  /** Rows that are neither supplements nor offsets. A month without such rows is not a bill of its own. */
  readonly regularRows: number;
  /** The employee ids of the people charged. */
  readonly present: ReadonlySet<string>;
  /** Rows without a certain person. */
  readonly inDoubt: readonly UnknownRow[];
}

/** The rows of a file after their people are looked up, before anything is stored. */
export interface LookedUpRows {
  readonly stored: Stored;
  readonly months: ReadonlyMap<Month, BilledMonth>;
  /** True if a row has no person or no readable month. A person may then wrongly seem absent from the bill. */
  readonly isIncomplete: boolean;
  /** The spells that the rows change; empty unless requested. */
  readonly spells: SpellChanges;
  /** The rows to store; empty unless they will be stored. */
  readonly toStore: Spool<RowsToStore>;
}

/**
 * This many rows are in memory at a time. A larger bill is kept compressed in shares, with the rows of one person in
 * the same share.
 */
const ROWS_A_SHARE = 20_000;

/** How many rows without a certain person are written together. */
const ROWS_A_WRITE = 100;

interface SpooledRow {
  readonly row: BillRow;
  /** The cells as JSON, which takes far less memory than an array of texts. Few rows need them. */
  readonly cells: string;
}

/**
 * Looks up the people of a checked bill in one pass. All rows of one person are processed together, wherever they are
 * in the file: they need one look-up and one commit, and equal rows can be counted.
 * @throws FileRefused when the file changed since it was checked.
 */
export async function lookUpBill(bill: Bill, task: Looking, ports: RowPorts): Promise<LookedUpRows> {
  const receivedAt = ports.clock.now();
  const { shares, headers, unread, isIncomplete, rows: of } = await rowsOf(bill, { ...task, receivedAt });
  const sum = new LookedUpSum(task);
  sum.isIncomplete = isIncomplete;
  let done = 0;
  for (const share of shares) {
    const people = Map.groupBy(share, ({ row }) => keyOfPerson(row.person)).values();
    const hashesOf = (rows: readonly SpooledRow[]) => rows.map(({ row }) => row.person.identity?.hash);
    await atOnce(
      withCarriers(people, hashesOf, ports.peopleWith),
      async ({ person: spooled, peopleWith }) => {
        const rows = rowsOfPerson(
          spooled.map(({ row }) => row),
          { ...task, receivedAt },
        );
        const looked = await lookUpPerson(rows, task, { ...ports, peopleWith });
        sum.add(rows, looked);
        const byLine = new Map(spooled.map((it) => [it.row.line, it]));
        for (const problem of looked.problems) {
          const cells = JSON.parse(byLine.get(problem.line)?.cells ?? '[]') as (Cell | null)[];
          const row = { line: problem.line, cells: cells.map((it) => it ?? undefined), problems: [problem] };
          await task.onBad(row, headers);
        }
        done += spooled.length;
        task.onProgress?.(done, of);
      },
      task.load,
    );
  }
  sum.addUnread(unread);
  return sum.done();
}

/** Stores the looked-up rows. It is idempotent: repeating it after an interruption adds the rest. */
export async function storeLookedUp(
  { toStore }: Pick<LookedUpRows, 'toStore'>,
  { load, onProgress }: Pick<Looking, 'load' | 'onProgress'>,
  ports: RowPorts,
): Promise<void> {
  const waiting: UnknownRow[] = [];
  let done = 0;
  const work = async ({ people, kept }: RowsToStore) => {
    await storePeople(people, ports);
    waiting.push(...kept);
    if (waiting.length >= ROWS_A_WRITE) await ports.unknownCharges.keep(waiting.splice(0));
    done += 1;
    onProgress?.(done, toStore.size);
  };
  await atOnce(toStore, work, load);
  if (waiting.length > 0) await ports.unknownCharges.keep(waiting);
}

async function rowsOf(
  bill: Bill,
  { charges, unitId, import: id, receivedAt }: RowsOf & Pick<Looking, 'charges'>,
) {
  const shares = Array.from(
    { length: Math.ceil(charges / ROWS_A_SHARE) || 1 },
    () => new Spool<SpooledRow>(),
  );
  /** Rows that are unreadable except for their person and their month. */
  const unread: UnreadRow[] = [];
  let [headers, isIncomplete, rows] = [[] as readonly string[], false, 0];
  for await (const parts of bill())
    for (const part of parts) {
      if (part.is === 'headers') headers = part.headers;
      if (part.is !== 'row') continue;
      const { read, line } = part;
      if (read.is === 'bad') {
        const { person, month, problems } = read;
        const names = Object.keys(person).length > 0;
        if (!names || month === undefined) isIncomplete = true;
        else {
          const about = { id: `${importFactId(id)}:${line}`, unitId, month };
          const doubt = problems[0]?.code ?? 'no-person';
          unread.push({ ...about, doubt, ...whoOf(person), receivedAt });
        }
      }
      if (read.is !== 'charge' && read.is !== 'offset') continue;
      const { row } = read;
      const share = shareOf(keyOfPerson(row.person), shares.length);
      shares[share]?.add({ row, cells: JSON.stringify(part.cells) });
      rows += 1;
    }
  return { shares, headers, unread, isIncomplete, rows };
}

/** Collects results while the people of a file are looked up. */
export class LookedUpSum {
  readonly #stored = {
    people: 0,
    newFacts: 0,
    knownFacts: 0,
    unknownPeople: 0,
    unknownCharges: 0,
    doubtfulRows: 0,
  };
  isIncomplete = false;
  readonly #willStore: boolean;
  readonly #months = new Map<Month, MonthSum>();
  readonly #spells = new SpellChanges();
  readonly #toStore = new Spool<RowsToStore>();

  constructor({ willStore }: Pick<RowTask, 'willStore'>) {
    this.#willStore = willStore;
  }

  /** @param isListed whether the file shows these people as insured. */
  add(rows: readonly RowOfPerson[], looked: LookedUp, isListed = true): void {
    const stored = this.#stored;
    stored.people += looked.found.length;
    stored.newFacts += looked.newFacts;
    stored.knownFacts += looked.knownFacts;
    stored.unknownPeople += looked.unknown.length > 0 ? 1 : 0;
    stored.unknownCharges += looked.unknown.filter(({ row }) => isUnknownCharge(row)).length;
    stored.doubtfulRows += looked.doubtful.length;
    const months = new Set(rows.map(({ row }) => row.month));
    for (const month of months) this.month(month).people += 1;
    for (const { row } of rows) if (isUnknownCharge(row)) this.#addRow(row);
    for (const { employeeId, months: own } of isListed ? looked.found : [])
      for (const month of own) this.month(month).present.add(employeeId);
    for (const { row } of [...looked.unknown, ...looked.doubtful]) this.month(row.month).inDoubt.push(row);
    for (const spells of looked.spells) this.#spells.add(spells);
    this.#store(looked.toStore);
  }

  addUnread(rows: readonly UnknownRow[]): void {
    for (const row of rows) this.month(row.month).inDoubt.push(row);
    this.#store({ people: [], kept: rows });
  }

  #store(rows: RowsToStore): void {
    if (this.#willStore && rows.people.length + rows.kept.length > 0) this.#toStore.add(rows);
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

  done(): LookedUpRows {
    const months = [...this.#months].map(([month, sum]): readonly [Month, BilledMonth] => [
      month,
      { ...sum, unitAmount: notNegative(sum.unitAmount), personalAmount: notNegative(sum.personalAmount) },
    ]);
    return {
      stored: this.#stored,
      months: new Map(months.sort(([a], [b]) => compareText(a, b))),
      isIncomplete: this.isIncomplete,
      spells: this.#spells,
      toStore: this.#toStore,
    };
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
