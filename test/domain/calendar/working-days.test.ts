import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  countWorkingDays,
  isPublished,
  isWorkingDay,
  onOrAfter,
  onOrBefore,
  publishedCalendar,
  restDaysAfter,
} from '../../../domain/calendar/working-days.ts';
import { addDays, type PlainDate, plainDate, yearOf } from '../../../domain/values/plain-date.ts';

/**
 * Every period of rest days around a public holiday of 2021 to 2026, adjacent weekends included, copied by hand from
 * the notices. Each row has the last working day before, the first and the last rest day, and the first working day
 * after.
 */
const STRETCHES = [
  ['2021 元旦', '2020-12-31', '2021-01-01', '2021-01-03', '2021-01-04'],
  ['2021 春节', '2021-02-10', '2021-02-11', '2021-02-17', '2021-02-18'],
  ['2021 清明', '2021-04-02', '2021-04-03', '2021-04-05', '2021-04-06'],
  ['2021 劳动', '2021-04-30', '2021-05-01', '2021-05-05', '2021-05-06'],
  ['2021 端午', '2021-06-11', '2021-06-12', '2021-06-14', '2021-06-15'],
  ['2021 中秋', '2021-09-18', '2021-09-19', '2021-09-21', '2021-09-22'],
  ['2021 国庆', '2021-09-30', '2021-10-01', '2021-10-07', '2021-10-08'],
  ['2022 元旦', '2021-12-31', '2022-01-01', '2022-01-03', '2022-01-04'],
  ['2022 春节', '2022-01-30', '2022-01-31', '2022-02-06', '2022-02-07'],
  ['2022 清明', '2022-04-02', '2022-04-03', '2022-04-05', '2022-04-06'],
  ['2022 劳动', '2022-04-29', '2022-04-30', '2022-05-04', '2022-05-05'],
  ['2022 端午', '2022-06-02', '2022-06-03', '2022-06-05', '2022-06-06'],
  ['2022 中秋', '2022-09-09', '2022-09-10', '2022-09-12', '2022-09-13'],
  ['2022 国庆', '2022-09-30', '2022-10-01', '2022-10-07', '2022-10-08'],
  ['2023 元旦', '2022-12-30', '2022-12-31', '2023-01-02', '2023-01-03'],
  ['2023 春节', '2023-01-20', '2023-01-21', '2023-01-27', '2023-01-28'],
  ['2023 清明', '2023-04-04', '2023-04-05', '2023-04-05', '2023-04-06'],
  ['2023 劳动', '2023-04-28', '2023-04-29', '2023-05-03', '2023-05-04'],
  ['2023 端午', '2023-06-21', '2023-06-22', '2023-06-24', '2023-06-25'],
  ['2023 中秋国庆', '2023-09-28', '2023-09-29', '2023-10-06', '2023-10-07'],
  ['2024 元旦', '2023-12-29', '2023-12-30', '2024-01-01', '2024-01-02'],
  ['2024 春节', '2024-02-09', '2024-02-10', '2024-02-17', '2024-02-18'],
  ['2024 清明', '2024-04-03', '2024-04-04', '2024-04-06', '2024-04-07'],
  ['2024 劳动', '2024-04-30', '2024-05-01', '2024-05-05', '2024-05-06'],
  ['2024 端午', '2024-06-07', '2024-06-08', '2024-06-10', '2024-06-11'],
  ['2024 中秋', '2024-09-14', '2024-09-15', '2024-09-17', '2024-09-18'],
  ['2024 国庆', '2024-09-30', '2024-10-01', '2024-10-07', '2024-10-08'],
  ['2025 元旦', '2024-12-31', '2025-01-01', '2025-01-01', '2025-01-02'],
  ['2025 春节', '2025-01-27', '2025-01-28', '2025-02-04', '2025-02-05'],
  ['2025 清明', '2025-04-03', '2025-04-04', '2025-04-06', '2025-04-07'],
  ['2025 劳动', '2025-04-30', '2025-05-01', '2025-05-05', '2025-05-06'],
  ['2025 端午', '2025-05-30', '2025-05-31', '2025-06-02', '2025-06-03'],
  ['2025 国庆中秋', '2025-09-30', '2025-10-01', '2025-10-08', '2025-10-09'],
  ['2026 元旦', '2025-12-31', '2026-01-01', '2026-01-03', '2026-01-04'],
  ['2026 春节', '2026-02-14', '2026-02-15', '2026-02-23', '2026-02-24'],
  ['2026 清明', '2026-04-03', '2026-04-04', '2026-04-06', '2026-04-07'],
  ['2026 劳动', '2026-04-30', '2026-05-01', '2026-05-05', '2026-05-06'],
  ['2026 端午', '2026-06-18', '2026-06-19', '2026-06-21', '2026-06-22'],
  ['2026 中秋', '2026-09-24', '2026-09-25', '2026-09-27', '2026-09-28'],
  ['2026 国庆', '2026-09-30', '2026-10-01', '2026-10-07', '2026-10-08'],
] as const;

