import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { alsoAtStake } from '../../../domain/rules/arrears/also-at-stake.ts';
import { lateFee, lateFeeRunsFrom, lateFeeShare } from '../../../domain/rules/arrears/late-fee.ts';
import { type Fen, fen, parseYuan, portionOf, yuan } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { addDays, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { LATE_FEE_EXAMPLES, LATE_FEE_START_EXAMPLES } from '../../examples/late-fees.ts';
import { expectWords } from '../../support/expect-words.ts';
import { type Told, toldPolicy } from '../../support/stated-policy.ts';

const policy = toldPolicy();
const money = (text: string): Fen => parseYuan(text) ?? fen(Number.NaN);

describe('lateFee', () => {
  it.each(LATE_FEE_EXAMPLES)('$name', ({ given, expected }) => {
    const { from, to } = given;
    const answer = lateFee({
      principal: money(given.principal),
      from: plainDate(from),
      to: plainDate(to),
      policy,
    });
    expectWords(answer.because);
    expect(answer.known ? { days: answer.days, fee: yuan(answer.fee) } : undefined).toEqual(expected);
    const disputed = answer.because.some(({ code }) => code === 'late-fee-cap-disputed');
    expect(disputed).toBe(answer.known && answer.fee > money(given.principal));
  });

  it('is unknown before the law, with the first day that has no rate', () => {
    const days = { from: plainDate('2011-06-01'), to: plainDate('2011-06-30') };
    const answer = lateFee({ principal: money('1000'), ...days, policy });
    expect(answer).toMatchObject({ known: false, why: 'no-rate-for-period', unknownOn: '2011-06-30' });
  });

  it('follows a rate that changes within the period', () => {
    const told = toldPolicy('成都', { lateFeeDailyRate: { value: '0.1%', from: '2026-07-11' } });
    const days = { from: plainDate('2026-07-01'), to: plainDate('2026-07-20') };
    const answer = lateFee({ principal: money('1000'), ...days, policy: told });
    // 10 days at 0.50 yuan and 10 days at 1.00 yuan are 15 yuan.
    expect(answer).toMatchObject({ known: true, days: 20, fee: 1500 });
    expectWords(answer.because);
    expect(answer.because.filter(({ code }) => code === 'late-fee-stretch')).toHaveLength(2);
  });
});

describe('lateFeeRunsFrom', () => {
  it.each(LATE_FEE_START_EXAMPLES)('$name', ({ given, expected }) => {
    const policy = given.shipped ? policyOf(given.region) : toldPolicy(given.region, given.told);
    const { because, ...start } = lateFeeRunsFrom(
      month(given.month),
      policy,
      given.hiredOn === undefined ? undefined : plainDate(given.hiredOn),
    );
    expect(start).toEqual(expected);
    expect(because[0]?.confidence === 'assumed').toBe(expected.assumed);
    expectWords(because);
  });

  it('counts from the payment window instead of a cut-off of low confidence', () => {
    const start = { lateFeeStart: { value: 'day-after-cut-off', from: '2024-01-01' } };
    const codesOf = (told: Told) =>
      lateFeeRunsFrom(month('2026-08'), toldPolicy('北京', told)).because.map(({ code }) => code);
    expect(codesOf(start)).toContain('late-fee-start-after-window');
    const told = { ...start, enrolmentCutOffDay: { value: 20, from: '2024-01-01' } };
    expect(codesOf(told)).toEqual(['late-fee-start-after-cut-off']);
  });

  it('is assumed where the agency’s own cut-off is unknown', () => {
    const told = toldPolicy('成都', { lateFeeStart: { value: 'day-after-cut-off', from: '2026-01-01' } });
    expect(lateFeeRunsFrom(month('2026-07'), told)).toMatchObject({ on: '2026-08-01', assumed: true });
  });
});

describe('alsoAtStake', () => {
  const asOf = plainDate('2026-11-20');

  it('includes the known amounts: 110 %, one to three times, 500 to 3000 yuan', () => {
    const lastMonth = { month: month('2026-10'), amount: money('848.12') };
    const stakes = alsoAtStake({ dues: money('1000'), lastMonth, asOf, policy });
    expectWords(stakes);
    expect(stakes.map(({ code, law, values }) => ({ code, law, ...values }))).toEqual([
      // 110 % of 848.12 is 932.932, rounded to 932.93.
      {
        code: 'assessment-amount',
        law: '社会保险法 62',
        share: '110%',
        month: '2026-10',
        lastMonth: '848.12',
        amount: '932.93',
      },
      { code: 'unit-fine-amount', law: '社会保险法 84', least: 1, most: 3, from: '1000.00', to: '3000.00' },
      { code: 'person-fine', law: '社会保险法 84', least: '500.00', most: '3000.00' },
    ]);
  });

  it('states no amounts where they are unknown', () => {
    const stakes = alsoAtStake({ asOf, policy });
    expect(stakes.map(({ code }) => code)).toEqual(['assessment', 'unit-fine', 'person-fine']);
    expectWords(stakes);
  });

  it.each([
    ['2026-12-31', false],
    ['2027-01-01', true],
  ])('includes the fine for obstructing an inspection from 2027 on: on %s %s', (on, isTold) => {
    const stakes = alsoAtStake({ asOf: plainDate(on), policy });
    const fine = stakes.filter(({ code }) => code === 'inspection-fine');
    expect(fine).toHaveLength(isTold ? 1 : 0);
    if (!isTold) return;
    expect(fine).toMatchObject([{ law: '医疗保障法 47', values: { least: '10000.00', most: '50000.00' } }]);
    expectWords(fine);
  });

  it('is empty for the time before the law', () => {
    expect(alsoAtStake({ asOf: plainDate('2011-06-30'), policy })).toEqual([]);
  });
});

const from = fc.integer({ min: 0, max: 5000 }).map((n) => addDays(plainDate('2011-07-01'), n));
const length = fc.integer({ min: 0, max: 3000 });
const principal = fc.integer({ min: 0, max: 1_000_000_00 }).map(fen);

describe('any late fee', () => {
  it('never falls with one more day or fen', () => {
    fc.assert(
      fc.property(from, length, principal, (start, days, owed) => {
        const fee = (more: number, plus: number) =>
          feeOf(fen(owed + plus), start, addDays(start, days + more));
        expect(fee(1, 0)).toBeGreaterThanOrEqual(fee(0, 0));
        expect(fee(0, 1)).toBeGreaterThanOrEqual(fee(0, 0));
      }),
    );
  });

  it('has shares of two parts of a period that add up to the whole', () => {
    const changing = toldPolicy('成都', { lateFeeDailyRate: { value: '0.0333%', from: '2019-03-15' } });
    fc.assert(
      fc.property(
        from,
        length,
        length,
        fc.constantFrom(policy, changing),
        (start, first, second, ofPolicy) => {
          const middle = addDays(start, first);
          const end = addDays(middle, 1 + second);
          const share = (a: PlainDate, b: PlainDate) => {
            const answer = lateFeeShare(a, b, ofPolicy);
            if (!answer.known) throw new Error('rate unknown');
            return answer;
          };
          const [one, two, all] = [share(start, middle), share(addDays(middle, 1), end), share(start, end)];
          expect(one.days + two.days).toBe(all.days);
          const both =
            BigInt(one.share.parts) * BigInt(two.share.outOf) +
            BigInt(two.share.parts) * BigInt(one.share.outOf);
          const outOf = BigInt(one.share.outOf) * BigInt(two.share.outOf);
          expect(both * BigInt(all.share.outOf)).toBe(BigInt(all.share.parts) * outOf);
        },
      ),
    );
  });

  it('is rounded once, so that parts differ from the whole by at most one fen', () => {
    fc.assert(
      fc.property(from, length, length, principal, (start, first, second, owed) => {
        const middle = addDays(start, first);
        const end = addDays(middle, 1 + second);
        const whole = feeOf(owed, start, end);
        const share = lateFeeShare(start, end, policy);
        expect(whole).toBe(share.known ? portionOf(owed, share.share) : undefined);
        const parts = feeOf(owed, start, middle) + feeOf(owed, addDays(middle, 1), end);
        expect(Math.abs(parts - whole)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

function feeOf(owed: Fen, start: PlainDate, end: PlainDate): number {
  const answer = lateFee({ principal: owed, from: start, to: end, policy });
  if (!answer.known) throw new Error('rate unknown');
  return answer.fee;
}
