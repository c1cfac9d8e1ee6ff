import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { joinersLedger } from '../../../domain/ledger/joiners.ts';
import { leaversLedger } from '../../../domain/ledger/leavers.ts';
import type { Ledger, LedgerEntry } from '../../../domain/ledger/ledger.ts';
import { noticesLedger } from '../../../domain/ledger/notices.ts';
import { overpaymentsLedger } from '../../../domain/ledger/overpayments.ts';
import { monthTrends } from '../../../domain/ledger/trends.ts';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import { unitSchema } from '../../../domain/units/unit.ts';
import { month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { ledgerCsv } from '../../../functions/files/csv-files.ts';
import { ledgerXlsx } from '../../../functions/files/ledger-xlsx.ts';
import { openTable } from '../../../functions/files/open-table.ts';
import type { FileRow } from '../../../functions/files/table.ts';
import { accepted, charged, hired, inOrder, left, refund, rejected, submitted } from '../../support/facts.ts';
import { filesForFile } from '../../support/file-fixtures.ts';
import { anIdentity } from '../../support/some-facts.ts';
import { bill } from '../../support/unit-facts.ts';

const files = filesForFile();

const UNIT = unitSchema.parse({
  unitId: 'U1',
  name: '北京示例科技有限公司',
  region: '北京',
  channel: 'online',
  staff: [],
});

const task = (ofMonth: string, asOf = '2026-12-15') => ({
  unit: UNIT,
  month: month(ofMonth),
  asOf: plainDate(asOf),
  calendar: publishedCalendar,
});

function entriesOf(...facts: readonly Fact[]): LedgerEntry[] {
  return foldSpells('E1', inOrder(...facts)).map((spell) => ({ spell }));
}

/** A row as values by header, without empty cells. */
function named({ columns, rows }: Ledger, row = 0): Record<string, unknown> {
  return Object.fromEntries(
    columns.flatMap(({ header }, i) => (rows[row]?.[i] === undefined ? [] : [[header, rows[row]?.[i]]])),
  );
}

const ABOUT = { name: '=赵敏', department: '研发部', identity: anIdentity('h1') };
const LEAVER_FACTS = [
  hired('2025-03-03', 'U1', ABOUT),
  left('2026-10-30', 'resigned', { reportedOn: plainDate('2026-11-02') }),
  submitted('removal', '2026-11-03', 'R-77'),
  accepted('removal', '2026-11-05'),
  charged('U1', '2026-10', [980, 203]),
  charged('U1', '2026-11', [980, 203]),
  refund('requested', '2026-12-01', ['2026-11']),
];
const LEAVER = entriesOf(...LEAVER_FACTS);

describe('leaversLedger', () => {
  it('has a row for each person who left in the month: dates, removal and overpayment', () => {
    expect(named(leaversLedger(LEAVER, task('2026-10')))).toEqual({
      工号: 'E1',
      姓名: '=赵敏',
      '证件号码（脱敏）': '****************15',
      部门: '研发部',
      最后工作日: '2026-10-30',
      离职原因: '辞职',
      人事报送日: '2026-11-02',
      法定期限: '2026-11-14',
      建议办理日: expect.stringMatching(/^2026-1[01]-\d\d$/),
      申报日: '2026-11-03',
      回执号: 'R-77',
      受理日: '2026-11-05',
      减员状态: '已受理',
      最后缴费月: '2026-10',
      多扣月份: '2026-11',
      多缴单位部分: 98000,
      多缴个人部分: 20300,
      退费状态: '已申请',
    });
  });

  it.each([['2026-09'], ['2026-11']])('leaves out people who left in another month: %s', (other) => {
    expect(leaversLedger(LEAVER, task(other)).rows).toEqual([]);
  });

  it('still has overpayments that were refunded', () => {
    const settled = entriesOf(...LEAVER_FACTS, refund('settled', '2026-12-10', ['2026-11']));
    expect(named(leaversLedger(settled, task('2026-10')))).toMatchObject({
      多扣月份: '2026-11',
      多缴单位部分: 98000,
      退费状态: '已退',
    });
  });

  it('shows a removal that was not filed, and marks estimates', () => {
    const open = entriesOf(
      hired('2025-03-03', 'U1'),
      left('2026-10-30'),
      charged('U1', '2026-10', [980, 203]),
    );
    const row = named(leaversLedger(open, task('2026-10')));
    expect(row).toMatchObject({ 减员状态: '未申报', 多扣月份: '2026-11（估算）' });
    expect(row).not.toHaveProperty('申报日');
  });
});

describe('joinersLedger', () => {
  it('has a row for each person who joined in the month, with the state of the enrolment', () => {
    const joiner = entriesOf(
      hired('2026-10-08', 'U1', ABOUT),
      submitted('enrolment', '2026-10-12', 'R-1'),
      accepted('enrolment', '2026-10-14', '2026-10'),
    );
    expect(named(joinersLedger(joiner, task('2026-10')))).toMatchObject({
      工号: 'E1',
      用工类别: '全日制',
      入职日: '2026-10-08',
      入职方式: '入职',
      法定期限: '2026-11-07',
      申报日: '2026-10-12',
      回执号: 'R-1',
      受理日: '2026-10-14',
      增员状态: '已受理',
      参保起始月: '2026-10',
    });
    expect(joinersLedger(joiner, task('2026-11')).rows).toEqual([]);
  });

  it('shows the day and the receipt of a rejected filing', () => {
    const joiner = entriesOf(
      hired('2026-10-08', 'U1'),
      submitted('enrolment', '2026-10-12', 'R-1'),
      rejected('enrolment', '2026-10-14', '材料不全'),
    );
    expect(named(joinersLedger(joiner, task('2026-10')))).toMatchObject({
      申报日: '2026-10-12',
      回执号: 'R-1',
      增员状态: '被退回：材料不全',
    });
  });

  it.each([
    ['accepted', accepted('enrolment', '2026-10-14')],
    ['rejected', rejected('enrolment', '2026-10-14', '材料不全')],
  ])('leaves out the first employment’s receipt if the rehire’s enrolment was %s', (_, answer) => {
    const rehired = entriesOf(
      hired('2024-03-04', 'U1'),
      submitted('enrolment', '2024-03-05', 'R-OLD'),
      accepted('enrolment', '2024-03-06'),
      left('2025-06-30'),
      accepted('removal', '2025-07-02'),
      hired('2026-10-08', 'U1'),
      answer,
    );
    const row = named(joinersLedger(rehired, task('2026-10')));
    expect(row).toMatchObject({ 入职日: '2026-10-08' });
    expect(row).not.toHaveProperty('申报日');
    expect(row).not.toHaveProperty('回执号');
  });
});

describe('overpaymentsLedger', () => {
  it('has a row for each person overpaid for in the month, with both shares and their sum', () => {
    expect(named(overpaymentsLedger(LEAVER, task('2026-11')))).toMatchObject({
      工号: 'E1',
      最后工作日: '2026-10-30',
      多缴月份: '2026-11',
      多缴单位部分: 98000,
      多缴个人部分: 20300,
      合计: 118300,
      金额来源: '缴费明细',
      退费状态: '已申请',
      退费方式: '退费',
      退费办理日: '2026-12-01',
    });
    expect(overpaymentsLedger(LEAVER, task('2026-10')).rows).toEqual([]);
  });
});

describe('ledgerCsv and ledgerXlsx', () => {
  const ledger = leaversLedger(LEAVER, task('2026-10'));

  it('write CSV for spreadsheets: a byte order mark, CRLF lines, and no formula from a name', () => {
    const text = ledgerCsv(ledger).toString();
    expect(text.startsWith('\uFEFF工号,姓名,证件号码（脱敏）,')).toBe(true);
    expect(text.split('\r\n')).toHaveLength(3);
    expect(text.split('\r\n')[1]).toMatch(/^E1,'=赵敏,\*{16}15,研发部,2026-10-30,.*,980\.00,203\.00,已申请$/);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)'])(
    'write a name that begins like the formula %s as text to CSV',
    (name) => {
      const [entry] = entriesOf(hired('2025-03-03', 'U1', { name }), left('2026-10-30'));
      const text = ledgerCsv(leaversLedger(entry === undefined ? [] : [entry], task('2026-10'))).toString();
      expect(text).toContain(`E1,'${name},`);
    },
  );

  it('write dates, amounts as numbers and any name as text to XLSX', async () => {
    const path = files.write('ledger.xlsx', '');
    writeFileSync(path, await ledgerXlsx(ledger));
    const rows: FileRow[] = [];
    for await (const some of (await openTable(path)).sheets[0]?.parts() ?? [])
      for (const part of some) if (part.is === 'row') rows.push(part);
    const row = Object.fromEntries(ledger.columns.map(({ header }, i) => [header, rows[1]?.cells[i]]));
    expect(row).toMatchObject({
      姓名: '=赵敏',
      最后工作日: { is: 'day', day: '2026-10-30' },
      最后缴费月: { is: 'day', day: '2026-10-01' },
      多缴单位部分: 980,
      多缴个人部分: 203,
    });
    expect(rows[0]?.cells).toEqual(ledger.columns.map(({ header }) => header));
  });
});

describe('noticesLedger', () => {
  const of = (department: string, leftOn: string, reportedOn: string, acceptedOn?: string) =>
    entriesOf(
      hired('2025-03-03', 'U1', { department }),
      left(leftOn, 'resigned', { reportedOn: plainDate(reportedOn) }),
      ...(acceptedOn === undefined ? [] : [accepted('removal', acceptedOn, '2026-12')]),
      charged('U1', '2026-11', [980, 203]),
    );
  const leaves = [
    ...of('研发部', '2026-10-12', '2026-10-12', '2026-10-14'),
    ...of('研发部', '2026-10-13', '2026-12-01', '2026-12-03'),
    ...of('销售部', '2026-10-20', '2026-10-18', '2026-10-27'),
  ];

  it('has a row per department and one for the unit: days to the report and to the confirmation', () => {
    const ledger = noticesLedger(leaves, task('2026-10'));
    expect(ledger.rows.map((row) => row.slice(0, 9))).toEqual([
      ['离职', '研发部', '2', '0', '49', '2', '2', '2', '2'],
      ['离职', '销售部', '1', '0', '0', '1', '7', '7', '7'],
      ['离职', '合计', '3', '0', '49', '3', '2', '7', '7'],
    ]);
  });

  it('separates the money lost before the report from the money lost after it', () => {
    const [rnd, sales, all] = noticesLedger(leaves, task('2026-10')).rows.map((row) => row.slice(9));
    // All three people were charged for November. Only one of the leaves was reported after the cut-off of November.
    expect(rnd).toEqual([118300, 118300]);
    expect(sales).toEqual([undefined, 118300]);
    expect(all).toEqual([118300, 236600]);
  });

  it('counts confirmations by the agency’s files on their day, not acceptances that a file contradicts', () => {
    const coverage = coverageOf([bill('2026-10', '2026-10-31'), bill('2026-11', '2026-11-30')]);
    const people = [
      ...entriesOf(hired('2026-10-08', 'U1'), charged('U1', '2026-10')),
      ...entriesOf(hired('2026-10-08', 'U1'), accepted('enrolment', '2026-10-14', '2026-10')),
      ...entriesOf(
        hired('2025-03-03', 'U1'),
        charged('U1', '2026-09'),
        left('2026-10-12', 'resigned', { reportedOn: plainDate('2026-10-12') }),
      ),
      ...entriesOf(
        hired('2025-03-03', 'U1'),
        left('2026-10-12', 'resigned', { reportedOn: plainDate('2026-10-12') }),
        accepted('removal', '2026-10-14'),
        charged('U1', '2026-11'),
      ),
    ];
    const { rows } = noticesLedger(people, { ...task('2026-10'), coverage });
    expect(rows.map((row) => [row[0], row[1], ...row.slice(5, 8)])).toEqual([
      ['离职', '', '1', '49', '49'],
      ['离职', '合计', '1', '49', '49'],
      ['入职', '', '1', '23', '23'],
      ['入职', '合计', '1', '23', '23'],
    ]);
  });

  it('counts hires of the month and those without an acceptance', () => {
    const joined = entriesOf(hired('2026-10-08', 'U1', { department: '研发部' }));
    expect(noticesLedger(joined, task('2026-10')).rows).toEqual([
      ['入职', '研发部', '1', '0', '0', '0', undefined, undefined, undefined, undefined, undefined],
      ['入职', '合计', '1', '0', '0', '0', undefined, undefined, undefined, undefined, undefined],
    ]);
    expect(noticesLedger(joined, task('2026-09')).rows).toEqual([]);
  });

  it('writes counts as numbers to a workbook', async () => {
    const path = files.write('notices.xlsx', '');
    writeFileSync(path, await ledgerXlsx(noticesLedger(leaves, task('2026-10'))));
    const rows: FileRow[] = [];
    for await (const some of (await openTable(path)).sheets[0]?.parts() ?? [])
      for (const part of some) if (part.is === 'row') rows.push(part);
    expect(rows[1]?.cells.slice(0, 5)).toEqual(['离职', '研发部', 2, 0, 49]);
  });
});

describe('monthTrends', () => {
  it('has the figures of the ledgers of overpayments and notices', () => {
    const people = [
      ...LEAVER,
      ...entriesOf(
        hired('2026-10-08', 'U1', { department: '研发部' }),
        accepted('enrolment', '2026-10-14', '2026-10'),
      ),
    ];
    const months = ['2026-10', '2026-11', '2026-12'].map(month);
    const trends = monthTrends(
      people.map(({ spell }) => spell),
      task('2026-12'),
      months,
    );
    const column = (ledger: Ledger, header: string) => ledger.columns.findIndex((it) => it.header === header);
    for (const trend of trends) {
      const own = task(trend.month);
      const overpaid = overpaymentsLedger(people, own);
      const sums = overpaid.rows.map((row) => Number(row[column(overpaid, '合计')]));
      expect([trend.overpaidPeople, trend.overpaid]).toEqual([
        sums.length,
        sums.reduce((sum, each) => sum + each, 0),
      ]);
      const notices = noticesLedger(people, own);
      const days = (event: string) =>
        notices.rows.find(([it, department]) => it === event && department === '合计')?.[
          column(notices, '发生至确认天数（中位数）')
        ];
      expect([trend.hireDays?.toString(), trend.leaveDays?.toString()]).toEqual([days('入职'), days('离职')]);
    }
    expect(trends.map(({ overpaid, hireDays, leaveDays }) => [overpaid, hireDays, leaveDays])).toEqual([
      [0, 6, 6],
      [118300, undefined, undefined],
      [0, undefined, undefined],
    ]);
  });
});

describe('Ledgers: changes long before the unit was registered', () => {
  const before = { ...task('2026-10'), registeredOn: plainDate('2026-12-10') };
  const leaver = entriesOf(hired('2025-03-03', 'U1'), left('2026-10-30'));

  it('show the state as unknown, and no money', () => {
    const row = named(leaversLedger(leaver, before));
    expect(row).toMatchObject({ 减员状态: '系统启用前，待核对' });
    expect(row).not.toHaveProperty('多扣月份');
    expect(overpaymentsLedger(leaver, { ...before, month: month('2026-11') }).rows).toEqual([]);
    const joiner = entriesOf(hired('2026-10-08', 'U1'));
    expect(named(joinersLedger(joiner, before))).toMatchObject({ 增员状态: '系统启用前，待核对' });
  });

  it('have no late report, unless the HR system states the day of the report', () => {
    expect(noticesLedger(leaver, before).rows).toEqual([]);
    expect(noticesLedger(LEAVER, before).rows).toHaveLength(2);
  });
});

describe('Ledgers: filings that the agency’s files contradict', () => {
  const coverage = coverageOf([bill('2026-10', '2026-10-31'), bill('2026-11', '2026-11-30')]);

  it('show the contradiction and the new filing', () => {
    const leaver = entriesOf(
      hired('2025-03-03', 'U1'),
      left('2026-10-12'),
      accepted('removal', '2026-10-14'),
      charged('U1', '2026-11'),
      submitted('removal', '2026-12-02', 'R-2'),
    );
    expect(named(leaversLedger(leaver, { ...task('2026-10'), coverage }))).toMatchObject({
      减员状态: '已受理，但仍在册（2026-11 账单）；2026-12-02 再次申报，待受理',
    });
    const joiner = entriesOf(hired('2026-10-08', 'U1'), charged('U1', '2026-10'));
    expect(named(joinersLedger(joiner, { ...task('2026-10'), coverage }))).toMatchObject({
      增员状态: '自 2026-11 起不在册',
    });
  });
});
