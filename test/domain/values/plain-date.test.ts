import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayOfWeek,
  daysBetween,
  isSaneDay,
  parsePlainDate,
  plainDate,
} from '../../../domain/values/plain-date.ts';

dayjs.extend(utc);

describe('parsePlainDate', () => {
  test.each(['2026-02-28', '2024-02-29', '2000-02-29', '2026-12-31', '1900-01-01', '9999-12-31'])(
    'accepts %s',
    (text) => {
      expect(parsePlainDate(text)).toBe(text);
    },
  );

  test.each([
    ['a 29 February of a common year', '2026-02-29'],
    ['a 29 February of a century that is no leap year', '1900-02-29'],
    ['a 31st of a month with 30 days', '2026-04-31'],
    ['a 30 February', '2026-02-30'],
    ['a month 13', '2026-13-01'],
    ['a month 0', '2026-00-01'],
    ['a day 0', '2026-01-00'],
    ['the empty day of some databases', '0000-00-00'],
    ['the first day of some clocks', '0001-01-01'],
    ['a day with a time', '2026-01-01T00:00:00Z'],
    ['a trailing blank', '2026-01-01 '],
    ['a trailing line break', '2026-01-01\n'],
    ['one digit for the month', '2026-1-01'],
    ['full-width digits', '２０２６-01-01'],
    ['a sign', '+2026-01-01'],
    ['an empty text', ''],
  ])('rejects %s', (_, text) => {
    expect(parsePlainDate(text)).toBeUndefined();
  });

  test('accepts exactly the days that dayjs accepts', () => {
    const digits = (most: number, length: number) =>
      fc.nat({ max: most }).map((number) => String(number).padStart(length, '0'));
    const text = fc.tuple(digits(9999, 4), digits(13, 2), digits(32, 2)).map((parts) => parts.join('-'));
    fc.assert(
      fc.property(
        text,
        (day) => (parsePlainDate(day) === day) === (dayjs.utc(day).format('YYYY-MM-DD') === day),
      ),
    );
  });
});

describe('arithmetic with days', () => {
  const shape = 'YYYY-MM-DD';
  const FIRST = dayjs.utc('1583-01-01');
  /** Any day from 1583 to 2499, which includes every kind of leap year. */
  const anyDay = fc.nat({ max: 334_800 }).map((after) => plainDate(FIRST.add(after, 'day').format(shape)));
  const shift = fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -30_000, max: 30_000 }));

  test('adds and subtracts days as dayjs does', () => {
    fc.assert(
      fc.property(anyDay, shift, (day, days) => {
        expect(addDays(day, days)).toBe(dayjs.utc(day).add(days, 'day').format(shape));
      }),
    );
  });

  test('adds and subtracts months as dayjs does', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -900, max: 900 }), (day, months) => {
        expect(addMonths(day, months)).toBe(dayjs.utc(day).add(months, 'month').format(shape));
      }),
    );
  });

  test('counts days between and names the day of the week as dayjs does', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        expect(daysBetween(from, to)).toBe(dayjs.utc(to).diff(dayjs.utc(from), 'day'));
        expect(dayOfWeek(to)).toBe(dayjs.utc(to).day());
      }),
    );
  });

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2100-02-28', 1, '2100-03-01'],
    ['2000-03-01', -1, '2000-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-01-01', -1, '2026-12-31'],
    ['2026-08-21', 30, '2026-09-20'],
    ['2024-01-31', 0, '2024-01-31'],
  ])('takes %s plus %i days to %s', (day, days, expected) => {
    expect(addDays(plainDate(day), days)).toBe(expected);
  });
});

describe('isSaneDay (a day on which something can have happened)', () => {
  const today = plainDate('2026-11-20');
  test.each([
    ['1949-12-31', false],
    ['1950-01-01', true],
    ['2026-11-20', true],
    ['2028-11-20', true],
    ['2028-11-21', false],
    ['9999-12-31', false],
    ['1900-01-01', false],
  ])('of %s is %s', (day, isSane) => {
    expect(isSaneDay(plainDate(day), today)).toBe(isSane);
  });

  test('counts years from 29 February as from any other day', () => {
    expect(isSaneDay(plainDate('2030-02-28'), plainDate('2028-02-29'))).toBe(true);
    expect(isSaneDay(plainDate('2030-03-01'), plainDate('2028-02-29'))).toBe(false);
  });
});
