import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainDate } from '../../domain/values/plain-date.ts';
import { openTable } from '../../functions/files/open-table.ts';
import { FileRefused } from '../../functions/files/table.ts';
import { Understanding, type Understood } from '../../functions/files/understood.ts';
import type { BillRow, RowProblem } from '../../functions/imports/bill-row.ts';
import { type BillPart, type HowToRead, readBill } from '../../functions/imports/read-bill.ts';
import { identitySealer } from '../../functions/sources/webhook/identity.ts';

export const IDENTITY_KEY = new Uint8Array(32).fill(7);
export const seal = identitySealer(IDENTITY_KEY);

/** The day on which all files are imported. */
export const TODAY = plainDate('2026-12-01');

const NOTHING = new Understanding().understood();

export const HEADERS = [
  '工号',
  '姓名',
  '证件号码',
  '费款所属期',
  '单位缴费金额',
  '个人缴费金额',
  '缴费基数',
  '扣款日期',
];

/** A directory for files that a test writes. */
export interface FileCabinet {
  readonly directory: string;
  write(name: string, content: string | Buffer): string;
  remove(): void;
}

export function fileCabinet(): FileCabinet {
  const directory = mkdtempSync(join(tmpdir(), 'canbao-bill-'));
  return {
    directory,
    write(name, content) {
      const path = join(directory, name);
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** A CSV bill with the given lines, under the usual headers by default. */
export function csvBill(rows: readonly string[], headers: readonly string[] = HEADERS): string {
  return [headers.join(','), ...rows, ''].join('\r\n');
}

export interface BillContent {
  readonly charges: readonly BillRow[];
  readonly problems: readonly RowProblem[];
  readonly offsets: readonly BillRow[];
  readonly understood: Understood;
  readonly parts: readonly BillPart[];
}

/** Reads a file to its end. @throws FileRefused */
export async function billIn(path: string, columns: HowToRead['columns'] = undefined): Promise<BillContent> {
  const file = await openTable(path);
  const parts: BillPart[] = [];
  for await (const some of readBill(file, { columns, seal, today: TODAY })) parts.push(...some);
  const reads = parts.flatMap((part) => (part.is === 'row' ? [part.read] : []));
  return {
    charges: reads.flatMap((read) => (read.is === 'charge' ? [read.row] : [])),
    problems: reads.flatMap((read) => (read.is === 'bad' ? read.problems : [])),
    offsets: reads.flatMap((read) => (read.is === 'offset' ? [read.row] : [])),
    understood: parts.flatMap((part) => (part.is === 'understood' ? [part.understood] : []))[0] ?? NOTHING,
    parts,
  };
}

/** The problem for which a file is refused; undefined if it can be read to its end. */
export async function refusalOf(path: string, columns: HowToRead['columns'] = undefined) {
  try {
    await billIn(path, columns);
    return undefined;
  } catch (error) {
    if (error instanceof FileRefused) return error.problem;
    throw error;
  }
}
