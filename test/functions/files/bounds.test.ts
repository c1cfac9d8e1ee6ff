import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rejectsFile } from '../../../functions/files/csv-files.ts';
import { openTable } from '../../../functions/files/open-table.ts';
import { billIn, csvBill, HEADERS, refusalOf } from '../../support/bill-files.ts';
import { filesForFile } from '../../support/file-fixtures.ts';
import { sheetData, workbookOf } from '../../support/workbook-of.ts';

const files = filesForFile();

const ROW = 'E1,张三,,202610,980,203,,';
const CELLS = ['E1', '张三', null, '202610', 980, 203] as const;
const blanks = ' '.repeat(64_000);

describe('The limits of a file', () => {
  it.each<[string, string]>([
    ['a month with 60,000 blanks in it', `E1,张三,,2026${' '.repeat(60_000)}10,980,203,,`],
    ['an amount with 60,000 blanks in it', `E1,张三,,202610,9${' '.repeat(60_000)}80,203,,`],
  ])('%s is a problem of its row', async (_, row) => {
    const { charges, problems } = await billIn(files.write('blanks.csv', csvBill([row, ROW])));
    expect([charges.length, problems.map(({ code }) => code)]).toEqual([1, ['too-long']]);
  });

  it('long texts of a workbook are not kept, in any column', async () => {
    const sheet = sheetData([
      [...HEADERS, '备注'],
      [...CELLS, null, null, `a${blanks}b`],
      ['E2', `b${blanks}c`, ...CELLS.slice(2)],
    ]);
    const path = files.write('long.xlsx', workbookOf({ sheets: { A: sheet } }));
    const { charges, problems } = await billIn(path);
    expect([charges.length, problems]).toEqual([1, [{ line: 3, column: 'B 姓名', code: 'too-long' }]]);
    const cells = [];
    for await (const some of (await openTable(path)).sheets[0]?.parts() ?? [])
      for (const part of some) if (part.is === 'row') cells.push(...part.cells);
    expect(cells.filter((cell) => typeof cell === 'string' && cell.length > 2_000)).toEqual([]);
  });

  it.each<[string, string | Buffer, object]>([
    [
      'something in the last column',
      workbookOf({ sheets: { A: '<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>' } }),
      { code: 'too-many-columns' },
    ],
    ['a line of separators', `${csvBill([ROW])}${','.repeat(20_000)}\r\n`, { code: 'too-many-columns' }],
    ['more than a million blank lines', `${csvBill([])}${'\n'.repeat(1_100_000)}`, { code: 'too-many-rows' }],
    ['more than a million carriage returns', '\r'.repeat(1_100_000), { code: 'too-many-rows' }],
    [
      'a line beyond the last',
      workbookOf({ sheets: { A: '<sheetData><row r="1048577"/></sheetData>' } }),
      { code: 'broken-workbook' },
    ],
    [
      'empty texts without end',
      workbookOf({
        sheets: { A: sheetData([HEADERS]) },
        sharedStrings: { content: '<si/>'.repeat(1_100_000), declaredSize: 5_500_172 },
      }),
      { code: 'too-much-text' },
    ],
  ])('a file with %s is refused', async (name, content, problem) => {
    expect(
      await refusalOf(files.write(`${name}.${typeof content === 'string' ? 'csv' : 'xlsx'}`, content)),
    ).toMatchObject(problem);
  });

  it('a sheet that is formatted to its last cell is read up to its last value', async () => {
    const empty = '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row></sheetData>';
    const sheet = `<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" style="1"/></cols>${sheetData([HEADERS, CELLS]).replace('</sheetData>', empty)}`;
    const path = files.write('formatted.xlsx', workbookOf({ sheets: { A: sheet } }));
    const parts = [];
    for await (const some of (await openTable(path)).sheets[0]?.parts() ?? []) parts.push(...some);
    expect(parts.map((part) => (part.is === 'row' ? part.cells.length : part.is))).toEqual([8, 6]);
    expect((await billIn(path)).charges).toHaveLength(1);
  });

  // The styles differ, because data that repeat too much are refused as a ZIP bomb.
  const KINDS = 997;
  const styled = (cells: number, row: number) =>
    Array.from({ length: cells }, (_, i) => `<c s="${(row * 7919 + i * i * 31) % KINDS}"/>`).join('');
  function formatted(rows: number, columns: number, value = ''): string {
    const kinds = Array.from({ length: Math.min(rows, KINDS) }, (_, row) => styled(columns, row));
    return Array.from({ length: rows }, (_, row) => `<row>${value}${kinds[row % KINDS]}</row>`).join('');
  }

  it.each([
    ['far below the table', formatted(51_000, 20)],
    ['far beside it', formatted(63, 16_383, '<c><v>1</v></c>')],
  ])('a sheet with formatting %s is refused before it is read to its end', async (where, rows) => {
    const sheet = sheetData([HEADERS, CELLS]).replace('</sheetData>', `${rows}</sheetData>`);
    const path = files.write(`${where}.xlsx`, workbookOf({ sheets: { A: sheet } }));
    expect(await refusalOf(path)).toMatchObject({ code: 'too-many-empty-cells', most: 1_000_000 });
  });

  it('empty cells between the values of a table do not count', async () => {
    const rows = formatted(41_000, 25, '<c><v>1</v></c>');
    const path = files.write('own.xlsx', workbookOf({ sheets: { A: `<sheetData>${rows}</sheetData>` } }));
    let read = 0;
    for await (const some of (await openTable(path)).sheets[0]?.parts() ?? []) read += some.length;
    expect(read).toBe(41_000);
  });

  it('of thousands of sheets only the first are searched for headers', async () => {
    const sheets = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`s${i}`, sheetData([['a', 'b']])]),
    );
    const path = files.write(
      'sheets.xlsx',
      workbookOf({ sheets: { ...sheets, last: sheetData([HEADERS, CELLS]) } }),
    );
    expect(await refusalOf(path)).toMatchObject({ code: 'no-header' });
    expect((await billIn(path, { sheet: 'last' })).charges).toHaveLength(1);
  });
});

describe('rejectsFile', () => {
  it('writes the file at the end, with only the first of very many rows', async () => {
    const path = `${files.directory}/many.rejects.csv`;
    const rejects = rejectsFile(path);
    for (let i = 0; i < 10_500; i += 1) rejects.add(['行号'], [String(i)]);
    // An interrupted import leaves no file.
    expect([existsSync(path), existsSync(`${path}.partial`)]).toEqual([false, false]);
    await rejects.finish();
    expect(rejects.rows).toBe(10_500);
    expect(readFileSync(path, 'utf8').trimEnd().split('\r\n')).toHaveLength(10_001);
    expect(existsSync(`${path}.partial`)).toBe(false);
  });

  it('is readable by its owner only, although the file of an earlier import was not', async () => {
    const path = `${files.directory}/open.rejects.csv`;
    for (const left of [path, `${path}.partial`]) writeFileSync(left, 'x', { mode: 0o644 });
    const rejects = rejectsFile(path);
    rejects.add(['行号'], ['1']);
    await rejects.finish();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
