import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { csvBill, fileCabinet, HEADERS } from '../../support/bill-files.ts';
import { workbookOf } from '../../support/workbook-of.ts';

const ROWS = 100_000;
const HEAP_MEGABYTES = 96;

const files = fileCabinet();
afterAll(files.remove);

/** The id, name and identity number of the i-th of 100,000 people. */
const values = (i: number) => [`E${i}`, `职工${i}`, String(110_105_199_003_000_000 + i)] as const;

function csv(): string {
  return csvBill(
    Array.from({ length: ROWS }, (_, i) => `${values(i).join(',')},202610,980.00,203.00,10000,2026-10-15`),
  );
}

function xlsx(): Buffer {
  const texts = [...HEADERS, ...Array.from({ length: ROWS }, (_, i) => values(i)).flat()];
  const cell = (at: string, content: string) => `<c r="${at}"${content}</c>`;
  const header = HEADERS.map((_, column) => cell(`${'ABCDEFGH'[column]}1`, ` t="s"><v>${column}</v>`)).join(
    '',
  );
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const line = i + 2;
    const shared = [0, 1, 2].map((k) =>
      cell(`${'ABC'[k]}${line}`, ` t="s"><v>${HEADERS.length + i * 3 + k}</v>`),
    );
    const numbers = ['46296', '980', '203', '10000', '46310'].map((v, k) =>
      cell(`${'DEFGH'[k]}${line}`, `><v>${v}</v>`),
    );
    return `<row r="${line}">${shared.join('')}${numbers.join('')}</row>`;
  });
  return workbookOf({
    sheets: { 明细: `<sheetData><row r="1">${header}</row>${rows.join('')}</sheetData>` },
    sharedStrings: texts.map((text) => `<si><t>${text}</t></si>`).join(''),
  });
}

describe(`Reading a bill of ${ROWS} rows in a heap of ${HEAP_MEGABYTES} MB`, () => {
  it.each<[string, () => string | Buffer, number]>([
    ['CSV, with everybody in it looked up', csv, ROWS],
    ['XLSX', xlsx, 0],
  ])('works for %s', async (kind, content, lookedUp) => {
    const path = files.write(`${kind}.bill`, content());
    const script = join(import.meta.dirname, 'read-in-small-heap.ts');
    const heap = `--max-old-space-size=${HEAP_MEGABYTES}`;
    const { stdout } = await promisify(execFile)(process.execPath, [heap, script, path, String(lookedUp)]);
    expect(JSON.parse(stdout)).toEqual({ charges: ROWS, newFacts: lookedUp });
  });
});
