import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { attentionsAt, isQuiet } from '../../../domain/digest/attention.ts';
import type { Attention } from '../../../domain/employment/spell.ts';
import type { Role } from '../../../domain/units/unit.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { dueOn, sampleCase, unitCase } from '../../support/sample-cases.ts';

const CASE = sampleCase({ deadline: dueOn('2026-12-31') });

/** Acknowledged, or snoozed to `until`, on Tuesday 2026-12-01. */
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
  return isQuiet(unitCase(it, { attentions: [given] }), plainDate(day), publishedCalendar);
}

describe('an acknowledgement', () => {
  test.each([
    ['does not reach back', '2026-11-30', false],
    ['quiets the day it was given', '2026-12-01', true],
    ['quiets the first working day after', '2026-12-02', true],
    ['quiets the third working day after', '2026-12-04', true],
    ['ends with the fourth, the weekend not counted', '2026-12-07', false],
  ])('%s', (_, day, quiet) => {
    expect(quietOn(day, attention())).toBe(quiet);
  });
  test('of another case does nothing', () => {
    expect(quietOn('2026-12-02', { ...attention(), caseId: 'another' })).toBe(false);
  });
});

describe('a snooze', () => {
  test.each([
    ['quiets until the day before', '2026-12-17', true],
    ['ends on the day it names', '2026-12-18', false],
  ])('%s', (_, day, quiet) => {
    expect(quietOn(day, attention('2026-12-18'))).toBe(quiet);
  });
});

describe('neither reaches past 3 working days before the act-by date', () => {
  const soon = sampleCase({ deadline: dueOn('2026-12-08') });
  test.each([
    ['a snooze, 4 working days before', '2026-12-02', '2027-01-29', true],
    ['a snooze, 3 working days before', '2026-12-03', '2027-01-29', false],
    ['an acknowledgement, 4 working days before', '2026-12-02', undefined, true],
    ['an acknowledgement, 3 working days before', '2026-12-03', undefined, false],
  ])('%s', (_, day, until, quiet) => {
    expect(quietOn(day, attention(until), soon)).toBe(quiet);
  });
  test('so what is overdue is never quiet', () => {
    expect(
      quietOn('2026-12-02', attention('2027-01-29'), sampleCase({ deadline: dueOn('2026-12-01') })),
    ).toBe(false);
  });
  test('a case without a date is quiet for the stated time', () => {
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
    ['quiets a case for the same role', [as('handler')], ['handler'], true],
    ['not for another', [as('handler')], ['finance'], false],
    ['not for somebody who has another as well', [as('handler')], ['finance', 'handler'], false],
    ['for somebody whose other role it does not concern', [as('handler')], ['handler', 'manager'], true],
    [
      'for somebody whose roles have both spoken',
      [as('handler'), as('finance')],
      ['finance', 'handler'],
      true,
    ],
    ['for everybody where no role was kept', [attention('2026-12-31')], ['finance', 'handler'], true],
  ] as [string, Attention[], Role[], boolean][])('%s', (_, attentions, roles, quiet) => {
    const it = unitCase(owed, { attentions, roles });
    expect(isQuiet(it, plainDate('2026-12-02'), publishedCalendar)).toBe(quiet);
  });
  test('counts at its own unit alone', () => {
    const [own, everybody] = [as('handler'), attention()];
    expect(attentionsAt('SH', [own, everybody])).toEqual([own, everybody]);
    expect(attentionsAt('BJ', [own, everybody])).toEqual([everybody]);
  });
});

describe('a question is quiet for a while', () => {
  const asked = sampleCase({
    kind: 'date-missing',
    caseId: CASE.caseId,
    question: { reportedOn: plainDate('2026-11-23'), dueIfReportedOn: plainDate('2026-12-08') },
  });
  test.each([
    ['4 working days before the date that it might have', '2026-12-02', true],
    ['3 working days before', '2026-12-03', false],
    ['when that is over', '2026-12-09', false],
  ])('%s', (_, day, quiet) => {
    expect(quietOn(day, attention('2027-01-29'), asked)).toBe(quiet);
  });
});
