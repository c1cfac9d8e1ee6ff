import type { BillColumns } from '../../domain/units/unit.ts';
import { addFen, type Fen, NO_MONEY } from '../../domain/values/money.ts';
import type { Month } from '../../domain/values/month.ts';
import { type BillFile, type Cell, FileRefused, type FileRow, type MergedCells } from '../files/table.ts';
import type { SealIdentity } from '../sources/webhook/identity.ts';
import { columnsIn, type FoundColumns } from './bill-columns.ts';
import { type BadRow, type BillRow, type ReadRow, readBillRow } from './bill-row.ts';
import { textIn } from './cell-values.ts';

/** A row of the bill with how it was read, or the headers before the first. */
export type BillPart =
  | { readonly is: 'headers'; readonly headers: readonly string[] }
  | { readonly is: 'row'; readonly line: number; readonly cells: readonly Cell[]; readonly read: ReadRow }
  /** A row of another insurance. */
  | { readonly is: 'other-kind' }
  /** The last line does not end with a line break: whether it is whole, only its reader can tell. */
  | { readonly is: 'last-line-open'; readonly line: number };

export interface HowToRead {
  readonly columns?: BillColumns | undefined;
  readonly seal: SealIdentity;
}

/** Above the headers stand a title, the unit, the period. */
export const HEADER_WITHIN_LINES = 30;

const MOST_KINDS_NAMED = 8;

/**
 * Reads a bill from its headers on; only after the last part is it known to be whole.
 * @throws FileRefused naming what is wrong with the file as a whole.
 */
export async function* readBill(file: BillFile, { columns, seal }: HowToRead): AsyncGenerator<BillPart> {
  const merged: MergedCells[] = [];
  const kinds = new Set<string>();
  let [found, headerLine, missing] = [undefined as FoundColumns | undefined, 0, [] as readonly string[]];
  for await (const part of file.parts()) {
    if (part.is === 'merged') {
      merged.push(part);
    } else if (found === undefined) {
      const looked = lookForHeaders(part, columns);
      if (looked === undefined) continue;
      if ('missing' in looked) {
        if (missing.length === 0 || looked.missing.length < missing.length) missing = looked.missing;
        if (looked.missing === missing) headerLine = part.line;
        continue;
      }
      [found, headerLine] = [looked.found, part.line];
      yield { is: 'headers', headers: found.headers };
    } else {
      refuseCutOff(part, found);
      noteKind(part, found, kinds);
      const reading = { columns: found, given: columns, serialZero: file.serialZero, seal };
      if (isOtherKind(part, found, columns)) yield { is: 'other-kind' };
      else yield { is: 'row', line: part.line, cells: part.cells, read: readBillRow(part, reading) };
      if (part.unterminated === true) yield { is: 'last-line-open', line: part.line };
    }
  }
  refuseMergedHeaders(merged, headerLine);
  if (found === undefined) throw noHeaders(missing, columns);
  if (columns?.only === undefined && kinds.size > 1 && found.kind !== undefined) {
    const header = found.headers[found.kind] ?? '';
    throw new FileRefused({ code: 'several-kinds', header, kinds: [...kinds] });
  }
}

/** @returns undefined for a row that cannot be the headers' by its place. */
function lookForHeaders(row: FileRow, columns: BillColumns | undefined) {
  const { headerRow } = columns ?? {};
  if (headerRow === undefined ? row.line > HEADER_WITHIN_LINES : row.line !== headerRow) return undefined;
  return columnsIn(row.cells, columns);
}

function noHeaders(missing: readonly string[], columns: BillColumns | undefined): FileRefused {
  const lines = columns?.headerRow ?? HEADER_WITHIN_LINES;
  const wanted = missing.length > 0 ? missing : (columnsIn([], columns) as { missing: string[] }).missing;
  return new FileRefused({ code: 'no-header', missing: wanted, lines });
}

/** Which column such a header is for cannot be told; titles above it may be merged as they like. */
export function refuseMergedHeaders(merged: readonly MergedCells[], headerLine: number): void {
  const inHeader = merged.filter(
    ({ firstLine, lastLine }) => firstLine <= headerLine && lastLine >= headerLine,
  );
  if (inHeader.length === 0) return;
  throw new FileRefused({ code: 'merged-header', cells: inHeader.map(({ cells }) => cells) });
}

/** A last line with fewer columns than the others and no line break was not written to its end. */
export function refuseCutOff(row: FileRow, columns: Pick<FoundColumns, 'headers'>): void {
  if (row.unterminated !== true || row.cells.length >= columns.headers.length) return;
  if (readsAsTotal(row)) return;
  throw new FileRefused({ code: 'cut-off', line: row.line });
}

function readsAsTotal({ cells }: FileRow): boolean {
  return /^(合|总|小)\s*计/.test(textIn(cells[0]) ?? '');
}

function kindIn({ cells }: FileRow, { kind }: FoundColumns): string | undefined {
  return kind === undefined ? undefined : textIn(cells[kind]);
}

function noteKind(row: FileRow, columns: FoundColumns, kinds: Set<string>): void {
  const kind = kindIn(row, columns);
  if (kind !== undefined && kinds.size < MOST_KINDS_NAMED) kinds.add(kind);
}

function isOtherKind(row: FileRow, found: FoundColumns, columns: BillColumns | undefined): boolean {
  const { only } = columns ?? {};
  const kind = kindIn(row, found);
  return only !== undefined && kind !== undefined && !only.values.includes(kind);
}

/** What a bill holds, before anybody in it is looked for. */
export interface BillSummary {
  readonly headers: readonly string[];
  /** Rows that state a charge. */
  readonly charges: number;
  /** Of these, supplements. */
  readonly supplements: number;
  readonly badRows: number;
  /** Rows that are no charge and no mistake: sums, zero amounts, other insurances. */
  readonly totalRows: number;
  readonly nothingCharged: number;
  readonly otherKinds: number;
  readonly months: ReadonlyMap<Month, MonthSum>;
  /** The last line, where it does not end with a line break. */
  readonly lastLineOpen?: number;
}

interface MonthSum {
  readonly charges: number;
  readonly supplements: number;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
}

/**
 * Reads the whole bill once, before anything is stored. @param onBad gets each row that cannot be taken, in order.
 * @throws FileRefused naming what is wrong with the file as a whole.
 */
export async function checkBill(
  file: BillFile,
  how: HowToRead,
  onBad: (row: BadRow, headers: readonly string[]) => void | Promise<void>,
): Promise<BillSummary> {
  const months = new Map<Month, MonthSum>();
  const counts = { charges: 0, supplements: 0, badRows: 0, totalRows: 0, nothingCharged: 0, otherKinds: 0 };
  let headers: readonly string[] = [];
  let lastLineOpen: number | undefined;
  for await (const part of readBill(file, how)) {
    if (part.is === 'headers') headers = part.headers;
    else if (part.is === 'other-kind') counts.otherKinds += 1;
    else if (part.is === 'last-line-open') lastLineOpen = part.line;
    else if (part.read.is === 'total') counts.totalRows += 1;
    else if (part.read.is === 'nothing-charged') counts.nothingCharged += 1;
    else if (part.read.is === 'bad') {
      counts.badRows += 1;
      await onBad({ line: part.line, cells: part.cells, problems: part.read.problems }, headers);
    } else {
      counts.charges += 1;
      const { row } = part.read;
      if (row.supplement) counts.supplements += 1;
      months.set(row.month, plus(months.get(row.month), row));
    }
  }
  return { headers, ...counts, months, ...(lastLineOpen !== undefined && { lastLineOpen }) };
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
