import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { scheduledRun } from '../../../functions/scheduled-run.ts';

const NOW = '2026-11-23T05:00:00.000Z' as Instant;

describe('scheduledRun', () => {
  test.each([
    ['08:30 in Shanghai', '2026-11-20T00:30:00Z', '2026-11-20'],
    ['the last minute of the UTC day, already the next in China', '2026-11-20T23:59:00Z', '2026-11-21'],
    ['the last minute of the day in China', '2026-11-20T15:59:00Z', '2026-11-20'],
    ['midnight in China', '2026-11-20T16:00:00Z', '2026-11-21'],
  ])('runs for the China day of the scheduled time: %s', (_, scheduledTime, day) => {
    expect(scheduledRun({ scheduledTime }, NOW)).toEqual({
      day,
      scheduledAt: new Date(scheduledTime).toISOString(),
    });
  });

  test('runs for the day that the input names', () => {
    expect(scheduledRun({ day: '2026-11-20' }, NOW)).toEqual({ day: '2026-11-20', scheduledAt: NOW });
  });

  test.each([[{}], [undefined], [{ day: '2026-02-30' }], [{ scheduledTime: 'today' }], ['2026-11-20']])(
    'refuses %j instead of guessing a day',
    (input) => {
      expect(() => scheduledRun(input, NOW)).toThrow(/needs \{"day": "YYYY-MM-DD"\} or \{"scheduledTime"/);
    },
  );
});
