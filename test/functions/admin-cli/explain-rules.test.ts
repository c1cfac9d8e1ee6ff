import { describe, expect, it } from 'vitest';
import { BACK_PAYMENT_EXAMPLES } from '../../examples/back-payments.ts';
import { BASE_EXAMPLES } from '../../examples/contribution-bases.ts';
import { COVER_EXAMPLES } from '../../examples/covers.ts';
import { ELIGIBILITY_EXAMPLES, type EligibilityExample } from '../../examples/eligibility.ts';
import { FLEXIBLE_GAP_EXAMPLES, GAP_EXAMPLES } from '../../examples/gaps.ts';
import { LATE_FEE_EXAMPLES } from '../../examples/late-fees.ts';
import { RETIREMENT_EXAMPLES } from '../../examples/retirement-ages.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { TOLD_BY_AGENCY } from '../../support/stated-policy.ts';

/** Options of those that have a value. */
function options(values: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
}

const explain = (what: string, ...args: readonly string[]) => canbaoJson(['explain', what, ...args]);
const anyReasons = expect.arrayContaining([expect.objectContaining({ rule: expect.any(String) })]);

describe('canbao explain base', () => {
  // Nobody told this command anything.
  it.each(BASE_EXAMPLES.filter(({ given }) => given.told === undefined))(
    '$name',
    async ({ given, expected }) => {
      const { region, month, wage } = given;
      const answer = await explain('base', ...options({ region, month, wage }));
      const told =
        'declared' in expected
          ? { declaredBase: expected.declared, clamped: expected.clamped }
          : { declaredBase: null, floor: null, ceiling: null, clamped: null };
      expect(answer).toMatchObject({ ...told, because: anyReasons });
      if (!('estimated' in expected)) return;
      const estimate = expected.estimated === undefined ? null : { declaredBase: expected.estimated };
      if (estimate === null) expect(answer.estimate).toBeNull();
      else expect(answer.estimate).toMatchObject(estimate);
    },
  );

  it('has the shape that scripts rely on', async () => {
    const answer = await explain('base', ...options({ region: '北京', month: '2026-09', wage: '5000' }));
    expect(answer).toEqual({
      declaredBase: '7270.00',
      floor: '7270.00',
      ceiling: '36348.00',
      clamped: 'floor',
      because: anyReasons,
    });
  });
});

describe('canbao explain late-fee', () => {
  const possible = LATE_FEE_EXAMPLES.filter(({ given }) => given.from <= given.to);

  it.each(possible)('$name', async ({ given, expected }) => {
    const answer = await explain('late-fee', ...options(given));
    expect(answer).toMatchObject(expected ?? { days: null, fee: null, problem: 'no-rate-for-period' });
    expect(answer.because).toEqual(anyReasons);
  });

  it('refuses a last day before the first, and says what is allowed', async () => {
    const { code, err } = await runCanbao([
      'explain',
      'late-fee',
      ...options({ principal: '100', from: '2026-07-02', to: '2026-07-01' }),
    ]);
    expect(code).toBe(2);
    expect(err).toContain('2026-07-01');
  });
});

describe('canbao explain retirement', () => {
  it.each(RETIREMENT_EXAMPLES)('$name', async ({ given, expected }) => {
    const asked = options({
      sex: given.sex,
      born: given.bornOn,
      'original-age': given.originalAge?.toString(),
    });
    const answer = await explain('retirement', ...asked);
    const [years, months] = expected.age.split('+').map(Number);
    expect(answer).toMatchObject({ age: { years, months }, retiresOn: expected.retiresOn });
    expect(answer).toMatchObject({
      earliestOn: expect.any(String),
      latestOn: expect.any(String),
      minimumContributionYears: expect.any(Number),
      because: anyReasons,
    });
  });

  it('names both days where the post of a woman is not known', async () => {
    const answer = await explain('retirement', ...options({ sex: 'female', born: '1980-02-29' }));
    expect(answer).toMatchObject({
      age: null,
      retiresOn: null,
      problem: 'original-age-unknown',
      either: [
        { originalAge: 50, retiresOn: '2032-09-29' },
        { originalAge: 55, retiresOn: '2037-09-29' },
      ],
    });
  });

  it('refuses an age that never was one', async () => {
    const asked = options({ sex: 'male', born: '1980-02-29', 'original-age': '58' });
    const { code, err } = await runCanbao(['explain', 'retirement', ...asked]);
    expect(code).toBe(2);
    expect(err).toContain('60, 55, 50');
  });
});

describe('canbao explain gap', () => {
  it.each(GAP_EXAMPLES)('$name', async ({ given, expected }) => {
    const asked = options({
      'last-paid': given.lastPaid,
      'next-paid': given.nextPaid,
      region: given.region,
    });
    expect(await explain('gap', ...asked, ...(given.onTransfer ? ['--transfer'] : []))).toEqual({
      gapMonths: expected.gapMonths,
      catchUpAllowed: expected.catchUpAllowed ?? null,
      waitingMonthsAtMost: expected.waitingMonthsAtMost ?? null,
      because: anyReasons,
    });
  });

  it.each(FLEXIBLE_GAP_EXAMPLES)('$name', async ({ given, expected }) => {
    const asked = options({
      'last-paid': given.lastPaid,
      'next-paid': given.nextPaid,
      region: given.region,
    });
    const transfer = given.onTransfer ? ['--transfer'] : [];
    const answer = await explain('gap', ...asked, '--flexible', ...transfer);
    expect(answer).toMatchObject({
      gapMonths: expected.gapMonths,
      flexibleCoverFrom: expected.coverFrom ?? null,
    });
  });

  it('refuses a month that is none, and one before the other', async () => {
    const run = (last: string, next: string) =>
      runCanbao(['explain', 'gap', ...options({ 'last-paid': last, 'next-paid': next })]);
    expect((await run('2026-13', '2027-01')).code).toBe(2);
    expect((await run('2026-07', '2026-06')).code).toBe(2);
    expect((await run('2026-13', '2027-01')).err).toContain('YYYY-MM');
  });
});

