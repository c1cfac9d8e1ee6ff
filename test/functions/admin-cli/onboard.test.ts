import { beforeEach, describe, expect, it } from 'vitest';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { billsOf, DAY, expectedOf, listOf, rosterOf, UNITS } from '../../support/company-of-500.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { csvOf } from '../../support/table-files.ts';

const NUMBERS = [
  '110105199003070017',
  '110105199003070033',
  '11010519900307005X',
  '110105199003070076',
] as const;

const db = await dynamodbForFile();
const files = filesForFile();
let stage: BillStage;

beforeEach(async () => {
  stage = await billStage(db, `${DAY}T02:00:00.000Z`);
  await stage.register(DAY, ...UNITS);
});

/**
 * Files of a unit in 深圳. On the roster, one person is in order, one is not insured, one left and is still listed, one
 * left and was removed, and one has no employee id. The list also has a person who is not on the roster.
 */
function smallFiles() {
  const roster = files.write(
    'roster.csv',
    csvOf([
      ['工号', '姓名', '证件号码', '入职日期', '最后工作日'],
      ['E1', '甲', NUMBERS[0], '2022-03-01', null],
      ['E2', '乙', NUMBERS[1], '2026-05-11', null],
      ['E3', '丙', NUMBERS[2], '2022-03-01', '2026-07-10'],
      ['E4', '丁', NUMBERS[3], '2022-03-01', '2026-08-14'],
      [null, '无工号', '110105199003070092', '2022-03-01', null],
    ]),
  );
  const list = files.write(
    'list.csv',
    csvOf([
      ['姓名', '证件号码', '险种类型', '人员参保状态'],
      ['甲', NUMBERS[0], '310', '1'],
      ['乙', NUMBERS[1], '390', '1'],
      ['丙', NUMBERS[2], '310', '1'],
      ['丁', NUMBERS[3], '310', '4'],
      ['外人', '11010519790307001X', '310', '1'],
    ]),
  );
  const bill = files.write(
    'bill.csv',
    csvOf([
      ['姓名', '证件号码', '险种类型', '费款所属期', '单位缴费金额', '个人缴费金额'],
      ['甲', NUMBERS[0], '310', '202610', '980', '203'],
      ['丙', NUMBERS[2], '310', '202610', '980', '203'],
    ]),
  );
  return { roster, list, bill };
}

const onboard = (unitId: string, roster: string, ...more: readonly string[]) => [
  ...['onboard', '--unit', unitId, '--roster', roster],
  ...more,
];

interface Told {
  readonly newFacts: number;
  readonly cases: readonly { caseId: string; kind: string }[];
  readonly [group: string]: unknown;
}

describe('canbao onboard', () => {
  it('without --apply prints four groups with names and the command to apply, and stores nothing', async () => {
    const { roster, list, bill } = smallFiles();
    const call = onboard('SZ', roster, '--insured', list, '--bill', bill, '--on', '2026-11-18');
    const told = await stage.json<Told>(...call);
    expect(told).toMatchObject({
      applied: false,
      people: 4,
      insured: [{ employeeId: 'E1', name: '甲' }],
      notInsured: [{ employeeId: 'E2', name: '乙', since: '2026-10' }],
      insuredAfterLeaving: [{ employeeId: 'E3', name: '丙', leftOn: '2026-07-10', since: '2026-10' }],
      unmatched: [{ name: '外人' }],
      problems: [{ file: roster, line: 6, code: 'id-needed' }],
    });
    const { out } = await stage.run(...call);
    expect(out).toContain('在职未参保 1\n  乙（E2）：2026-05-11 入职，2026-10 起名单上没有');
    expect(out).toContain('名单、账单上对不上的人 1\n  外人');
    expect(out).toContain(
      `canbao onboard --unit SZ --roster ${roster} --insured ${list} --bill ${bill} --on 2026-11-18 --apply`,
    );
    const { out: english } = await stage.run('--language', 'en', ...call);
    expect(english).toContain(
      'In service and not insured 1\n  乙 (E2): hired on 2026-05-11, not listed since 2026-10',
    );
    expect(await stage.factIds('E1')).toEqual([]);
    expect((await stage.store.unitFacts.ofImports('SZ')).items).toEqual([]);
    expect((await stage.store.unknownCharges.rows('SZ')).items).toEqual([]);
  });

  it('applies what the dry run says, exits 1 for rows left out, and adds nothing the next time', async () => {
    const { roster, list, bill } = smallFiles();
    const call = onboard('SZ', roster, '--insured', list, '--bill', bill);
    const dry = await stage.json<Told>(...call);
    const done = await stage.partly<Told>(...call, '--apply');
    expect(done).toMatchObject({ ...dry, applied: true });
    expect(dry.otherScheme).toMatchObject([{ line: 3, name: '乙', scheme: '390' }]);
    const again = await stage.partly<Told>(...call, '--apply');
    expect([again.newFacts, again.cases]).toEqual([0, done.cases]);
    const { facts } = await stage.store.employees.load('E1');
    expect(facts.map(({ kind }) => kind).sort()).toEqual([
      'contribution.charged',
      'employee.hired',
      'insured.listed',
    ]);
    expect((await stage.store.unitFacts.ofImports('SZ')).items.map(({ kind }) => kind).sort()).toEqual([
      'bill.imported',
      'list.imported',
    ]);
  });

  it('stores a unit of 100 people so that its first cases are correct', async () => {
    const write = (name: string, content: string) => files.write(name, content);
    const call = onboard(
      'SZ',
      write('sz.csv', rosterOf('SZ')),
      ...['--insured', write('sz-list.csv', listOf('SZ')), '--whole', '--per-second', '10000'],
      ...billsOf('SZ').flatMap((bill, i) => ['--bill', write(`sz-bill-${i}.csv`, bill)]),
    );
    await stage.json(...call, '--apply');
    const { cases } = await stage.json<{ cases: { employeeId: string | null; kind: string }[] }>(
      ...['cases', '--as-of', DAY, '--unit', 'SZ'],
    );
    const shown = cases.map(({ employeeId, kind }) => `${employeeId ?? 'unit'} ${kind}`).sort();
    expect(shown).toEqual(expectedOf('SZ', 'listed'));
  });

  it('needs a file of the agency, a day that is not in the future, and a registered unit', async () => {
    const { roster, list } = smallFiles();
    const none = await stage.run(...onboard('SZ', roster));
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('--insured')]);
    const ahead = await stage.run(...onboard('SZ', roster, '--insured', list, '--on', '2026-12-24'));
    expect([ahead.code, ahead.err]).toEqual([2, expect.stringContaining(DAY)]);
    expect((await stage.run(...onboard('U7', roster, '--insured', list))).code).toBe(2);
    const swapped = await stage.run(...onboard('SZ', list, '--insured', list));
    expect([swapped.code, swapped.err]).toEqual([1, expect.stringContaining('list.csv')]);
  });
});
