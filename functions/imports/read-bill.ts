import type { BillColumns } from '../../domain/units/unit.ts';
import { compact } from '../../domain/values/compact.ts';
import { addFen, type Fen, NO_MONEY } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { type Cell, FileRefused, type FileRow, type TableFile } from '../files/table.ts';
import { Understanding, type Understood } from '../files/understood.ts';
import type { SealIdentity } from '../sources/webhook/identity.ts';
import { billColumns, type FoundColumns, monthsSaid } from './bill-columns.ts';
import {
  type BadRow,
  type BillRow,
  billRowReader,
  type HalfRow,
  type ReadRow,
  wholeRow,
} from './bill-row.ts';
import { remembered, textIn, textsIn } from './cell-values.ts';
import { insuranceIn } from './insurances.ts';
import { isOtherInsurance, type ReadTable, readTable, type TableKind } from './read-table.ts';

/**
 * The first part has the headers. Then each part has a row and how it was read. The last part has a summary of how the
 * file was understood.
 */
export type BillPart =
  | { readonly is: 'headers'; readonly headers: readonly string[] }
  | { readonly is: 'row'; readonly line: number; readonly cells: readonly Cell[]; readonly read: ReadRow }
  /** The last line has no line break at its end. Only a person can tell whether the line is complete. */
  | { readonly is: 'last-line-open'; readonly line: number }
  | { readonly is: 'understood'; readonly understood: Understood };

export interface HowToRead {
  readonly columns?: BillColumns | undefined;
  readonly seal: SealIdentity;
  /** Today's date. Dates far from it are treated as typing errors. */
  readonly today: PlainDate;
}

/** A bill as a stream of its rows. Each call starts from the beginning. */
export type Bill = () => AsyncIterable<readonly BillPart[]>;

/** @throws FileRefused while the bill is read, naming what is wrong with the file as a whole. */
export function billIn(file: TableFile, how: HowToRead): Bill {
  return () => readBill(file, how);
}

const MOST_KINDS_NAMED = 8;

/**
 * Reads a bill in batches, headers first. The file is known to be complete only after the last batch. Rows of other
 * insurances are counted and skipped.
 * @throws FileRefused naming what is wrong with the file as a whole.
 */
export async function* readBill(
  file: TableFile,
  { columns: given, seal, today }: HowToRead,
): AsyncGenerator<readonly BillPart[]> {
  const noted = new Understanding();
  const days = { serialZero: file.serialZero, today };
  const kind: TableKind<FoundColumns> = {
    look: (columns) => billColumns(columns, given),
    lookAgain: (columns, around) => billColumns(columns, given, monthsSaid(around, days)),
    severalSheets: false,
    insured: given?.only === undefined,
    headerRow: given?.headerRow,
    sheet: given?.sheet,
  };
  const halves = new Halves();
  let insurances: Insurances | undefined;
  let readRow: ReturnType<typeof billRowReader> | undefined;
  for await (const { table, rows } of readTable(file, kind, days, noted)) {
    const parts: BillPart[] = [];
    const { found } = table;
    if (insurances === undefined) {
      parts.push({ is: 'headers', headers: found.headers });
      noted.monthBy(found.month);
    }
    insurances ??= new Insurances(table, given, noted);
    readRow ??= billRowReader({ columns: found, given, days, seal });
    for (const row of rows) {
      if (!insurances.counts(row)) continue;
      const read = readRow(row);
      if (read.is !== 'half') parts.push(notedRow(row, read, noted));
      else {
        const pair = halves.take(read.half, row, insurances.nameIn(row));
        if (pair !== undefined) parts.push(notedRow(pair.row, pair.read, noted, 2));
      }
    }
    yield parts;
  }
  yield halves.left().map(({ row, read }) => notedRow(row, read, noted));
  insurances?.refuseOthers();
  yield [{ is: 'understood', understood: noted.understood() }];
  if (noted.lastLineOpen !== undefined) yield [{ is: 'last-line-open', line: noted.lastLineOpen }];
}

function notedRow({ line, cells }: FileRow, read: ReadRow, noted: Understanding, rows = 1): BillPart {
  if (read.is === 'bad') noted.question(rows);
  else if (read.is === 'nothing-charged') for (let i = 0; i < rows; i += 1) noted.leaveOut('nothing-charged');
  else noted.take(rows);
  return { is: 'row', line, cells, read };
}

/**
 * Decides which rows are about medical insurance. It uses the unit's settings, else the row, the headers, the title or
 * the sheet's name.
 */
