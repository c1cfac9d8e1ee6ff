import { describe, expect, it } from 'vitest';
import { dayInYear, monthDay, parseMonthDay } from '../../../domain/values/month.ts';

describe('a day of the year', () => {
  it.each(['01-01', '02-29', '12-31'])('is read from "%s"', (text) => {
    expect(parseMonthDay(text)).toBe(text);
  });

  it.each(['', '2-1', '02-30', '13-01', '00-10', '12-31 ', '2026-12-31', '1231'])(
    'is not read from "%s"',
    (text) => {
      expect(parseMonthDay(text)).toBeUndefined();
      expect(() => monthDay(text)).toThrow(`"${text}" is not a day of the year; write MM-DD`);
    },
  );

  it('falls in any year, with 29 February on the 28th in a common year', () => {
    expect(dayInYear(2026, monthDay('12-31'))).toBe('2026-12-31');
    expect(dayInYear(2028, monthDay('02-29'))).toBe('2028-02-29');
    expect(dayInYear(2027, monthDay('02-29'))).toBe('2027-02-28');
  });
});
