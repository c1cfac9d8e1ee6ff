import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { csvBill } from '../../support/bill-files.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { aFact, aHire, aLeave } from '../../support/some-facts.ts';

const db = await dynamodbForFile();
const files = filesForFile();
let stage: BillStage;

/** The end of a month at one unit. Three employees are on the bill, and a fourth is missing from it. */
beforeAll(async () => {
  stage = await billStage(db);
  await stage.register('2024-12-02');
  for (const employeeId of ['E1', 'E2', 'E3', 'E4'])
    await stage.take(aHire({ employeeId, hiredOn: '2025-01-06' }));
  await stage.take(
    aLeave({ employeeId: 'E2', lastWorkingDay: '2026-09-30' }),
    aFact('filing.accepted', { employeeId: 'E1', filing: 'enrolment', on: plainDate('2025-01-10') }),
  );
  const rows = [
    'E1,张三,,202610,980,203,,',
    'E2,张三,,202610,980,203,,',
    'E3,张三,,202610,980,203,,',
    'E3,张三,,202610,980,203,,',
    'E77,外人,,202610,500,100,,',
  ];
  await stage.partly('import', 'charges', files.write('bill.csv', csvBill(rows)), '--unit', 'U1', '--apply');
});

const reconcile = ['reconcile', '--unit', 'U1', '--month', '2026-10'];

describe('canbao reconcile', () => {
  it('lists the differences between bill and roster, with their cases', async () => {
    expect(await stage.json(...reconcile)).toMatchObject({
      unitId: 'U1',
      month: '2026-10',
      billKnown: true,
      charges: 5,
      findings: [
        {
          kind: 'charged-after-leave',
          employeeId: 'E2',
          unitAmount: '980.00',
          caseId: 'E2/2025-01-06/overpayment',
        },
        { kind: 'charged-twice', employeeId: 'E3', charges: 1, caseId: 'E3/2025-01-06/overpayment' },
        { kind: 'not-charged', employeeId: 'E4', charges: 0, caseId: 'E4/2025-01-06/enrolment' },
        { kind: 'unknown-person', employeeId: 'E77', employeeName: '外人', caseId: null },
      ],
    });
  });

  it('shows the differences in both languages', async () => {
    const zh = await stage.run(...reconcile);
    expect(zh.out).toContain('北京示例 2026-10：明细 5 条（已减冲减），不符 4 处');
    expect(zh.out).toContain(
      '已离职仍扣缴（1）\n  张三 · E2  单位 980.00 元，个人 203.00 元\n    - 最后工作日 2026-09-30',
    );
    const en = await stage.run(...reconcile, '--language', 'en');
    expect(en.out).toContain('in service but not charged (1)');
    expect(en.out.replaceAll(/北京示例|北京|张三|外人/g, '')).not.toMatch(/\p{Script=Han}/u);
  });

  it('reports a missing bill instead of missing people', async () => {
    const { out } = await stage.run('reconcile', '--unit', 'U1', '--month', '2026-11');
    expect(out).toContain('还没有这个月的缴费明细');
  });
});

describe('canbao import charges: negative rows of a bill', () => {
  const rows = [
    'E1,张三,,202609,980,203,,',
    'E1,张三,,202609,-980,-203,,',
    'E2,张三,,202609,980,203,,',
    'E3,张三,,202609,980,203,,',
    'E3,张三,,202609,980,203,,',
    'E3,张三,,202609,-980,-203,,',
    'E77,外人,,202609,500,100,,',
    'E77,外人,,202609,-500,-100,,',
    'E78,外人,,202609,500,100,,',
    'E78,外人,,202609,-200,-100,,',
  ];
  const import_ = () => ['import', 'charges', files.write('net.csv', csvBill(rows)), '--unit', 'U1'];

  it('stores them as offsets, and the preview announces it', async () => {
    const { out } = await stage.run(...import_());
    expect(out).toContain('冲减（负数）4 行，单位 2660.00 元，个人 606.00 元；不在以上合计内，另行保存');
    const { out: english } = await stage.run(...import_(), '--language', 'en');
    expect(english).toContain('They are stored too, and monthly sums are shown net of them');
    await stage.partly(...import_(), '--apply');
    expect(await stage.partly(...import_(), '--apply')).toMatchObject({ newFacts: 0, knownFacts: 6 });
  });

  it('reconciles the month net of them, also for unknown people', async () => {
    await stage.partly(...import_(), '--apply');
    expect(await stage.json('reconcile', '--unit', 'U1', '--month', '2026-09')).toMatchObject({
      charges: 3,
      findings: [
        { kind: 'not-charged', employeeId: 'E1' },
        { kind: 'not-charged', employeeId: 'E4' },
        { kind: 'unknown-person', employeeId: 'E78', unitAmount: '300.00', personalAmount: '0.00' },
      ],
    });
  });
});

describe('canbao ledger', () => {
  it.each(['csv', 'xlsx'])('writes the leavers of a month as %s', async (ending) => {
    const out = `${files.directory}/leavers.${ending}`;
    const asked = ['ledger', 'leavers', '--unit', 'U1', '--month', '2026-09', '--out', out];
    expect(await stage.json(...asked)).toEqual({
      ledger: 'leavers',
      unitId: 'U1',
      month: '2026-09',
      rows: 1,
      file: out,
    });
    expect(readFileSync(out, 'utf8').startsWith(ending === 'xlsx' ? 'PK' : '\uFEFF工号')).toBe(true);
  });

  it.each<[readonly string[], string]>([
    [['leavers', '--out', 'a.txt', '--month', '2026-09', '--unit', 'U1'], '.csv 或 .xlsx'],
    [['leavers', '--out', 'a.csv', '--month', '2026-9', '--unit', 'U1'], 'YYYY-MM'],
    [['leavers', '--month', '2026-09', '--unit', 'U1'], '必须给出 --out <file>'],
    [[], 'leavers, joiners, overpayments'],
  ])('shows the allowed values for %o', async (args, allowed) => {
    const { code, err } = await stage.run('ledger', ...args);
    expect(code).toBe(2);
    expect(err).toContain(allowed);
  });

  it('reports a file that it cannot write', async () => {
    const out = `${files.directory}/none/a.csv`;
    const asked = ['ledger', 'joiners', '--unit', 'U1', '--month', '2026-09', '--out', out];
    const { code, err } = await stage.run(...asked);
    expect({ code, err }).toEqual({ code: 1, err: `写不了文件 ${out}（ENOENT）` });
  });
});
