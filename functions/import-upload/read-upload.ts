import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printable } from '../../domain/letter/letter.ts';
import type { BillColumns, Unit } from '../../domain/units/unit.ts';
import { compact } from '../../domain/values/compact.ts';
import { maskLongNumbersIn } from '../../domain/values/identity-number.ts';
import type { Month } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { openTable } from '../files/open-table.ts';
import { FileRefused, type TableFile } from '../files/table.ts';
import type { BadRow } from '../imports/bill-row.ts';
import { bytesHash } from '../imports/import-id.ts';
import { type Bill, type BillPart, billIn, checkBill } from '../imports/read-bill.ts';
import { type InsuredList, readInsuredList, unitInList } from '../imports/read-insured-list.ts';
import { type ReadRoster, readRoster } from '../imports/read-roster.ts';
import { shownCells } from '../imports/reject-row.ts';
import { unitNamed } from '../imports/roster-rows.ts';
import { keyOfPerson } from '../imports/row-facts.ts';
import type { UploadKind } from '../ports.ts';
import { identitySealer } from '../sources/webhook/identity.ts';

/**
 * The stored content of an upload: the rows that were read, but not the file. Identity numbers are masked and hashed.
 */
export type UploadContent =
  | {
      readonly kind: 'bill';
      readonly content: string;
      readonly asOf: PlainDate;
      /** The month of a bill without any row. */
      readonly month?: Month;
      readonly parts: readonly BillPart[];
    }
  | { readonly kind: 'list'; readonly content: string; readonly on: PlainDate; readonly list: InsuredList }
  | {
      readonly kind: 'roster';
      readonly content: string;
      readonly on: PlainDate;
      readonly complete: boolean;
      readonly roster: ReadRoster;
    }
  | { readonly kind: 'undo'; readonly import: string };

export interface UploadedFile {
  readonly kind: Exclude<UploadKind, 'undo'>;
  readonly bytes: Uint8Array;
  readonly today: PlainDate;
  readonly on: PlainDate;
  readonly sheet?: string | undefined;
  readonly monthIs?: BillColumns['monthIs'];
  readonly month?: Month | undefined;
  readonly complete: boolean;
}

/** The limit of rows. No unit has more, and so many can still be read within one request. */
const MOST_ROWS = 50_000;

function refuseMany(rows: number): void {
  if (rows > MOST_ROWS) throw new FileRefused({ code: 'too-many-rows', most: MOST_ROWS });
}

/** Reads an uploaded file. @throws FileRefused naming what is wrong with it as a whole. */
export async function readUpload(
  upload: UploadedFile,
  { unit, units, identityKey }: { unit: Unit; units: readonly Unit[]; identityKey: Uint8Array },
): Promise<UploadContent> {
  const { kind, bytes, today, on, sheet, monthIs, month, complete } = upload;
  const content = bytesHash(bytes);
  const how = { seal: identitySealer(identityKey), today, sheet };
  return asTable(bytes, async (table) => {
    if (kind === 'bill') {
      const columns = { ...unit.billColumns, ...compact({ sheet, monthIs }) };
      const parts = await keptParts(table, { ...how, columns });
      const { asOf = today } = await checkBill(keptBill(parts), () => undefined);
      return { kind, content, asOf, ...compact({ month }), parts };
    }
    if (kind === 'list') {
      const list = await readInsuredList(table, { ...how, unit: unitInList(unit) });
      refuseMany(list.rows.length);
      const rows = list.rows.map((row) => ({ ...row, cells: [] }));
      return { kind, content, on, list: { ...list, rows, bad: list.bad.map(shown(list.headers)) } };
    }
    const roster = await readRoster(table, { ...how, unitNamed: (text) => unitNamed(text, units) });
    refuseMany(roster.rows.length);
    const rows = roster.rows.map((row) => ({
      ...row,
      cells: shownCells(row.cells, roster.headers),
    }));
    return {
      kind,
      content,
      on,
      complete,
      roster: { ...roster, rows, bad: roster.bad.map(shown(roster.headers)) },
    };
  });
}

/** Writes the upload to a file, because it is read several times. The file is deleted right after reading. */
export async function asTable<T>(bytes: Uint8Array, read: (table: TableFile) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'canbao-upload-'));
  try {
    const path = join(folder, 'table');
    await writeFile(path, bytes, { mode: 0o600 });
    return await read(await openTable(path));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The rows of a bill; only rejected rows keep their cells. */
async function keptParts(table: TableFile, how: Parameters<typeof billIn>[1]): Promise<BillPart[]> {
  const kept: BillPart[] = [];
  let headers: readonly string[] = [];
  for await (const parts of billIn(table, how)()) {
    refuseMany(kept.length);
    for (const part of parts) {
      if (part.is === 'headers') headers = part.headers;
      if (part.is !== 'row') kept.push(part);
      else if (part.read.is === 'bad') kept.push({ ...part, cells: shownCells(part.cells, headers) });
      else if (part.read.is !== 'nothing-charged') kept.push({ ...part, cells: [] });
    }
  }
  return kept;
}

function shown(headers: readonly string[]) {
  return (row: BadRow): BadRow => ({ ...row, cells: shownCells(row.cells, headers) });
}

export function keptBill(parts: readonly BillPart[]): Bill {
  return async function* () {
    yield parts;
  };
}

export function peopleIn(content: UploadContent): number {
  switch (content.kind) {
    case 'bill':
      return new Set(
        content.parts.flatMap((part) =>
          part.is === 'row' && part.read.is !== 'nothing-charged'
            ? [keyOfPerson('row' in part.read ? part.read.row.person : part.read.person)]
            : [],
        ),
      ).size;
    case 'list':
      return content.list.rows.length;
    case 'roster':
      return content.roster.rows.length;
    case 'undo':
      return 0;
  }
}

/** The id of an upload. It is the same if the same person uploads the same rows for the same unit again. */
export function uploadId(unitId: string, by: string, content: UploadContent): string {
  return createHash('sha256')
    .update(JSON.stringify([unitId, by, content]))
    .digest('base64url');
}

const LONGEST_NAME = 100;

/** A file's name without folders, for display: browsers may send anything. */
export function uploadName(given: string): string {
  const last = printable(given).split(/[/\\]/).at(-1)?.trim() ?? '';
  const plain = maskLongNumbersIn(last).replaceAll(/\p{C}/gu, '').trim();
  return [...(plain === '' ? 'file' : plain)].slice(0, LONGEST_NAME).join('');
}
