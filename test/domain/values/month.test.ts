import dayjs from 'dayjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayInMonth,
  lastDayOf,
  month,
  monthSpans,
  monthsBetween,
  plusMonths,
} from '../../../domain/values/month.ts';

const months = fc
  .tuple(fc.integer({ min: 1900, max: 9998 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => month(`${year}-${String(number).padStart(2, '0')}`));

describe('monthSpans', () => {
  const items = (...texts: readonly string[]) => texts.map((text) => ({ month: month(text) }));
  const spansOf = (...texts: readonly string[]) =>
    monthSpans(items(...texts)).map(({ from, to, items: held }) => `${from} ${to} ${held.length}`);

  it('joins months that follow each other, across a year too, and breaks at a gap', () => {
    expect(spansOf('2025-12', '2026-01', '2026-03')).toEqual(['2025-12 2026-01 2', '2026-03 2026-03 1']);
    expect(spansOf()).toEqual([]);
  });

  it('counts a month that comes twice as one month', () => {
    expect(spansOf('2026-01', '2026-01', '2026-02')).toEqual(['2026-01 2026-02 3']);
  });

  it('breaks between months that differ', () => {
    const told = [
      { month: month('2026-01'), base: 1 },
      { month: month('2026-02'), base: 2 },
      { month: month('2026-03'), base: 2 },
    ];
    const spans = monthSpans(told, (a, b) => a.base === b.base);
    expect(spans.map(({ from, to }) => `${from} ${to}`)).toEqual(['2026-01 2026-01', '2026-02 2026-03']);
  });
});

describe('a month', () => {
  it('ends on its last calendar day, also when asked twice', () => {
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

  it('gives its last day for a later day of the month', () => {
    expect(dayInMonth(month('2026-02'), 28)).toBe('2026-02-28');
    expect(dayInMonth(month('2026-02'), 29)).toBe('2026-02-28');
    expect(dayInMonth(month('2026-01'), 31)).toBe('2026-01-31');
  });

  it('gives monthsBetween the same number that plusMonths added', () => {
    fc.assert(
      fc.property(months, fc.integer({ min: -600, max: 12 }), (m, more) => {
        expect(monthsBetween(m, plusMonths(m, more))).toBe(more);
      }),
    );
  });
});
