import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Texts } from '../../../domain/values/language.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import type { CommandContext } from '../../../functions/admin-cli/frame/frame.ts';
import { rowProblemLines } from '../../../functions/admin-cli/import/problems.ts';
import { csvBill, seal } from '../../support/bill-files.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { hired, left } from '../../support/facts.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { csvOf } from '../../support/table-files.ts';
import { sheetData, workbookOf } from '../../support/workbook-of.ts';

const TODAY = plainDate('2026-12-01');
const STRANGER = '110105199003070033';
const PEOPLE = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'];
const NUMBERS = new Map([
  ['E1', '110105199003070017'],
  ['E2', '110105199003070076'],
]);

const db = await dynamodbForFile();
const files = filesForFile();
let stage: BillStage;

let filled: string;
beforeAll(async () => {
  filled = await fillTable();
});
beforeEach(async () => {
  stage = await billStage({ client: db.client, newTable: () => db.copyOf(filled) });
});

async function fillTable(): Promise<string> {
  const stage = await billStage(db);
  await stage.register('2026-01-05');
  for (const employeeId of PEOPLE) {
    const number = NUMBERS.get(employeeId);
    const identity = number === undefined ? {} : { identity: seal({ type: 'resident-id', number }) };
    await stage.take(hired('2026-02-02', 'U1', { name: `职工${employeeId}`, ...identity }, { employeeId }));
  }
  return stage.table;
}

const row = (id: string, month = '202610') => `${id},职工${id},,${month},980,203,10000,`;
const bill = (name: string, ids: readonly string[], month?: string) =>
  files.write(name, csvBill(ids.map((id) => row(id, month))));
const charges = (path: string, ...more: readonly string[]) => [
  'import',
  'charges',
  path,
  '--unit',
  'U1',
  ...more,
];

interface Told {
  readonly import: string;
  readonly files: readonly Record<string, unknown>[];
  readonly opens: readonly { employeeId: string; kind: string }[];
  readonly closes: readonly { employeeId: string; kind: string }[];
  readonly [more: string]: unknown;
}
const shown = (cases: Told['opens']) => cases.map(({ employeeId, kind }) => `${employeeId} ${kind}`);
const kindsOf = async (id: string) =>
  (
    await stage.json<{ cases: { employeeId: string; kind: string }[] }>('cases', '--as-of', TODAY)
  ).cases.flatMap(({ employeeId, kind }) => (employeeId === id ? kind : []));

describe('the lines about rejected rows', () => {
  const linesFor = (rejectedRows: number, language: 'zh' | 'en') => {
    const problems = [{ line: 2, code: 'no-person' }] as const;
    const rejected = { problems, rejectedRows, applied: true, rejects: 'october.csv.rejects.csv' };
    const context = { say: (texts: Texts) => texts[language] } as CommandContext;
    return rowProblemLines(rejected, context).map((line) =>
      typeof line === 'object' ? line[language] : line,
    );
  };

  it.each([
    [1, '它们在 october', 'They are in october'],
    [10_000, '全部在 october', 'all of them are in october'],
    [10_001, '前 10000 行在 october', 'the first 10000 rows are in october'],
  ])('say which of %i rows are in the file', (rows, zh, en) => {
    expect(linesFor(rows, 'zh').at(-1)).toContain(zh);
    expect(linesFor(rows, 'en').at(-1)).toContain(en);
  });
});

describe('canbao import charges without --apply', () => {
  it('lists what would close and open, by kind and name, and stores nothing', async () => {
    const path = bill('most.csv', PEOPLE.slice(0, 5));
    const told = await stage.json<Told>(...charges(path));
    expect(told.files).toMatchObject([
      {
        month: '2026-10',
        people: 5,
        extent: 'whole',
        asks: false,
        expected: 6,
        missing: [{ employeeId: 'E6' }],
      },
    ]);
    expect([shown(told.closes), shown(told.opens)]).toEqual([
      PEOPLE.slice(0, 5).map((id) => `${id} enrolment`),
      [],
    ]);
    const { out } = await stage.run(...charges(path));
    expect(out).toContain('  2026-10：按完整文件处理；应在其中 6 人，缺 1 人：职工E6（E6）');
    expect(out).toContain('保存后的待办：\n  关闭 增员申报 5：职工E1（E1）、职工E2（E2）');
    const { out: english } = await stage.run('--language', 'en', ...charges(path));
    expect(english).toContain('used as a complete file; expected people 6, missing 1: 职工E6 (E6)');
    expect(english).toMatch(/Closes: \S.* 5: 职工E1 \(E1\)/);
    expect(await kindsOf('E1')).toEqual(['enrolment']);
  });

  it('gives the number of people if there are many', async () => {
    const many = Array.from({ length: 30 }, (_, i) => `M${i}`);
    await stage.take(
      ...many.map((employeeId) => hired('2026-02-02', 'U1', { name: `职工${employeeId}` }, { employeeId })),
    );
    const { out } = await stage.run(...charges(bill('many.csv', [...PEOPLE, ...many])));
    expect(out).toMatch(/关闭 增员申报 36：.*等 36 人/);
  });

  it('proposes a match by name alone, and closes nothing by it', async () => {
    const path = files.write('names.csv', csvBill([`,职工E3,${STRANGER},202610,980,203,,`]));
    const told = await stage.json<Told>(...charges(path, '--part'));
    expect(told.proposals).toEqual([{ name: '职工E3', could: ['E3'] }]);
    expect(told.closes).toEqual([]);
    expect((await stage.run(...charges(path))).out).toContain('只有姓名相同，须人工确认：职工E3 → E3');
  });
});

