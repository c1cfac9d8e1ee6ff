import { describe, expect, it } from 'vitest';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';

/** The rules have their examples; here, that each command asks its rule, and how it answers. */
const anyReasons = expect.arrayContaining([expect.objectContaining({ rule: expect.any(String) })]);
const GAP = 'gap --last-paid 2026-06 --next-paid 2026-11';
const OWED = 'back-payment --hired 2026-08-10 --covered-from 2026-10';
const RETIRES = {
  earliestOn: expect.any(String),
  latestOn: expect.any(String),
  minimumContributionYears: 15,
};

describe('canbao explain', () => {
  it.each<[string, object]>([
    [
      'base --region 北京 --month 2026-09 --wage 5000',
      { declaredBase: '7270.00', floor: '7270.00', ceiling: '36348.00', clamped: 'floor' },
    ],
    ['base --region 西安 --month 2030-09 --wage 5000', { declaredBase: null, floor: null, clamped: null }],
    ['late-fee --principal 1000 --from 2011-09-01 --to 2011-12-09', { days: 100, fee: '50.00' }],
    [
      'late-fee --principal 1000 --from 1990-09-01 --to 1990-12-09',
      { days: null, fee: null, problem: 'no-rate-for-period' },
    ],
    [
      'retirement --sex male --born 1966-10-31',
      { ...RETIRES, age: { years: 60, months: 6 }, retiresOn: '2027-04-30' },
    ],
    [
      'retirement --sex female --born 1980-02-29 --original-age 50',
      { ...RETIRES, minimumContributionYears: 16.5, retiresOn: '2032-09-29' },
    ],
    [
      'retirement --sex female --born 1980-02-29',
      {
        age: null,
        retiresOn: null,
        problem: 'original-age-unknown',
        either: [
          { originalAge: 50, retiresOn: '2032-09-29' },
          { originalAge: 55, retiresOn: '2037-09-29' },
        ],
      },
    ],
    [GAP, { gapMonths: 4, catchUpAllowed: null, waitingMonthsAtMost: null }],
    [`${GAP} --transfer`, { gapMonths: 4, catchUpAllowed: false, waitingMonthsAtMost: 6 }],
    [`${GAP} --flexible --region 上海`, { gapMonths: 4, flexibleCoverFrom: '2027-05' }],
    [
      'cover --hired 2026-08-10 --region 北京',
      { firstCoveredMonth: null, uncoveredDays: 114, uncoveredDaysFinal: false },
    ],
    [
      'cover --hired 2026-08-10 --accepted 2026-08-20 --effective 2026-09 --region 上海',
      { firstCoveredMonth: '2026-09', uncoveredDays: 22, uncoveredDaysFinal: true },
    ],
    [
      `${OWED} --region 上海 --wage 10000 --as-of 2026-12-01 --paid 2026-08`,
      {
        months: [{ month: '2026-09', unitPart: '900.00', personalPart: '200.00', lateFee: '41.80' }],
        ...{ unitPart: '900.00', personalPart: '200.00', lateFee: '41.80', needsPerson: false },
      },
    ],
    [`${OWED} --region 北京`, { months: [{ month: '2026-08', unitPart: null }, {}], unitPart: null }],
    [
      'eligibility --hired 2026-08-10 --category intern',
      { enrolment: 'needs-person', blockedElsewhere: false },
    ],
    [
      'eligibility --hired 2026-08-10 --born 1990-01-01 --sex male --category regular --active-at U-2 --waiver',
      { enrolment: 'needs-person' },
    ],
    [
      'eligibility --hired 2026-08-10 --category regular --insured-in 上海 --retiree-cover no',
      { enrolment: 'due', blockedElsewhere: true },
    ],
  ])('%s', async (asked, expected) => {
    const answer = await canbaoJson(['explain', ...asked.split(' ')]);
    expect(answer).toMatchObject({ ...expected, because: anyReasons });
  });

  it.each([
    ['late-fee --principal 100 --from 2026-07-02 --to 2026-07-01', '2026-07-01'],
    ['retirement --sex male --born 1980-02-29 --original-age 58', '60, 55, 50'],
    ['gap --last-paid 2026-13 --next-paid 2027-01', 'YYYY-MM'],
    ['gap --last-paid 2026-07 --next-paid 2026-06', ''],
    ['cover --hired 2026-08-10 --effective 2026-09', '--accepted'],
  ])('%s is refused, and says what is allowed', async (asked, allowed) => {
    const { code, err } = await runCanbao(['explain', ...asked.split(' ')]);
    expect([code, err]).toEqual([2, expect.stringContaining(allowed)]);
  });

  it.each([
    ['base --region 北京 --month 2026-09 --wage 5000', '申报基数：¥7270.00', 'Declared base: ¥7270.00'],
    ['late-fee --principal 1000 --from 2011-09-01 --to 2011-10-09', '滞纳金：¥19.50', 'Late fee: ¥19.50'],
    ['retirement --sex male --born 1966-10-31', '法定退休日：2027-04-30', 'Retires on: 2027-04-30'],
    [GAP, '等待期最长（月）：未知', 'Waiting period at most, in months: not known'],
    [`${GAP} --transfer`, '等待期最长（月）：6', 'Waiting period at most, in months: 6'],
    ['cover --hired 2026-08-10 --region 北京', '待遇起始月：未知', 'not known'],
    [`${OWED} --region 北京`, '应补月份：2026-08、2026-09', 'Months owed: 2026-08, 2026-09'],
    ['eligibility --hired 2026-08-10 --category intern', '参保：需人工判断', 'Enrolment: needs a person'],
  ])('%s is told to people in both languages, with why', async (asked, zh, en) => {
    const args = ['explain', ...asked.split(' ')];
    const [chinese, english] = await Promise.all([runCanbao(args), runCanbao([...args, '--language', 'en'])]);
    expect([chinese.code, english.code]).toEqual([0, 0]);
    expect(chinese.out).toContain(zh);
    expect(english.out).toContain(en);
    expect(chinese.out).toMatch(/依据：\n {2}- /);
  });
});
