import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { casesOfRecipient } from '../../../domain/digest/audience.ts';
import type { RecipientCase } from '../../../domain/digest/digest.ts';
import type { CaseMoney } from '../../../domain/rules/money-at-stake.ts';
import type { Role } from '../../../domain/units/unit.ts';
import { fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { DAY, dueOn, EVERY_CASE, OVERPAYMENT, sampleCase, unitCase } from '../../support/sample-cases.ts';

function theirs(cases: readonly RecipientCase[], day = DAY) {
  return casesOfRecipient(cases, day, publishedCalendar);
}

function kindsFor(...roles: readonly Role[]) {
  return new Set(theirs(EVERY_CASE.map((it) => unitCase(it, { roles }))).map((it) => it.case.kind));
}

describe('casesOfRecipient', () => {
  test('gives a handler every case', () => {
    expect(theirs(EVERY_CASE.map((it) => unitCase(it)))).toHaveLength(EVERY_CASE.length);
  });
  test('gives finance the cases with money', () => {
    expect(kindsFor('finance')).toEqual(
      new Set(['overpayment', 'back-payment', 'top-up', 'declare-bases', 'unknown-person']),
    );
  });
  const owed: CaseMoney = {
    months: [{ month: month('2026-09'), estimated: true, state: 'open' }],
    lateFee: { soFar: fen(59), nextDay: fen(59) },
  };
  test.each<[string, Partial<Case>, number]>([
    ['an enrolment before months are owed (none)', { kind: 'enrolment' }, 0],
    ['an enrolment with a running late fee (one)', { kind: 'enrolment', money: owed }, 1],
    [
      'a leave without a filing, with money in question (one)',
      { kind: 'unfiled-leave', money: { ...owed, inQuestion: {} } },
      1,
    ],
    ['charges of a person who was never hired (one)', { kind: 'never-hired', money: owed }, 1],
    ['a not-covered case without an amount (none)', { kind: 'not-covered' }, 0],
    [
      'a removal that states the cost of waiting (none)',
      { kind: 'removal', money: { months: [], next: { on: plainDate('2026-12-16') } } },
      0,
    ],
  ])('gives finance cases by their money: %s', (_, told, count) => {
    expect(theirs([unitCase(sampleCase(told), { roles: ['finance'] })])).toHaveLength(count);
  });
  test('gives a person without a role nothing', () => {
    expect(theirs([unitCase(OVERPAYMENT, { roles: [] })])).toEqual([]);
  });
  test('gives a manager what is late or nearly late, and nothing without a date', () => {
    expect(kindsFor('manager')).toEqual(new Set(['removal', 'enrolment']));
    expect(theirs([unitCase(OVERPAYMENT, { roles: ['manager'] })])).toEqual([]);
  });
  test.each([
    ['not yet 3 working days before', '2026-12-03', 0],
    ['from 2 working days before', '2026-12-04', 1],
    ['on the day itself', '2026-12-08', 1],
    ['while overdue', '2026-12-22', 1],
  ])('gives a manager a case due on a Tuesday: %s', (_, day, count) => {
    const it = unitCase(sampleCase({ deadline: dueOn('2026-12-08') }), { roles: ['manager'] });
    expect(theirs([it], plainDate(day))).toHaveLength(count);
  });
});

describe('casesOfRecipient for a question without a date', () => {
  test.each([
    ['not yet 3 working days before its possible deadline', '2026-12-03', 0],
    ['from 2 working days before its possible deadline', '2026-12-04', 1],
    ['after its possible deadline', '2026-12-22', 1],
  ])('gives it to a manager %s', (_, day, count) => {
    const question = { reportedOn: plainDate('2026-11-23'), dueIfReportedOn: plainDate('2026-12-08') };
    const it = unitCase(sampleCase({ kind: 'date-missing', question }), { roles: ['manager'] });
    expect(theirs([it], plainDate(day))).toHaveLength(count);
  });
});

describe('casesOfRecipient for a person with several roles', () => {
  test('lists a case once, with the attentions and link of each entry', () => {
    const attention = { caseId: OVERPAYMENT.caseId, by: 'a@example.com', on: DAY };
    const cases = [
      unitCase(OVERPAYMENT, { roles: ['manager'], attentions: [attention] }),
      unitCase(OVERPAYMENT, { roles: ['finance'], link: 'https://example.com' }),
    ];
    const [only, ...others] = theirs(cases);
    expect(others).toEqual([]);
    expect(only?.roles).toEqual(['finance', 'manager']);
    expect(only?.attentions).toEqual([attention]);
    expect(only?.link).toBe('https://example.com');
    expect(theirs(cases.toReversed())).toEqual([only]);
  });
  test('gives the cases of all roles', () => {
    expect(kindsFor('manager', 'finance')).toEqual(
      new Set([
        'removal',
        'enrolment',
        'overpayment',
        'back-payment',
        'top-up',
        'declare-bases',
        'unknown-person',
      ]),
    );
  });
});
