import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { csvBill, fileCabinet, HEADERS } from '../../support/bill-files.ts';
import { MEASURES, ownProcess, smallHeap } from '../../support/own-process.ts';
import { workbookOf } from '../../support/workbook-of.ts';

const ROWS = 32_000;
const HEAP_MEGABYTES = 32;

const files = fileCabinet();
const script = await ownProcess(join(import.meta.dirname, 'read-in-small-heap.ts'));
afterAll(() => {
  files.remove();
  script.remove();
});

/** The id, the name and the identity number of person `i`. */
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

describe.runIf(MEASURES)(`a bill of ${ROWS} rows is read in a heap of ${HEAP_MEGABYTES} MB`, () => {
  it.each<[string, () => string | Buffer, number]>([
    ['CSV, with everybody in it looked up', csv, ROWS],
    ['XLSX', xlsx, 0],
  ])('%s', async (kind, content, lookedUp) => {
    const path = files.write(`${kind}.bill`, content());
    const read = await script.run(smallHeap(HEAP_MEGABYTES), [path, String(lookedUp)]);
    expect(read).toEqual({ charges: ROWS, newFacts: lookedUp });
  });
});