/** Each make-up working day, with the adjacent day of its weekend that is still a rest day. */
const MAKE_UPS = [
  ['2021-02-07', '2021-02-06'],
  ['2021-02-20', '2021-02-21'],
  ['2021-04-25', '2021-04-24'],
  ['2021-05-08', '2021-05-09'],
  ['2021-09-18', '2021-09-19'],
  ['2021-09-26', '2021-09-25'],
  ['2021-10-09', '2021-10-10'],
  ['2022-01-29', '2022-01-31'],
  ['2022-01-30', '2022-01-31'],
  ['2022-04-02', '2022-04-03'],
  ['2022-04-24', '2022-04-23'],
  ['2022-05-07', '2022-05-08'],
  ['2022-10-08', '2022-10-07'],
  ['2022-10-09', '2022-10-07'],
  ['2023-01-28', '2023-01-27'],
  ['2023-01-29', '2023-01-27'],
  ['2023-04-23', '2023-04-22'],
  ['2023-05-06', '2023-05-07'],
  ['2023-06-25', '2023-06-24'],
  ['2023-10-07', '2023-10-06'],
  ['2023-10-08', '2023-10-06'],
  ['2024-02-04', '2024-02-03'],
  ['2024-02-18', '2024-02-17'],
  ['2024-04-07', '2024-04-06'],
  ['2024-04-28', '2024-04-27'],
  ['2024-05-11', '2024-05-12'],
  ['2024-09-14', '2024-09-15'],
  ['2024-09-29', '2024-09-28'],
  ['2024-10-12', '2024-10-13'],
  ['2025-01-26', '2025-01-25'],
  ['2025-02-08', '2025-02-09'],
  ['2025-04-27', '2025-04-26'],
  ['2025-09-28', '2025-09-27'],
  ['2025-10-11', '2025-10-12'],
  ['2026-01-04', '2026-01-03'],
  ['2026-02-14', '2026-02-15'],
  ['2026-02-28', '2026-03-01'],
  ['2026-05-09', '2026-05-10'],
  ['2026-09-20', '2026-09-19'],
  ['2026-10-10', '2026-10-11'],
] as const;

const works = (day: string) => isWorkingDay(plainDate(day), publishedCalendar);
const after = (day: string) => onOrAfter(plainDate(day), publishedCalendar);
const before = (day: string) => onOrBefore(plainDate(day), publishedCalendar);

describe.each(STRETCHES)('the holiday %s', (_, lastWorking, firstRest, lastRest, firstWorking) => {
  it('has rest days from the first to the last and working days on both sides', () => {
    expect([lastWorking, firstRest, lastRest, firstWorking].map(works)).toEqual([true, false, false, true]);
  });

  it('moves each of its days to the working day before or after it', () => {
    for (let day = plainDate(firstRest); day <= lastRest; day = addDays(day, 1)) {
      expect(after(day).day).toBe(firstWorking);
      expect(before(day).day).toBe(lastWorking);
    }
    expect(after(lastWorking).day).toBe(lastWorking);
    expect(before(firstWorking).day).toBe(firstWorking);
  });

  it('is found by restDaysAfter from the day before, and by nothing from its last day', () => {
    const { days } = restDaysAfter(plainDate(lastWorking), publishedCalendar);
    expect([days[0], days.at(-1)]).toEqual([firstRest, lastRest]);
    expect(restDaysAfter(plainDate(lastRest), publishedCalendar).days).toEqual([]);
  });
});

