import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkIdentityNumber } from '../../../domain/values/identity-number.ts';
import { openTable } from '../../../functions/files/open-table.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { filesForFile } from '../../support/file-fixtures.ts';
import { csvOf } from '../../support/table-files.ts';

const SAMPLES = join(import.meta.dirname, '../../../infra/local/demo/files');
const [ROSTER, BILL] = [join(SAMPLES, '花名册.csv'), join(SAMPLES, '医保账单.xlsx')];
const noStore = {
  openStore: async () => {
    throw new Error('a check opens no store');
  },
};

const check = (...more: readonly string[]) => ['check', ...more, '--region', '北京', '--on', '2026-11-20'];
const SAMPLE = check('--roster', ROSTER, '--bill', BILL);

const files = filesForFile();

const BILL_HEADERS = ['姓名', '证件号码', '险种类型', '费款所属期', '单位缴费金额', '个人缴费金额'];
const NUMBERS = ['110105199003070017', '110105199003070033'] as const;

describe('canbao check', () => {
  it('lists who is not insured, paid for after leaving (with months and amounts), or unknown', async () => {
    const told = await canbaoJson(SAMPLE, noStore);
    expect(told).toMatchObject({
      on: '2026-11-20',
      region: '北京',
      months: ['2026-08', '2026-09', '2026-10'],
      notInsured: [{ employeeId: 'A0022', name: '范晨', hiredOn: '2026-06-15', since: '2026-08' }],
      notTold: [],
      insuredAfterLeaving: [
        {
          employeeId: 'A0010',
          name: '丁海',
          leftOn: '2026-07-15',
          since: '2026-08',
          months: ['2026-08', '2026-09', '2026-10'].map((month) => ({
            month,
            unitPart: '1470.00',
            personalPart: '303.00',
            estimated: false,
          })),
          toBeConfirmed: true,
        },
      ],
      paidAfterLeaving: { unitPart: '4410.00', personalPart: '909.00', together: '5319.00' },
      unmatched: [{ name: '侯小川', months: ['2026-09', '2026-10'], doubt: null }],
      incomplete: [],
      problems: [],
    });
    expect(told.insured).toHaveLength(12);
  });

  it.each([
    ['zh', '丁海（A0010）：2026-07-15 离职，仍扣 2026-08、2026-09、2026-10 共 3 个月', '（待核实）'],
    ['en', '丁海 (A0010): left on 2026-07-15, charged for 3 months', ' (to be confirmed)'],
  ])('prints this in a few lines, with weak values marked: %s', async (language, leaver, mark) => {
    const { code, out } = await runCanbao([...SAMPLE, '--language', language], noStore);
    expect(code).toBe(0);
    const [line = ''] = out.split('\n').filter((it) => it.includes('丁海'));
    expect(line).toContain(leaver);
    expect(line.endsWith(mark)).toBe(true);
    expect(out.split('\n').find((it) => it.includes('范晨'))).toContain('2026-08');
    expect(out).not.toMatch(/undefined|NaN|\[object/);
    for (const number of await sampleNumbers()) expect(out).not.toContain(number);
  });

  it('writes no file', async () => {
    const before = readdirSync(SAMPLES);
    await runCanbao(SAMPLE, noStore);
    expect(readdirSync(SAMPLES)).toEqual(before);
  });

  it('needs no employee ids, and prints none that it generated', async () => {
    const roster = files.write(
      'no-ids.csv',
      csvOf([
        ['姓名', '证件号码', '入职日期', '离职日期'],
        ['甲', NUMBERS[0], '2024-03-01', null],
        ['乙', NUMBERS[1], '2024-03-01', '2026-08-20'],
        ['丙', '11010519900307005X', '2024-03-01', null],
      ]),
    );
    const rows = NUMBERS.map((number, i) => [`${'甲乙'[i]}`, number, '310', '202610', '980', '203']);
    const bill = files.write('no-ids-bill.csv', csvOf([BILL_HEADERS, ...rows]));
    const told = await canbaoJson(check('--roster', roster, '--bill', bill), noStore);
    expect(told).toMatchObject({
      insured: [{ employeeId: null, name: '甲' }],
      notInsured: [{ employeeId: null, name: '丙' }],
      insuredAfterLeaving: [{ employeeId: null, name: '乙' }],
    });
    const { out } = await runCanbao(check('--roster', roster, '--bill', bill), noStore);
    expect(out).toContain('  丙：2024-03-01 入职，2026-10 起名单上没有');
    expect(out).not.toContain('row ');
  });

  it('asks whether the bill is complete if many are missing, and lists the unreadable rows', async () => {
    const people = Array.from({ length: 8 }, (_, i) => [`P${i}`, `职工${i}`, '2024-03-01']);
    const roster = files.write('many.csv', csvOf([['工号', '姓名', '入职日期'], ...people]));
    const bill = files.write(
      'few.csv',
      csvOf([
        ['工号', ...BILL_HEADERS],
        ['P0', '职工0', null, '310', '202610', '980', '203'],
        ['P1', '职工1', null, '310', '202610', 'abc', '203'],
      ]),
    );
    const told = await canbaoJson(check('--roster', roster, '--bill', bill), noStore);
    expect(told).toMatchObject({
      incomplete: [{ month: '2026-10', expected: 8, missing: 6 }],
      problems: [{ line: 3, code: 'not-an-amount' }],
    });
    const { out } = await runCanbao(check('--roster', roster, '--bill', bill), noStore);
    expect(out).toContain('若只是一部分，“在职未参保”不能作准（待核实）');
    expect(out).toContain('  第 3 行：');
  });

  it('exits 2 for invalid usage and 1 for an unreadable file', async () => {
    const missing = await runCanbao(['check', '--roster', ROSTER, '--region', '北京'], noStore);
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('--bill')]);
    const region = await runCanbao(
      ['check', '--roster', ROSTER, '--bill', BILL, '--region', '北惊'],
      noStore,
    );
    expect(region.code).toBe(2);
    const swapped = await runCanbao(check('--roster', ROSTER, '--bill', ROSTER), noStore);
    expect([swapped.code, swapped.err]).toEqual([1, expect.stringContaining('花名册.csv')]);
    expect(existsSync(`${ROSTER}.rejects.csv`)).toBe(false);
  });
});

/** All identity numbers in the sample files. */
async function sampleNumbers(): Promise<readonly string[]> {
  const numbers = new Set<string>();
  for (const path of [ROSTER, BILL])
    for (const sheet of (await openTable(path)).sheets)
      for await (const parts of sheet.parts())
        for (const part of parts)
          for (const cell of part.is === 'row' ? part.cells : [])
            if (typeof cell === 'string' && /^\d{17}[\dX]$/.test(cell)) numbers.add(cell);
  return [...numbers];
}

it('the sample files have one well-formed identity number for each person', async () => {
  const numbers = await sampleNumbers();
  expect(numbers).toHaveLength(16);
  expect(numbers.filter((number) => !checkIdentityNumber(number).valid)).toEqual([]);
});
