import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import type { PreviousDigest } from '../../../domain/digest/digest.ts';
import { coveredUntil, newsOf, newsWindow } from '../../../domain/digest/news.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { at, dueOn, sampleCase, sinceMonday } from '../../support/sample-cases.ts';

const CASE = sampleCase();

function newsOn(day: string, it: Case, since: PreviousDigest | undefined) {
  return newsOf(it, newsWindow(plainDate(day), since, publishedCalendar));
}

/** A digest of `day` that listed the case, composed at 08:30 in China. */
function listedOn(day: string, until = day): PreviousDigest {
  return {
    coveredUntil: plainDate(until),
    composedAt: at(`${day}T00:30:00.000Z`),
    caseIds: [CASE.caseId],
  };
}

describe('coveredUntil', () => {
  test.each([
    ['a Thursday covers itself', '2026-12-03', '2026-12-03'],
    ['a Friday covers the weekend as well', '2026-12-04', '2026-12-06'],
    ['the day before National Day covers the whole holiday', '2026-09-30', '2026-10-07'],
    ['a Saturday before a make-up Sunday covers itself', '2026-09-19', '2026-09-19'],
  ])('%s', (_, day, until) => {
    expect(coveredUntil(plainDate(day), publishedCalendar)).toBe(until);
  });
});

describe('news that a case opened', () => {
  test('is given for every case in a first digest', () => {
    expect(newsOn('2026-12-01', CASE, undefined)).toEqual(['opened']);
  });
  test('is given for a case missing from the previous digest, however old', () => {
    expect(newsOn('2026-12-01', CASE, sinceMonday('another'))).toEqual(['opened']);
  });
  test('is not given for a case in the previous digest', () => {
    expect(newsOn('2026-12-01', CASE, sinceMonday(CASE.caseId))).toEqual([]);
  });
});

describe('news that a case changed', () => {
  test.each([
    ['is not given for a fact known at the previous digest', '2026-11-30T00:30:00.000Z', []],
    [
      'is given for a fact received a millisecond after the previous digest',
      '2026-11-30T00:30:00.001Z',
      ['changed'],
    ],
  ])('%s', (_, knownAt, news) => {
    const it = sampleCase({ knownAt: at(knownAt) });
    expect(newsOn('2026-12-01', it, sinceMonday(CASE.caseId))).toEqual(news);
  });

  test.each([
    ['is not given when the agency was already late in the previous digest', '2026-11-30', []],
    ['is given when the agency is late from today', '2026-12-01', ['changed']],
    ['is not given when the agency is late from tomorrow', '2026-12-02', []],
  ])('%s', (_, chaseFrom, news) => {
    const it = sampleCase({
      state: { is: 'submitted', on: plainDate('2026-11-16'), chaseFrom: plainDate(chaseFrom) },
    });
    expect(newsOn('2026-12-01', it, sinceMonday(CASE.caseId))).toEqual(news);
  });

  test.each([
    ['is not given for a cut-off missed before the previous digest', '2026-11-27', []],
    ['is given for a cut-off on the day of the previous digest, now missed', '2026-11-30', ['changed']],
  ])('%s', (_, missedCutOff, news) => {
    const it = sampleCase({ deadline: dueOn('2026-12-25', { missedCutOff: plainDate(missedCutOff) }) });
    expect(newsOn('2026-12-01', it, sinceMonday(CASE.caseId))).toEqual(news);
  });

  test('is given on Monday for a cut-off on the Friday of the previous digest', () => {
    const it = sampleCase({ deadline: dueOn('2026-12-25', { missedCutOff: plainDate('2026-12-04') }) });
    expect(newsOn('2026-12-07', it, listedOn('2026-12-04', '2026-12-06'))).toEqual(['changed']);
  });
});