describe('make-up working days', () => {
  it.each(MAKE_UPS)('include %s, while %s is a rest day', (worked, rests) => {
    expect([works(worked), works(rests)]).toEqual([true, false]);
  });

  it('are complete for 2021 to 2026', () => {
    expect([...publishedCalendar.makeUpDays].toSorted()).toEqual(
      MAKE_UPS.map(([worked]) => worked).toSorted(),
    );
  });
});

describe('the calendar of a year', () => {
  it.each([
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i working days', (year, total) => {
    expect(daysOf(year).filter(works)).toHaveLength(total);
  });

  it('assumes only weekends off for 2027, not published, and marks every answer as assumed', () => {
    expect(daysOf(2027).filter((day) => isPublished(day, publishedCalendar))).toEqual([]);
    expect(after('2027-01-02')).toEqual({ day: '2027-01-04', assumed: true });
    expect(after('2027-01-04')).toEqual({ day: '2027-01-04', assumed: true });
    expect(before('2027-01-03')).toEqual({ day: '2027-01-01', assumed: true });
  });

  it('marks an answer as assumed only if it used a day of an unpublished year', () => {
    expect(after('2026-12-31')).toEqual({ day: '2026-12-31', assumed: false });
    expect(restDaysAfter(plainDate('2026-12-31'), publishedCalendar)).toEqual({ days: [], assumed: true });
    expect(addWorkingDays(plainDate('2026-12-30'), 1, publishedCalendar).assumed).toBe(false);
    expect(addWorkingDays(plainDate('2026-12-30'), 2, publishedCalendar)).toEqual({
      day: '2027-01-01',
      assumed: true,
    });
    expect(before('2024-01-01')).toEqual({ day: '2023-12-29', assumed: false });
    expect(before('2021-01-01')).toEqual({ day: '2020-12-31', assumed: true });
  });

  it('names the first and the last published year', () => {
    expect(publishedCalendar.lastYear).toBe(2026);
    expect(Math.min(...publishedCalendar.publishedYears)).toBe(2021);
  });
});

describe('addWorkingDays and countWorkingDays', () => {
  it.each([
    ['2026-09-21', 10, '2026-10-12', '中秋 and 国庆 between, Saturday 10-10 worked'],
    ['2025-09-26', 15, '2025-10-23', '国庆 between, Sunday 09-28 and Saturday 10-11 worked'],
    ['2026-02-13', 1, '2026-02-14', 'a Saturday that is worked'],
    ['2026-02-14', 1, '2026-02-24', 'the whole Spring Festival is between'],
    ['2026-02-20', 1, '2026-02-24', 'from a rest day'],
    ['2026-03-04', 0, '2026-03-04', 'zero days'],
    ['2026-10-08', -1, '2026-09-30', 'backwards'],
    ['2026-10-12', -10, '2026-09-21', 'backwards, the first row reversed'],
  ])('%s plus %i working days is %s: %s', (day, count, result) => {
    expect(addWorkingDays(plainDate(day), count, publishedCalendar)).toEqual({ day: result, assumed: false });
  });

  it.each([
    ['2026-09-28', '2026-09-30', 3, 'both counted'],
    ['2026-10-01', '2026-10-08', 1, '国庆, and the first day after it'],
    ['2026-10-01', '2026-10-07', 0, '国庆 alone'],
    ['2026-10-09', '2026-10-11', 2, 'a Saturday that is worked'],
    ['2026-03-04', '2026-03-04', 1, 'one day'],
    ['2026-03-05', '2026-03-04', 0, 'none where the end is earlier'],
  ])('from %s to %s there are %i working days: %s', (from, to, count) => {
    expect(countWorkingDays(plainDate(from), plainDate(to), publishedCalendar)).toBe(count);
  });

  it('addWorkingDays returns to its start for any working day and count', () => {
    const day = fc.integer({ min: 0, max: 1000 }).map((n) => addDays(plainDate('2024-01-02'), n));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 40 }), (any, count) => {
        const start = onOrAfter(any, publishedCalendar).day;
        const there = addWorkingDays(start, count, publishedCalendar).day;
        expect(addWorkingDays(there, -count, publishedCalendar).day).toBe(start);
      }),
    );
  });
});

function daysOf(year: number): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = plainDate(`${year}-01-01`); yearOf(day) === year; day = addDays(day, 1)) days.push(day);
  return days;
}
