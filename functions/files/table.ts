import { addDays, type PlainDate } from '../../domain/values/plain-date.ts';

/** A file of tables as it lies on disk, whatever its format. */
export interface TableFile {
  /** Day 0 of numbers that stand for days. */
  readonly serialZero: PlainDate;
  /** In the order of their tabs; a text file is one sheet without a name. */
  readonly sheets: readonly FileSheet[];
}

/** Rows of cells, read some at a time: waiting for each alone would cost as much as reading it. */
export interface FileSheet {
  readonly name?: string;
  readonly isHidden: boolean;
  /** Reads from the beginning, as often as asked. @throws FileRefused for a file that cannot be relied on. */
  parts(): AsyncIterable<readonly FilePart[]>;
}

export type FilePart = FileRow | MergedCells | HiddenColumns;

/** Where a row stands in its file. */
export interface RowLocation {
  /** As a spreadsheet or an editor numbers it, from 1. */
  readonly line: number;
  /** Its name, where several sheets of the file are read: each has lines of its own. */
  readonly sheet?: string;
}

export function locationOf({ line, sheet }: RowLocation): RowLocation {
  return sheet === undefined ? { line } : { line, sheet };
}

/** The same text for the same row of a file. */
export function locationKey({ line, sheet }: RowLocation): string {
  return JSON.stringify([sheet, line]);
}

/** In the order of the lines, sheet by sheet. @param sheets in their order in the file. */
export function byLocation(
  sheets: readonly (string | undefined)[],
): (a: RowLocation, b: RowLocation) => number {
  const order = (sheet: string | undefined) => sheets.indexOf(sheet);
  return (a, b) => order(a.sheet) - order(b.sheet) || a.line - b.line;
}

/** A row with anything in it. */
export interface FileRow extends RowLocation {
  readonly is: 'row';
  readonly cells: readonly Cell[];
  /** Hidden by hand or by a filter. */
  readonly isHidden?: true;
  /** The last line of a text file that does not end with a line break. */
  readonly unterminated?: boolean;
}

/** Cells that are joined to one; spreadsheets tell of them after their rows. */
export interface MergedCells {
  readonly is: 'merged';
  /** e.g. `B1:D1`. */
  readonly cells: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Columns that people do not see, counted from 0; spreadsheets tell of them before their rows. */
export interface HiddenColumns {
  readonly is: 'hidden-columns';
  readonly first: number;
  readonly last: number;
}

export type Cell = string | number | DayCell | Formula | ErrorValue | TooLong | undefined;

/** A number that is shown as a day, a month or a time of a day. */
interface DayCell {
  readonly is: 'day';
  readonly day: PlainDate;
}

/** A cell whose value is calculated: what it showed last may be anything. */
interface Formula {
  readonly is: 'formula';
}

/** A cell that shows `#REF!` or the like. */
interface ErrorValue {
  readonly is: 'error';
  readonly shown: string;
}

/** More text than {@link LONGEST_CELL}; it is not kept. */
interface TooLong {
  readonly is: 'too-long';
}

/** No value of a table is longer; remarks that nobody reads may be. */
export const LONGEST_CELL = 2_000;

/** Columns beyond are empty in every table that people make. */
export const MOST_COLUMNS = 500;

/** Excel's own last row. */
export const MOST_LINES = 1_048_576;

const MINUTES_OF_A_DAY = 24 * 60;
const NEAR_MIDNIGHT_MINUTES = 2;

/** The day of a serial number. Sums of binary fractions and clocks of 1927 put midnight a little before it. */
export function dayOfSerial(serial: number, serialZero: PlainDate): PlainDate {
  return addDays(serialZero, Math.floor(serial + NEAR_MIDNIGHT_MINUTES / MINUTES_OF_A_DAY + 1e-9));
}

/** The text of a cell, trimmed; undefined where nothing is left. */
export function textCell(text: string): string | TooLong | undefined {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_CELL) return { is: 'too-long' };
  return trimmed || undefined;
}

/** The row, or undefined for one without anything in it. @throws FileRefused for one with too many columns. */
export function fileRow(row: Omit<FileRow, 'is'>): FileRow | undefined {
  const last = row.cells.findLastIndex((cell) => cell !== undefined);
  if (last < 0) return undefined;
  if (last >= MOST_COLUMNS) throw new FileRefused({ code: 'too-many-columns', most: MOST_COLUMNS });
  return {
    is: 'row',
    ...row,
    cells: row.cells.length > MOST_COLUMNS ? row.cells.slice(0, MOST_COLUMNS) : row.cells,
  };
}

/** Why a file as a whole cannot be taken: nothing of it is. */
export type FileProblem =
  | { readonly code: 'not-readable'; readonly cause: string }
  | { readonly code: 'changed' }
  | { readonly code: 'empty' }
  /** Excel 97-2003, or a workbook with a password: both look alike. */
  | { readonly code: 'old-or-locked-excel' }
  | { readonly code: 'web-page' }
  | { readonly code: 'not-text' }
  | { readonly code: 'utf-16' }
  | { readonly code: 'wrong-encoding'; readonly line: number }
  | { readonly code: 'cut-off'; readonly line?: number }
  | { readonly code: 'quote-open'; readonly line: number }
  | { readonly code: 'broken-csv'; readonly line: number }
  | { readonly code: 'line-too-long'; readonly line: number }
  | { readonly code: 'not-a-workbook' }
  | { readonly code: 'broken-workbook'; readonly part: string }
  | { readonly code: 'no-such-sheet'; readonly sheet: string; readonly sheets: readonly string[] }
  | { readonly code: 'bomb'; readonly part: string; readonly megabytes: number; readonly most: number }
  | { readonly code: 'too-much-text'; readonly megabytes: number }
  | { readonly code: 'too-many-columns'; readonly most: number }
  | { readonly code: 'too-many-rows'; readonly most: number }
  /** Formatted, and nothing in them. */
  | { readonly code: 'too-many-empty-cells'; readonly most: number }
  | { readonly code: 'no-visible-sheet' }
  | { readonly code: 'no-header'; readonly missing: readonly string[]; readonly lines: number }
  | { readonly code: 'merged-header'; readonly cells: readonly string[] }
  | { readonly code: 'header-twice'; readonly header: string; readonly columns: readonly string[] }
  | { readonly code: 'several-kinds'; readonly header: string; readonly kinds: readonly string[] }
  /** Nothing in it is of medical insurance; `said` is what it names instead. */
  | { readonly code: 'not-medical'; readonly said: readonly string[] }
  /** Amounts that may be sums of several insurances, and none of medical insurance alone. */
  | { readonly code: 'only-sums'; readonly headers: readonly string[] }
  | { readonly code: 'column-twice'; readonly header: string; readonly settings: readonly string[] }
  /** It has the month of payment only: which month that pays for is not said. */
  | { readonly code: 'month-unclear'; readonly header: string }
  /** There is no column of the month, and what stands above the table or names its sheet says more than one. */
  | { readonly code: 'months-disagree'; readonly months: readonly string[]; readonly said: readonly string[] }
  /** Rows of several units, and which is meant cannot be told. */
  | { readonly code: 'whose-rows'; readonly units: readonly string[] };

/** The file as a whole is refused; {@link FileProblem} says why. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly problem: FileProblem;

  constructor(problem: FileProblem, options?: ErrorOptions) {
    super(`the file is refused: ${problem.code}`, options);
    this.problem = problem;
  }
}

/** A, B … Z, AA …: the letters of a column counted from 0. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** The reverse of {@link columnLetters}. */
export function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
