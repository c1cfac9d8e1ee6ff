import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { silenceOf } from '../../../domain/digest/silence.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';

const day = plainDate;
const silent = (heardOn: readonly string[], on: string, told?: number) =>
  silenceOf('feishu', heardOn.map(day), day(on), publishedCalendar, told);

/** Four Mondays in a row. Four working days lie between each and the next. */
const MONDAYS = ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'];

describe('a source that is heard every Monday', () => {
  test('is silent after nine working days, twice the usual pause, and not after eight', () => {
    expect(silent(MONDAYS, '2026-11-20')).toBeUndefined();
    expect(silent(MONDAYS, '2026-11-23')).toEqual({
      source: 'feishu',
      lastHeardOn: '2026-11-09',
      workingDays: 9,
      usual: 8,
    });
  });

  test('uses the limit that an administrator set', () => {
    expect(silent(MONDAYS, '2026-11-13', 3)).toBeUndefined();
    expect(silent(MONDAYS, '2026-11-14', 3)).toMatchObject({ workingDays: 4, usual: 3 });
  });
});

test('a source that is heard every day is silent after more than a week', () => {
  const daily = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'];
  expect(silent(daily, '2026-11-14')).toBeUndefined();
  expect(silent(daily, '2026-11-17')).toMatchObject({ workingDays: 6, usual: 5 });
});

test('holidays do not count as silence: National Day', () => {
  const daily = ['2026-09-25', '2026-09-28', '2026-09-29', '2026-09-30'];
  expect(silent(daily, '2026-10-08')).toBeUndefined();
});

test('a source that was heard on only three days is silent after a month', () => {
  const three = ['2026-10-12', '2026-10-13', '2026-10-14'];
  expect(silent(three, '2026-11-12')).toBeUndefined();
  expect(silent(three, '2026-11-13')).toMatchObject({ workingDays: 21, usual: 20 });
});

test('a source that never sent anything is not silent', () => {
  expect(silent([], '2026-11-20')).toBeUndefined();
});

test('events after the given day do not count', () => {
  expect(silent([...MONDAYS, '2026-11-24'], '2026-11-23')).toMatchObject({ lastHeardOn: '2026-11-09' });
});

test('a source stays silent until it sends something', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 150 }), { minLength: 1 }),
      fc.integer({ min: 151, max: 250 }),
      fc.integer({ min: 1, max: 40 }),
      (offsets, asked, later) => {
        const start = day('2026-01-05');
        const heardOn = offsets.toSorted((a, b) => a - b).map((offset) => addDays(start, offset));
        const on = addDays(start, asked);
        const at = (when: typeof on, heard = heardOn) => silenceOf('s', heard, when, publishedCalendar);
        if (at(on) !== undefined) expect(at(addDays(on, later))).toBeDefined();
        expect(at(on, [...heardOn, on])).toBeUndefined();
      },
    ),
  );
});