describe('the extent of a bill', () => {
  const few = () => bill('few.csv', ['E1', 'E2']);

  it('is asked with the names of those missing; without an answer the bill is stored as a part', async () => {
    const path = few();
    const { out } = await stage.run(...charges(path));
    expect(out).toContain('缺 4 人：职工E3（E3）、职工E4（E4）、职工E5（E5）、职工E6（E6）');
    expect(out).toContain('文件完整（--whole）、只是一部分（--part），还是这些人已离职？');
    expect(out).toContain('canbao record leave --employee E3 --last-working-day YYYY-MM-DD');
    const stored = await stage.run(...charges(path, '--apply'));
    expect([stored.code, stored.out]).toEqual([0, expect.stringContaining('没有答复，已按部分保存')]);
    const { code, out: english } = await stage.run(
      '--language',
      'en',
      ...charges(bill('few2.csv', ['E1']), '--apply'),
    );
    expect([code, english]).toEqual([
      0,
      expect.stringContaining('no reason was given, so the file was stored as a part'),
    ]);
  });

  it.each([
    ['--whole', 'whole', true],
    ['--part', 'part', false],
  ] as const)('is as stated by %s', async (option, extent, isClaimed) => {
    const told = await stage.json<Told>(...charges(few(), option, '--apply'));
    expect(told.files).toMatchObject([{ extent, asks: true }]);
    const { out } = await stage.run(...['cases', '--as-of', TODAY]);
    expect(out.includes('2026-10 的账单没有此人')).toBe(isClaimed);
  });

  it('needs no answer if those missing are known to have left', async () => {
    for (const employeeId of PEOPLE.slice(2))
      await stage.take(
        left('2026-06-30', 'resigned', {}, { employeeId, statedAt: '2026-06-30T02:00:00.000Z' }),
      );
    await stage.json(...charges(bill('may.csv', PEOPLE, '202605'), '--apply'));
    expect((await stage.json<Told>(...charges(few()))).files).toMatchObject([
      { extent: 'whole', asks: false, expected: 2, missing: [] },
    ]);
  });

  it('cannot be both whole and part, nor the bill both replace and be added', async () => {
    for (const pair of [
      ['--whole', '--part'],
      ['--replace', '--add'],
    ])
      expect((await stage.run(...charges(few(), ...pair))).code).toBe(2);
  });

  it('is whole without rows, and then nobody is insured in the named month', async () => {
    await stage.json(...charges(bill('all.csv', PEOPLE, '202609'), '--apply'));
    const told = await stage.json<Told>(
      ...charges(bill('nobody.csv', []), '--month', '2026-10', '--whole', '--apply'),
    );
    expect(told.files).toMatchObject([{ month: '2026-10', people: 0, extent: 'whole' }]);
    expect(shown(told.opens)).toEqual(PEOPLE.map((id) => `${id} not-covered`));
  });
});