describe('news of a threshold of 15, 7, 3, 1 or 0 days', () => {
  test.each([
    ['16 days left', '2026-12-17', []],
    ['15 days left', '2026-12-16', ['threshold']],
    ['14 days left', '2026-12-15', []],
    ['8 days left', '2026-12-09', []],
    ['7 days left', '2026-12-08', ['threshold']],
    ['6 days left', '2026-12-07', []],
    ['4 days left', '2026-12-05', []],
    ['3 days left', '2026-12-04', ['threshold']],
    ['2 days left', '2026-12-03', []],
    ['1 day left', '2026-12-02', ['threshold']],
    ['the day itself', '2026-12-01', ['threshold']],
  ])('is given exactly on a threshold: %s', (_, actBy, news) => {
    const it = sampleCase({ deadline: dueOn(actBy) });
    expect(newsOn('2026-12-01', it, sinceMonday(CASE.caseId))).toEqual(news);
  });

  test('for a day on the weekend is given on Friday, and not again on Monday', () => {
    const it = sampleCase({ deadline: dueOn('2026-12-13') });
    expect(newsOn('2026-12-04', it, listedOn('2026-12-03'))).toEqual(['threshold']);
    expect(newsOn('2026-12-07', it, listedOn('2026-12-04', '2026-12-06'))).toEqual([]);
  });

  test('skipped by a missed run is given by the next run', () => {
    const it = sampleCase({ deadline: dueOn('2026-12-14') });
    expect(newsOn('2026-12-08', it, listedOn('2026-12-07'))).toEqual([]);
    expect(newsOn('2026-12-08', it, listedOn('2026-12-04', '2026-12-06'))).toEqual(['threshold']);
  });
});

describe('news that a case is overdue', () => {
  const it = sampleCase({ deadline: dueOn('2026-12-01') });
  test('is given on every day after the act-by date', () => {
    expect(newsOn('2026-12-02', it, listedOn('2026-12-01'))).toEqual(['overdue']);
    expect(newsOn('2026-12-03', it, listedOn('2026-12-02'))).toEqual(['overdue']);
  });
  test('is not given on the act-by date', () => {
    expect(newsOn('2026-12-01', it, listedOn('2026-12-01'))).toEqual([]);
  });
  test.each([
    ['is not given on the act-by date before a weekend', '2026-12-11', '2026-12-11', []],
    [
      'is given as "past the act-by date" on the last lawful day',
      '2026-12-14',
      '2026-12-13',
      ['past-act-by'],
    ],
    ['is given on the day after the last lawful day', '2026-12-15', '2026-12-14', ['overdue']],
  ])('%s', (_, day, last, news) => {
    const lawfulDays = { statutoryDueOn: plainDate('2026-12-12'), lastLawfulDay: plainDate('2026-12-14') };
    const over = sampleCase({ deadline: dueOn('2026-12-11', lawfulDays) });
    expect(newsOn(day, over, listedOn(last))).toEqual(news);
  });
});

describe('news of an unanswered question', () => {
  const asked = sampleCase({
    kind: 'date-missing',
    caseId: CASE.caseId,
    question: { reportedOn: plainDate('2026-11-30'), dueIfReportedOn: plainDate('2026-12-15') },
  });
  test.each([
    ['is not given within three days', '2026-12-02', '2026-12-01', []],
    ['is given three days after the question was sent', '2026-12-03', '2026-12-02', ['unanswered']],
    [
      'is given on a Friday for the weekend, when six days are over',
      '2026-12-04',
      '2026-12-03',
      ['unanswered'],
    ],
    ['is not given again on the Monday after', '2026-12-07', '2026-12-06', []],
    ['is given after a missed day', '2026-12-08', '2026-12-02', ['unanswered']],
    ['keeps its rhythm on the possible deadline', '2026-12-15', '2026-12-14', ['unanswered']],
    ['is given on the day after the possible deadline', '2026-12-16', '2026-12-15', ['unanswered']],
    ['is given on every day after that', '2026-12-17', '2026-12-16', ['unanswered']],
  ])('%s', (_, day, last, news) => {
    expect(newsOn(day, asked, listedOn(last))).toEqual(news);
  });
  test('is given as opened in a first digest', () => {
    expect(newsOn('2026-12-08', asked, undefined)).toEqual(['opened']);
  });
});
