import { Cron } from 'croner';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inputAt, patternOf, type ScheduleDefinition, startScheduler } from '../../infra/local/scheduler.ts';

describe('a schedule expression', () => {
  it('for every day is read in its zone', () => {
    const job = new Cron(patternOf('cron(30 8 * * ? *)', 'Daily'), {
      timezone: 'Asia/Shanghai',
      paused: true,
    });
    expect(job.nextRuns(3, new Date('2026-11-20T00:00:00Z')).map((day) => day.toISOString())).toEqual([
      '2026-11-20T00:30:00.000Z',
      '2026-11-21T00:30:00.000Z',
      '2026-11-22T00:30:00.000Z',
    ]);
  });

  it.each([
    'cron(30 8 * * ?)',
    'cron(0 9 ? * MON-FRI *)',
    'cron(0/20 8 * * ? *)',
    'cron(60 8 * * ? *)',
    'cron(0 24 * * ? *)',
    'rate(1 day)',
    'at(2026-12-01T08:30:00)',
    '30 8 * * *',
    '',
  ])('rejects "%s" and says what is allowed', (expression) => {
    expect(() => patternOf(expression, 'Daily')).toThrow(
      `Daily: "${expression}" is not a schedule that the local runner supports; allowed is cron(minute hour`,
    );
  });
});

const schedule: ScheduleDefinition = {
  logicalId: 'Daily',
  name: 'daily',
  pattern: '0 0 0 * * *',
  zone: 'Asia/Shanghai',
  target: 'arn:aws:lambda:x:0:function:f',
  input: '{"scheduledTime":"<aws.scheduler.scheduled-time>","else":"<x>"}',
};

describe('a schedule that fires', () => {
  const due = new Date('2026-12-01T00:30:00.000Z');
  beforeEach(() => void vi.useFakeTimers({ now: due.getTime() - 90_000 }));
  afterEach(() => void vi.useRealTimers());

  it('puts the scheduled time into the input', () => {
    expect(inputAt(schedule, new Date('2026-12-01T00:30:00.000Z'))).toEqual({
      scheduledTime: '2026-12-01T00:30:00Z',
      else: '<x>',
    });
  });

  it('rejects any other schedule attribute by name', () => {
    const other = { ...schedule, input: '{"try":"<aws.scheduler.attempt-number>"}' };
    expect(() => inputAt(other, new Date())).toThrow('daily uses <aws.scheduler.attempt-number>');
  });

  it('fires at its time in its zone, with the scheduled time', async () => {
    const fired: unknown[] = [];
    const invoke = async (event: unknown) => {
      fired.push(event);
      return { ok: true, requestId: 'r', payload: undefined } as const;
    };
    const stop = startScheduler(
      [{ ...schedule, pattern: '0 30 8 * * *' }],
      () => ({ invoke }),
      () => {},
    );
    await vi.advanceTimersByTimeAsync(89_000);
    expect(fired).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(fired).toMatchObject([{ scheduledTime: '2026-12-01T00:30:00Z' }]);
    await stop();
  });

  it('does not start without its target function', () => {
    const functionFor = () => {
      throw new Error('there is no function f');
    };
    expect(() => startScheduler([schedule], functionFor, () => {})).toThrow('there is no function f');
  });
});
