import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BillColumns } from '../../../domain/units/unit.ts';
import { billIn, refusalOf, seal } from '../../support/bill-files.ts';
import { filesForFile } from '../../support/file-fixtures.ts';
import { tries } from '../../support/seeded.ts';
import { tableFiles, type Written } from '../../support/table-files.ts';
import { sheetData, workbookOf } from '../../support/workbook-of.ts';

const files = filesForFile();
const tables = tableFiles(files);

const [ZHOU, WU] = ['110105199003070017', '110105199003070033'];

/** The parts of a read bill that these tests compare. */
async function sumsOf(path: string, columns?: BillColumns) {
  const { charges, offsets, problems, understood } = await billIn(path, columns);
  return {
    charges: charges.map(({ month, unitAmount, personalAmount }) => [month, unitAmount, personalAmount]),
    offsets: offsets.map(({ month, unitAmount, personalAmount }) => [month, unitAmount, personalAmount]),
    problems: problems.map(({ line, code }) => [line, code]),
    leftOut: understood.leftOut,
  };
}

const PLAIN = ['姓名', '证件号码', '费款所属期', '缴费基数', '单位缴费金额', '个人缴费金额'];
const row = (...more: readonly Written[]) => ['周一', ZHOU, '202610', 9000, 855, 180, ...more];
const pension = (...more: readonly Written[]) => ['周一', ZHOU, '202610', 9000, 1440, 720, ...more];
const ONE = [['2026-10', 85500, 18000]];

describe('billIn: rows of several insurances', () => {
  it.each([
    '险种',
    '险种类型',
    '险种类别',
    '参保险种',
    '参保费种',
    '费种',
    '征收品目',
    '征收品目名称',
    '征收项目',
    '征收项目名称',
    '险种代码名称',
  ])('takes only rows of medical insurance, by the column %s', async (header) => {
    const rows = [
      [...PLAIN, header],
      row('职工基本医疗保险'),
      pension('企业职工基本养老保险'),
      row('职工大额医疗费用补助'),
    ];
    for (const path of [tables.csv(rows), tables.xlsx({ A: rows })])
      expect(await sumsOf(path)).toMatchObject({
        charges: ONE,
        problems: [],
        leftOut: { 'other-insurance': 2 },
      });
  });

  it.each([
    ['310', '110'],
    ['310-职工基本医疗保险', '390-城乡居民基本医疗保险'],
    ['基本医疗保险费(含生育保险)', '生育保险'],
    ['职工医保', '失业保险费'],
    ['310', '320'],
    ['310', '330'],
    ['310', '340'],
    ['310', '392'],
    ['310', '510'],
    ['310', '410'],
    ['310', '210'],
    ['310', '120'],
  ])('takes a row of insurance "%s" and leaves out one of "%s"', async (medical, other) => {
    const rows = [[...PLAIN, '险种'], row(medical), pension(other)];
    const { understood, charges } = await billIn(tables.csv(rows));
    expect(charges).toHaveLength(1);
    expect(understood).toMatchObject({ insurance: 'column', otherInsurances: [other] });
  });

  it('takes a row only if both of two insurance columns name medical insurance', async () => {
    const rows = [
      [...PLAIN, '征收项目', '征收品目'],
      row('基本医疗保险费', '职工基本医疗保险'),
      row('基本医疗保险费', '职工大额医疗互助'),
    ];
    expect(await sumsOf(tables.csv(rows))).toMatchObject({ charges: ONE, leftOut: { 'other-insurance': 1 } });
  });

  it.each<[string, readonly (readonly Written[])[], Record<string, unknown>]>([
    [
      'every row of another insurance',
      [[...PLAIN, '险种'], pension('企业职工基本养老保险')],
      { code: 'not-medical', said: ['企业职工基本养老保险'] },
    ],
    [
      'a title of another insurance',
      [['2026年10月失业保险缴费明细'], PLAIN, pension()],
      { code: 'not-medical', said: ['2026年10月失业保险缴费明细'] },
    ],
    [
      "residents' insurance",
      [[...PLAIN, '险种'], row('城乡居民基本医疗保险')],
      { code: 'not-medical', said: ['城乡居民基本医疗保险'] },
    ],
    ['an unknown kind of insurance', [[...PLAIN, '险种'], row('甲')], { code: 'not-medical', said: ['甲'] }],
    [
      'an unknown kind beside medical insurance',
      [[...PLAIN, '险种'], row('职工医保'), row('甲')],
      { code: 'several-kinds', header: '险种', kinds: ['甲'] },
    ],
    [
      'a code and a word that differ',
      [[...PLAIN, '险种'], row('310-企业职工基本养老保险')],
      { code: 'not-medical' },
    ],
    [
      'columns of other insurances only',
      [
        ['姓名', '证件号码', '费款所属期', '养老保险单位缴费', '养老保险个人缴费'],
        ['周一', ZHOU, '202610', 1440, 720],
      ],
      { code: 'not-medical', said: ['养老保险单位缴费', '养老保险个人缴费'] },
    ],
    [
      'sums beside columns of other insurances',
      [
        ['姓名', '证件号码', '费款所属期', '养老保险单位缴费', '单位缴费', '个人缴费'],
        ['周一', ZHOU, '202610', 1440, 2295, 900],
      ],
      { code: 'only-sums', headers: ['单位缴费', '个人缴费'] },
    ],
  ])('refuses %s', async (_, rows, problem) => {
    expect(await refusalOf(tables.csv(rows))).toMatchObject(problem);
  });

  it('takes the insurance from the title, or else from the sheet’s name, when no column has it', async () => {
    const titled = [['2026年10月职工基本医疗保险缴费明细'], PLAIN, row()];
    expect((await billIn(tables.csv(titled))).understood.insurance).toBe('title');
    expect((await billIn(tables.xlsx({ 医疗保险: [PLAIN, row()] }))).understood.insurance).toBe('sheet');
    expect((await billIn(tables.csv([PLAIN, row()]))).understood.insurance).toBe('nowhere');
  });

  it('takes the medical columns, not the total columns beside them', async () => {
    const headers = [
      '养老单位缴费',
      '养老个人缴费',
      '医疗单位缴费',
      '医疗个人缴费',
      '单位缴费',
      '个人缴费',
      '应缴合计',
    ];
    const rows = [
      ['姓名', '证件号码', '费款所属期', ...headers],
      ['周一', ZHOU, '202610', 1440, 720, 855, 180, 2295, 900, 3195],
    ];
    const { charges, understood } = await billIn(tables.csv(rows));
    expect(charges).toMatchObject([{ unitAmount: 85500, personalAmount: 18000 }]);
    expect(understood.insurance).toBe('headers');
    expect(understood.sheets[0]?.columns).toContainEqual({
      field: 'unitAmount',
      column: 'F',
      header: '医疗单位缴费',
    });
  });
});

