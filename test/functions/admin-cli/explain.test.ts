import { describe, expect, it } from 'vitest';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';

/** The rules have their own tests. These tests check that each command uses its rule, and the form of its answer. */
const anyReasons = expect.arrayContaining([expect.objectContaining({ rule: expect.any(String) })]);
interface Explained {
  readonly localCutOff: string | null;
  readonly because: readonly { readonly rule: string; readonly text: string }[];
}
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
    [
      'base --region 北京 --month 2027-09 --wage 5000',
      { declaredBase: null, estimate: { declaredBase: '7270.00', clamped: 'floor' } },
    ],
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
    [
      'gap --last-paid 2026-06 --next-paid 2026-09 --transfer',
      { gapMonths: 2, catchUpAllowed: true, waitingMonthsAtMost: 0 },
    ],
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
    [
      'back-payment --hired 2026-10-08 --covered-from 2026-10 --region 北京',
      { months: [], unitPart: '0.00', personalPart: '0.00', lateFee: '0.00', because: [] },
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
  ])('answers with reasons: %s', async (asked, expected) => {
    const answer = await canbaoJson(['explain', ...asked.split(' ')]);
    expect(answer).toMatchObject({ because: anyReasons, ...expected });
  });

  it.each([
    ['enrolment --hired 2026-01-16 --region 上诲', '没有叫“上诲”的地区，最接近的是 上海'],
    ['documents --case marriage', 'removal'],
    ['late-fee --principal 100 --from 2026-07-02 --to 2026-07-01', '2026-07-01'],
    ['retirement --sex male --born 1980-02-29 --original-age 58', '60, 55, 50'],
    ['gap --last-paid 2026-13 --next-paid 2027-01', 'YYYY-MM'],
    ['gap --last-paid 2026-07 --next-paid 2026-06', ''],
    ['cover --hired 2026-08-10 --effective 2026-09', '--accepted'],
  ])('refuses %s, and says what is allowed', async (asked, allowed) => {
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
    [
      'eligibility --hired 2026-08-10 --category intern',
      '参保：需人工判断',
      'Enrolment: needs a decision by a person',
    ],
  ])('prints the answer of %s in both languages, with reasons', async (asked, zh, en) => {
    const args = ['explain', ...asked.split(' ')];
    const [chinese, english] = await Promise.all([runCanbao(args), runCanbao([...args, '--language', 'en'])]);
    expect([chinese.code, english.code]).toEqual([0, 0]);
    expect(chinese.out).toContain(zh);
    expect(english.out).toContain(en);
    expect(chinese.out).toMatch(/依据：\n {2}- /);
  });
});

describe('canbao explain enrolment and removal', () => {
  it.each<[string, object]>([
    [
      'enrolment --hired 2026-01-16 --region 大连 --as-of 2026-02-13',
      { statutoryDueOn: '2026-02-15', lastLawfulDay: '2026-02-24', actBy: '2026-02-14', daysLeft: 1 },
    ],
    // Without `--as-of` the day is today in China.
    [
      'enrolment --hired 2026-11-30',
      { statutoryDueOn: '2026-12-30', lastLawfulDay: '2026-12-30', actBy: '2026-12-30', daysLeft: 29 },
    ],
    [
      'enrolment --hired 2026-08-10 --region 深圳 --as-of 2026-08-11',
      {
        ...{ statutoryDueOn: '2026-09-09', lastLawfulDay: '2026-09-09' },
        ...{ localCutOff: '2026-08-20', actBy: '2026-08-20', daysLeft: 9 },
      },
    ],
    [
      'removal --left 2026-09-30 --reason retired --as-of 2026-10-01',
      { statutoryDueOn: '2026-10-15', lastLawfulDay: '2026-10-15', actBy: '2026-10-15', daysLeft: 14 },
    ],
    [
      'removal --left 2026-09-30 --reason deceased --region 上海 --as-of 2026-10-01',
      {
        ...{ statutoryDueOn: '2026-10-15', lastLawfulDay: '2026-10-15' },
        ...{ localCutOff: '2026-10-10', actBy: '2026-10-10', daysLeft: 9 },
        deathNoticeDueOn: expect.any(String),
      },
    ],
  ])('answer with the dates: %s', async (asked, expected) => {
    const answer = await canbaoJson<Explained>(['explain', ...asked.split(' ')]);
    expect(answer).toEqual({ localCutOff: null, ...expected, because: anyReasons });
    for (const { text } of answer.because) expect(text).toMatch(/\p{Script=Han}/u);
  });

  it('give null for an unknown cut-off, and say that it is unknown', async () => {
    const answer = await canbaoJson<Explained>(['explain', 'enrolment', '--hired', '2026-01-16']);
    expect(answer.localCutOff).toBeNull();
    expect(answer.because).toContainEqual(
      expect.objectContaining({ rule: 'D4', confidence: 'unknown', parameter: 'enrolmentCutOffDay' }),
    );
  });

  it('answer in English on request, with the law', async () => {
    const args = ['explain', 'enrolment', '--hired', '2026-01-16', '--language', 'en'];
    const { because } = await canbaoJson<Explained>(args);
    expect(because[0]).toMatchObject({
      rule: 'R1',
      law: '社会保险法 58',
      text: 'Employed from 2026-01-16: enrolment is due within 30 days, by 2026-02-15.',
    });
    expect((await runCanbao(args)).out).toContain('Act by: Sat 2026-02-14');
  });

  it('print each date with its reason, and say that a region has no data', async () => {
    const { code, out } = await runCanbao([
      ...['explain', 'enrolment', '--hired', '2026-01-16'],
      ...['--region', '大连', '--as-of', '2026-02-13'],
    ]);
    expect(code).toBe(0);
    expect(out).toContain('建议办理日：2026-02-14（周六），还有 1 天');
    expect(out).toContain('法定期限：2026-02-15（周日）');
    expect(out).toContain('顺延后期限：2026-02-24（周二）');
    expect(out).toContain('〔民法典 203〕');
    expect(out).toContain('没有内置“大连”的数据，只按全国规定和辽宁省规定计算');
  });
});

