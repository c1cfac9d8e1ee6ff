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

const NOTHING_TO_MEND: Administration = {
  unitsWithoutHandler: [],
  unregisteredUnits: [],
  quarantined: 0,
  notComputed: 0,
};

const REFUSED = { source: 'feishu', unsigned: 0, mismatched: 1, malformed: 0 };

describe('whether there is a digest', () => {
  const known = sinceMonday(SUBMITTED.caseId);

  test.each([
    ['a make-up Sunday is a working day', '2026-09-20', true],
    ['a plain Sunday is not', '2026-12-06', false],
    ['a holiday is not', '2026-10-01', false],
  ])('%s', (_, day, is) => {
    const digest = compose({ day: plainDate(day), cases: [unitCase(ENROLMENT)] });
    expect(digest !== undefined).toBe(is);
  });

  test('no case, no digest', () => {
    expect(compose({})).toBeUndefined();
  });
  test('open cases that are no news make none', () => {
    expect(compose({ since: known, cases: [unitCase(SUBMITTED)] })).toBeUndefined();
  });
  test('one that is news brings all that is open', () => {
    const digest = compose({ since: known, cases: [unitCase(SUBMITTED), unitCase(ENROLMENT)] });
    expect(digest?.items.map((item) => [item.case.employeeId, item.news])).toEqual([
      ['E1001', ['opened', 'threshold']],
      ['E1004', []],
    ]);
  });
  test('what is quiet is no news, yet listed with what is', () => {
    const attentions = [{ caseId: SUBMITTED.caseId, by: 'a@example.com', on: plainDate('2026-11-30') }];
    const quiet = unitCase(SUBMITTED, { attentions });
    expect(compose({ cases: [quiet] })).toBeUndefined();
    expect(compose({ cases: [quiet, unitCase(ENROLMENT)] })?.items.map((item) => item.news)).toEqual([
      ['opened'],
      [],
    ]);
  });
  test.each([
    ['what was known when the digest before was composed stays quiet', '2026-11-30T00:30:00.000Z', undefined],
    ['what changed after it is news all the same', '2026-11-30T00:30:00.001Z', ['changed']],
  ])('%s', (_, knownAt, news) => {
    const it = sampleCase({ knownAt: at(knownAt), deadline: dueOn('2026-12-16') });
    const attentions = [{ caseId: it.caseId, by: 'a@example.com', on: plainDate('2026-11-30') }];
    const digest = compose({ since: sinceMonday(it.caseId), cases: [unitCase(it, { attentions })] });
    expect(digest?.items[0]?.news).toEqual(news);
  });
  test('a case that was done makes none, one that was withdrawn does', () => {
    expect(compose({ since: known, ended: [DONE] })).toBeUndefined();
    expect(compose({ since: known, ended: [DONE, WITHDRAWN] })?.ended).toEqual([WITHDRAWN, DONE]);
  });
});

describe('the administrator’s part', () => {
  const unit = { unitId: 'shenzhen', cases: 3 };
  const silence = (lastHeardOn: string, workingDays = 9) => ({
    source: 'feishu',
    lastHeardOn: plainDate(lastHeardOn),
    workingDays,
    usual: 8,
  });
  const word = (value: string) => ({ source: 'feishu', field: 'unit', value }) as const;
  test('is left out when all counts are zero, and makes no digest', () => {
    expect(compose({ administration: NOTHING_TO_MEND })).toBeUndefined();
    const digest = compose({ administration: NOTHING_TO_MEND, cases: [unitCase(ENROLMENT)] });
    expect(digest).not.toHaveProperty('administration');
  });
  test.each<[string, Partial<Administration>, Partial<Administration>, boolean]>([
    ['a unit without handler is news', { unitsWithoutHandler: [unit] }, {}, true],
    ['the same unit again is not', { unitsWithoutHandler: [unit] }, { unitsWithoutHandler: [unit] }, false],
    ['an unregistered unit is news', { unregisteredUnits: [unit] }, { unitsWithoutHandler: [unit] }, true],
    ['the same again is not', { unregisteredUnits: [unit] }, { unregisteredUnits: [unit] }, false],
    ['events put in quarantine since always are', { quarantined: 1 }, { quarantined: 1 }, true],
    ['requests refused since always are', { refused: [REFUSED] }, { refused: [REFUSED] }, true],
    ['as many not computed as before is not', { notComputed: 2 }, { notComputed: 2 }, false],
    ['one more is', { notComputed: 3 }, { notComputed: 2 }, true],
    ['an HR system fallen silent is', { silent: [silence('2026-11-02')] }, {}, true],
    [
      'the same silence, a day longer, is not',
      { silent: [silence('2026-11-02', 10)] },
      { silent: [silence('2026-11-02', 9)] },
      false,
    ],
    ['an HR system that the registry does not list is', { unlisted: ['feishu'] }, {}, true],
    ['the same again is not', { unlisted: ['feishu'] }, { unlisted: ['feishu', 'wecom'] }, false],
    [
      'one that spoke and fell silent again is',
      { silent: [silence('2026-11-20')] },
      { silent: [silence('2026-11-02')] },
      true,
    ],
    [
      'a department that no mapping knows is',
      { unmapped: [word('销售部')] },
      { unmapped: [word('研发部')] },
      true,
    ],
    [
      'the same department again is not',
      { unmapped: [word('研发部')] },
      { unmapped: [word('研发部')] },
      false,
    ],
  ])('%s', (_, now, before, news) => {
    const administration = { ...NOTHING_TO_MEND, ...now };
    const since = { ...sinceMonday(), administration: { ...NOTHING_TO_MEND, ...before } };
    expect(compose({ since, administration })?.administration).toEqual(news ? administration : undefined);
  });
});