describe('billIn: headers in two rows', () => {
  const UPPER = [
    ...['序号', '姓名', '证件号码', '费款所属期起', '费款所属期止', '应缴金额合计'],
    ...['养老保险(单位缴纳)', null, '养老保险(个人缴纳)', null],
    ...['基本医疗保险(含生育)(单位缴纳)', null, '基本医疗保险(含生育)(个人缴纳)', null],
  ];
  const LOWER = [null, null, null, null, null, null, ...Array(4).fill(['缴费基数', '应缴金额']).flat()];
  const DATA = [1, '周一', ZHOU, '2026-10', '2026-10', 3195, 9000, 1440, 9000, 720, 9000, 855, 9001, 180];
  const TOTAL = ['合计', null, null, null, null, 3195, null, 1440, null, 720, null, 855, null, 180];
  const TITLE = ['社会保险费申报明细表'];

  it.each<[string, readonly (readonly Written[])[], readonly number[]]>([
    ['one below the other', [TITLE, UPPER, LOWER, DATA, TOTAL], [2, 3]],
    ['with a blank row between', [TITLE, UPPER, [null, null], LOWER, DATA, TOTAL], [2, 4]],
    ['without a title', [UPPER, LOWER, DATA, TOTAL], [1, 2]],
  ])('reads them %s', async (_, rows, headerLines) => {
    for (const path of [tables.csv(rows), tables.xlsx({ A: rows })]) {
      const { charges, problems, understood } = await billIn(path);
      expect(problems).toEqual([]);
      expect(charges).toMatchObject([
        { month: '2026-10', unitAmount: 85500, personalAmount: 18000, base: 900100 },
      ]);
      expect(understood).toMatchObject({
        leftOut: { total: 1 },
        insurance: 'headers',
        sheets: [{ headerLines }],
      });
    }
  });

  it('reads merged header cells if each column stays clear', async () => {
    const joined = ['B1:B2', 'G1:H1', 'I1:J1', 'K1:L1', 'M1:N1'].map((ref) => `<mergeCell ref="${ref}"/>`);
    const path = tables.xlsx({ A: [UPPER, LOWER, DATA] });
    expect((await billIn(path)).charges).toHaveLength(1);
    const sheet = `${sheetData([UPPER, LOWER, DATA])}<mergeCells>${joined.join('')}</mergeCells>`;
    const merged = files.write('merged-groups.xlsx', workbookOf({ sheets: { A: sheet } }));
    expect((await billIn(merged)).charges).toMatchObject([{ unitAmount: 85500 }]);
  });

  it('finds columns that the registry names by their group', async () => {
    const columns = {
      month: '费款所属期起',
      unitAmount: '基本医疗保险(含生育)(单位缴纳)',
      personalAmount: '基本医疗保险(含生育)(个人缴纳)',
    };
    expect(await sumsOf(tables.csv([UPPER, LOWER, DATA]), columns)).toMatchObject({ charges: ONE });
  });

  it('reads groups that are the shares of unit and employee, too', async () => {
    const rows = [
      ['姓名', '证件号码', '费款所属期', '职工基本医疗保险', null, null],
      [null, null, null, '缴费基数', '单位', '个人'],
      ['周一', ZHOU, '202610', 9000, 855, 180],
    ];
    expect(await sumsOf(tables.csv(rows))).toMatchObject({ charges: ONE, problems: [] });
    const lower = [
      [null, null, null, '医疗保险', null],
      ['姓名', '证件号码', '费款所属期', '单位缴纳', '个人缴纳'],
      ['周一', ZHOU, '202610', 855, 180],
    ];
    expect(await sumsOf(tables.csv(lower))).toMatchObject({ charges: ONE, problems: [] });
  });

  it('does not take a row of a person for a second header row', async () => {
    const { charges, problems } = await billIn(
      tables.csv([PLAIN, ['周一', ZHOU, '月', null, '单位', null], row()]),
    );
    expect([charges.length, problems[0]?.line]).toEqual([1, 2]);
  });
});

