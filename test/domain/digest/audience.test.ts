import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { casesOfRecipient } from '../../../domain/digest/audience.ts';
import type { UnitCase } from '../../../domain/digest/digest.ts';
import type { CaseMoney } from '../../../domain/rules/money-at-stake.ts';
import type { Role } from '../../../domain/units/unit.ts';
import { fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { DAY, dueOn, EVERY_CASE, OVERPAYMENT, sampleCase, unitCase } from '../../support/sample-cases.ts';

function theirs(cases: readonly UnitCase[], day = DAY) {
  return casesOfRecipient(cases, day, publishedCalendar);
}

function kindsFor(...roles: readonly Role[]) {
  return new Set(theirs(EVERY_CASE.map((it) => unitCase(it, { roles }))).map((it) => it.case.kind));
}

describe('whose case it is', () => {
  test('a handler gets all of them', () => {
    expect(theirs(EVERY_CASE.map((it) => unitCase(it)))).toHaveLength(EVERY_CASE.length);
  });
  test('finance gets the money', () => {
    expect(kindsFor('finance')).toEqual(
      new Set(['overpayment', 'back-payment', 'top-up', 'declare-bases', 'unknown-person']),
    );
  });
  const owed: CaseMoney = {
    months: [{ month: month('2026-09'), estimated: true, state: 'open' }],
    lateFee: { soFar: fen(59), nextDay: fen(59) },
  };
  test.each<[string, Partial<Case>, number]>([
    ['an enrolment before months are owed', { kind: 'enrolment' }, 0],
    ['an enrolment with a late fee that runs', { kind: 'enrolment', money: owed }, 1],
    [
      'a leave that may never have been filed, with money in question',
      { kind: 'unfiled-leave', money: { ...owed, inQuestion: {} } },
      1,
    ],
    ['charges of somebody whom nobody hired', { kind: 'never-hired', money: owed }, 1],
    ['somebody not covered: no amount is known', { kind: 'not-covered' }, 0],
    [
      'a removal that says what waiting costs',
      { kind: 'removal', money: { months: [], next: { on: plainDate('2026-12-16') } } },
      0,
    ],
  ])('finance and %s', (_, told, count) => {
    expect(theirs([unitCase(sampleCase(told), { roles: ['finance'] })])).toHaveLength(count);
  });
  test('somebody without a role gets nothing', () => {
    expect(theirs([unitCase(OVERPAYMENT, { roles: [] })])).toEqual([]);
  });
  test('a manager gets what is or is about to be late, and nothing without a date', () => {
    expect(kindsFor('manager')).toEqual(new Set(['removal', 'enrolment']));
    expect(theirs([unitCase(OVERPAYMENT, { roles: ['manager'] })])).toEqual([]);
  });
  test.each([
    ['3 working days before', '2026-12-03', 0],
    ['2 working days before', '2026-12-04', 1],
    ['on the day', '2026-12-08', 1],
    ['while overdue', '2026-12-22', 1],
  ])('a manager is told %s a Tuesday', (_, day, count) => {
    const it = unitCase(sampleCase({ deadline: dueOn('2026-12-08') }), { roles: ['manager'] });
    expect(theirs([it], plainDate(day))).toHaveLength(count);
  });
});

describe('a question without a date', () => {
  test.each([
    ['3 working days before the date that it might have, not yet', '2026-12-03', 0],
    ['2 working days before it', '2026-12-04', 1],
    ['and when that is over', '2026-12-22', 1],
  ])('comes to a manager: %s', (_, day, count) => {
    const question = { reportedOn: plainDate('2026-11-23'), dueIfReportedOn: plainDate('2026-12-08') };
    const it = unitCase(sampleCase({ kind: 'date-missing', question }), { roles: ['manager'] });
    expect(theirs([it], plainDate(day))).toHaveLength(count);
  });
});

describe('somebody with several roles', () => {
  test('gets a case once, with all that was handed in with it', () => {
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
  test('gets the union', () => {
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
