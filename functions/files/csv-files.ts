import { rename, rm, writeFile } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { type Fen, yuan } from '../../domain/values/money.ts';

/** Without a byte order mark Excel assumes the system's encoding. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Rows as CSV for Excel. A value that Excel would run as a formula gets an apostrophe in front, which makes it text.
 */
function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { escape_formulas: true, record_delimiter: 'windows' });
}

/** A ledger as CSV for Excel and WPS: UTF-8 with a byte order mark, days as YYYY-MM-DD, plain yuan. */
export function ledgerCsv({ columns, rows }: Ledger): Buffer {
  const texts = rows.map((row) =>
    row.map((value) => (typeof value === 'number' ? yuan(value as Fen) : (value ?? ''))),
  );
  return Buffer.from(BYTE_ORDER_MARK + csvText([columns.map(({ header }) => header), ...texts]));
}

/** The name of a ledger's file, without characters that are special in paths. */
export function ledgerFileName({ title, unitName, month }: Ledger, ending: 'csv' | 'xlsx'): string {
  const unit = unitName.replaceAll(/[\p{Cc}\p{Bidi_Control}\\/:*?"<>|]+/gu, '_').slice(0, 60);
  return `${title}-${unit}-${month}.${ending}`;
}

/**
 * How many rejected rows the file contains at most. Further rows are only counted: if so many rows are wrong, there is
 * one common cause.
 */
export const MOST_REJECTS = 10_000;

/** A file of rejected rows next to the imported file. Nothing is written before the end. */
export interface RejectsFile {
  readonly path: string;
  /** The number of all rejected rows. The file contains at most the first {@link MOST_REJECTS}. */
  readonly rows: number;
  add(headers: readonly string[], row: readonly string[]): void;
  /**
   * Writes the file. If there is no rejected row, it removes the file of an earlier import.
   * @throws the file system's own error.
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
        // The file contains names and amounts, so only its owner may read it. A leftover file would keep its mode.
        await rm(partial, { force: true });
        await writeFile(partial, [BYTE_ORDER_MARK, ...kept].join(''), { flag: 'wx', mode: 0o600 });
        await rename(partial, path);
      } finally {
        await rm(partial, { force: true });
      }
    },
  };
}
