import { type BillFile, FileRefused, type MergedCells } from '../files/table.ts';
import type { BadRow } from './bill-row.ts';
import { HEADER_WITHIN_LINES, refuseCutOff, refuseMergedHeaders } from './read-bill.ts';
import {
  type RosterColumns,
  type RosterReading,
  type RosterRow,
  readRosterRow,
  rosterColumnsIn,
} from './roster-rows.ts';

export interface ReadRoster {
  readonly columns: RosterColumns;
  readonly rows: readonly RosterRow[];
  readonly bad: readonly BadRow[];
  /** The last line, where it does not end with a line break. */
  readonly lastLineOpen?: number;
}

/** Reads a whole roster. @throws FileRefused naming what is wrong with the file as a whole. */
export async function readRoster(
  file: BillFile,
  how: Pick<RosterReading, 'seal' | 'unitNamed'>,
): Promise<ReadRoster> {
  const merged: MergedCells[] = [];
  const rows: RosterRow[] = [];
  const bad: BadRow[] = [];
  let columns: RosterColumns | undefined;
  let missing: readonly string[] | undefined;
  let headerLine = 0;
  let lastLineOpen: number | undefined;
  for await (const part of file.parts()) {
    if (part.is === 'merged') {
      merged.push(part);
    } else if (columns === undefined) {
      if (part.line > HEADER_WITHIN_LINES) continue;
      const looked = rosterColumnsIn(part.cells);
      headerLine = part.line;
      if ('found' in looked) columns = looked.found;
      else if (missing === undefined || looked.missing.length < missing.length) missing = looked.missing;
    } else {
      refuseCutOff(part, columns);
      const read = readRosterRow(part, { ...how, columns, serialZero: file.serialZero });
      if (read.is === 'person') rows.push(read.row);
      if (read.is === 'bad') bad.push({ line: part.line, cells: part.cells, problems: read.problems });
      if (part.unterminated === true) lastLineOpen = part.line;
    }
  }
  if (columns === undefined) {
    const wanted = missing ?? ['工号 / 证件号码', '入职日期 / 最后工作日'];
    throw new FileRefused({ code: 'no-header', missing: wanted, lines: HEADER_WITHIN_LINES });
  }
  refuseMergedHeaders(merged, headerLine);
  return { columns, rows, bad, ...(lastLineOpen !== undefined && { lastLineOpen }) };
}
