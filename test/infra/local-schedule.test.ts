import { Cron } from 'croner';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AWS_CRON, parseScheduleExpression } from '../../infra/local/schedule/expression.ts';
import { inputAt, type ScheduleDefinition } from '../../infra/local/schedule/schedule-definitions.ts';
import { startScheduler } from '../../infra/local/schedule/scheduler.ts';

/** The first three times after `from`, as the schedule of AWS would have them in Shanghai. */
function nextTimes(expression: string, from: string): string[] {
  const timing = parseScheduleExpression(expression);
  if (timing.is !== 'cron') throw new Error(`${expression} is no cron expression`);
  const options = { ...AWS_CRON, timezone: 'Asia/Shanghai', paused: true };
  return new Cron(timing.pattern, options).nextRuns(3, new Date(from)).map((day) => day.toISOString());
}

// 2026-11-20 is a Friday.
const FROM = '2026-11-20T00:00:00Z';

describe('a cron expression of AWS', () => {
  it.each([
    ['every day', 'cron(30 8 * * ? *)', ['2026-11-20T00:30', '2026-11-21T00:30', '2026-11-22T00:30']],
    [
      'a number of a weekday, Sunday is 1',
      'cron(0 8 ? * 1 *)',
      ['2026-11-22T00:00', '2026-11-29T00:00', '2026-12-06T00:00'],
    ],
    [
      'the last number of a weekday, Saturday is 7',
      'cron(0 9 ? * 7 *)',
      ['2026-11-21T01:00', '2026-11-28T01:00', '2026-12-05T01:00'],
    ],
    [
      'a range of weekdays, Monday to Friday',
      'cron(0 9 ? * 2-6 *)',
      ['2026-11-20T01:00', '2026-11-23T01:00', '2026-11-24T01:00'],
    ],
    [
      'weekdays by name',
      'cron(0 9 ? * MON-FRI *)',
      ['2026-11-20T01:00', '2026-11-23T01:00', '2026-11-24T01:00'],
    ],
    [
      'the last Friday of a month',
      'cron(0 9 ? * 6L *)',
      ['2026-11-27T01:00', '2026-12-25T01:00', '2027-01-29T01:00'],
    ],
    [
      'the second Monday of a month',
      'cron(0 9 ? * 2#2 *)',
      ['2026-12-14T01:00', '2027-01-11T01:00', '2027-02-08T01:00'],
    ],
    [
      'the last day of a month',
      'cron(0 0 L * ? *)',
      ['2026-11-29T16:00', '2026-12-30T16:00', '2027-01-30T16:00'],
    ],
    ['steps', 'cron(0/20 8 * * ? *)', ['2026-11-20T00:20', '2026-11-20T00:40', '2026-11-21T00:00']],
    ['a year', 'cron(0 8 1 1 ? 2030-2032)', ['2030-01-01T00:00', '2031-01-01T00:00', '2032-01-01T00:00']],
  ])('%s', (_name, expression, expected) => {
    expect(nextTimes(expression, FROM)).toEqual(expected.map((time) => `${time}:00.000Z`));
  });
});

describe('other expressions', () => {
  it.each([
    ['rate(1 minute)', { is: 'rate', seconds: 60 }],
    ['rate(2 hours)', { is: 'rate', seconds: 7200 }],
    ['rate(1 day)', { is: 'rate', seconds: 86_400 }],
    ['at(2026-12-01T08:30:00)', { is: 'at', time: '2026-12-01T08:30:00' }],
  ])('%s', (expression, expected) => {
    expect(parseScheduleExpression(expression)).toEqual(expected);
  });

  it.each(['cron(30 8 * * ?)', 'rate(0 minutes)', 'rate(5 weeks)', 'at(tomorrow)', '30 8 * * *', ''])(
    'refuses "%s" and says what is allowed',
    (expression) => {
      expect(() => parseScheduleExpression(expression)).toThrow(
        `"${expression}" is no schedule; allowed are cron(`,
      );
    },
  );
});

const schedule: ScheduleDefinition = {
  logicalId: 'Daily',
  name: 'daily',
  timing: { is: 'at', time: '2000-01-01T00:00:00' },
  zone: 'Asia/Shanghai',
  target: 'arn:aws:lambda:x:0:function:f',
  input:
    '{"scheduledTime":"<aws.scheduler.scheduled-time>","try":"<aws.scheduler.attempt-number>","else":"<x>"}',
  retries: 0,
  deadLetterQueue: 'arn:aws:sqs:x:0:dead',
};

describe('firing', () => {
  const due = new Date('2026-12-01T00:30:00.000Z');
  beforeEach(() => void vi.useFakeTimers({ now: due.getTime() - 90_000 }));
  afterEach(() => void vi.useRealTimers());

  it('puts the scheduled time into the input', () => {
    expect(inputAt(schedule, new Date('2026-12-01T00:30:00.000Z'))).toEqual({
      scheduledTime: '2026-12-01T00:30:00Z',
      try: '1',
      else: '<x>',
    });
  });

  it('fires at the time in its zone, with the time it was meant for', async () => {
    const fired: unknown[] = [];
    const definition = { ...schedule, timing: { is: 'at', time: '2026-12-01T08:30:00' } } as const;
    const options = {
      deliver: (_target: string, event: unknown) => void fired.push(event),
      tell: async () => {},
    };
    const scheduler = startScheduler({ definitions: [definition], warn: () => {}, ...options });
    expect(scheduler.next()).toEqual({ daily: due.toISOString() });
    await vi.advanceTimersByTimeAsync(89_000);
    expect(fired).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fired).toMatchObject([{ scheduledTime: '2026-12-01T00:30:00Z' }]);
    scheduler.stop();
  });

  it('puts what cannot be delivered on the dead-letter queue', async () => {
    const told: [string, string][] = [];
    const timing = { is: 'at', time: '2026-12-01T00:30:00' } as const;
    const definition: ScheduleDefinition = { ...schedule, zone: 'UTC', timing };
    const scheduler = startScheduler({
      definitions: [definition],
      deliver: () => {
        throw new Error('there is no such function');
      },
      tell: async (queue, body) => void told.push([queue, body]),
      warn: () => {},
    });
    await vi.advanceTimersByTimeAsync(90_000);
    expect(told.map(([queue, body]) => [queue, JSON.parse(body)])).toMatchObject([
      [schedule.deadLetterQueue, { scheduledTime: '2026-12-01T00:30:00Z' }],
    ]);
    scheduler.stop();
  });
});