describe('what the next digest knows of this one', () => {
  test('its cases, its days, its time', () => {
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
  test('a second digest right after it has nothing to say', () => {
    const cases = EVERY_CASE.filter((it) => (it.deadline?.actBy ?? DAY) >= DAY).map((it) => unitCase(it));
    const digest = compose({ cases });
    const since = digest && previousDigestOf(digest, at('2026-12-01T00:30:00.000Z'), publishedCalendar);
    expect(since).toBeDefined();
    expect(compose({ cases, since })).toBeUndefined();
  });
});

describe('the order', () => {
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

  test('is by money, then days left, then id', () => {
    expect(orderOf(undefined)).toBe('BACDEF');
  });
  test('puts news before all else', () => {
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

test('counts cases by urgency', () => {
  const digest = compose({ cases: EVERY_CASE.map((it) => unitCase(it)) });
  expect(digest?.counts).toEqual({ overdue: 1, today: 2, soon: 1, later: 15 });
});

test.each([
  ['the day before', '2026-11-30', 'overdue', -1],
  ['the day itself', '2026-12-01', 'today', 0],
  ['tomorrow', '2026-12-02', 'soon', 1],
  ['in 7 days', '2026-12-08', 'soon', 7],
  ['in 8 days', '2026-12-09', 'later', 8],
])('urgency: to be done by %s', (_, actBy, urgency, daysLeft) => {
  const digest = compose({ cases: [unitCase(sampleCase({ deadline: dueOn(actBy) }))] });
  expect(digest?.items[0]).toMatchObject({ urgency, daysLeft });
});

/** The thirtieth day is Saturday 12 December: back to Friday 11, on to Monday 14. */
const OVER_A_WEEKEND = dueOn('2026-12-11', {
  statutoryDueOn: plainDate('2026-12-12'),
  lastLawfulDay: plainDate('2026-12-14'),
});

describe('urgency between the act-by date and the last lawful day', () => {
  test.each([
    ['the day before the act-by date', '2026-12-10', { urgency: 'soon', daysLeft: 1 }],
    ['the act-by date', '2026-12-11', { urgency: 'today', daysLeft: 0 }],
    ['the day after it', '2026-12-12', { urgency: 'today', daysLeft: -1, pastActBy: true }],
    ['the day before the last lawful day', '2026-12-13', { urgency: 'today', daysLeft: -2, pastActBy: true }],
    ['the last lawful day', '2026-12-14', { urgency: 'today', daysLeft: -3, pastActBy: true }],
    ['the day after the last lawful day', '2026-12-15', { urgency: 'overdue', daysLeft: -4 }],
  ])('%s', (_, day, timing) => {
    expect(timingOf(sampleCase({ deadline: OVER_A_WEEKEND }), plainDate(day))).toEqual(timing);
  });

  test('a digest item says that the act-by date is over', () => {
    const cases = [unitCase(sampleCase({ deadline: OVER_A_WEEKEND }))];
    const [item] = compose({ day: plainDate('2026-12-14'), cases })?.items ?? [];
    expect(item).toMatchObject({ urgency: 'today', daysLeft: -3, pastActBy: true });
    const [late] = compose({ day: plainDate('2026-12-15'), cases })?.items ?? [];
    expect(late).toMatchObject({ urgency: 'overdue', daysLeft: -4 });
    expect(late).not.toHaveProperty('pastActBy');
  });
});

test('urgency: without a date, later', () => {
  const digest = compose({ cases: [unitCase(NEEDS_PERSON)] });
  expect(digest?.items[0]).toMatchObject({ urgency: 'later' });
  expect(digest?.items[0]).not.toHaveProperty('daysLeft');
});
