import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBill } from '../../functions/files/open-table.ts';
import { FileRefused } from '../../functions/files/table.ts';
import type { BillRow, RowProblem } from '../../functions/imports/bill-row.ts';
import { type BillPart, type HowToRead, readBill } from '../../functions/imports/read-bill.ts';
import { identitySealer } from '../../functions/sources/webhook/identity.ts';

export const IDENTITY_KEY = new Uint8Array(32).fill(7);
export const seal = identitySealer(IDENTITY_KEY);

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

/** Lines under the usual headers, or under others. */
export function csvBill(rows: readonly string[], headers: readonly string[] = HEADERS): string {
  return [headers.join(','), ...rows, ''].join('\r\n');
}

export interface BillContent {
  readonly charges: readonly BillRow[];
  readonly problems: readonly RowProblem[];
  readonly totals: number;
  readonly parts: readonly BillPart[];
}

/** Reads a whole file. @throws FileRefused */
export async function billIn(path: string, columns: HowToRead['columns'] = undefined): Promise<BillContent> {
  const file = await openBill(path, columns?.sheet === undefined ? {} : { sheet: columns.sheet });
  const parts: BillPart[] = [];
  for await (const part of readBill(file, { columns, seal })) parts.push(part);
  const reads = parts.flatMap((part) => (part.is === 'row' ? [part.read] : []));
  return {
    charges: reads.flatMap((read) => (read.is === 'charge' ? [read.row] : [])),
    problems: reads.flatMap((read) => (read.is === 'bad' ? read.problems : [])),
    totals: reads.filter(({ is }) => is === 'total').length,
    parts,
  };
}

/** Why a file is refused; undefined where it is read to its end. */
export async function refusalOf(path: string, columns: HowToRead['columns'] = undefined) {
  try {
    await billIn(path, columns);
    return undefined;
  } catch (error) {
    if (error instanceof FileRefused) return error.problem;
    throw error;
  }
}
