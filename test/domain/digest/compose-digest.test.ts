import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { timingOf } from '../../../domain/cases/case.ts';
import { composeDigest } from '../../../domain/digest/compose-digest.ts';
import { type Administration, type DigestInput, previousDigestOf } from '../../../domain/digest/digest.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import {
  at,
  DAY,
  DONE,
  digestInput,
  dueOn,
  ENROLMENT,
  EVERY_CASE,
  NEEDS_PERSON,
  SUBMITTED,
  sampleCase,
  sinceMonday,
  unitCase,
  WITHDRAWN,
  yuanOf,
} from '../../support/sample-cases.ts';

function compose(changes: Partial<DigestInput>) {
  return composeDigest(digestInput(changes), publishedCalendar);
}

const NOTHING_TO_REPORT: Administration = {
  unitsWithoutHandler: [],
  unregisteredUnits: [],
  quarantined: 0,
  notComputed: 0,
};

const REFUSED = { source: 'feishu', unsigned: 0, mismatched: 1, malformed: 0 };

describe('composeDigest', () => {
  const known = sinceMonday(SUBMITTED.caseId);

  test.each([
    ['writes on a make-up Sunday, which is a working day', '2026-09-20', true],
    ['does not write on a plain Sunday', '2026-12-06', false],
    ['does not write on a holiday', '2026-10-01', false],
  ])('%s', (_, day, is) => {
    const digest = compose({ day: plainDate(day), cases: [unitCase(ENROLMENT)] });
    expect(digest !== undefined).toBe(is);
  });

  test('writes nothing without cases', () => {
    expect(compose({})).toBeUndefined();
  });
  test('writes nothing when open cases have no news', () => {
    expect(compose({ since: known, cases: [unitCase(SUBMITTED)] })).toBeUndefined();
  });
  test('lists all open cases when one has news', () => {
    const digest = compose({ since: known, cases: [unitCase(SUBMITTED), unitCase(ENROLMENT)] });
    expect(digest?.items.map((item) => [item.case.employeeId, item.news])).toEqual([
      ['E1001', ['opened', 'threshold']],
      ['E1004', []],
    ]);
  });
  test('counts a silent case as no news, but lists it beside news', () => {
    const attentions = [{ caseId: SUBMITTED.caseId, by: 'a@example.com', on: plainDate('2026-11-30') }];
    const quiet = unitCase(SUBMITTED, { attentions });
    expect(compose({ cases: [quiet] })).toBeUndefined();
    expect(compose({ cases: [quiet, unitCase(ENROLMENT)] })?.items.map((item) => item.news)).toEqual([
      ['opened'],
      [],
    ]);
  });
  test.each([
    [
      'keeps a silent case silent when its change was known at the previous digest',
      '2026-11-30T00:30:00.000Z',
      undefined,
    ],
    ['reports a silent case that changed after the previous digest', '2026-11-30T00:30:00.001Z', ['changed']],
  ])('%s', (_, knownAt, news) => {
    const it = sampleCase({ knownAt: at(knownAt), deadline: dueOn('2026-12-16') });
    const attentions = [{ caseId: it.caseId, by: 'a@example.com', on: plainDate('2026-11-30') }];
    const digest = compose({ since: sinceMonday(it.caseId), cases: [unitCase(it, { attentions })] });
    expect(digest?.items[0]?.news).toEqual(news);
  });
  test('writes nothing for a case that was done, and reports one that was withdrawn', () => {
    expect(compose({ since: known, ended: [DONE] })).toBeUndefined();
    expect(compose({ since: known, ended: [DONE, WITHDRAWN] })?.ended).toEqual([WITHDRAWN, DONE]);
  });
});