describe('billIn: one amount column, with a row for each share', () => {
  const LONG = [
    '序号',
    '姓名',
    '证件号码',
    '参保费种',
    '征收品目',
    '费款所属日期起',
    '费款所属日期止',
    '缴费基数',
    '本期应缴费额',
  ];
  const half = (name: string, number: string, side: string, amount: number, kind = '基本医疗保险费') => {
    const item = kind === '基本医疗保险费' ? '职工基本医疗保险' : kind;
    return [1, name, number, kind, `${item}(${side}缴纳)`, '2026-10-01', '2026-10-31', 9000, amount];
  };

  it('joins the two rows of a charge, wherever they are in the file', async () => {
    const rows = [
      half('周一', ZHOU, '单位', 855),
      half('吴二', WU, '个人', 200),
      half('周一', ZHOU, '单位', 1440, '企业职工基本养老保险费'),
      half('周一', ZHOU, '个人', 180),
      half('吴二', WU, '单位', 950),
    ];
    for (const path of [tables.csv([LONG, ...rows]), tables.xlsx({ A: [LONG, ...rows] })]) {
      const { charges, problems, understood } = await billIn(path);
      expect(problems).toEqual([]);
      expect(charges).toMatchObject([
        { line: 2, unitAmount: 85500, personalAmount: 18000, base: 900000 },
        { line: 3, unitAmount: 95000, personalAmount: 20000 },
      ]);
      expect(understood).toMatchObject({ rows: 5, taken: 4, leftOut: { 'other-insurance': 1 } });
    }
  });

  it('tells the shares apart by a separate column, too', async () => {
    const rows = [
      ['姓名', '证件号码', '费款所属期', '缴费主体', '缴费金额'],
      ['周一', ZHOU, '202610', '单位', 855],
      ['周一', ZHOU, '202610', '个人', 180],
    ];
    expect(await sumsOf(tables.csv(rows))).toMatchObject({ charges: ONE, problems: [] });
  });

  it('reports a row whose other share is missing, and one that names no share', async () => {
    const rows = [LONG, half('周一', ZHOU, '单位', 855), half('吴二', WU, '', 200)];
    expect((await sumsOf(tables.csv(rows))).problems).toEqual([
      [3, 'whose-share'],
      [2, 'half-missing'],
    ]);
  });

  it('pairs the rows of any people in any order, each amount once', async () => {
    const people = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 99 })), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(people, fc.integer(), async (some, seed) => {
        const halves = some.flatMap(([who, amount]) => {
          const number = `11010519900307${String(who).padStart(4, '0')}`;
          return [half('某', number, '单位', amount * 100), half('某', number, '个人', amount)];
        });
        const mixed = halves
          .map((it, i) => ({ it, at: Math.imul(i + 1, seed | 1) }))
          .sort((a, b) => a.at - b.at);
        const { charges, problems } = await billIn(tables.csv([LONG, ...mixed.map(({ it }) => it)]));
        const sum = (of: 'unitAmount' | 'personalAmount') => charges.reduce((total, it) => total + it[of], 0);
        const all = some.reduce((total, [, amount]) => total + amount, 0);
        expect([charges.length, problems.length]).toEqual([some.length, 0]);
        expect([sum('unitAmount'), sum('personalAmount')]).toEqual([all * 10_000, all * 100]);
      }),
      { numRuns: tries(25) },
    );
  });

  it('refuses a mapping that names one column for two amounts', async () => {
    const columns = { unitAmount: '本期应缴费额', personalAmount: '本期应缴费额' };
    expect(await refusalOf(tables.csv([LONG, half('周一', ZHOU, '单位', 855)]), columns)).toEqual({
      code: 'column-twice',
      header: '本期应缴费额',
      settings: ['unitAmount', 'personalAmount'],
    });
    expect(await refusalOf(tables.csv([PLAIN, row()]), { unitAmount: '个人缴费金额' })).toMatchObject({
      code: 'column-twice',
      settings: ['unitAmount', 'personalAmount'],
    });
  });
});

