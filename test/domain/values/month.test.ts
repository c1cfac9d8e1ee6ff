import dayjs from 'dayjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayInMonth, lastDayOf, month, monthsBetween, plusMonths } from '../../../domain/values/month.ts';

const months = fc
  .tuple(fc.integer({ min: 1900, max: 9998 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => month(`${year}-${String(number).padStart(2, '0')}`));

describe('a month', () => {
  it('ends on the day that the calendar says, however often one asks', () => {
    expect(lastDayOf(month('2024-02'))).toBe('2024-02-29');
    expect(lastDayOf(month('2026-02'))).toBe('2026-02-28');
    expect(lastDayOf(month('2100-02'))).toBe('2100-02-28');
    fc.assert(
      fc.property(months, (m) => {
        const last = `${m}-${dayjs(`${m}-01`).daysInMonth()}`;
        expect([lastDayOf(m), lastDayOf(m)]).toEqual([last, last]);
      }),
    );
  });

  it('has no day later than its last', () => {
    expect(dayInMonth(month('2026-02'), 28)).toBe('2026-02-28');
    expect(dayInMonth(month('2026-02'), 29)).toBe('2026-02-28');
    expect(dayInMonth(month('2026-01'), 31)).toBe('2026-01-31');
  });

  it('comes back when the months between two are added', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: -600, max: 12 }), (m, more) => {
        expect(monthsBetween(m, plusMonths(m, more))).toBe(more);
      }),
    );
  });
});