describe('the administrator’s part of a digest', () => {
  const unit = { unitId: 'shenzhen', cases: 3 };
  const silence = (lastHeardOn: string, workingDays = 9) => ({
    source: 'feishu',
    lastHeardOn: plainDate(lastHeardOn),
    workingDays,
    usual: 8,
  });
  const word = (value: string) => ({ source: 'feishu', field: 'unit', value }) as const;
  test('is left out when all counts are zero, and makes no digest', () => {
    expect(compose({ administration: NOTHING_TO_REPORT })).toBeUndefined();
    const digest = compose({ administration: NOTHING_TO_REPORT, cases: [unitCase(ENROLMENT)] });
    expect(digest).not.toHaveProperty('administration');
  });
  test.each<[string, Partial<Administration>, Partial<Administration>, boolean]>([
    ['reports a unit without a handler', { unitsWithoutHandler: [unit] }, {}, true],
    [
      'does not report the same unit without a handler again',
      { unitsWithoutHandler: [unit] },
      { unitsWithoutHandler: [unit] },
      false,
    ],
    ['reports an unregistered unit', { unregisteredUnits: [unit] }, { unitsWithoutHandler: [unit] }, true],
    [
      'does not report the same unregistered unit again',
      { unregisteredUnits: [unit] },
      { unregisteredUnits: [unit] },
      false,
    ],
    ['reports events still in quarantine', { quarantined: 1 }, { quarantined: 1 }, true],
    ['reports requests still refused', { refused: [REFUSED] }, { refused: [REFUSED] }, true],
    [
      'does not report an unchanged number of cases not computed',
      { notComputed: 2 },
      { notComputed: 2 },
      false,
    ],
    ['reports a larger number of cases not computed', { notComputed: 3 }, { notComputed: 2 }, true],
    ['reports an HR system that fell silent', { silent: [silence('2026-11-02')] }, {}, true],
    [
      'does not report the same silence a day longer',
      { silent: [silence('2026-11-02', 10)] },
      { silent: [silence('2026-11-02', 9)] },
      false,
    ],
    ['reports an HR system that the registry does not list', { unlisted: ['feishu'] }, {}, true],
    [
      'does not report the same unlisted HR system again',
      { unlisted: ['feishu'] },
      { unlisted: ['feishu', 'wecom'] },
      false,
    ],
    [
      'reports an HR system that fell silent again',
      { silent: [silence('2026-11-20')] },
      { silent: [silence('2026-11-02')] },
      true,
    ],
    [
      'reports a department without a mapping',
      { unmapped: [word('销售部')] },
      { unmapped: [word('研发部')] },
      true,
    ],
    [
      'does not report the same department again',
      { unmapped: [word('研发部')] },
      { unmapped: [word('研发部')] },
      false,
    ],
  ])('%s', (_, now, before, news) => {
    const administration = { ...NOTHING_TO_REPORT, ...now };
    const since = { ...sinceMonday(), administration: { ...NOTHING_TO_REPORT, ...before } };
    expect(compose({ since, administration })?.administration).toEqual(news ? administration : undefined);
  });
});

describe('previousDigestOf', () => {
  test('keeps the cases, the days and the time of the digest', () => {
    const digest = compose({
      day: plainDate('2026-12-04'),
      cases: [unitCase(SUBMITTED), unitCase(ENROLMENT)],
    });
    expect(digest && previousDigestOf(digest, at('2026-12-04T00:30:00.000Z'), publishedCalendar)).toEqual({
      coveredUntil: '2026-12-06',
      composedAt: '2026-12-04T00:30:00.000Z',
      caseIds: [ENROLMENT.caseId, SUBMITTED.caseId],
      told: { cases: 2, money: [] },
    });
  });
  test('leaves a second digest right after it without news', () => {
    const cases = EVERY_CASE.filter((it) => (it.deadline?.actBy ?? DAY) >= DAY).map((it) => unitCase(it));
    const digest = compose({ cases });
    const since = digest && previousDigestOf(digest, at('2026-12-01T00:30:00.000Z'), publishedCalendar);
    expect(since).toBeDefined();
    expect(compose({ cases, since })).toBeUndefined();
  });
});

