import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { billIn, csvBill, HEADERS, refusalOf } from '../../support/bill-files.ts';
import { filesForFile } from '../../support/file-fixtures.ts';

const files = filesForFile();

const BILL = csvBill(['E1,张三,,202610,"1,234.50",203.00,10150,2026-10-15', 'E2,欧阳𠮷,,202610,980,203,,']);

/** The charges in each file below, with amounts in fen. */
const CHARGES = [
  {
    person: { employeeId: 'E1' },
    month: '2026-10',
    unitAmount: 123450,
    personalAmount: 20300,
    base: 1015000,
  },
  { person: { employeeId: 'E2' }, month: '2026-10', unitAmount: 98000, personalAmount: 20300 },
];

describe('A bill as CSV', () => {
  it.each<[string, string | Buffer]>([
    ['UTF-8', BILL],
    ['UTF-8 with its mark', `\uFEFF${BILL}`],
    ['GB18030', iconv.encode(BILL, 'gb18030')],
    ['GBK, as Excel in China saves it', iconv.encode(BILL.replace('𠮷', '吉'), 'gbk')],
    ['semicolons', BILL.replaceAll(',', ';').replace('1;234', '1,234')],
    ['tabs', BILL.replaceAll(',', '\t').replace('1\t234', '1,234')],
    ['line feeds only', BILL.replaceAll('\r\n', '\n')],
    ['a title, an empty line and a sum', `北京示例公司缴费明细\r\n\r\n${BILL}合计,,,,2214.5,406,,\r\n`],
  ])('is read from %s', async (name, content) => {
    const { charges, problems } = await billIn(files.write(`${name}.csv`, content));
    expect(problems).toEqual([]);
    expect(charges).toMatchObject(CHARGES);
    expect(charges[0]).toMatchObject({ chargedOn: '2026-10-15' });
  });

  it('is read without the marks that keep a spreadsheet from turning ids into numbers', async () => {
    const rows = ['="0012",a,,202610,1,1,,', "'0013,b,,202610,1,1,,", '\t0014,c,,202610,1,1,,'];
    const { charges } = await billIn(files.write('ids.csv', csvBill(rows)));
    expect(charges.map(({ person }) => person.employeeId)).toEqual(['0012', '0013', '0014']);
  });

  it('is numbered by lines as in an editor, also after a value of several lines', async () => {
    const rows = ['E1,"张\r\n三",,202610,1,1,,', 'E2,b,,not a month,1,1,,', '', 'E3,"c\nc",,202613,1,1,,'];
    const { charges, problems } = await billIn(files.write('lines.csv', csvBill(rows)));
    expect(charges.map(({ line }) => line)).toEqual([2]);
    expect(problems.map(({ line }) => line)).toEqual([4, 6]);
  });
});

describe('An unreliable CSV file', () => {
  const cutInCharacter = Buffer.from(BILL).subarray(0, Buffer.from(BILL).indexOf('张三') + 4);
  it.each<[string, string | Buffer, object]>([
    ['empty', '', { code: 'empty' }],
    ['another encoding', Buffer.from([0x41, 0x0a, 0xff, 0xff, 0x0a]), { code: 'wrong-encoding', line: 2 }],
    ['UTF-16', Buffer.from(`\uFEFF${BILL}`, 'utf16le'), { code: 'utf-16' }],
    ['Big5, whose bytes happen to fit', iconv.encode(BILL, 'big5'), { code: 'no-header' }],
    ['cut within a character', cutInCharacter, { code: 'cut-off', line: 2 }],
    ['cut within a line', BILL.slice(0, BILL.lastIndexOf('980') + 2), { code: 'cut-off', line: 3 }],
    ['cut within quotation marks', BILL.slice(0, BILL.indexOf('"1,2') + 4), { code: 'quote-open', line: 2 }],
    ['a mark never closed', `${BILL}"${'x'.repeat(200_000)}`, { code: 'line-too-long', line: 4 }],
    ['a web page', '<html><table><tr><td>工号</td></tr></table></html>', { code: 'web-page' }],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), { code: 'old-or-locked-excel' }],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), { code: 'not-text' }],
    ['no headers', 'E1,张三,202610,1,1\r\n', { code: 'no-header', lines: 30 }],
    [
      'one header twice',
      csvBill([], [...HEADERS, '单位缴费金额']),
      { code: 'header-twice', columns: ['E', 'I'] },
    ],
  ])('is refused: %s', async (name, content, problem) => {
    expect(await refusalOf(files.write(`${name}.csv`, content))).toMatchObject(problem);
  });

  it('is refused: missing', async () => {
    expect(await refusalOf(`${files.directory}/none.csv`)).toEqual({ code: 'not-readable', cause: 'ENOENT' });
  });

  it('is not refused, but reported, if only the last line break is missing', async () => {
    const { parts, charges } = await billIn(files.write('open.csv', BILL.trimEnd()));
    expect(charges).toHaveLength(2);
    expect(parts.at(-1)).toEqual({ is: 'last-line-open', line: 3 });
  });
});
