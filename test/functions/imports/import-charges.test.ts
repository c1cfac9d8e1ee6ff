import { existsSync, readFileSync } from 'node:fs';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { effectiveFacts } from '../../../domain/employment/effective-facts.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { csvBill, HEADERS, seal } from '../../support/bill-files.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { aFact, aHire } from '../../support/some-facts.ts';
import { sheetData, workbookOf } from '../../support/workbook-of.ts';

const NUMBER = '110105199003070017';
const STRANGER = '110105199003070033';

const TODAY = '2026-12-01';

const db = await dynamodbForFile();
const files = filesForFile();
let stage: BillStage;

beforeEach(async () => {
  stage = await billStage(db);
  await stage.register(TODAY);
  const identity = seal({ type: 'resident-id', number: NUMBER });
  await stage.take(
    aHire({ employeeId: 'E1', hiredOn: '2026-01-05' }),
    aHire({ employeeId: 'E2', hiredOn: '2026-01-05', identity }),
  );
});

const charges = (path: string, ...more: readonly string[]) => [
  'import',
  'charges',
  path,
  '--unit',
  'U1',
  ...more,
];

const BILL = csvBill([
  'E1,张三,,202609,980,203,10000,2026-09-15',
  'E1,张三,,202610,980,203,10000,2026-10-15',
  `,张三,${NUMBER},202610,"1,234.50",255.00,,`,
  `,陌生人,${STRANGER},202610,500,100,,`,
  'E1,张三,,202610,abc,203,,',
  '合计,,,,4700,700,,',
]);

