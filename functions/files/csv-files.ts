import { rename, rm, writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { type Fen, yuan } from '../../domain/values/money.ts';

/** Without it Excel takes UTF-8 for the system's own encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Rows as CSV for Excel. What it would run as a formula gets an apostrophe in front, which makes it text. */
function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { escape_formulas: true, record_delimiter: 'windows' });
}

/** A ledger as CSV that Excel and WPS open by a double click: UTF-8 with its mark, days as YYYY-MM-DD, yuan plain. */
export function ledgerCsv({ columns, rows }: Ledger): Buffer {
  const texts = rows.map((row) =>
    row.map((value) => (typeof value === 'number' ? yuan(value as Fen) : (value ?? ''))),
  );
  return Buffer.from(BYTE_ORDER_MARK + csvText([columns.map(({ header }) => header), ...texts]));
}

/** What a ledger's file is called, without any character that a file system or a mail client would take for a path. */
export function ledgerFileName({ title, unitName, month }: Ledger, ending: 'csv' | 'xlsx'): string {
  const unit = unitName.replaceAll(/[\p{Cc}\p{Bidi_Control}\\/:*?"<>|]+/gu, '_').slice(0, 60);
  return `${title}-${unit}-${month}.${ending}`;
}

/** More rows are counted and not kept: a file of which every row is wrong is wrong in one thing. */
const MOST_REJECTS = 10_000;

/** Rows that could not be taken, in a file beside the one they came from; nothing is written before the end. */
export interface RejectsFile {
  readonly path: string;
  /** How many there are; of these the file has the first {@link MOST_REJECTS}. */
  readonly rows: number;
  add(headers: readonly string[], row: readonly string[]): void;
  /**
   * Puts the file in its place; without any row, takes away what an earlier import left there.
   * @throws the file system's own error where nothing can be written there.
   */
  finish(): Promise<void>;
}

export function rejectsFile(path: string): RejectsFile {
  const kept: string[] = [];
  let rows = 0;
  return {
    path,
    get rows() {
      return rows;
    },
    add(headers, row) {
      if (rows === 0) kept.push(csvText([headers]));
      rows += 1;
      if (rows <= MOST_REJECTS) kept.push(csvText([row]));
    },
    async finish() {
      if (rows === 0) return rm(path, { force: true });
      const partial = `${path}.partial`;
      try {
        // Holds names and amounts: for its owner alone.
        await writeFile(partial, [BYTE_ORDER_MARK, ...kept].join(''), { mode: 0o600 });
        await rename(partial, path);
      } finally {
        await rm(partial, { force: true });
      }
    },
  };
}
