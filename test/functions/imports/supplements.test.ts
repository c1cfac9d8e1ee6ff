import { beforeAll, describe, expect, it } from 'vitest';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { billIn, csvBill, HEADERS, refusalOf } from '../../support/bill-files.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { aFact, aHire } from '../../support/some-facts.ts';

const db = await dynamodbForFile();
const files = filesForFile();

/** Whether a row with these values under these headers is read as a supplement. */
async function isSupplement(
  headers: readonly string[],
  values: readonly string[],
  columns?: Parameters<typeof billIn>[1],
): Promise<boolean> {
  const rows = [`E1,张三,,202607,10.58,2.16,,,${values.join(',')}`];
  const path = files.write('one.csv', csvBill(rows, [...HEADERS, ...headers]));
  const { charges, problems } = await billIn(path, columns);
  expect(problems).toEqual([]);
  expect(charges).toHaveLength(1);
  return charges[0]?.supplement === true;
}

describe('billIn: supplements', () => {
  it.each([
    ['缴费类型', '补差'],
    ['缴费类型', '基数补差'],
    ['应缴类型', '补缴'],
    ['业务类型', '职工补收'],
    ['缴费 类型', ' 正常应缴补差 '],
  ])('reads a supplement from %s: %s', async (header, value) => {
    expect(await isSupplement([header], [value])).toBe(true);
  });

  it.each([
    ['缴费类型', '正常应缴'],
    ['缴费类型', ''],
    ['备注', '补差'],
    ['缴费基数类型', '补差'],
  ])('reads a regular charge from %s: %s', async (header, value) => {
    expect(await isSupplement([header], [value])).toBe(false);
  });

  it('reads a supplement if any of several such columns says so', async () => {
    expect(await isSupplement(['缴费类型', '业务类型'], ['单位缴费', '年度补差'])).toBe(true);
    expect(await isSupplement(['缴费类型', '业务类型'], ['单位缴费', '月度应缴'])).toBe(false);
  });

  it('follows only the column and the values that the unit names', async () => {
    const columns = { supplement: { column: '备注', values: ['差额', '往月'] } };
    expect(await isSupplement(['备注'], ['差额'], columns)).toBe(true);
    expect(await isSupplement(['备注'], ['差额调整'], columns)).toBe(false);
    expect(await isSupplement(['备注', '缴费类型'], ['', '补差'], columns)).toBe(false);
  });

  it('refuses a bill in which the named column is missing or occurs twice', async () => {
    const columns = { supplement: { column: '备注', values: ['差额'] } };
    const bill = (...more: readonly string[]) =>
      files.write('named.csv', csvBill(['E1,张三,,202607,10.58,2.16,,'], [...HEADERS, ...more]));
    expect(await refusalOf(bill(), columns)).toMatchObject({ code: 'no-header', missing: ['备注'] });
    expect(await refusalOf(bill('备注', '备注'), columns)).toMatchObject({
      code: 'header-twice',
      header: '备注',
    });
  });
});

describe('canbao import charges: a bill with supplements', { shuffle: false }, () => {
  let stage: BillStage;

  beforeAll(async () => {
    stage = await billStage(db);
    const told = { value: '9.8%', from: '2024-01-01', source: '经办机构电话', verifiedOn: '2026-11-02' };
    await stage.register('2026-12-01', { localPolicy: { unitMedicalRate: told } });
    await stage.take(
      aHire({ employeeId: 'E1', hiredOn: '2024-03-04' }),
      aFact('filing.accepted', { employeeId: 'E1', filing: 'enrolment', on: plainDate('2024-03-05') }),
    );
  });

  const headers = [...HEADERS, '缴费类型'];
  const REGULAR = csvBill(
    ['202607', '202608', '202609'].map((of, index) =>
      index === 2
        ? `E1,张三,,${of},712.46,148.40,7270,,正常应缴`
        : `E1,张三,,${of},701.88,146.24,7162,,正常应缴`,
    ),
    headers,
  );
  const SUPPLEMENTS = csvBill(
    [
      'E1,张三,,202607,10.58,2.16,108,2026-10-15,基数补差',
      'E1,张三,,202608,10.58,2.16,108,2026-10-15,基数补差',
      'E1,张三,,202610,712.46,148.40,7270,2026-10-15,正常应缴',
    ],
    headers,
  );
  const take = (name: string, content: string, ...more: readonly string[]) =>
    stage.json('import', 'charges', files.write(name, content), '--unit', 'U1', ...more);
  const casesOn = async (day: string) => {
    const { cases } = await stage.json<{ cases: readonly Record<string, unknown>[] }>(
      'cases',
      '--as-of',
      day,
    );
    return cases.map(({ kind, money }) => ({ kind, money }));
  };

  it('closes the top-up that the earlier bill opened, and is stored once', async () => {
    await take('regular.csv', REGULAR, '--apply');
    expect(await casesOn('2026-08-20')).toEqual([]);
    expect(await casesOn('2026-08-21')).toMatchObject([
      {
        kind: 'top-up',
        money: {
          unitPart: '21.16',
          personalPart: '4.32',
          months: [
            { month: '2026-07', unitPart: '10.58', personalPart: '2.16' },
            { month: '2026-08', unitPart: '10.58', personalPart: '2.16' },
          ],
        },
      },
    ]);

    expect(await take('supplements.csv', SUPPLEMENTS)).toMatchObject({
      applied: false,
      charges: 3,
      supplements: 2,
      months: [
        { month: '2026-07', charges: 1, supplements: 1, unitAmount: '10.58' },
        { month: '2026-08', charges: 1, supplements: 1, unitAmount: '10.58' },
        { month: '2026-10', charges: 1, supplements: 0, unitAmount: '712.46' },
      ],
      newFacts: 3,
    });
    expect(await casesOn('2026-11-02')).toHaveLength(1);

    expect(await take('supplements.csv', SUPPLEMENTS, '--apply')).toMatchObject({ newFacts: 3 });
    expect(await take('supplements.csv', SUPPLEMENTS, '--apply')).toMatchObject({
      newFacts: 0,
      knownFacts: 3,
    });
    expect(await casesOn('2026-11-02')).toEqual([]);
  });

  it('shows how many lines are supplements without --apply, in both languages', async () => {
    const path = files.write('again.csv', SUPPLEMENTS);
    const zh = await stage.run('import', 'charges', path, '--unit', 'U1');
    expect(zh.out).toContain('2026-07：1 条（其中补差、补缴 1 条），单位 10.58 元');
    expect(zh.out).toContain('2026-10：1 条，单位 712.46 元');
    const en = await stage.run('import', 'charges', path, '--unit', 'U1', '--language', 'en');
    expect(en.out).toContain('2026-07: 1 charge (supplements: 1), unit 10.58');
  });

  it('leaves the month reconciled: not charged twice, and no wrong base', async () => {
    await stage.take(
      aFact('filing.submitted', {
        employeeId: 'E1',
        filing: 'enrolment',
        on: plainDate('2024-03-04'),
        declaredBase: 7000_00 as never,
      }),
    );
    const told = await stage.json('reconcile', '--unit', 'U1', '--month', '2026-07');
    expect(told).toMatchObject({ charges: 2, findings: [] });
  });
});