describe('billIn: the month of a bill', () => {
  const withMonth = (header: string, value: Written) =>
    tables.csv([
      PLAIN.map((it) => (it === '费款所属期' ? header : it)),
      ['周一', ZHOU, value, 9000, 855, 180],
    ]);

  it.each(['缴费年月', '缴费月份', '入库日期'])(
    'refuses a bill with only the column %s until the unit states what it means',
    async (header) => {
      const path = withMonth(header, header === '入库日期' ? '2026-11-15' : '202611');
      expect(await refusalOf(path)).toEqual({ code: 'month-unclear', header });
      expect(await sumsOf(path, { monthIs: 'collected' })).toMatchObject({ charges: ONE });
      expect(await sumsOf(path, { monthIs: 'period' })).toMatchObject({
        charges: [['2026-11', 85500, 18000]],
      });
      expect(await refusalOf(path, { month: header })).toEqual({ code: 'month-unclear', header });
    },
  );

  it('reads 费款所属期 as the month of service, whatever the setting', async () => {
    expect(await sumsOf(withMonth('费款所属期', '202610'), { monthIs: 'collected' })).toMatchObject({
      charges: ONE,
    });
  });

  const NO_MONTH = ['姓名', '证件号码', '缴费基数', '单位缴费金额', '个人缴费金额'];
  const OF_ZHOU = ['周一', ZHOU, 9000, 855, 180];
  const titled = (...above: readonly (readonly Written[])[]) => tables.csv([...above, NO_MONTH, OF_ZHOU]);
  const named = (sheet: string) => tables.xlsx({ [sheet]: [NO_MONTH, OF_ZHOU], 说明: [['请勿修改']] });

  it.each<[string, readonly Written[]]>([
    ['2026年10月医疗保险缴费明细', ['2026年10月医疗保险缴费明细']],
    ['２０２６年 10 月份缴费明细', ['２０２６年 10 月份缴费明细']],
    ['费款所属期：2026-10', ['单位名称：示例公司', '费款所属期：2026-10']],
    ['费款所属期：2026/10', ['费款所属期：2026/10']],
    ['费款所属日期：202610', ['费款所属日期：202610']],
    ['医保缴费明细202610', ['医保缴费明细202610']],
    ['所属月份202610', ['所属月份', 202610]],
    ['费款所属期2026年10月', ['费款所属期', '2026年10月']],
    ['2026年10月-10月缴费明细', ['2026年10月-10月缴费明细']],
    ['2026年10月医保明细 打印日期：2026年11月3日', ['2026年10月医保明细 打印日期：2026年11月3日']],
    ['2026年10月医保明细', ['2026年10月医保明细', '打印月份', '2026年11月', '单位编号', '202605']],
  ])('comes from a line above the headers if there is no column: %s', async (text, above) => {
    const { charges, understood } = await billIn(titled(above));
    expect(charges.map(({ month }) => month)).toEqual(['2026-10']);
    expect(understood.month).toEqual({ month: '2026-10', by: 'title', text: text.normalize('NFKC') });
  });

  it.each(['2026年10月', '2026-10', '2026.10', '202610', '医保2026年10月'])(
    'comes from the sheet’s name if there is no column: %s',
    async (sheet) => {
      const { charges, understood } = await billIn(named(sheet));
      expect(charges.map(({ month }) => month)).toEqual(['2026-10']);
      expect(understood.month).toEqual({ month: '2026-10', by: 'sheet', text: sheet });
    },
  );

  it.each<[string, readonly Written[]]>([
    ['a day of issue', ['打印日期：2026年11月3日']],
    ['a day beside its label', ['制表日期', '2026-11-03']],
    ['a day without a label', ['2026年11月3日']],
    ['a day as digits', ['20261103']],
    ['a month of issue', ['查询时间：2026年11月']],
    ['a month of issue beside its label', ['打印日期：', '2026-11']],
    ['the number of the unit', ['单位编号：202610']],
    ['the number of the unit beside its label', ['单位编号', 202610]],
    ['a month without a year', ['10月医疗保险缴费明细']],
    ['a year', ['2026年医疗保险缴费明细']],
    ['an invalid month', ['2026年13月缴费明细', '202613', '2026-00']],
    ['a month of another century', ['190610']],
    ['a period in which only one month has its year', ['2026年9-10月缴费明细']],
  ])('is missing if the lines above the headers have only %s', async (_, above) => {
    expect(await refusalOf(titled(above))).toMatchObject({ code: 'no-header', missing: ['费款所属期'] });
  });

  it.each<[string, () => string, readonly string[]]>([
    ['two titles', () => titled(['2026年10月缴费明细'], ['费款所属期：2026-09']), ['2026-10', '2026-09']],
    ['a period', () => titled(['2026年9月-10月缴费明细']), ['2026-09', '2026-10']],
    ['a period of digits', () => titled(['费款所属期：202609-202610']), ['2026-09', '2026-10']],
    [
      'title and sheet',
      () => tables.xlsx({ '2026年9月': [['2026年10月缴费明细'], NO_MONTH, OF_ZHOU] }),
      ['2026-10', '2026-09'],
    ],
  ])('is refused if there is no column and the months of %s differ', async (_, path, months) => {
    expect(await refusalOf(path())).toMatchObject({ code: 'months-disagree', months });
  });

  it('comes from its column, even if the title and the sheet name other months', async () => {
    const path = tables.xlsx({ '2026年8月': [['2026年9月缴费明细'], PLAIN, row()] });
    const { charges, understood } = await billIn(path);
    expect(charges.map(({ month }) => month)).toEqual(['2026-10']);
    expect(understood.month).toBeUndefined();
    const path2 = tables.csv([['2026年9月缴费明细'], PLAIN, row('x'), ['周一', ZHOU, null, 9000, 855, 180]]);
    expect((await sumsOf(path2)).problems).toContainEqual([4, 'empty']);
  });

  it('does not come from the title if a named column is missing or a column has the month of payment', async () => {
    const path = titled(['2026年10月缴费明细']);
    expect(await refusalOf(path, { month: '月度' })).toMatchObject({ code: 'no-header', missing: ['月度'] });
    const paid = tables.csv([['2026年10月缴费明细'], [...NO_MONTH, '缴费年月'], [...OF_ZHOU, '202611']]);
    expect(await refusalOf(paid)).toEqual({ code: 'month-unclear', header: '缴费年月' });
  });

  it('is the month before the title’s for bills by month of payment, unless the title says 所属', async () => {
    const { charges, understood } = await billIn(titled(['2026年11月缴费明细']), { monthIs: 'collected' });
    expect(charges.map(({ month }) => month)).toEqual(['2026-10']);
    expect(understood.month).toMatchObject({ month: '2026-10', isMonthBefore: true });
    const said = await billIn(titled(['费款所属期', '2026年10月']), { monthIs: 'collected' });
    expect(said.charges.map(({ month }) => month)).toEqual(['2026-10']);
  });

  it('is reported as a problem if the period has several months', async () => {
    const rows = [
      ['姓名', '证件号码', '费款所属期起', '费款所属期止', '单位缴费', '个人缴费'],
      ['周一', ZHOU, '202609', '202610', 855, 180],
    ];
    expect(await sumsOf(tables.csv(rows))).toMatchObject({ problems: [[2, 'several-months']] });
  });

  it('is refused as a decimal number, which may be January or October', async () => {
    const cells = [2026.1, { xml: ' s="1"><v>2026.1</v>' }, 2026.11];
    const path = tables.xlsx(
      { A: [PLAIN, ...cells.map((cell) => ['周一', ZHOU, cell, 9000, 855, 180])] },
      { formats: ['0.00'] },
    );
    const { problems } = await billIn(path);
    expect(problems).toEqual(
      [2, 3, 4].map((line) => ({ line, column: 'C 费款所属期', code: 'decimal-month' })),
    );
  });

  it('is read from a date cell that is shown as a month', async () => {
    const path = tables.xlsx(
      { A: [PLAIN, ['周一', ZHOU, { xml: ' s="1"><v>46296</v>' }, 9000, 855, 180]] },
      { formats: ['yyyy"年"m"月"'] },
    );
    expect(await sumsOf(path)).toMatchObject({ charges: ONE });
  });
});