describe('canbao explain documents', () => {
  const names = async (...args: string[]) => {
    const told = await canbaoJson<{ documents: { name: string; required: boolean }[] }>([
      ...['explain', 'documents', '--case'],
      ...args,
    ]);
    return told.documents.map(({ name, required }) => `${name}${required ? '' : '（惯例）'}`);
  };

  it('asks only a retiree for the approval, and only an agency for a power of attorney', async () => {
    const form = '基本医疗保险参保人员减少登记表';
    expect(await names('removal', '--reason', 'retired')).toEqual([form, '退休审批材料']);
    expect(await names('removal', '--reason', 'resigned')).toEqual([form, '离职证明（惯例）']);
    expect(await names('enrolment', '--channel', 'agency')).toContain('授权委托书');
    expect(await names('enrolment', '--channel', 'online')).not.toContain('授权委托书');
  });

  it('accepts a proof of the hire instead of the contract, and says where to get the forms', async () => {
    const { out } = await runCanbao(['explain', 'documents', '--case', 'enrolment']);
    expect(out).toContain('劳动合同复印件或入职证明');
    expect(out).toContain('登记表在窗口领取');
  });
});

describe('canbao explain identity', () => {
  it.each<[string, object, string]>([
    [
      '11010519491231002X',
      { valid: true, kind: 'resident-id', birthDate: '1949-12-31', sex: 'female' },
      'a resident identity card',
    ],
    [
      '110105194912310021',
      { valid: false, kind: 'resident-id', problem: 'check-digit' },
      'a mistyped number',
    ],
    [
      '110105194902300028',
      { valid: false, kind: 'resident-id', problem: 'birth-date' },
      'an impossible day of birth',
    ],
    [
      '110105491231002',
      { valid: false, kind: 'resident-id', problem: 'fifteen-digits' },
      'a number of the old form',
    ],
    ['E12345678', { valid: false, kind: null, problem: 'not-checkable' }, 'a passport'],
    ['123', { valid: false, kind: null, problem: 'length' }, 'anything else'],
  ])('answers for %s with %o: %s', async (number, expected) => {
    expect(await canbaoJson(['explain', 'identity', number])).toEqual(expected);
  });

  it('accepts a number in groups, as it is printed on paper', async () => {
    expect(await canbaoJson(['explain', 'identity', '110105', '19491231', '002x'])).toMatchObject({
      valid: true,
    });
  });

  it.each([
    [['explain', 'identity', '11010519491231002X']],
    [['explain', 'identity', '110105194912310021']],
    [['explain', 'identity', '11010519491231002X', '--json']],
    [['explain', 'credit-code', '11010519491231002X']],
    [['explain', '11010519491231002X']],
    [['11010519491231002X']],
    [['explain', 'enrolment', '--hired', '2026-01-01', '11010519491231002X']],
    [['explain', 'enrolment', '--hired', '11010519491231002X']],
    [['explain', 'enrolment', '--hired', '１１０１０５１９４９１２３１００２Ｘ']],
    [['explain', 'enrolment', '--hired', '110105 19491231 002X']],
    [['explain', 'enrolment', '--11010519491231002X']],
    [['cases', '--local', '--language', '11010519491231002X']],
  ])('does not repeat the number: %o', async (args) => {
    const { out, err } = await runCanbao(args);
    expect(`${out}${err}`).not.toMatch(/19491231|１９４９/);
    expect(`${out}${err}`).not.toBe('');
  });
});

describe('canbao explain credit-code', () => {
  it.each([
    ['91350100M000100Y43', { valid: true, kind: 'unified-social-credit-code' }],
    ['91350100M000100Y44', { valid: false, kind: 'unified-social-credit-code', problem: 'check-symbol' }],
    ['9135', { valid: false, kind: 'unified-social-credit-code', problem: 'length' }],
  ])('answers for %s with %o', async (code, expected) => {
    expect(await canbaoJson(['explain', 'credit-code', code])).toEqual(expected);
  });
});