class Insurances {
  readonly #table: ReadTable<FoundColumns>;
  readonly #only: BillColumns['only'];
  readonly #noted: Understanding;
  /** The insurance of rows that name no insurance. */
  readonly #others: 'medical' | 'other' | undefined;
  readonly #insuranceIn = remembered(insuranceIn);
  readonly #unknown = new Set<string>();
  readonly #otherKinds = new Set<string>();
  #medical = 0;
  #left = 0;

  constructor(table: ReadTable<FoundColumns>, given: BillColumns | undefined, noted: Understanding) {
    const { found, said, saidBy } = table;
    [this.#table, this.#only, this.#noted] = [table, given?.only, noted];
    if (this.#only !== undefined) noted.insuranceBy('setting');
    const isMedical = found.isMedicalByHeaders || said === 'medical';
    if (isMedical) this.#others = 'medical';
    else if (isOtherInsurance(said)) this.#others = 'other';
    if (found.kinds.length === 0) noted.insuranceBy(found.isMedicalByHeaders ? 'headers' : saidBy);
  }

  /** Whether the row is about medical insurance. Other rows are counted as skipped. */
  counts(row: FileRow): boolean {
    const texts = textsIn(row.cells, this.#table.found.kinds);
    const is = this.#only === undefined ? this.#insuranceOf(texts) : this.#asNamed(texts);
    if (is === 'medical') {
      this.#medical += 1;
      return true;
    }
    this.#left += 1;
    const name = texts.join(' / ') || undefined;
    if (is === 'other' && name !== undefined && this.#otherKinds.size < MOST_KINDS_NAMED)
      this.#otherKinds.add(name);
    if (is === 'unknown' && name !== undefined && this.#unknown.size < MOST_KINDS_NAMED)
      this.#unknown.add(name);
    this.#noted.otherInsurance(name);
    return false;
  }

  #asNamed(texts: readonly string[]): 'medical' | 'other' {
    return texts.every((text) => this.#only?.values.includes(text)) ? 'medical' : 'other';
  }

  #insuranceOf(texts: readonly string[]): 'medical' | 'other' | 'unknown' {
    const named = texts.map(this.#insuranceIn);
    if (named.some(isOtherInsurance)) return this.#by('column', 'other');
    if (named.includes('medical')) return this.#by('column', 'medical');
    if (texts.length > 0 && this.#others !== 'medical') return 'unknown';
    const { found, saidBy } = this.#table;
    return this.#by(found.isMedicalByHeaders ? 'headers' : saidBy, this.#others ?? 'medical');
  }

  #by<T>(evidence: Parameters<Understanding['insuranceBy']>[0], is: T): T {
    this.#noted.insuranceBy(evidence);
    return is;
  }

  /**
   * The name of the insurance in the row, without the words for unit or person. It separates rows of the same person
   * and month.
   */
  nameIn({ cells }: FileRow): string {
    const texts = this.#table.found.kinds.map((column) => textIn(cells[column]) ?? '');
    return texts
      .join(' ')
      .replaceAll(/[(（]?(单位|个人|企业|用人)(单位)?(缴纳|缴费|部分|应缴|承担)?[)）]?/g, '');
  }

  /** @throws FileRefused if it is unclear which rows are relevant, or if no row is about medical insurance. */
  refuseOthers(): void {
    const unknown = [...this.#unknown];
    const column = this.#table.found.kinds[0];
    const header = column === undefined ? '' : (this.#table.found.headers[column] ?? '');
    if (unknown.length > 1 || (unknown.length > 0 && this.#medical > 0))
      throw new FileRefused({ code: 'several-kinds', header, kinds: unknown });
    if (this.#medical > 0 || this.#left === 0 || this.#only !== undefined) return;
    const named = [...this.#otherKinds, ...unknown];
    throw new FileRefused({
      code: 'not-medical',
      said: named.length > 0 ? named : [this.#table.saidIn ?? ''],
    });
  }
}

interface Half {
  readonly half: HalfRow;
  readonly row: FileRow;
}

/** Rows with one share, the unit's or the person's, that wait for the row with the other share. */
class Halves {
  readonly #waiting = new Map<string, Half[]>();

  /** @returns the whole charge once both rows are read, at the place of the row that came first. */
  take(
    half: HalfRow,
    row: FileRow,
    insurance: string,
  ): { readonly row: FileRow; readonly read: ReadRow } | undefined {
    const { person, month, supplement, offset, side } = half;
    const who = person.identity?.hash ?? person.employeeId;
    const key = JSON.stringify([who, month, insurance, supplement ?? null, offset ?? null]);
    const waiting = this.#waiting.get(key);
    if (waiting === undefined || waiting[0]?.half.side === side) {
      if (waiting === undefined) this.#waiting.set(key, [{ half, row }]);
      else waiting.push({ half, row });
      return undefined;
    }
    const [first] = waiting.splice(0, 1);
    if (waiting.length === 0) this.#waiting.delete(key);
    if (first === undefined) return undefined;
    const [unit, personal] = side === 'unit' ? [half, first.half] : [first.half, half];
    return { row: first.row, read: wholeRow(first.half, unit.amount, personal.amount) };
  }

  /** Rows for which no row with the other share was found, in the order of the file. */
  left(): readonly { readonly row: FileRow; readonly read: ReadRow }[] {
    const left = [...this.#waiting.values()].flat().sort((a, b) => a.row.line - b.row.line);
    return left.map(({ half: { person, month, line }, row }) => ({
      row,
      read: { is: 'bad', problems: [{ line, code: 'half-missing' }], person, month },
    }));
  }
}

/** Summary of a bill before its people are looked up. */
interface BillSummary {
  readonly headers: readonly string[];
  readonly charges: number;
  readonly supplements: number;
  /** Negative rows and their amounts. They are stored like charges, but the monthly sums here do not include them. */
  readonly offsets: OffsetSum;
  readonly badRows: number;
  /** How many of the bad rows name nobody. */
  readonly nobodyNamed: number;
  /** The day on which the bill was printed or drawn up, if stated. */
  readonly asOf?: PlainDate;
  readonly understood: Understood;
  /** Rows that are neither a charge nor an error: sums, zero amounts, other insurances. */
  readonly totalRows: number;
  readonly nothingCharged: number;
  readonly otherKinds: number;
  readonly months: ReadonlyMap<Month, MonthSum>;
  /** The last line, if it does not end with a line break. */
  readonly lastLineOpen?: number;
}

interface OffsetSum {
  readonly rows: number;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
}

interface MonthSum {
  readonly charges: number;
  readonly supplements: number;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
}

/**
 * Reads the whole bill once, before anything is stored.
 * @param onBad receives each row that cannot be imported, in order.
 * @throws FileRefused naming what is wrong with the file as a whole.
 */
export async function checkBill(
  bill: Bill,
  onBad: (row: BadRow, headers: readonly string[]) => void | Promise<void>,
): Promise<BillSummary> {
  const months = new Map<Month, MonthSum>();
  const counts = { charges: 0, supplements: 0, badRows: 0, nobodyNamed: 0 };
  let offsets: OffsetSum = { rows: 0, unitAmount: NO_MONEY, personalAmount: NO_MONEY };
  let headers: readonly string[] = [];
  let lastLineOpen: number | undefined;
  let understood = new Understanding().understood();
  for await (const parts of bill())
    for (const part of parts) {
      if (part.is === 'headers') headers = part.headers;
      else if (part.is === 'last-line-open') lastLineOpen = part.line;
      else if (part.is === 'understood') understood = part.understood;
      else if (part.read.is === 'bad') {
        const { problems, person } = part.read;
        counts.badRows += 1;
        if (Object.keys(person).length === 0) counts.nobodyNamed += 1;
        await onBad({ line: part.line, cells: part.cells, problems }, headers);
      } else if (part.read.is === 'offset') {
        const { unitAmount, personalAmount } = part.read.row;
        offsets = {
          rows: offsets.rows + 1,
          unitAmount: addFen(offsets.unitAmount, unitAmount),
          personalAmount: addFen(offsets.personalAmount, personalAmount),
        };
      } else if (part.read.is === 'charge') {
        counts.charges += 1;
        const { row } = part.read;
        if (row.supplement) counts.supplements += 1;
        months.set(row.month, plus(months.get(row.month), row));
      }
    }
  const { leftOut, issuedOn } = understood;
  return {
    headers,
    ...counts,
    offsets,
    totalRows: leftOut.total ?? 0,
    nothingCharged: leftOut['nothing-charged'] ?? 0,
    otherKinds: leftOut['other-insurance'] ?? 0,
    months,
    ...compact({ lastLineOpen, asOf: issuedOn }),
    understood,
  };
}

function plus(
  sum: MonthSum = { charges: 0, supplements: 0, unitAmount: NO_MONEY, personalAmount: NO_MONEY },
  charge: BillRow,
): MonthSum {
  return {
    charges: sum.charges + 1,
    supplements: sum.supplements + (charge.supplement ? 1 : 0),
    unitAmount: addFen(sum.unitAmount, charge.unitAmount),
    personalAmount: addFen(sum.personalAmount, charge.personalAmount),
  };
}
