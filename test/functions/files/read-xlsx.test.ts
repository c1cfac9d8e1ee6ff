import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { billIn, HEADERS, refusalOf } from '../../support/bill-files.ts';
import { filesForFile } from '../../support/file-fixtures.ts';
import { seededNumbers } from '../../support/seeded.ts';
import { sheetData, workbookOf } from '../../support/workbook-of.ts';
import { zipOf } from '../../support/zip-of.ts';

const files = filesForFile();

const ROW = ['E1', '张三', null, '202610', 980.1, '203.00', 10150, null] as const;
const sheet = (...rows: readonly Parameters<typeof sheetData>[0][number][]) => sheetData([HEADERS, ...rows]);

describe('A bill as a workbook', () => {
  it('is read as spreadsheet programs write it: shared texts, dates as numbers, a merged title', async () => {
    const text = (value: string) => ({ value, type: String });
    const day = (value: string, format: string) => ({ value: new Date(value), type: Date, format });
    const content = await writeXlsxFile([
      [{ value: '缴费明细', type: String, columnSpan: 4 }, null, null, null],
      HEADERS.map(text),
      [
        text('E1'),
        text('张三'),
        null,
        day('2026-10-01', 'yyyy-mm'),
        980.1,
        text('203.00'),
        10150,
        day('2026-10-15', 'yyyy-mm-dd'),
      ],
      [text('E2'), text('李四'), null, 202610, text('1,234.50'), 203, null, null],
    ]).toBuffer();
    const { charges, problems } = await billIn(files.write('proper.xlsx', content));
    expect(problems).toEqual([]);
    expect(charges).toMatchObject([
      {
        line: 3,
        month: '2026-10',
        unitAmount: 98010,
        personalAmount: 20300,
        base: 1015000,
        chargedOn: '2026-10-15',
      },
      { line: 4, month: '2026-10', unitAmount: 123450, personalAmount: 20300 },
    ]);
  });

  it('is read with days counted from 1904 if the workbook says so', async () => {
    const bill = sheet(['E1', null, null, 202610, 1, 1, null, 44848]);
    for (const [date1904, chargedOn] of [
      [false, '2022-10-14'],
      [true, '2026-10-15'],
    ] as const) {
      const path = files.write('1904.xlsx', workbookOf({ sheets: { A: bill }, date1904 }));
      expect((await billIn(path)).charges).toMatchObject([{ chargedOn }]);
    }
  });

  it('is read with rich texts joined and without phonetic hints', async () => {
    const shared = '<si><r><t>E</t></r><r><t>1</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></si>';
    const bill = sheet([{ xml: ' t="s"><v>0</v>' }, ...ROW.slice(1)]);
    const { charges } = await billIn(
      files.write('rich.xlsx', workbookOf({ sheets: { A: bill }, sharedStrings: shared })),
    );
    expect(charges).toMatchObject([{ person: { employeeId: 'E1' } }]);
  });

  it('is read from the named sheet; an unknown name is refused with the existing names', async () => {
    const path = files.write(
      'two.xlsx',
      workbookOf({ sheets: { 说明: sheetData([['无']]), 明细: sheet(ROW) } }),
    );
    expect((await billIn(path, { sheet: '明细' })).charges).toHaveLength(1);
    expect(await refusalOf(path, { sheet: '名细' })).toEqual({
      code: 'no-such-sheet',
      sheet: '名细',
      sheets: ['说明', '明细'],
    });
  });

  it.each<[string, object, string, string]>([
    ['a formula, whatever it showed last', { xml: '><f>E2*2</f><v>980</v>' }, 'E 单位缴费金额', 'formula'],
    ['an error', { xml: ' t="e"><v>#REF!</v>' }, 'E 单位缴费金额', 'error-value'],
  ])('reports %s as a problem of its row, with line and column', async (_, cell, column, code) => {
    const bad = [...ROW.slice(0, 4), cell as { xml: string }, ...ROW.slice(5)];
    const path = files.write('bad-cell.xlsx', workbookOf({ sheets: { A: sheet(ROW, bad, ROW) } }));
    const { charges, problems } = await billIn(path);
    expect(charges).toHaveLength(2);
    expect(problems).toEqual([{ line: 3, column, code }]);
  });

  it('reports an identity number that was saved as a number and lost its last digits', async () => {
    const path = files.write(
      'lost.xlsx',
      workbookOf({ sheets: { A: sheet(['', '', Number('110105199003070011'), 202610, 1, 1]) } }),
    );
    expect((await billIn(path)).problems).toMatchObject([{ code: 'digits-lost', column: 'C 证件号码' }]);
  });
});

