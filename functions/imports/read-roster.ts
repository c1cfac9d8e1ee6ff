import { compact } from '../../domain/values/compact.ts';
import { locationOf, type TableFile } from '../files/table.ts';
import { Understanding, type Understood } from '../files/understood.ts';
import type { BadRow } from './bill-row.ts';
import { readTable, type TableKind } from './read-table.ts';
import {
  type RosterColumns,
  type RosterReading,
  type RosterRow,
  rosterColumns,
  rosterRowReader,
} from './roster-rows.ts';
import { Spool } from './spool.ts';

export interface ReadRoster extends RosterFile {
  readonly rows: readonly RosterRow[];
}

/** A roster of any size. Its rows are compressed in memory and have no cells. */
export interface SpooledRoster extends RosterFile {
  readonly rows: Iterable<RosterRow>;
}

interface RosterFile {
  readonly headers: readonly string[];
  /** True if every sheet has a column for the unit. */
  readonly hasUnits: boolean;
  readonly bad: readonly BadRow[];
  readonly understood: Understood;
  /** The last line, if it does not end with a line break. */
  readonly lastLineOpen?: number;
}

interface HowToReadRoster extends Pick<RosterReading, 'seal' | 'unitNamed'> {
  readonly today: RosterReading['days']['today'];
  readonly sheet?: string | undefined;
}

/**
 * Reads a whole roster. In a workbook it reads every visible sheet that has the headers, because people in service and
 * leavers may be on separate sheets.
 * @throws FileRefused naming what is wrong with the file as a whole.
 */
export async function readRoster(file: TableFile, how: HowToReadRoster): Promise<ReadRoster> {
  const rows: RosterRow[] = [];
  const read = await readRows(file, how, (row) => void rows.push(row));
  return { ...read, rows };
}

/** Reads a roster like {@link readRoster}, for callers that do not show the cells of the file. */
export async function spoolRoster(file: TableFile, how: HowToReadRoster): Promise<SpooledRoster> {
  const rows = new Spool<RosterRow>();
  const read = await readRows(file, how, (row) => rows.add({ ...row, cells: [] }));
  return { ...read, rows };
}

async function readRows(
  file: TableFile,
  { sheet, today, seal, unitNamed }: HowToReadRoster,
  take: (row: RosterRow) => void,
): Promise<RosterFile> {
  const kind: TableKind<RosterColumns> = { look: rosterColumns, severalSheets: true, insured: false, sheet };
  const noted = new Understanding();
  const days = { serialZero: file.serialZero, today };
  const bad: BadRow[] = [];
  const tables: RosterColumns[] = [];
  let readRow: ReturnType<typeof rosterRowReader> | undefined;
  for await (const { table, rows: some } of readTable(file, kind, days, noted)) {
    const { found: columns, sheet: name } = table;
    if (columns !== tables.at(-1)) {
      tables.push(columns);
      readRow = undefined;
    }
    readRow ??= rosterRowReader({ columns, days, seal, unitNamed, sheet: name, noted });
    for (const row of some) {
      const read = readRow(row);
      if (read.is === 'person') {
        noted.take();
        take(read.row);
      } else {
        noted.question();
        bad.push({ ...locationOf(row), cells: row.cells, problems: read.problems });
      }
    }
  }
  return {
    headers: tables[0]?.headers ?? [],
    hasUnits: tables.every(({ fields }) => fields.unit !== undefined),
    bad,
    understood: noted.understood(),
    ...compact({ lastLineOpen: noted.lastLineOpen }),
  };
}