describe('the order of a digest', () => {
  const poor = sampleCase({
    employeeId: 'A',
    money: { unitPart: yuanOf(1), personalPart: yuanOf(1), months: [] },
  });
  const rich = sampleCase({
    employeeId: 'B',
    money: { unitPart: yuanOf(2), personalPart: yuanOf(1), months: [] },
  });
  const soon = sampleCase({ employeeId: 'C', deadline: dueOn('2026-12-10') });
  const later = sampleCase({ employeeId: 'D', deadline: dueOn('2026-12-11') });
  const dateless = sampleCase({ employeeId: 'E' });
  const alsoDateless = sampleCase({ employeeId: 'F' });
  const cases = [alsoDateless, dateless, later, soon, poor, rich].map((it) => unitCase(it));

  function orderOf(since: DigestInput['since']) {
    return compose({ cases, since })
      ?.items.map((item) => item.case.employeeId)
      .join('');
  }

  test('is by money, then by days left, then by id', () => {
    expect(orderOf(undefined)).toBe('BACDEF');
  });
  test('puts news first', () => {
    const listed = [rich, poor, soon, later, dateless].map((it) => it.caseId);
    expect(orderOf(sinceMonday(...listed))).toBe('FBACDE');
  });
  test('does not depend on the order of the input', () => {
    const input = EVERY_CASE.map((it) => unitCase(it));
    const expected = compose({ cases: input, ended: [DONE, WITHDRAWN] });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(input, { minLength: input.length }),
        fc.shuffledSubarray([DONE, WITHDRAWN], { minLength: 2 }),
        (shuffled, ended) => {
          expect(compose({ cases: shuffled, ended })).toEqual(expected);
        },
      ),
    );
  });
});

test('a digest counts cases by urgency', () => {
  const digest = compose({ cases: EVERY_CASE.map((it) => unitCase(it)) });
  expect(digest?.counts).toEqual({ overdue: 1, today: 2, soon: 1, later: 15 });
});

test.each([
  ['yesterday', '2026-11-30', 'overdue', -1],
  ['today', '2026-12-01', 'today', 0],
  ['tomorrow', '2026-12-02', 'soon', 1],
  ['in 7 days', '2026-12-08', 'soon', 7],
  ['in 8 days', '2026-12-09', 'later', 8],
])('a case due %s (%s) is %s', (_, actBy, urgency, daysLeft) => {
  const digest = compose({ cases: [unitCase(sampleCase({ deadline: dueOn(actBy) }))] });
  expect(digest?.items[0]).toMatchObject({ urgency, daysLeft });
});

/** The thirtieth day is Saturday, 12 December. The act-by date is Friday 11, the last lawful day Monday 14. */
const OVER_A_WEEKEND = dueOn('2026-12-11', {
  statutoryDueOn: plainDate('2026-12-12'),
  lastLawfulDay: plainDate('2026-12-14'),
});

describe('timingOf between the act-by date and the last lawful day', () => {
  test.each([
    ['the day before the act-by date', '2026-12-10', { urgency: 'soon', daysLeft: 1 }],
    ['the act-by date', '2026-12-11', { urgency: 'today', daysLeft: 0 }],
    ['the day after it', '2026-12-12', { urgency: 'today', daysLeft: -1, pastActBy: true }],
    ['the day before the last lawful day', '2026-12-13', { urgency: 'today', daysLeft: -2, pastActBy: true }],
    ['the last lawful day', '2026-12-14', { urgency: 'today', daysLeft: -3, pastActBy: true }],
    ['the day after the last lawful day', '2026-12-15', { urgency: 'overdue', daysLeft: -4 }],
  ])('gives the urgency on %s', (_, day, timing) => {
    expect(timingOf(sampleCase({ deadline: OVER_A_WEEKEND }), plainDate(day))).toEqual(timing);
  });

  test('marks a digest item whose act-by date is over', () => {
    const cases = [unitCase(sampleCase({ deadline: OVER_A_WEEKEND }))];
    const [item] = compose({ day: plainDate('2026-12-14'), cases })?.items ?? [];
    expect(item).toMatchObject({ urgency: 'today', daysLeft: -3, pastActBy: true });
    const [late] = compose({ day: plainDate('2026-12-15'), cases })?.items ?? [];
    expect(late).toMatchObject({ urgency: 'overdue', daysLeft: -4 });
    expect(late).not.toHaveProperty('pastActBy');
  });
});

test('the urgency of a case without a date is later', () => {
  const digest = compose({ cases: [unitCase(NEEDS_PERSON)] });
  expect(digest?.items[0]).toMatchObject({ urgency: 'later' });
  expect(digest?.items[0]).not.toHaveProperty('daysLeft');
});
