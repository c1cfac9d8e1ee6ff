import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
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

/** Rows that could not be taken, in a file beside the one they came from. */
export interface RejectsFile {
  readonly path: string;
  readonly rows: number;
  add(headers: readonly string[], row: readonly string[]): void;
  /** Puts the file in its place; without any row, takes away what an earlier import left there. */
  finish(): Promise<void>;
  discard(): Promise<void>;
}

/** @throws the file system's own error, from `finish`, where nothing can be written there. */
export function rejectsFile(path: string): RejectsFile {
  const partial = `${path}.partial`;
  let stream: WriteStream | undefined;
  let failure: Error | undefined;
  let rows = 0;
  const open = (headers: readonly string[]) => {
    // Holds names and amounts: for its owner alone.
    const opened = createWriteStream(partial, { mode: 0o600 });
    opened.on('error', (error) => {
      failure = error;
    });
    opened.write(BYTE_ORDER_MARK + csvText([headers]));
    return opened;
  };
  const close = async () => {
    if (stream === undefined || failure !== undefined) return;
    stream.end();
    await finished(stream);
  };
  return {
    path,
    get rows() {
      return rows;
    },
    add(headers, row) {
      stream ??= open(headers);
      stream.write(csvText([row]));
      rows += 1;
    },
    async finish() {
      await close();
      if (failure !== undefined) throw failure;
      if (stream === undefined) await rm(path, { force: true });
      else await rename(partial, path);
    },
    async discard() {
      stream?.destroy();
      await rm(partial, { force: true });
    },
  };
}
