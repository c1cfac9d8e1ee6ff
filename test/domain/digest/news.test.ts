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

describe('the days that a digest covers', () => {
  test.each([
    ['a Thursday: itself', '2026-12-03', '2026-12-03'],
    ['a Friday: the weekend as well', '2026-12-04', '2026-12-06'],
    ['the day before the National Day holiday: all of it', '2026-09-30', '2026-10-07'],
    ['a Saturday before a make-up Sunday: itself', '2026-09-19', '2026-09-19'],
  ])('%s', (_, day, until) => {
    expect(coveredUntil(plainDate(day), publishedCalendar)).toBe(until);
  });
});

describe('opened', () => {
  test('in a first digest everything is', () => {
    expect(newsOn('2026-12-01', CASE, undefined)).toEqual(['opened']);
  });
  test('a case that the digest before did not list is, however old', () => {
    expect(newsOn('2026-12-01', CASE, sinceMonday('another'))).toEqual(['opened']);
  });
  test('a case that it listed is not', () => {
    expect(newsOn('2026-12-01', CASE, sinceMonday(CASE.caseId))).toEqual([]);
  });
});

describe('changed', () => {
  test.each([
    ['a fact known when the digest before was composed is no news', '2026-11-30T00:30:00.000Z', []],
    ['a fact taken in a millisecond later is', '2026-11-30T00:30:00.001Z', ['changed']],
  ])('%s', (_, knownAt, news) => {
    const it = sampleCase({ knownAt: at(knownAt) });
    expect(newsOn('2026-12-01', it, sinceMonday(CASE.caseId))).toEqual(news);
  });

  test.each([
    ['the agency is late from a day that the digest before covered', '2026-11-30', []],
    ['the agency is late from today', '2026-12-01', ['changed']],
    ['the agency is late from tomorrow', '2026-12-02', []],
  ])('%s', (_, chaseFrom, news) => {
    const it = sampleCase({
      state: { is: 'submitted', on: plainDate('2026-11-16'), chaseFrom: plainDate(chaseFrom) },
    });
    expect(newsOn('2026-12-01', it, sinceMonday(CASE.caseId))).toEqual(news);
  });

  test.each([
    ['a cut-off that had passed before the digest before is no news', '2026-11-27', []],
    ['a cut-off on the day of the digest before, now passed, is', '2026-11-30', ['changed']],
  ])('%s', (_, missedCutOff, news) => {
    const it = sampleCase({ deadline: dueOn('2026-12-25', { missedCutOff: plainDate(missedCutOff) }) });
    expect(newsOn('2026-12-01', it, sinceMonday(CASE.caseId))).toEqual(news);
  });

  test('a cut-off on the Friday of the digest before is news on Monday', () => {
    const it = sampleCase({ deadline: dueOn('2026-12-25', { missedCutOff: plainDate('2026-12-04') }) });
    expect(newsOn('2026-12-07', it, listedOn('2026-12-04', '2026-12-06'))).toEqual(['changed']);
  });
});

describe('a threshold of 15, 7, 3, 1 or 0 days', () => {
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
  ])('%s', (_, actBy, news) => {
    const it = sampleCase({ deadline: dueOn(actBy) });
    expect(newsOn('2026-12-01', it, sinceMonday(CASE.caseId))).toEqual(news);
  });

  test('that falls on the weekend is reported on the Friday before, and not again on Monday', () => {
    const it = sampleCase({ deadline: dueOn('2026-12-13') });
    expect(newsOn('2026-12-04', it, listedOn('2026-12-03'))).toEqual(['threshold']);
    expect(newsOn('2026-12-07', it, listedOn('2026-12-04', '2026-12-06'))).toEqual([]);
  });

  test('that a missed run skipped is reported by the next', () => {
    const it = sampleCase({ deadline: dueOn('2026-12-14') });
    expect(newsOn('2026-12-08', it, listedOn('2026-12-07'))).toEqual([]);
    expect(newsOn('2026-12-08', it, listedOn('2026-12-04', '2026-12-06'))).toEqual(['threshold']);
  });
});

describe('overdue', () => {
  const it = sampleCase({ deadline: dueOn('2026-12-01') });
  test('is news on every day after the act-by date', () => {
    expect(newsOn('2026-12-02', it, listedOn('2026-12-01'))).toEqual(['overdue']);
    expect(newsOn('2026-12-03', it, listedOn('2026-12-02'))).toEqual(['overdue']);
  });
  test('does not begin on the act-by date', () => {
    expect(newsOn('2026-12-01', it, listedOn('2026-12-01'))).toEqual([]);
  });
  test.each([
    ['the act-by date', '2026-12-11', '2026-12-11', []],
    [
      'past the act-by date, on the last lawful day, it is news under another name',
      '2026-12-14',
      '2026-12-13',
      ['past-act-by'],
    ],
    ['the day after the last lawful day', '2026-12-15', '2026-12-14', ['overdue']],
  ])('%s', (_, day, last, news) => {
    const lawfulDays = { statutoryDueOn: plainDate('2026-12-12'), lastLawfulDay: plainDate('2026-12-14') };
    const over = sampleCase({ deadline: dueOn('2026-12-11', lawfulDays) });
    expect(newsOn(day, over, listedOn(last))).toEqual(news);
  });
});

describe('a question that nobody answered', () => {
  const asked = sampleCase({
    kind: 'date-missing',
    caseId: CASE.caseId,
    question: { reportedOn: plainDate('2026-11-30'), dueIfReportedOn: plainDate('2026-12-15') },
  });
  test.each([
    ['is not asked again within three days', '2026-12-02', '2026-12-01', []],
    ['is asked again three days after it was told', '2026-12-03', '2026-12-02', ['unanswered']],
    ['and on a Friday for the weekend, when six days are over', '2026-12-04', '2026-12-03', ['unanswered']],
    ['and not the Monday after it again', '2026-12-07', '2026-12-06', []],
    ['a missed day loses nothing', '2026-12-08', '2026-12-02', ['unanswered']],
    ['on the day that would be the last, it keeps its rhythm', '2026-12-15', '2026-12-14', ['unanswered']],
    ['from then on it is asked every day', '2026-12-16', '2026-12-15', ['unanswered']],
    ['and every day', '2026-12-17', '2026-12-16', ['unanswered']],
  ])('%s', (_, day, last, news) => {
    expect(newsOn(day, asked, listedOn(last))).toEqual(news);
  });
  test('in a first digest it is new, not unanswered', () => {
    expect(newsOn('2026-12-08', asked, undefined)).toEqual(['opened']);
  });
});