describe('a second whole bill of one month', () => {
  beforeEach(async () => {
    await stage.json(...charges(bill('first.csv', PEOPLE), '--apply'));
  });

  it('is refused until somebody says whether it replaces the first', async () => {
    const path = bill('second.csv', PEOPLE.slice(0, 5));
    const { code, out, err } = await stage.run(...charges(path, '--apply'));
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('first.csv（6 人');
    expect(err).toContain('没有保存');
    expect(err).toContain('--replace');
    expect((await stage.run(...charges(path))).out).toContain('同月已有：first.csv（6 人');
  });

  it.each([
    ['--replace', ['enrolment']],
    ['--add', []],
  ] as const)('is applied as stated by %s', async (option, ofTheMissing) => {
    const path = bill('second.csv', PEOPLE.slice(0, 5));
    const told = await stage.json<Told>(...charges(path, option));
    expect(shown(told.opens)).toEqual(ofTheMissing.map((kind) => `E6 ${kind}`));
    await stage.json(...charges(path, option, '--apply'));
    expect(await kindsOf('E6')).toEqual(ofTheMissing);
  });

  it('is undone by the canbao record undo that the import prints', async () => {
    const path = bill('second.csv', PEOPLE.slice(0, 5));
    const { import: id } = await stage.json<Told>(...charges(path, '--replace', '--apply'));
    expect(await stage.store.activities.list('U1', { most: 10 })).toContainEqual(
      expect.objectContaining({ action: 'bill-import', file: 'second.csv', factIds: [id] }),
    );
    const { out } = await stage.run(...charges(path, '--replace', '--apply'));
    expect(out).toContain(`撤销这次导入：canbao record undo ${id} --reason`);
    expect(out).toContain('这份文件导入过');
    const undo = ['record', 'undo', id, '--reason', '导错文件'];
    expect(await stage.json<Told>(...undo)).toMatchObject({ closes: [expect.stringContaining('E6/')] });
    await stage.json(...undo, '--apply');
    expect(await kindsOf('E6')).toEqual([]);
  });
});

describe('the day and the months of a bill', () => {
  it('are taken from --as-of, which must not be in the future', async () => {
    const path = bill('plain.csv', PEOPLE);
    await stage.json(...charges(path, '--as-of', '2026-11-03', '--apply'));
    const { items } = await stage.store.unitFacts.ofImports('U1');
    expect(items).toMatchObject([{ kind: 'bill.imported', data: { asOf: '2026-11-03' } }]);
    expect((await stage.run(...charges(path, '--as-of', '2026-12-02'))).code).toBe(2);
  });

  it.each([
    ['period', '2026-11'],
    ['collected', '2026-10'],
  ])('follow --month-is %s for 缴费年月: %s', async (meaning, month) => {
    const path = files.write(
      'paid-in.csv',
      csvBill(['E1,202611,980,203'], ['工号', '缴费年月', '单位缴费金额', '个人缴费金额']),
    );
    const asked = await stage.run(...charges(path));
    expect([asked.code, asked.err]).toEqual([1, expect.stringMatching(/billColumns\.monthIs.*--month-is/)]);
    const call = charges(path, '--month-is', meaning);
    expect((await stage.json<Told>(...call)).files).toMatchObject([{ month }]);
    expect((await stage.run(...call)).out).toContain(`--month-is ${meaning} --apply`);
  });
});

