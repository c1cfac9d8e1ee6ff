import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { attentionsAt, isSilenced } from '../../../domain/digest/attention.ts';
import type { Attention } from '../../../domain/employment/spell.ts';
import type { Role } from '../../../domain/units/unit.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { dueOn, sampleCase, unitCase } from '../../support/sample-cases.ts';

const CASE = sampleCase({ deadline: dueOn('2026-12-31') });

/** A case acknowledged on Tuesday 2026-12-01, or snoozed on that day to `until`. */
function attention(until?: string): Attention {
  const on = plainDate('2026-12-01');
  return {
    caseId: CASE.caseId,
    by: 'wang.fang@example.com',
    on,
    ...(until ? { until: plainDate(until) } : {}),
  };
}

function quietOn(day: string, given: Attention, it = CASE) {
  return isSilenced(unitCase(it, { attentions: [given] }), plainDate(day), publishedCalendar);
}

describe('an acknowledgement', () => {
  test.each([
    ['does not silence days before it', '2026-11-30', false],
    ['silences the day on which it is given', '2026-12-01', true],
    ['silences the first working day after', '2026-12-02', true],
    ['silences the third working day after', '2026-12-04', true],
    ['ends on the fourth working day, not counting the weekend', '2026-12-07', false],
  ])('%s', (_, day, quiet) => {
    expect(quietOn(day, attention())).toBe(quiet);
  });
  test('does not silence another case', () => {
    expect(quietOn('2026-12-02', { ...attention(), caseId: 'another' })).toBe(false);
  });
});

describe('a snooze', () => {
  test.each([
    ['silences the case until the day before its date', '2026-12-17', true],
    ['ends on its date', '2026-12-18', false],
  ])('%s', (_, day, quiet) => {
    expect(quietOn(day, attention('2026-12-18'))).toBe(quiet);
  });
});

describe('the 3 working days before the act-by date', () => {
  const soon = sampleCase({ deadline: dueOn('2026-12-08') });
  test.each([
    ['a snooze silences the case 4 working days before', '2026-12-02', '2027-01-29', true],
    ['a snooze does not silence the case 3 working days before', '2026-12-03', '2027-01-29', false],
    ['an acknowledgement silences the case 4 working days before', '2026-12-02', undefined, true],
    ['an acknowledgement does not silence the case 3 working days before', '2026-12-03', undefined, false],
  ])('%s', (_, day, until, quiet) => {
    expect(quietOn(day, attention(until), soon)).toBe(quiet);
  });
  test('an overdue case is never silent', () => {
    expect(
      quietOn('2026-12-02', attention('2027-01-29'), sampleCase({ deadline: dueOn('2026-12-01') })),
    ).toBe(false);
  });
  test('a case without a date is silent for the whole snooze', () => {
    expect(quietOn('2026-12-31', attention('2027-01-29'), sampleCase())).toBe(true);
  });
});

describe('an acknowledgement given in some roles', () => {
  const owed = sampleCase({ kind: 'overpayment', caseId: CASE.caseId });
  const as = (...roles: Role[]) => ({
    ...attention('2026-12-31'),
    roles: roles.map((role) => ({ unitId: 'SH', role })),
  });
  test.each([
    ['silences the case for the same role', [as('handler')], ['handler'], true],
    ['does not silence the case for another role', [as('handler')], ['finance'], false],
    [
      'does not silence the case for a person with another role as well',
      [as('handler')],
      ['finance', 'handler'],
      false,
    ],
    [
      'silences the case where the other role is not concerned',
      [as('handler')],
      ['handler', 'manager'],
      true,
    ],
    [
      'silences the case where each role has acknowledged',
      [as('handler'), as('finance')],
      ['finance', 'handler'],
      true,
    ],
    [
      'silences the case for everybody where it has no role',
      [attention('2026-12-31')],
      ['finance', 'handler'],
      true,
    ],
  ] as [string, Attention[], Role[], boolean][])('%s', (_, attentions, roles, quiet) => {
    const it = unitCase(owed, { attentions, roles });
    expect(isSilenced(it, plainDate('2026-12-02'), publishedCalendar)).toBe(quiet);
  });
  test('counts only at its own unit', () => {
    const [own, everybody] = [as('handler'), attention()];
    expect(attentionsAt('SH', [own, everybody])).toEqual([own, everybody]);
    expect(attentionsAt('BJ', [own, everybody])).toEqual([everybody]);
  });
});

describe('a question without a date that is snoozed', () => {
  const asked = sampleCase({
    kind: 'date-missing',
    caseId: CASE.caseId,
    question: { reportedOn: plainDate('2026-11-23'), dueIfReportedOn: plainDate('2026-12-08') },
  });
  test.each([
    ['is silent 4 working days before its possible deadline', '2026-12-02', true],
    ['is not silent 3 working days before its possible deadline', '2026-12-03', false],
    ['is not silent after its possible deadline', '2026-12-09', false],
  ])('%s', (_, day, quiet) => {
    expect(quietOn(day, attention('2027-01-29'), asked)).toBe(quiet);
  });
});
