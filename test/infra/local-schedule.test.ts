import { Cron } from 'croner';
import { describe, expect, it } from 'vitest';
import { inputAt, patternOf, type ScheduleDefinition, startScheduler } from '../../infra/local/scheduler.ts';

describe('a schedule expression', () => {
  it('of every day is read in its zone', () => {
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
  ])('refuses "%s" and says what is allowed', (expression) => {
    expect(() => patternOf(expression, 'Daily')).toThrow(
      `Daily: "${expression}" is no schedule that the local runner understands; allowed is cron(minute hour`,
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

/** The next whole second but one, and the pattern that is due then in Shanghai. */
function soon() {
  const due = new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000);
  const [hours, minutes, seconds] = new Date(due.getTime() + 8 * 3600 * 1000)
    .toISOString()
    .slice(11, 19)
    .split(':')
    .map(Number);
  return { due, definition: { ...schedule, pattern: `${seconds} ${minutes} ${hours} * * *` } };
}

describe('firing', () => {
  it('puts the scheduled time into the input', () => {
    expect(inputAt(schedule, new Date('2026-12-01T00:30:00.000Z'))).toEqual({
      scheduledTime: '2026-12-01T00:30:00Z',
      else: '<x>',
    });
  });

  it('refuses any other attribute of the schedule by name', () => {
    const other = { ...schedule, input: '{"try":"<aws.scheduler.attempt-number>"}' };
    expect(() => inputAt(other, new Date())).toThrow('daily asks for <aws.scheduler.attempt-number>');
  });

  it('fires at the time in its zone, with the time it was meant for', async () => {
    const { due, definition } = soon();
    const fired = Promise.withResolvers<unknown>();
    const invoke = async (event: unknown) => {
      fired.resolve(event);
      return { ok: true, requestId: 'r', payload: undefined } as const;
    };
    const stop = startScheduler(
      [definition],
      () => ({ invoke }),
      () => {},
    );
    expect(await fired.promise).toMatchObject({ scheduledTime: due.toISOString().replace('.000', '') });
    await stop();
  });

  it('does not start without the function that it calls', () => {
    const functionFor = () => {
      throw new Error('there is no function f');
    };
    expect(() => startScheduler([schedule], functionFor, () => {})).toThrow('there is no function f');
  });
});
