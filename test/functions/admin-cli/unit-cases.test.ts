import { beforeEach, describe, expect, it } from 'vitest';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { strange } from '../../support/unit-facts.ts';

const BY = ['--by', 'wang.fang@example.com'];

const db = await dynamodbForFile();
let stage: BillStage;
/** The time is noon of 2026-12-01 in China. The units were registered before their base year began. */
beforeEach(async () => {
  stage = await billStage(db);
  await stage.register('2026-03-02', {}, { unitId: 'XA', region: '西安' });
});

interface Listed {
  readonly cases: readonly (Record<string, unknown> & { readonly caseId: string })[];
}

const open = async (...more: readonly string[]) =>
  (await stage.json<Listed>('cases', '--unit', 'U1', ...more)).cases;
const declare = (...more: readonly string[]) =>
  ['bases', 'declared', '--unit', 'U1', '--from', '2026-07', '--on', '2026-11-30', ...more] as const;

describe('canbao cases', () => {
  it('gives a unit’s own case without an employee', async () => {
    await stage.store.unknownCharges.keep([strange('2026-10', { name: '吴磊', masked: '1101**0033' })]);
    expect(await open()).toEqual([
      expect.objectContaining({
        caseId: 'unit/U1/declare-bases',
        kind: 'declare-bases',
        employeeId: null,
        employeeName: null,
        unitId: 'U1',
        urgency: 'later',
        openedOn: '2026-07-01',
        actBy: null,
        money: null,
        documents: [
          { name: '缴费基数申报表', required: false, received: false },
          { name: '人员缴费明细', orElse: '工资花名册', required: false, received: false },
        ],
        because: expect.arrayContaining([
          expect.objectContaining({ rule: 'R4', law: '社会保险法 60' }),
          expect.objectContaining({ parameter: 'baseYearStartMonth', value: 7 }),
        ]),
      }),
      expect.objectContaining({
        caseId: 'unit/U1/unknown-person',
        employeeId: null,
        openedOn: '2026-10-12',
        money: expect.objectContaining({ unitPart: '980.00', personalPart: '203.00' }),
      }),
    ]);
  });

  it('names the unit of its own case once', async () => {
    const { out } = await stage.run('cases', '--unit', 'U1');
    expect(out).toContain('【之后】北京示例 · 年度缴费基数申报\n');
    expect(out).toContain('编号：unit/U1/declare-bases');
    const { out: english } = await stage.run('cases', '--unit', 'U1', '--language', 'en');
    expect(english).toContain('[Later] 北京示例 · Declare the bases of the year\n');
  });

  it('asks for the month of the base year if it is unknown', async () => {
    const { out } = await stage.run('cases', '--unit', 'XA');
    expect(out).toContain('西安的缴费年度从几月开始未知');
    expect(out).toContain('baseYearStartMonth、baseDeclarationUntil');
  });
});

describe('canbao bases declared', () => {
  it('records a declaration, which closes the case', async () => {
    const answer = await stage.json(...declare('--receipt', '20261130-8'));
    expect(answer).toEqual({
      unitId: 'U1',
      from: '2026-07',
      on: '2026-11-30',
      receiptNo: '20261130-8',
      factId: expect.stringMatching(/^staff:/),
      alreadyKnown: false,
      stillOpen: null,
    });
    expect(await open()).toEqual([]);
    expect(await open('--as-of', '2026-11-29')).toHaveLength(1);
    expect(await open('--as-of', '2027-07-01')).toHaveLength(1);
    const { unitFacts } = await stage.store.registry.load();
    expect(unitFacts).toMatchObject([
      { kind: 'unit.bases_declared', unitId: 'U1', data: { from: '2026-07', receiptNo: '20261130-8' } },
    ]);
  });

  it('stores the same declaration once', async () => {
    const first = await stage.json(...declare());
    const second = await stage.json(...declare());
    expect(second).toMatchObject({ factId: first.factId, alreadyKnown: true });
    expect((await stage.store.registry.load()).unitFacts).toHaveLength(1);
    expect((await stage.run(...declare())).out).toContain('此前已经登记过');
  });

  it('says that the case stays open if another year was declared', async () => {
    const lastYear = ['bases', 'declared', '--unit', 'U1', '--from', '2025-07', '--on', '2025-07-30'];
    expect((await stage.json(...lastYear)).stillOpen).toBe('unit/U1/declare-bases');
    expect((await stage.run(...lastYear, '--language', 'en')).out).toContain('stays open');
  });

  it('accepts any month if that of the region is unknown', async () => {
    const args = ['bases', 'declared', '--unit', 'XA', '--from', '2026-04', '--on', '2026-04-20'];
    expect((await stage.json(...args)).stillOpen).toBeNull();
  });

  it.each([
    ['an unknown unit', ['--unit', 'U9'], '登记中没有参保单位 U9；有 U1、XA', 'the registry has no unit U9'],
    ['a future day', ['--on', '2026-12-02'], '晚于今天（2026-12-01）', 'is later than today'],
    [
      'a later month',
      ['--from', '2026-08'],
      '不是首月：北京的缴费年度从 7 月开始，例如 2026-07',
      'is not the first month',
    ],
    ['a year far ahead', ['--from', '2062-07'], '最晚是 2027-10', 'the latest allowed month is 2027-10'],
    ['an invalid month', ['--from', '2026-7'], '不是可用的月份', 'is not an allowed month'],
    ['a long receipt', ['--receipt', '8'.repeat(101)], '最多 100 个字符', 'at most 100 characters'],
  ])('is refused for %s', async (_, wrong, zh, en) => {
    const { code, err } = await stage.run(...declare(...wrong));
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(zh) });
    expect((await stage.run(...declare(...wrong, '--language', 'en'))).err).toContain(en);
    expect((await stage.store.registry.load()).unitFacts).toEqual([]);
  });

  it.each(['--unit', '--from', '--on'])('needs %s', async (option) => {
    const args = declare().filter((_, index, all) => all[index] !== option && all[index - 1] !== option);
    const { code, err } = await stage.run(...args);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(option) });
  });

  it('accepts today, and a receipt of 100 characters', async () => {
    const args = declare('--on', '2026-12-01', '--receipt', '8'.repeat(100));
    expect((await stage.run(...args)).code).toBe(0);
  });
});

describe('canbao acknowledge and canbao snooze for a unit’s own case', () => {
  it.each([
    ['acknowledge', [], '2026-12-05'],
    ['snooze', ['--until', '2026-12-20'], '2026-12-20'],
  ])('store what %s says about the unit', async (command, more, quietUntil) => {
    const answer = await stage.json(command, 'unit/U1/declare-bases', ...BY, ...more);
    expect(answer).toMatchObject({ employeeId: null, unitId: 'U1', on: '2026-12-01' });
    expect(String(answer.quietUntil) >= quietUntil).toBe(true);
    const { unitFacts } = await stage.store.registry.load();
    expect(unitFacts).toMatchObject([{ unitId: 'U1', data: { caseId: 'unit/U1/declare-bases' } }]);
  });
});
