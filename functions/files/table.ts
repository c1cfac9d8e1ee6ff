import { addDays, type PlainDate } from '../../domain/values/plain-date.ts';

/** An opened file with tables, of any format. */
export interface TableFile {
  /** The day that serial number 0 stands for. */
  readonly serialZero: PlainDate;
  /** The sheets, in the order of their tabs. A text file is one sheet without a name. */
  readonly sheets: readonly FileSheet[];
}

/** Rows of cells, read in batches: awaiting each row alone would be slow. */
export interface FileSheet {
  readonly name?: string;
  readonly isHidden: boolean;
  /**
   * The rows of the sheet. Each call reads the file from the beginning.
   * @throws FileRefused if the file is unreliable.
   */
  parts(): AsyncIterable<readonly FilePart[]>;
}

export type FilePart = FileRow | MergedCells | HiddenColumns;

/** The place of a row in its file. */
export interface RowLocation {
  /** The line's number in a spreadsheet or an editor, from 1. */
  readonly line: number;
  /** The sheet's name, if several sheets are read. */
  readonly sheet?: string;
}

export function locationOf({ line, sheet }: RowLocation): RowLocation {
  return sheet === undefined ? { line } : { line, sheet };
}

/** A unique key of a row within a file. */
export function locationKey({ line, sheet }: RowLocation): string {
  return JSON.stringify([sheet, line]);
}

/** Orders by sheet and line. @param sheets in their order in the file. */
export function byLocation(
  sheets: readonly (string | undefined)[],
): (a: RowLocation, b: RowLocation) => number {
  const order = (sheet: string | undefined) => sheets.indexOf(sheet);
  return (a, b) => order(a.sheet) - order(b.sheet) || a.line - b.line;
}

export interface FileRow extends RowLocation {
  readonly is: 'row';
  readonly cells: readonly Cell[];
  /** True if the row is hidden, by hand or by a filter. */
  readonly isHidden?: true;
  /** True for the last line of a text file if no line break follows. */
  readonly unterminated?: boolean;
}

/** Merged cells; spreadsheets list them after the rows. */
export interface MergedCells {
  readonly is: 'merged';
  readonly cells: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Hidden columns, counted from 0; spreadsheets list them before the rows. */
export interface HiddenColumns {
  readonly is: 'hidden-columns';
  readonly first: number;
  readonly last: number;
}

export type Cell =
  | string
  | number
  /** A number that the cell displays as a day, a month or a time of day. */
  | { readonly is: 'day'; readonly day: PlainDate }
  /** A cell with a formula. Its stored result is unreliable. */
  | { readonly is: 'formula' }
  /** A cell with `#REF!` or the like. */
  | { readonly is: 'error'; readonly shown: string }
  /** A text that is longer than {@link LONGEST_CELL}. It is not kept. */
  | { readonly is: 'too-long' }
  | undefined;

/** The greatest length of a text that is kept. No useful value is longer; only remarks are. */
const LONGEST_CELL = 2_000;

/** The limit of columns. No table in practice has more. */
export const MOST_COLUMNS = 500;

/** The limit of lines: the number of Excel's last row. */
export const MOST_LINES = 1_048_576;

const MINUTES_OF_A_DAY = 24 * 60;
const NEAR_MIDNIGHT_MINUTES = 2;

/**
 * The day of a serial number. Rounding errors, and the changes of the clock in 1927, can make midnight slightly too
 * early.
 */
export function dayOfSerial(serial: number, serialZero: PlainDate): PlainDate {
  return addDays(serialZero, Math.floor(serial + NEAR_MIDNIGHT_MINUTES / MINUTES_OF_A_DAY + 1e-9));
}

/** The text of a cell, trimmed; undefined if it is empty. */
export function textCell(text: string): Cell {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_CELL) return { is: 'too-long' };
  return trimmed || undefined;
}

/** The row, or undefined if it is empty. @throws FileRefused if it has too many columns. */
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

/** Why a whole file is refused; nothing of it is imported. */
export type FileProblem =
  | { readonly code: 'not-readable'; readonly cause: string }
  | { readonly code: 'changed' }
  | { readonly code: 'empty' }
  /** A file of Excel 97-2003, or a workbook with a password. The two cannot be distinguished. */
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
  | { readonly code: 'too-many-empty-cells'; readonly most: number }
  | { readonly code: 'no-visible-sheet' }
  | { readonly code: 'no-header'; readonly missing: readonly string[]; readonly lines: number }
  | { readonly code: 'merged-header'; readonly cells: readonly string[] }
  | { readonly code: 'header-twice'; readonly header: string; readonly columns: readonly string[] }
  | { readonly code: 'several-kinds'; readonly header: string; readonly kinds: readonly string[] }
  /** The file is not about medical insurance; `said` has its headers or values that name other insurances. */
  | { readonly code: 'not-medical'; readonly said: readonly string[] }
  /** The file has amounts that may be sums of several insurances, but no amounts for medical insurance alone. */
  | { readonly code: 'only-sums'; readonly headers: readonly string[] }
  | { readonly code: 'column-twice'; readonly header: string; readonly settings: readonly string[] }
  /** The file only has the month of payment; the month of contribution is unknown. */
  | { readonly code: 'month-unclear'; readonly header: string }
  /** There is no month column, and the texts above the table and the sheet's name contain several months. */
  | { readonly code: 'months-disagree'; readonly months: readonly string[]; readonly said: readonly string[] }
  /** The file has rows of several units, and it is unclear which unit is meant. */
  | { readonly code: 'whose-rows'; readonly units: readonly string[] };

/** The whole file is refused, see {@link FileProblem}. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly problem: FileProblem;

  constructor(problem: FileProblem, options?: ErrorOptions) {
    super(`the file is refused: ${problem.code}`, options);
    this.problem = problem;
  }
}

/** The letters of a column counted from 0: A, B … Z, AA … */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/** The reverse of {@link columnLetters}. */
export function columnIndex(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
