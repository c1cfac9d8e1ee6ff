import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publishedCalendar as calendar } from '../../../domain/calendar/working-days.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { overpaidCharges } from '../../../domain/rules/overpayment/overpaid-charges.ts';
import { overpaymentOf } from '../../../domain/rules/overpayment/overpayment.ts';
import { addFen, NO_MONEY } from '../../../domain/values/money.ts';
import { monthOf, plusMonths } from '../../../domain/values/month.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import { accepted, charged, EMPLOYEE, hired, left } from '../../support/facts.ts';
import { tries } from '../../support/seeded.ts';

const POLICY = policyOf('北京');
const HIRED_ON = plainDate('2026-02-10');

/**
 * An employment of up to a year that was removed on its last day. Its charges, some of them repeated, are for months in
 * and around it.
 */
const employments = fc.record({
  leftOn: fc.integer({ min: 0, max: 360 }).map((days) => addDays(HIRED_ON, days)),
  bills: fc.uniqueArray(
    fc.record({
      months: fc.integer({ min: -3, max: 15 }),
      yuan: fc.integer({ min: 1, max: 900 }),
      day: fc.integer({ min: 10, max: 28 }),
      supplement: fc.boolean(),
    }),
    // Charges of the same month and day would differ only in their ids, so there is at most one.
    { maxLength: 20, selector: ({ months, day }) => `${months} ${day}` },
  ),
});

type Employment = typeof employments extends fc.Arbitrary<infer T> ? T : never;

function factsOf({ leftOn, bills }: Employment): readonly Fact[] {
  const charges = bills.map(({ months, yuan, day, supplement }) => {
    const month = plusMonths(monthOf(HIRED_ON), months);
    const more = { chargedOn: `${month}-${day}`, ...(supplement && { supplement: true as const }) };
    return charged('U1', month, [yuan, yuan / 4], more);
  });
  const life = [
    hired(HIRED_ON, 'U1'),
    accepted('enrolment', HIRED_ON),
    left(leftOn),
    accepted('removal', leftOn),
  ];
  return [...life, ...charges];
}

describe('the charges of an employment', () => {
  it('are due (first regular one of a month of service, and supplements) or overpaid', () => {
    fc.assert(
      fc.property(employments, (employment) => {
        const [spell] = foldSpells(EMPLOYEE, factsOf(employment));
        const last = monthOf(employment.leftOn);
        const overpaid =
          spell && overpaymentOf(spell, { policy: POLICY, calendar, asOf: plainDate('2028-01-01') });
        const { total, due, isReopened } = byHand(employment);
        const months = overpaid?.money.months ?? [];
        const charged = months.filter(({ estimated }) => !estimated);
        expect(addFen(...charged.map(({ unitPart }) => unitPart ?? NO_MONEY))).toBe(total - due);
        expect(charged.length < months.length).toBe(isReopened);
        expect(spell && overpaidCharges(spell, last, POLICY).length <= spell.charges.length).toBe(true);
      }),
      { numRuns: tries(300) },
    );
  });
});

/**
 * The unit's parts in fen, computed from the bills alone: the sum of all charges, and of those that were due.
 * `isReopened` is true if a charge for a month after the accepted removal shows that the removal was not done (E5).
 */
function byHand({ leftOn, bills }: Employment): { total: number; due: number; isReopened: boolean } {
  const length = Number(leftOn.slice(0, 4)) * 12 + Number(leftOn.slice(5, 7)) - (2026 * 12 + 2);
  let [total, due] = [0, 0];
  for (const bill of bills) {
    total += bill.yuan * 100;
    const ofMonth = bills.filter(({ months, supplement }) => months === bill.months && !supplement);
    const earliest = Math.min(...ofMonth.map(({ day }) => day));
    const inService = bill.months >= 0 && bill.months <= length;
    const isFirst = ofMonth.find(({ day }) => day === earliest) === bill;
    if (inService && (bill.supplement || isFirst)) due += bill.yuan * 100;
  }
  return { total, due, isReopened: bills.some(({ months }) => months > length) };
}
