import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { beforeEach, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { seal } from '../../support/bill-files.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { canbaoJson } from '../../support/command-line.ts';
import { hired, left, noticed } from '../../support/facts.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { sheetData, workbookOf } from '../../support/workbook-of.ts';

const NUMBER = '110105199003070017';

const db = await dynamodbForFile();
const files = filesForFile();
let stage: BillStage;

beforeEach(async () => {
  stage = await billStage(db);
  await stage.register('2026-12-01', { name: 'U1公司' }, { unitId: 'U2', name: 'U2公司' });
  await stage.take(
    hired('2026-01-05', 'U1', { name: '甲' }, { employeeId: 'E1' }),
    hired('2026-02-02', 'U1', { name: '乙' }, { employeeId: 'E2' }),
    hired('2026-03-02', 'U1', { name: '丙' }, { employeeId: 'E3' }),
    hired('2026-04-01', 'U2', { name: '丁' }, { employeeId: 'E4' }),
  );
});

const HEADERS = ['工号', '姓名', '证件号码', '入职日期', '最后工作日'];
const csv = (rows: readonly string[], headers = HEADERS) => [headers.join(','), ...rows, ''].join('\r\n');
const roster = (path: string, ...more: readonly string[]) => [
  'import',
  'roster',
  path,
  '--unit',
  'U1',
  ...more,
];

const LISTED = csv([
  'E1,甲,,2026-01-05,',
  'E2,乙,,2026-02-03,',
  `E7,庚,${NUMBER},2026/11/16,`,
  'E8,辛,,20261019,2026年11月20日',
]);

interface Told {
  readonly findings: readonly {
    kind: string;
    employeeId: string;
    mends: string[];
    mended: boolean;
    code: string;
  }[];
  readonly newFacts: number;
}

const kindsIn = ({ findings }: Told) => findings.map(({ employeeId, kind }) => `${employeeId} ${kind}`);

describe('canbao import roster', () => {
  it('without --apply lists the differences and the facts that would correct them, and stores nothing', async () => {
    const told = await stage.json<Told>(...roster(files.write('dry.csv', LISTED), '--complete'));
    expect(told).toMatchObject({ applied: false, people: 4, newFacts: 0, complete: true });
    expect(told.findings.map(({ employeeId, kind, mends }) => [employeeId, kind, ...mends])).toEqual([
      ['E2', 'hire-date-differs', 'employee.hired'],
      ['E3', 'leave-never-received', 'employee.leave_noticed'],
      ['E7', 'hire-never-received', 'employee.hired'],
      ['E8', 'hire-never-received', 'employee.hired', 'employee.terminated'],
    ]);
    expect(await stage.factIds('E7')).toEqual([]);
  });

  it('without --complete reports no missing people', async () => {
    const told = await stage.json<Told>(...roster(files.write('part.csv', csv(['E1,甲,,2026-01-05,']))));
    expect(told.findings).toEqual([]);
  });

  it('stores each fact once, however often the roster is applied', async () => {
    const path = files.write('apply.csv', LISTED);
    const first = await stage.json<Told>(...roster(path, '--complete', '--apply'));
    expect(first.newFacts).toBe(5);
    expect(first.findings.every(({ mended }) => mended)).toBe(true);
    const again = await stage.json<Told>(...roster(path, '--complete', '--apply'));
    expect(again).toMatchObject({ newFacts: 0, findings: [] });
    const { facts, spells } = await stage.store.employees.load('E2');
    expect(spells).toMatchObject([
      { spellId: '2026-02-02', situation: { is: 'employed', start: { on: '2026-02-03' } } },
    ]);
    expect(facts.filter(({ by }) => by?.who === 'operator:test')).toHaveLength(1);
    expect((await stage.store.employees.load('E3')).spells[0]?.missingDate).toMatchObject({
      of: 'leave',
      noticedOn: '2026-12-01',
    });
    expect((await stage.store.employees.load('E8')).spells[0]?.situation).toMatchObject({
      is: 'left',
      end: { on: '2026-11-20', reason: 'unknown' },
    });
    const ids = (await Promise.all(['E2', 'E3', 'E7', 'E8'].map((id) => stage.factIds(id)))).flat();
    expect(ids.filter((id) => /^roster:[\w-]{43}$/.test(id))).toHaveLength(5);
  });

  it('stores identity numbers sealed, and finds people by them', async () => {
    await stage.json(...roster(files.write('sealed.csv', LISTED), '--apply'));
    const { hash, masked } = seal({ type: 'resident-id', number: NUMBER });
    const [spell] = (await stage.store.employees.load('E7')).spells;
    expect(spell?.person.identity).toMatchObject({ hash, masked });
    expect(JSON.stringify(await stage.store.employees.load('E7'))).not.toContain(NUMBER);
    const byNumber = csv([`,庚,${NUMBER},2026-11-16,2026-11-27`]);
    const told = await stage.json<Told>(...roster(files.write('number.csv', byNumber)));
    expect(kindsIn(told)).toEqual(['E7 leave-never-received']);
  });

  it('applies corrections of several rosters in the order of their days', async () => {
    const day = (on: string) => files.write(`${on}.csv`, csv([`E2,乙,,${on},`]));
    const start = async () => (await stage.store.employees.load('E2')).spells[0]?.situation;
    for (const [asOf, on] of [
      ['2026-11-27', '2026-02-03'],
      ['2026-11-28', '2026-02-02'],
      ['2026-11-30', '2026-02-03'],
    ] as const) {
      const clock = fakeClock(`${asOf}T04:00:00.000Z`);
      await canbaoJson(roster(day(on), '--apply'), { clock, openStore: async () => stage.store });
      expect(await start()).toMatchObject({ start: { on } });
    }
  });

  it('from an older roster reverts nothing that was stated later', async () => {
    await stage.take(
      left('2026-11-27', 'resigned', {}, { employeeId: 'E1', statedAt: '2026-11-27T02:00:00.000Z' }),
    );
    const path = files.write('old.csv', csv(['E1,甲,,2026-01-05,']));
    expect((await stage.json<Told>(...roster(path, '--on', '2026-11-20'))).findings).toEqual([]);
    expect(kindsIn(await stage.json<Told>(...roster(path)))).toEqual(['E1 leave-date-differs']);
  });

  it('answers a notice without its day', async () => {
    await stage.take(noticed('leave', '2026-11-20', {}, { employeeId: 'E1' }));
    const path = files.write('answer.csv', csv(['E1,甲,,2026-01-05,2026-11-18']));
    const told = await stage.json<Told>(...roster(path, '--apply'));
    expect(kindsIn(told)).toEqual(['E1 noticed-date-found']);
    const [spell] = (await stage.store.employees.load('E1')).spells;
    expect(spell?.situation).toMatchObject({ is: 'left', end: { on: '2026-11-18' } });
    expect(spell?.missingDate).toBeUndefined();
  });

  it('refuses a complete roster that would end many employments at once, unless confirmed', async () => {
    for (let i = 0; i < 12; i += 1)
      await stage.take(hired('2026-01-05', 'U1', { name: `人${i}` }, { employeeId: `P${i}`, id: `p${i}` }));
    const path = files.write('half.csv', LISTED);
    const looked = await stage.json<{ implausible: unknown }>(...roster(path, '--complete'));
    expect(looked.implausible).toEqual([{ unitId: 'U1', employed: 15, leaving: 13 }]);
    const refused = await stage.run(...roster(path, '--complete', '--apply'));
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('--yes-all-left');
    expect(await stage.factIds('E7')).toEqual([]);
    expect(await stage.json<Told>(...roster(path, '--complete', '--apply', '--yes-all-left'))).toMatchObject({
      newFacts: 17,
    });
  });

  it('refuses --complete if rows are unreadable; without --complete stores the other rows', async () => {
    const path = files.write(
      'bad.csv',
      csv(['E1,甲,,2026-13-05,', 'E9,壬,,2026-11-16,', 'E2,不是乙,,2026-02-02,', ',陌生,,2026-02-02,']),
    );
    const refused = await stage.run(...roster(path, '--complete', '--apply'));
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('bad.csv.rejects.csv');
    expect(await stage.factIds('E9')).toEqual([]);
    const told = await stage.partly<{ problems: { code: string }[]; newFacts: number }>(
      ...roster(path, '--apply'),
    );
    expect(told.problems.map(({ code }) => code)).toEqual(['not-a-day', 'other-name', 'no-person']);
    expect(told.newFacts).toBe(1);
    expect(readFileSync(`${path}.rejects.csv`, 'utf8')).toContain('2026-13-05');
  });

  it.each([
    ['id-needed', `,庚,${NUMBER},2026-11-16,`],
    ['leave-before-hire', 'E9,壬,,2026-11-16,2026-11-15'],
    ['extra-cells', 'E9,壬,,2026-11-16,,多余'],
    ['digits-lost', ',庚,1.10105E+17,2026-11-16,'],
  ])('reports a row as %s', async (code, row) => {
    const told = await stage.json<{ problems: { code: string }[] }>(
      ...roster(files.write(`${code}.csv`, csv([row]))),
    );
    expect(told.problems.map((it) => it.code)).toEqual([code]);
  });

  it('reports a person whose identity number is known under another id', async () => {
    await stage.json(...roster(files.write('first.csv', LISTED), '--apply'));
    const other = csv([`E70,庚,${NUMBER},2026-11-16,`, `E1,甲,${NUMBER},2026-01-05,`]);
    const told = await stage.json<{ problems: { code: string }[] }>(
      ...roster(files.write('other.csv', other)),
    );
    expect(told.problems.map(({ code }) => code)).toEqual(['other-id', 'two-people']);
  });

  it('reads GB18030, XLSX, English headers and date cells', async () => {
    const gb = files.write('gb.csv', iconv.encode(LISTED, 'gb18030'));
    expect(kindsIn(await stage.json<Told>(...roster(gb)))).toContain('E7 hire-never-received');
    const day = { value: new Date('2026-11-16T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' } as const;
    const sheet = await writeXlsxFile([
      [{ value: 'Employee ID' }, { value: 'Full name' }, { value: 'Hire date' }, { value: 'Status' }],
      [{ value: 'E7' }, { value: '庚' }, day, { value: 'Active' }],
      [{ value: 'E1' }, { value: '甲' }, { value: '2026-01-05' }, { value: 'Terminated' }],
    ]).toBuffer();
    const path = files.write('roster.xlsx', sheet);
    const told = await stage.json<Told>(...roster(path));
    expect(told.findings).toMatchObject([
      { employeeId: 'E1', kind: 'leave-never-received', code: 'roster-left-undated' },
      { employeeId: 'E7', kind: 'hire-never-received', values: { hiredOn: '2026-11-16' } },
    ]);
  });

  it('reads several units from a column, and reports a person who works elsewhere by the facts', async () => {
    const rows = ['E1,甲,U1,2026-01-05', 'E2,乙,U2公司,2026-02-02', 'E4,丁,U2,2026-04-01'];
    const path = files.write('units.csv', csv(rows, ['工号', '姓名', '参保单位', '入职日期']));
    const told = await stage.json<Told>('import', 'roster', path, '--unit', 'U1', '--unit', 'U2');
    expect(told.findings).toMatchObject([{ employeeId: 'E2', kind: 'unit-differs', mends: [] }]);
    const one = await stage.json<Told>('import', 'roster', path, '--unit', 'U2', '--complete');
    expect(one.findings).toEqual([]);
    const headers = ['工号', '姓名', '参保单位', '入职日期'];
    const unknown = files.write('nowhere.csv', csv(['E1,甲,U9,2026-01-05'], headers));
    expect(await stage.json(...roster(unknown))).toMatchObject({
      problems: [{ code: 'unknown-unit', column: 'C 参保单位' }],
    });
    const without = await stage.run(...roster(files.write('none.csv', LISTED), '--unit', 'U2'));
    expect([without.code, without.err]).toEqual([2, expect.stringContaining('--unit')]);
  });

  it.each([
    ['一档', 'first'],
    ['医保二档', 'second'],
    ['2', 'second'],
    ['', undefined],
  ])('reads the contribution tier %j of a hire as %s', async (written, tier) => {
    const headers = ['工号', '姓名', '入职日期', '医保档次'];
    const path = files.write('tier.csv', csv([`E9,壬,2026-11-16,${written}`], headers));
    await stage.json<Told>(...roster(path, '--apply'));
    const { spells } = await stage.store.employees.load('E9');
    expect(spells.map(({ person }) => person.contributionTier)).toEqual([tier]);
  });

  it('refuses an unknown contribution tier', async () => {
    const headers = ['工号', '姓名', '入职日期', '医保档次'];
    const path = files.write('tier.csv', csv(['E9,壬,2026-11-16,三档'], headers));
    const told = await stage.json(...roster(path));
    expect(told).toMatchObject({ problems: [{ code: 'not-a-tier', column: 'D 医保档次' }], findings: [] });
  });

  it('requires the unit in every row if several units are named', async () => {
    const path = files.write(
      'blank.csv',
      csv(['E9,壬,,2026-11-16'], ['工号', '姓名', '参保单位', '入职日期']),
    );
    const told = await stage.json('import', 'roster', path, '--unit', 'U1', '--unit', 'U2');
    expect(told).toMatchObject({ problems: [{ line: 2, code: 'unit-needed' }], findings: [] });
    expect(kindsIn(await stage.json<Told>(...roster(path)))).toEqual(['E9 hire-never-received']);
  });

  it('refuses a file that is no roster, an unregistered unit, and a future day', async () => {
    const bill = files.write('bill.csv', csv(['E1,980'], ['工号', '单位缴费金额']));
    const refused = await stage.run(...roster(bill));
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('入职日期') });
    // The registry can rename headers only for bills, so the message must not advise it.
    expect(refused.err).not.toContain('billColumns');
    const path = files.write('ok.csv', LISTED);
    expect(await stage.run('import', 'roster', path, '--unit', 'U9')).toMatchObject({ code: 2 });
    expect(await stage.run(...roster(path, '--on', '2026-12-02'))).toMatchObject({ code: 2 });
  });

  it('shows what it understood, and reads people who left from a separate sheet', async () => {
    const headers = ['工号', '姓名', '入职日期', '离职日期'];
    const sheets = {
      填写说明: sheetData([['1. 请勿修改']]),
      在职: sheetData([headers, ['E1', '甲', '2026-01-05', null]]),
      离职: sheetData([headers, ['E2', '乙', '2026-02-02', '2026-11-20'], ['合计', '1人', null, null]]),
    };
    const path = files.write('sheets.xlsx', workbookOf({ sheets }));
    const told = await stage.json<Told & { understood: unknown }>(...roster(path));
    expect(kindsIn(told)).toEqual(['E2 leave-never-received']);
    expect(told.understood).toMatchObject({
      sheets: [{ name: '在职' }, { name: '离职' }],
      passedOver: [{ name: '填写说明', why: 'no-headers' }],
      rows: 3,
      taken: 2,
      leftOut: { total: 1 },
    });
    const { out } = await stage.run(...roster(path));
    expect(out).toContain('工作表“离职”，表头第 1 行：A 工号 → 工号');
    const { out: english } = await stage.run('--language', 'en', ...roster(path, '--sheet', '在职'));
    expect(english).toContain('Skipped sheets: 填写说明 (not chosen), 离职 (not chosen)');
  });

  it('names the sheet of a wrong row only if several sheets are read', async () => {
    const headers = ['工号', '姓名', '入职日期', '离职日期'];
    const sheets = {
      在职: sheetData([headers, ['E1', '甲', '2026-01-05', null], ['E9', '王', '2026-13-05', null]]),
      离职: sheetData([headers, ['E2', '别人', '2026-02-02', '2026-11-20']]),
    };
    const path = files.write('two-sheets.xlsx', workbookOf({ sheets }));
    const told = await stage.json<{ problems: readonly object[] }>(...roster(path));
    expect(told.problems).toMatchObject([
      { sheet: '在职', line: 3, code: 'not-a-day' },
      { sheet: '离职', line: 2, code: 'other-name' },
    ]);
    const { out } = await stage.run(...roster(path));
    expect(out).toContain('工作表“在职”第 3 行：C 入职日期 列不是日期');
    expect(out).toContain('工作表“离职”第 2 行：工号 E2 的姓名是 乙');
    const rejected = readFileSync(`${path}.rejects.csv`, 'utf8').split('\r\n');
    expect(rejected[0]).toContain('工作表,行号,工号');
    expect(rejected[1]).toMatch(/^在职,3,E9/);
    expect(rejected[2]).toMatch(/^离职,2,E2/);
    const { out: english } = await stage.run('--language', 'en', ...roster(path));
    expect(english).toContain('sheet "离职", line 2: the employee id E2 belongs to 乙');
    const one = await stage.json<{ problems: readonly object[] }>(...roster(path, '--sheet', '在职'));
    expect(one.problems).toMatchObject([{ sheet: null, line: 3 }]);
    expect(readFileSync(`${path}.rejects.csv`, 'utf8')).toContain('行号,工号');
    expect(readFileSync(`${path}.rejects.csv`, 'utf8')).not.toContain('工作表');
  });

  it('shows in words what it found and how to apply it', async () => {
    const path = files.write('words.csv', LISTED);
    const { out } = await stage.run(...roster(path, '--complete', '--local'));
    expect(out).toContain('庚 · E7：花名册上 2026-11-16 入职，入职消息没有收到。');
    expect(out).toContain(`canbao import roster ${path} --unit U1 --complete --local --apply`);
    const english = await stage.run('--language', 'en', ...roster(path));
    expect(english.out).toContain(
      '庚 · E7: hired on 2026-11-16 according to the roster; the hire was never reported.',
    );
  });
});