describe('billIn: rows', () => {
  it('reads negative rows as offsets with positive amounts', async () => {
    const back = ['周一', ZHOU, '202609', -9000, -855, '(180.00)'];
    const halfBack = ['周一', ZHOU, '202609', 9000, -855, 180];
    expect(await sumsOf(tables.csv([PLAIN, row(), back, halfBack]))).toEqual({
      charges: ONE,
      offsets: [['2026-09', 85500, 18000]],
      problems: [[4, 'mixed-signs']],
      leftOut: {},
    });
  });

  it('skips blank rows, totals, notes and repeated headers', async () => {
    const blank = Array.from({ length: 200 }, () => PLAIN.map(() => null));
    const rows = [
      PLAIN,
      row(),
      ['本页合计', null, null, null, 855, 180],
      PLAIN,
      ['吴二', WU, '202610', 9000, 855, 180],
      ...blank,
      ['小 计', null, null, null, 855, 180],
      [null, null, '合计：', null, 1710, 360],
      ['人数：2'],
      ['制表人：郑三', null, null, '审核人：王四'],
      ['打印日期：2026-11-03'],
    ];
    for (const path of [tables.csv(rows), tables.xlsx({ A: rows })]) {
      const { charges, problems, understood } = await billIn(path);
      expect([charges.length, problems]).toEqual([2, []]);
      expect(understood).toMatchObject({
        leftOut: { total: 3, note: 3, 'headers-again': 1 },
        issuedOn: '2026-11-03',
        inQuestion: 0,
      });
    }
  });

  it('reports rows that name no person', async () => {
    const { parts, problems } = await billIn(
      tables.csv([PLAIN, [null, null, '202610', 9000, 855, 180], row()]),
    );
    expect(problems).toEqual([{ line: 2, code: 'no-person' }]);
    expect(parts).toContainEqual(
      expect.objectContaining({
        line: 2,
        read: { is: 'bad', problems: [{ line: 2, code: 'no-person' }], person: {}, month: '2026-10' },
      }),
    );
  });

  it('reads different spellings of one name as the same name', async () => {
    const names = ['阿不都‧艾力', '阿不都・艾力', '阿不都·艾力', '阿\u200b不都·艾力'];
    const { charges } = await billIn(tables.csv([PLAIN, ...names.map((name) => [name, ...row().slice(1)])]));
    expect(new Set(charges.map(({ person }) => person.name))).toEqual(new Set(['阿不都·艾力']));
    const { charges: rare } = await billIn(tables.csv([PLAIN, ['王\uE863', ...row().slice(1)]]));
    expect(rare[0]?.person.name).toBe('王䶮');
  });

  it('reads numbers without invisible characters around them', async () => {
    const wrapped = [`\u202d${ZHOU}\u202c`, `${ZHOU}\ufe0f`, `\ufeff${ZHOU}`, ` ${ZHOU}　`];
    const path = tables.csv([PLAIN, ...wrapped.map((number) => ['周一', number, ...row().slice(2)])]);
    const hashes = (await billIn(path)).charges.map(({ person }) => person.identity?.hash);
    expect(new Set(hashes)).toEqual(new Set([seal({ type: 'resident-id', number: ZHOU }).hash]));
  });
});

