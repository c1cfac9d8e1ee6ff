import type { PlainDate } from '../../domain/values/plain-date.ts';

/** A bill as it lies on disk, whatever its format: rows of cells, read one after the other. */
export interface BillFile {
  /** Day 0 of numbers that stand for days. */
  readonly serialZero: PlainDate;
  /** Reads from the beginning, as often as asked. @throws FileRefused for a file that cannot be relied on. */
  parts(): AsyncIterable<FilePart>;
}

export type FilePart = FileRow | MergedCells;

export interface FileRow {
  readonly is: 'row';
  /** As a spreadsheet or an editor numbers it, from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
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

export type Cell = string | number | Formula | ErrorValue | undefined;

/** A cell whose value is calculated: what it showed last may be anything. */
interface Formula {
  readonly is: 'formula';
}

/** A cell that shows `#REF!` or the like. */
interface ErrorValue {
  readonly is: 'error';
  readonly shown: string;
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
  | { readonly code: 'no-header'; readonly missing: readonly string[]; readonly lines: number }
  | { readonly code: 'merged-header'; readonly cells: readonly string[] }
  | { readonly code: 'header-twice'; readonly header: string; readonly columns: readonly string[] }
  | { readonly code: 'several-kinds'; readonly header: string; readonly kinds: readonly string[] };

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