describe('An unreliable workbook', () => {
  const merged = (cells: string) =>
    `${sheet(ROW)}<mergeCells count="1"><mergeCell ref="${cells}"/></mergeCells>`;
  const whole = workbookOf({ sheets: { A: sheet(ROW) } });
  const megabytes = (count: number) => ' '.repeat(count * 1024 * 1024);
  it.each<[string, Buffer, object]>([
    ['cut in the middle', whole.subarray(0, whole.length / 2), { code: 'cut-off' }],
    ['without its last byte', whole.subarray(0, -1), { code: 'cut-off' }],
    ['some other ZIP file', zipOf({ 'a.txt': 'a' }), { code: 'not-a-workbook' }],
    [
      'merged headers',
      workbookOf({ sheets: { A: merged('E1:F1') } }),
      { code: 'merged-header', cells: ['E1:F1'] },
    ],
    [
      'headers merged with a line above or below',
      workbookOf({ sheets: { A: merged('A1:A2') } }),
      { code: 'merged-header', cells: ['A1:A2'] },
    ],
    [
      'headers of two lines',
      workbookOf({
        sheets: {
          A: `${sheetData([
            ['工号', '月份', '金额', null],
            [null, null, '单位', '个人'],
          ])}<mergeCells><mergeCell ref="C1:D1"/></mergeCells>`,
        },
      }),
      { code: 'merged-header', cells: ['C1:D1'] },
    ],
    [
      'XML that ends too early',
      workbookOf({ sheets: { A: `${sheetData([HEADERS])}<row>` } }),
      { code: 'broken-workbook', part: 'xl/worksheets/sheet1.xml' },
    ],
    [
      'an invalid number',
      workbookOf({ sheets: { A: sheet([...ROW.slice(0, 4), { xml: '><v>9x</v>' }]) } }),
      { code: 'broken-workbook' },
    ],
    [
      'a missing text',
      workbookOf({ sheets: { A: sheet([{ xml: ' t="s"><v>7</v>' }]) } }),
      { code: 'broken-workbook' },
    ],
    [
      'bytes that were changed',
      workbookOf({ sheets: { A: { content: sheet(ROW), declaredCrc: 1 } } }),
      { code: 'broken-workbook' },
    ],
    [
      'a ZIP bomb that declares its size',
      workbookOf({ sheets: { A: sheet(ROW) + megabytes(40) } }),
      { code: 'bomb', megabytes: 41 },
    ],
    [
      'a ZIP bomb that declares a small size',
      workbookOf({ sheets: { A: { content: sheet(ROW) + megabytes(4), declaredSize: 2000 } } }),
      { code: 'bomb' },
    ],
    [
      'a ZIP bomb of shared texts',
      workbookOf({ sheets: { A: sheet(ROW) }, sharedStrings: megabytes(40) }),
      { code: 'bomb', part: 'xl/sharedStrings.xml' },
    ],
    [
      'one text without an end',
      workbookOf({
        sheets: { A: `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${megabytes(3)}</t>` },
      }),
      { code: 'too-much-text' },
    ],
    ['entities that multiply', workbookOf({ sheets: { A: sheet(['&lol9;']) } }), { code: 'broken-workbook' }],
  ])('is refused: %s', async (name, content, problem) => {
    expect(await refusalOf(files.write(`${name}.xlsx`, content))).toMatchObject(problem);
  });

  it('is refused: more shared texts than fit into memory', async () => {
    const texts = Array.from(
      { length: 40 },
      (_, i) => `<si><t>${Buffer.alloc(700_000, `${i} text `).toString()}</t></si>`,
    );
    const random = seededNumbers();
    const noise = Array.from({ length: 90_000 }, () => `<si><t>${random()} ${random()}</t></si>`);
    const content = workbookOf({
      sheets: { A: sheet(ROW) },
      sharedStrings: [...texts, ...noise, ...noise].join(''),
    });
    expect(await refusalOf(files.write('texts.xlsx', content))).toEqual({
      code: 'too-much-text',
      megabytes: 32,
    });
  });
});