describe('billIn: the day of issue', () => {
  it.each<[readonly Written[], string]>([
    [['打印日期：2026-11-03'], '2026-11-03'],
    [['单位：某某公司', null, '制表日期:2026年11月3日'], '2026-11-03'],
    [['出单日期', '2026/11/3'], '2026-11-03'],
    [['截止日期：2026-10-31', null, '打印时间：2026-11-03 10:22:05'], '2026-11-03'],
    [['截至2026-10-31'], '2026-10-31'],
  ])('is read from above the headers: %j', async (title, day) => {
    expect((await billIn(tables.csv([title, PLAIN, row()]))).understood.issuedOn).toBe(day);
  });

  it('is absent on most bills', async () => {
    expect((await billIn(tables.csv([PLAIN, row()]))).understood.issuedOn).toBeUndefined();
  });
});

describe('billIn: sheets and columns', () => {
  const OLD = [PLAIN, ['周一', ZHOU, '202609', 9000, 855, 180]];
  it('reads the first visible sheet with the headers, and names the others', async () => {
    const sheets = {
      上月: OLD,
      填写说明: [['1. 请勿修改']],
      养老保险: [PLAIN, pension()],
      十月: [PLAIN, row()],
      备份: OLD,
    };
    const path = tables.xlsx(sheets, { hidden: ['上月'] });
    const { charges, understood } = await billIn(path);
    expect(charges.map(({ month }) => month)).toEqual(['2026-10']);
    expect(understood.sheets.map(({ name }) => name)).toEqual(['十月']);
    expect(understood.passedOver).toEqual([
      { name: '上月', why: 'hidden' },
      { name: '填写说明', why: 'no-headers' },
      { name: '养老保险', why: 'other-insurance' },
      { name: '备份', why: 'another-is-read' },
    ]);
    expect((await billIn(path, { sheet: '上月' })).charges.map(({ month }) => month)).toEqual(['2026-09']);
  });

  it('refuses a workbook whose sheets are all hidden', async () => {
    const path = tables.xlsx({ A: [PLAIN, row()], B: OLD }, { hidden: ['A', 'B'] });
    expect(await refusalOf(path)).toEqual({ code: 'no-visible-sheet' });
  });

  it('reads and counts hidden rows; of two columns with one header it takes the visible one', async () => {
    const data = sheetData([[...PLAIN, '单位缴费金额'], row(1), ['吴二', WU, '202610', 9000, 950, 200, 1]]);
    const sheet = `<cols><col min="7" max="7" hidden="1"/></cols>${data.replace('<row r="3">', '<row r="3" hidden="1">')}`;
    const { charges, understood } = await billIn(
      files.write('hidden.xlsx', workbookOf({ sheets: { A: sheet } })),
    );
    expect(charges.map(({ unitAmount }) => unitAmount)).toEqual([85500, 95000]);
    expect(understood.hiddenRows).toBe(1);
  });

  it('ignores a tab after each value of a CSV file', async () => {
    const padded = (cells: readonly Written[]) => `${cells.map((cell) => `${cell ?? ''}\t`).join(',')}\r\n`;
    const path = files.write(
      'padded.csv',
      [PLAIN, row(), ['吴二', WU, '202610', 9000, 855, null]].map(padded).join(''),
    );
    expect(await sumsOf(path)).toMatchObject({ charges: ONE, problems: [[3, 'empty']] });
    const tabs = files.write(
      'tabs.csv',
      [PLAIN, row(), row(null)].map((cells) => `${cells.join('\t')}\r\n`).join(''),
    );
    expect((await billIn(tabs)).charges).toHaveLength(2);
  });
});
