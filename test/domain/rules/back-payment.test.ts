import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BackPayment, backPayment } from '../../../domain/rules/arrears/back-payment.ts';
import { wageForBase } from '../../../domain/rules/contribution/wage-for-base.ts';
import { addFen, type Fen, fen, parseYuan, yuan } from '../../../domain/values/money.ts';
import { type Month, month, plusMonths } from '../../../domain/values/month.ts';
import { addDays, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { BACK_PAYMENT_EXAMPLES, type BackPaymentExample } from '../../examples/back-payments.ts';
import { expectWords } from '../../support/expect-words.ts';
import { tries } from '../../support/seeded.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

const money = (text: string): Fen => parseYuan(text) ?? fen(Number.NaN);
const text = (amount: Fen | undefined) => (amount === undefined ? undefined : yuan(amount));

describe('backPayment (months owed before cover), by example', () => {
  it.each(BACK_PAYMENT_EXAMPLES)('$name', ({ given, expected }) => {
    const answer = backPaymentOf(given);
    expect(answer && told(answer)).toEqual(expected && { estimated: false, needsPerson: false, ...expected });
    if (answer === undefined) return;
    expectWords(answer.because);
    const codes = answer.because.map(({ code }) => code);
    expect(codes[0]).toBe('back-payment-months');
    expect(codes).toContain('employer-bears-bills');
    expect(codes.includes('back-payment-beyond-longest')).toBe(answer.needsPerson);
  });

  it('says where the longest back-payment is unknown', () => {
    const answer = owedInBeijing(plainDate('2026-06-15'), month('2026-08'), plainDate('2026-09-01'));
    expect(answer?.because.map(({ code }) => code)).toContain('back-payment-longest-unknown');
  });

  it('gives each month a line, and each premise once', () => {
    const answer = owedInBeijing(plainDate('2026-05-15'), month('2026-09'), plainDate('2026-11-02'));
    const codes = answer?.because.map(({ code }) => code) ?? [];
    expect(codes.filter((code) => code === 'back-payment-month')).toHaveLength(4);
    expect(codes.filter((code) => code === 'part-unit')).toHaveLength(1);
    expect(codes.filter((code) => code === 'base-floor')).toHaveLength(2);
  });

  it('adds up, and its late fee never falls with a day of waiting', () => {
    const days = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 6 }), days, (hired, months, wait) => {
        const hiredOn = addDays(plainDate('2025-01-10'), hired);
        const coveredFrom = plusMonths(hiredOn.slice(0, 7) as Month, months);
        const asOf = addDays(hiredOn, wait);
        const today = owedInBeijing(hiredOn, coveredFrom, asOf);
        const tomorrow = owedInBeijing(hiredOn, coveredFrom, addDays(asOf, 1));
        expect(today?.months.length ?? 0).toBe(months);
        if (today?.lateFee === undefined || tomorrow?.lateFee === undefined) return;
        expect(today.lateFee).toBe(addFen(...today.months.map(({ lateFee }) => lateFee ?? fen(0))));
        expect(tomorrow.lateFee - today.lateFee).toBe(today.lateFeeNextDay);
        expect(today.lateFeeNextDay).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: tries(200) },
    );
  });
});

function owedInBeijing(hiredOn: PlainDate, coveredFrom: Month, asOf: PlainDate) {
  return backPaymentOf({ region: '北京', hiredOn, coveredFrom, asOf, wage: '10000' });
}

function backPaymentOf(given: BackPaymentExample['given']): BackPayment | undefined {
  const { region, longest, wage, tier, told } = given;
  const policy = toldPolicy(region, {
    ...told,
    ...(longest !== undefined && { longestBackPaymentMonths: { value: longest, from: '2026-01-01' } }),
  });
  const hiredOn = plainDate(given.hiredOn);
  const person =
    wage === undefined ? {} : { firstMonthWage: { total: money(wage), fullMonth: true as boolean } };
  return backPayment({
    hiredOn,
    coveredFrom: month(given.coveredFrom),
    ...(given.paid && { paid: given.paid.map(month) }),
    wageIn: (of) => wageForBase({ person, hiredOn, month: of, policy }),
    tier,
    asOf: plainDate(given.asOf),
    policy,
  });
}

function told(answer: BackPayment) {
  return {
    months: answer.months.map((of) => [of.month, text(of.unitPart), text(of.personalPart), text(of.lateFee)]),
    unit: text(answer.unitPart),
    personal: text(answer.personalPart),
    fee: text(answer.lateFee),
    feeNextDay: text(answer.lateFeeNextDay),
    estimated: answer.months.some(({ estimated }) => estimated),
    needsPerson: answer.needsPerson,
  };
}