describe('canbao explain cover', () => {
  const askable = COVER_EXAMPLES.filter(({ given }) => given.coverStart === undefined);

  it.each(askable)('$name', async ({ given, expected }) => {
    const asked = options({
      hired: given.hiredOn,
      accepted: given.acceptedOn,
      effective: given.effectiveMonth,
      region: given.region,
      'as-of': given.asOf,
    });
    expect(await explain('cover', ...asked)).toEqual({
      ...expected,
      firstCoveredMonth: expected.firstCoveredMonth ?? null,
      because: anyReasons,
    });
  });

  it('refuses a stated month without an acceptance', async () => {
    const asked = options({ hired: '2026-08-10', effective: '2026-09' });
    const { code, err } = await runCanbao(['explain', 'cover', ...asked]);
    expect(code).toBe(2);
    expect(err).toContain('--accepted');
  });
});

describe('canbao explain back-payment', () => {
  const askable = BACK_PAYMENT_EXAMPLES.filter(
    ({ given }) => given.longest === undefined && given.told === undefined,
  );

  it.each(askable)('$name', async ({ given, expected }) => {
    const { hiredOn: hired, coveredFrom, asOf, region, wage, tier, paid = [] } = given;
    const asked = options({ hired, 'covered-from': coveredFrom, 'as-of': asOf, region, wage, tier });
    const answer = await explain('back-payment', ...asked, ...paid.flatMap((month) => ['--paid', month]));
    // Nobody told this command anything: what only the agency gave the example is not known.
    const ships = (amount: string | undefined) =>
      TOLD_BY_AGENCY[region] === undefined ? (amount ?? null) : null;
    expect(answer).toMatchObject({
      months: (expected?.months ?? []).map(([month, unit, personal, fee]) => ({
        month,
        unitPart: ships(unit),
        personalPart: personal ?? null,
        lateFee: ships(fee),
      })),
      unitPart: expected === undefined ? '0.00' : ships(expected.unit),
      personalPart: expected === undefined ? '0.00' : (expected.personal ?? null),
      lateFee: expected === undefined ? '0.00' : ships(expected.fee),
      needsPerson: expected?.needsPerson ?? false,
    });
  });
});

describe('canbao explain eligibility', () => {
  it.each(ELIGIBILITY_EXAMPLES.filter(isAskable))('$name', async ({ given, expected }) => {
    const asked = options({
      hired: given.startOn,
      born: given.birthDate,
      sex: given.sex,
      'original-age': given.originalRetirementAge?.toString(),
      category: given.category,
      'insured-in': given.stillInsuredIn,
      'retiree-cover': given.drawsRetireeCover === undefined ? undefined : yesNo(given.drawsRetireeCover),
    });
    const units = given.activeAt === undefined ? [] : ['--active-at', ...given.activeAt];
    const waiver = given.waiver === true ? ['--waiver'] : [];
    expect(await explain('eligibility', ...asked, ...units, ...waiver)).toEqual({
      enrolment: expected.enrolment,
      blockedElsewhere: expected.blockedElsewhere,
      because: anyReasons,
    });
  });
});

/** The command line knows no name for the unit itself. */
function isAskable({ given }: EligibilityExample): boolean {
  return given.activeAt?.includes('U-1') !== true;
}

function yesNo(answer: boolean): string {
  return answer ? 'yes' : 'no';
}

describe('for people', () => {
  it.each([
    [
      ['base', ...options({ region: '北京', month: '2026-09', wage: '5000' })],
      '申报基数：¥7270.00',
      'Declared base: ¥7270.00',
    ],
    [
      ['late-fee', ...options({ principal: '1000', from: '2011-09-01', to: '2011-10-09' })],
      '滞纳金：¥19.50',
      'Late fee: ¥19.50',
    ],
    [
      ['retirement', ...options({ sex: 'male', born: '1966-10-31' })],
      '法定退休日：2027-04-30',
      'Retires on: 2027-04-30',
    ],
    [
      ['gap', ...options({ 'last-paid': '2026-06', 'next-paid': '2026-11' })],
      '等待期最长（月）：未知',
      'Waiting period at most, in months: not known',
    ],
    [
      ['gap', ...options({ 'last-paid': '2026-06', 'next-paid': '2026-11' }), '--transfer'],
      '等待期最长（月）：6',
      'Waiting period at most, in months: 6',
    ],
    [['cover', ...options({ hired: '2026-08-10', region: '北京' })], '待遇起始月：未知', 'not known'],
    [
      ['back-payment', ...options({ hired: '2026-08-10', 'covered-from': '2026-10', region: '北京' })],
      '应补月份：2026-08、2026-09',
      'Months owed: 2026-08, 2026-09',
    ],
    [
      ['eligibility', ...options({ hired: '2026-08-10', category: 'intern' })],
      '参保：需人工判断',
      'Enrolment: needs a person',
    ],
  ])('%j is told in both languages, with why', async (args, zh, en) => {
    const [chinese, english] = await Promise.all([
      runCanbao(['explain', ...args]),
      runCanbao(['explain', ...args, '--language', 'en']),
    ]);
    expect([chinese.code, english.code]).toEqual([0, 0]);
    expect(chinese.out).toContain(zh);
    expect(english.out).toContain(en);
    expect(chinese.out).toMatch(/依据：\n {2}- /);
  });
});