describe('canbao import insured', () => {
  const HEADERS = ['人员编号', '姓名', '证件号码', '险种类型', '人员参保状态', '本次参保日期'];
  const list = (name: string, ...rows: readonly (readonly string[])[]) =>
    files.write(name, csvOf([HEADERS, ...rows]));
  const insured = (path: string, ...more: readonly string[]) => [
    ...['import', 'insured', path, '--unit', 'U1', '--on', '2026-11-30'],
    ...more,
  ];
  const SOME = [
    ['71', '职工E1', NUMBERS.get('E1') ?? '', '310', '1', '2026-02-10'],
    ['72', '职工E2', NUMBERS.get('E2') ?? '', '390', '1', '2012-07-01'],
    ['73', '陌生人', STRANGER, '310', '正常参保', '2026-05-01'],
    ['74', '职工E4', '', '310', '9', ''],
    ['', '没有号码', '', '310', '1', ''],
  ];

  it('without --apply lists what it read, wrong schemes, open questions and what would close', async () => {
    const path = list('list.csv', ...SOME);
    const told = await stage.json<Told>(...insured(path));
    expect(told).toMatchObject({
      applied: false,
      on: '2026-11-30',
      insured: 2,
      asked: 1,
      otherScheme: [{ line: 3, name: '职工E2', scheme: '390' }],
      people: 1,
      newFacts: 1,
      unknownPeople: 1,
      understood: { asked: [{ word: '9' }] },
      problems: [
        { line: 4, code: 'unknown-person' },
        { line: 6, code: 'no-person' },
      ],
      files: [{ month: '2026-11', extent: 'part', asks: true }],
    });
    expect(shown(told.closes)).toEqual(['E1 enrolment']);
    const { out } = await stage.run(...insured(path));
    expect(out).toContain('参加的是其他险种，职工医保仍须增员：职工E2 390');
    expect(out).toContain('“人员参保状态”列的“9”不认识');
    expect(out).toContain(`canbao import insured ${path} --unit U1 --on 2026-11-30 --apply`);
    const { out: english } = await stage.run('--language', 'en', ...insured(path));
    expect(english).toContain('Insured in the wrong scheme, so their enrolment stays open: 职工E2 390');
    expect(await stage.factIds('E1')).toHaveLength(1);
  });

  it('stores the valid rows, exits 1 for rejected ones, and writes these to a file', async () => {
    const path = list('apply.csv', ...SOME);
    const { code, out } = await stage.run(...insured(path, '--apply'));
    expect(code).toBe(1);
    expect(out).toContain('有 2 行没有记入：');
    const rejects = readFileSync(`${path}.rejects.csv`, 'utf8');
    expect(rejects).toContain('73,陌生人,****************33,310,正常参保,2026-05-01');
    expect(rejects).not.toContain(STRANGER);
    expect(await kindsOf('E1')).toEqual([]);
    expect(await kindsOf('E2')).toEqual(['enrolment']);
    const { cases } = await stage.json<{ cases: { employeeId: string; notes: { text: string }[] }[] }>(
      ...['cases', '--as-of', TODAY],
    );
    expect(cases.find(({ employeeId }) => employeeId === 'E2')?.notes).toMatchObject([
      { on: '2026-11-30', text: '2026-11-30 的参保名单：参加的是 390，职工医保仍须增员' },
    ]);
    const { facts } = await stage.store.employees.load('E1');
    expect(facts.at(-1)).toMatchObject({
      kind: 'insured.listed',
      by: { who: 'operator:test' },
      data: { on: '2026-11-30', since: '2026-02-10' },
    });
  });

  it('rejects the rows of two sheets as they are on their own sheet', async () => {
    const known = ['71', '职工E1', NUMBERS.get('E1') ?? '', '310', '1', '2026-02-10'];
    const stranger = ['73', '陌生人', STRANGER, '310', '1', '2026-05-01'];
    const path = files.write(
      'two-sheets.xlsx',
      workbookOf({ sheets: { 在保: sheetData([HEADERS, known]), 新参保: sheetData([HEADERS, stranger]) } }),
    );
    const told = await stage.json<Told>(...insured(path));
    expect(told.problems).toMatchObject([{ sheet: '新参保', line: 2, code: 'unknown-person' }]);
    expect(readFileSync(`${path}.rejects.csv`, 'utf8')).toContain('新参保,2,73,陌生人');
  });

  it('removes its notes on other schemes when it is undone, and adds none when repeated', async () => {
    const path = list('notes.csv', ...SOME);
    const { import: id } = await stage.partly<Told>(...insured(path, '--apply'));
    const before = await stage.factIds('E2');
    expect(before.filter((factId) => factId.startsWith(id))).toHaveLength(1);
    await stage.partly(...insured(path, '--apply'));
    expect(await stage.factIds('E2')).toEqual(before);
    await stage.json('record', 'undo', id, '--reason', '别的单位的名单', '--apply');
    const { spells } = await stage.store.employees.load('E2');
    expect(spells[0]?.notes ?? []).toEqual([]);
  });

  it('names missing people for a whole list, and can be undone', async () => {
    const rows = [...NUMBERS].map(([id, number], i) => [`${i}`, `职工${id}`, number, '310', '1', '']);
    const path = list('whole.csv', ...rows);
    const told = await stage.json<Told>(...insured(path, '--whole', '--apply'));
    expect(told.files).toMatchObject([
      { extent: 'whole', missing: ['E3', 'E4', 'E5', 'E6'].map((employeeId) => ({ employeeId })) },
    ]);
    expect(existsSync(`${path}.rejects.csv`)).toBe(false);
    await stage.json('record', 'undo', told.import, '--reason', '别的单位的名单', '--apply');
    expect(await kindsOf('E1')).toEqual(['enrolment']);
  });

  it('asks whether a second whole list of the day replaces the first', async () => {
    const rows = [...NUMBERS].map(([id, number], i) => [`${i}`, `职工${id}`, number, '310', '1', '']);
    await stage.json(...insured(list('a.csv', ...rows), '--whole', '--apply'));
    const second = list('b.csv', ...rows.slice(0, 1));
    const refused = await stage.run(...insured(second, '--whole', '--apply'));
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('a.csv（2 人')]);
    await stage.json(...insured(second, '--whole', '--replace', '--apply'));
    expect(await kindsOf('E2')).toEqual(['enrolment']);
  });

  it('needs a day that is not in the future, and a file that is a list', async () => {
    const path = list('days.csv', ...SOME);
    expect((await stage.run('import', 'insured', path, '--unit', 'U1')).code).toBe(2);
    expect((await stage.run(...insured(path).slice(0, -1), '2026-12-02')).code).toBe(2);
    const wrong = await stage.run(...insured(bill('no-list.csv', PEOPLE)));
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('人员参保状态')]);
  });
});