describe('canbao import charges', () => {
  it('without --apply shows the content, the problems and the new facts, and stores nothing', async () => {
    const told = await stage.json(...charges(files.write('dry.csv', BILL)));
    expect(told).toMatchObject({
      applied: false,
      charges: 4,
      badRows: 1,
      totalRows: 1,
      months: [
        { month: '2026-09', charges: 1, unitAmount: '980.00', personalAmount: '203.00' },
        { month: '2026-10', charges: 3, unitAmount: '2714.50', personalAmount: '558.00' },
      ],
      people: 2,
      newFacts: 3,
      knownFacts: 0,
      unknownPeople: 1,
      unknownCharges: 1,
      rejectedRows: 2,
      problems: [
        { line: 5, code: 'unknown-person' },
        { line: 6, column: 'E 单位缴费金额', code: 'not-an-amount' },
      ],
    });
    expect(await stage.factIds('E1')).toHaveLength(1);
    expect((await stage.store.unknownCharges.list('U1')).items).toEqual([]);
  });

  it('stores each charge once, however often the file comes, and finds people by identity number', async () => {
    const path = files.write('apply.csv', BILL);
    expect(await stage.partly(...charges(path, '--apply'))).toMatchObject({
      applied: true,
      newFacts: 3,
      knownFacts: 0,
    });
    const after = [await stage.factIds('E1'), await stage.factIds('E2')];
    expect(after.map((ids) => ids.length)).toEqual([3, 2]);
    expect(await stage.partly(...charges(path, '--apply'))).toMatchObject({ newFacts: 0, knownFacts: 3 });
    expect([await stage.factIds('E1'), await stage.factIds('E2')]).toEqual(after);
    const { facts, spells } = await stage.store.employees.load('E2');
    expect(facts.find(({ kind }) => kind === 'contribution.charged')).toMatchObject({
      statedAt: '2026-09-30T16:00:00.000Z',
      by: { who: 'operator:test', verified: false },
      data: { employeeId: 'E2', unitId: 'U1', month: '2026-10', unitAmount: 123450, personalAmount: 25500 },
    });
    expect(spells[0]?.charges).toMatchObject([{ month: '2026-10' }]);
  });

  it('imports overlapping files as one bill', async () => {
    const lines = BILL.split('\r\n');
    const parts = [lines.slice(0, 3), [lines[0], ...lines.slice(2, 5)], lines].map((part) =>
      [...part, ''].join('\r\n'),
    );
    const took = [];
    for (const [i, part] of parts.entries())
      took.push((await stage.run(...charges(files.write(`p${i}.csv`, part), '--add', '--apply'))).code);
    // Only the first part has no rows with problems.
    expect(took).toEqual([0, 1, 1]);
    const inEffect = async (id: string) =>
      effectiveFacts((await stage.store.employees.load(id)).facts).length;
    expect([await inEffect('E1'), await inEffect('E2')]).toEqual([3, 2]);
    expect((await stage.store.unknownCharges.list('U1')).items).toHaveLength(1);
  });

  it('writes all rows of one employee in one commit, wherever they are in the file', async () => {
    const rows = Array.from({ length: 24 }, (_, i) => {
      const ofMonth = `${2024 + Math.floor(i / 12)}${String((i % 12) + 1).padStart(2, '0')}`;
      return [`E1,张三,,${ofMonth},980,203,,`, `,,${NUMBER},${ofMonth},980,203,,`];
    });
    const before = (await stage.store.employees.load('E1')).version;
    await stage.json(...charges(files.write('years.csv', csvBill(rows.flat())), '--apply'));
    const { version, facts } = await stage.store.employees.load('E1');
    expect({ version, facts: facts.length }).toEqual({ version: before + 1, facts: 25 });
  });

  it('imports more rows of one employee than one transaction holds', async () => {
    const rows = Array.from(
      { length: 130 },
      (_, i) => `E1,张三,,202610,980,203,,2026-10-${String((i % 28) + 1).padStart(2, '0')}`,
    );
    const told = await stage.json(...charges(files.write('many.csv', csvBill(rows)), '--apply'));
    expect(told).toMatchObject({ newFacts: 130 });
    expect(await stage.factIds('E1')).toHaveLength(131);
  });

  it('masks every document number in the file of rejects, however it is written', async () => {
    const path = files.write(
      'written.csv',
      csvBill([
        ',110101-19900307-0011,１１０１０１１９９００３０７００１１,13,500,100,,',
        'BJ-000123,护照 E12345678,C01X00T47,13,500,100,,',
      ]),
    );
    await stage.run(...charges(path));
    const rejects = readFileSync(`${path}.rejects.csv`, 'utf8');
    expect(rejects).toContain('2,,****************11,****************11,13,');
    expect(rejects).toContain('3,BJ-000123,护照 *******78,*********,13,');
  });

  it('writes rejects to a file beside the bill: line, row with masked numbers, reason', async () => {
    const path = files.write(
      'rejects.csv',
      csvBill([`,=1+1,${STRANGER},202610,500,100,,`, 'E1,张三,,13,980,203,,']),
    );
    const { code, out } = await stage.run(...charges(path, '--apply'));
    expect(code).toBe(1);
    expect(out).toContain('有 2 行没有记入：');
    const rejects = readFileSync(`${path}.rejects.csv`, 'utf8');
    expect(rejects).toBe(
      '\uFEFF行号,工号,姓名,证件号码,费款所属期,单位缴费金额,个人缴费金额,缴费基数,扣款日期,原因\r\n' +
        '2,,=…,****************33,202610,500,100,,,B 姓名 列是公式；请粘贴为数值后再导入\r\n'.replace(
          '=…',
          "'=…",
        ) +
        '3,E1,张三,,13,980,203,,,D 费款所属期 列不是月份；例如 202610 或 2026-10\r\n',
    );
    expect(out + rejects).not.toContain(STRANGER);
    await stage.json(
      ...charges(files.write('rejects.csv', csvBill(['E1,张三,,202610,980,203,,'])), '--apply'),
    );
    expect(existsSync(`${path}.rejects.csv`)).toBe(false);
  });

  it('leaves a row unmatched if the person is in doubt', async () => {
    await stage.take(
      aHire({
        employeeId: 'E3',
        unitId: 'U1',
        hiredOn: '2026-01-05',
        identity: seal({ type: 'resident-id', number: NUMBER }),
      }),
    );
    const rows = [
      `E1,张三,${NUMBER},202610,980,203,,`,
      'E1,李四,,202610,980,203,,',
      ',张三,,202610,980,203,,',
      `,张三,${NUMBER},202610,980,203,,`,
    ];
    const told = await stage.partly<{ problems: { line: number; code: string }[] }>(
      ...charges(files.write('doubt.csv', csvBill(rows)), '--apply'),
    );
    expect(told.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'two-people'],
      [3, 'other-name'],
      [4, 'no-person'],
      [5, 'several-ids'],
    ]);
    expect(told).toMatchObject({ newFacts: 0, doubtfulRows: 3 });
  });

  it('accepts an earlier name under the right employee id', async () => {
    await stage.take(
      aFact('employee.updated', {
        employeeId: 'E1',
        effectiveOn: plainDate('2026-04-01'),
        changes: { name: '李四' },
      }),
      aFact('employee.updated', {
        employeeId: 'E1',
        effectiveOn: plainDate('2026-04-02'),
        changes: { name: '张三' },
      }),
    );
    const told = await stage.json<{ newFacts: number }>(
      ...charges(files.write('renamed.csv', csvBill(['E1,李四,,202605,980,203,,'])), '--apply'),
    );
    expect(told).toMatchObject({ newFacts: 1, doubtfulRows: 0 });
  });

  it('imports the charge of an unknown person once they are known and the bill comes again', async () => {
    const path = files.write('later.csv', BILL);
    await stage.partly(...charges(path, '--apply'));
    expect((await stage.store.unknownCharges.list('U1')).items).toMatchObject([
      { masked: '****************33', name: '陌生人' },
    ]);
    await stage.take(aHire({ employeeId: 'E9', identity: seal({ type: 'resident-id', number: STRANGER }) }));
    const reconciled = await stage.json<{ findings: { kind: string; because: { text: string }[] }[] }>(
      ...['reconcile', '--unit', 'U1', '--month', '2026-10'],
    );
    const unknown = reconciled.findings.find(({ kind }) => kind === 'unknown-person');
    expect(unknown?.because[0]?.text).toContain('E9');
    expect(await stage.partly(...charges(path, '--apply'))).toMatchObject({ newFacts: 1, unknownCharges: 0 });
    expect((await stage.store.unknownCharges.list('U1')).items).toEqual([]);
    const { facts } = await stage.store.employees.load('E9');
    expect(facts.map(({ kind }) => kind).sort()).toEqual([
      'contribution.charged',
      'employee.hired',
      'information.seen',
    ]);
  });

  it('stores no full identity number', async () => {
    await stage.partly(...charges(files.write('whole.csv', BILL), '--apply'));
    const { Items } = await db.client.send(new ScanCommand({ TableName: stage.table }));
    expect(JSON.stringify(Items)).not.toContain(NUMBER);
    expect(JSON.stringify(Items)).not.toContain(STRANGER);
  });

  it.each<[string, string, string]>([
    ['cut in the middle', BILL.slice(0, BILL.indexOf(NUMBER) + 5), '文件不完整，在第 4 行断开'],
    [
      'with two unknown kinds of insurance',
      csvBill(['E1,a,,202610,1,1,,,甲类', 'E1,a,,202610,1,1,,,乙类'], [...HEADERS, '险种']),
      '“险种”列有多种：甲类、乙类',
    ],
    ['without headers', 'a,b\r\n1,2\r\n', '没有找到表头；缺少列 费款所属期、单位缴费金额、个人缴费金额'],
  ])('refuses a file %s, stores nothing and writes no file of rejects', async (name, content, words) => {
    const path = files.write(`${name}.csv`, content);
    const { code, out, err } = await stage.run(...charges(path, '--apply'));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
    expect(await stage.factIds('E1')).toHaveLength(1);
    expect(existsSync(`${path}.rejects.csv`)).toBe(false);
  });

  it('reads the columns and the insurances that the unit’s registry names', async () => {
    const billColumns = {
      ...{ employeeId: '人员编号', month: '对应月份', unitAmount: '公司', personalAmount: '员工' },
      only: { column: '险种', values: ['职工基本医疗保险'] },
    };
    await stage.register(TODAY, { billColumns });
    const headers = ['人员编号', '对应月份', '公司', '员工', '险种'];
    const rows = ['E1,2026-10,980,203,职工基本医疗保险', 'E1,2026-10,80,0,生育保险'];
    const told = await stage.json(...charges(files.write('own.csv', csvBill(rows, headers)), '--apply'));
    expect(told).toMatchObject({ charges: 1, otherKinds: 1, newFacts: 1 });
  });

  it('continues an import that stopped when the store failed', async () => {
    let commits = 0;
    const failing = await billStage(db, undefined, ({ employees }) => ({
      employees: {
        ...employees,
        commit: async (commit) => {
          commits += 1;
          if (commits === 30) throw new Error('the store is gone');
          return employees.commit(commit);
        },
      },
    }));
    await failing.register(TODAY);
    const ids = Array.from({ length: 60 }, (_, i) => `P${i}`);
    await failing.take(...ids.map((employeeId) => aHire({ employeeId, hiredOn: '2026-01-05' })));
    const path = files.write('sixty.csv', csvBill(ids.map((id) => `${id},张三,,202610,980,203,,`)));
    const first = await failing.run(...charges(path, '--apply'));
    expect(first.code).toBe(1);
    const again = await failing.json<{ newFacts: number; knownFacts: number }>(...charges(path, '--apply'));
    expect(again.newFacts + again.knownFacts).toBe(60);
    expect(again.newFacts).toBeGreaterThan(0);
    expect(again.knownFacts).toBeGreaterThan(0);
    for (const id of ids) expect(await failing.factIds(id)).toHaveLength(2);
  });

  it('names the month found in the title, and refuses titles that disagree', async () => {
    const headers = ['姓名', '证件号码', '单位缴费金额', '个人缴费金额'];
    const lines = (title: string) => `${title},,,\r\n${csvBill(['甲,110105199003070017,980,203'], headers)}`;
    const path = files.write('titled.csv', lines('2026年10月医疗保险缴费明细'));
    const { out } = await stage.run(...charges(path));
    expect(out).toContain('费款所属期：2026-10，按标题“2026年10月医疗保险缴费明细”');
    const { out: english } = await stage.run('--language', 'en', ...charges(path));
    expect(english).toContain('Month: 2026-10, by the title "2026年10月医疗保险缴费明细"');
    const two = files.write('two-titles.csv', lines('2026年9月至2026年10月缴费明细'));
    const refused = await stage.run(...charges(two));
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('（2026-09、2026-10）') });
  });

  it('shows what it understood before anything is stored, in both languages and as JSON', async () => {
    const headers = ['姓名', '证件号码', '费款所属期', '单位缴费金额', '个人缴费金额', '险种'];
    const rows = [
      `甲,${NUMBER},202610,980,203,职工基本医疗保险`,
      `甲,${NUMBER},202610,1600,800,企业职工基本养老保险`,
      `甲,${NUMBER},202609,-980,-203,职工基本医疗保险`,
      '合计,,,1600,800,',
      '打印日期：2026-11-03,,,,,',
    ];
    const path = files.write('understood.csv', csvBill(rows, headers));
    expect(await stage.json(...charges(path))).toMatchObject({
      charges: 1,
      newFacts: 2,
      offsets: { rows: 1, unitAmount: '980.00', personalAmount: '203.00' },
      asOf: '2026-11-03',
      understood: {
        sheets: [{ headerLines: [1] }],
        rows: 5,
        taken: 2,
        inQuestion: 0,
        leftOut: { total: 1, note: 1, 'other-insurance': 1 },
        otherInsurances: ['企业职工基本养老保险'],
        insurance: 'column',
        issuedOn: '2026-11-03',
      },
    });
    const { out } = await stage.run(...charges(path));
    expect(out).toContain('表头第 1 行：B 证件号码 → 证件号码');
    expect(out).toContain('D 单位缴费金额 → 单位金额');
    expect(out).toContain('险种：按险种列');
    expect(out).toContain('其他险种 1 行（企业职工基本养老保险）');
    expect(out).toContain('冲减（负数）1 行，单位 980.00 元，个人 203.00 元；不在以上合计内，另行保存，');
    const { out: english } = await stage.run('--language', 'en', ...charges(path));
    expect(english).toContain('Headers in line 1: B 证件号码 → identity number');
    expect(english).toContain('Rows: 5, used 2, with problems 0. Skipped: other insurances: 1');
    await stage.json(...charges(path, '--apply'));
    const { facts } = await stage.store.employees.load('E2');
    expect(facts.map(({ kind }) => kind).sort()).toEqual([
      'contribution.charged',
      'contribution.offset',
      'employee.hired',
      'information.seen',
    ]);
  });

  it('reads the named sheet, and repeats the name in the command that stores it', async () => {
    const sheet = (of: string) => sheetData([HEADERS, ['E1', '张三', null, of, 980, 203]]);
    const path = files.write(
      'sheets.xlsx',
      workbookOf({ sheets: { 十月: sheet('202610'), 九月: sheet('202609') } }),
    );
    const { out } = await stage.run(...charges(path, '--sheet', '九月'));
    expect(out).toContain('没有读的工作表：十月（未选）');
    expect(out).toContain(`canbao import charges ${path} --unit U1 --sheet 九月 --apply`);
  });

  it('refuses a unit that is not registered', async () => {
    const { code, err } = await stage.run('import', 'charges', files.write('u.csv', BILL), '--unit', 'U7');
    expect({ code, err }).toEqual({ code: 2, err: '登记中没有参保单位 U7；有 U1' });
  });
});
