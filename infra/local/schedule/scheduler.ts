import { setTimeout as sleep } from 'node:timers/promises';
import { Cron, type CronOptions } from 'croner';
import { AWS_CRON } from './expression.ts';
import { inputAt, type ScheduleDefinition } from './schedule-definitions.ts';

export interface SchedulerOptions {
  readonly definitions: readonly ScheduleDefinition[];
  /** Hands the event to the target as nobody waits for it. @throws Error when it cannot be delivered. */
  readonly deliver: (target: string, event: unknown) => void;
  readonly tell: (queueArn: string, body: string) => Promise<void>;
  readonly warn: (message: string) => void;
}

export interface Scheduler {
  /** When each schedule is due next, by name. */
  next(): Readonly<Record<string, string | undefined>>;
  stop(): void;
}

/** Pauses between attempts to deliver double from a second to a minute. */
const pauseBefore = (attempt: number) => Math.min(60_000, 1000 * 2 ** (attempt - 2));

/** Fires the schedules in their own time zones for as long as the runner is up. */
export function startScheduler(options: SchedulerOptions): Scheduler {
  const stopping = new AbortController();
  const jobs = options.definitions.map((definition) => {
    const job = start(definition, (at) => {
      deliver(options, definition, at, stopping.signal).catch((error: Error) => {
        if (!stopping.signal.aborted) options.warn(`${definition.name}: ${error.message}`);
      });
    });
    return { name: definition.name, job };
  });
  return {
    next: () => Object.fromEntries(jobs.map(({ name, job }) => [name, job.nextRun()?.toISOString()])),
    stop: () => {
      stopping.abort();
      for (const { job } of jobs) job.stop();
    },
  };
}

function start({ timing, zone }: ScheduleDefinition, fire: (at: Date) => void): Cron {
  const { pattern, options } = cronFor(timing);
  const job = new Cron(pattern, { timezone: zone, ...options });
  let due = job.nextRun();
  job.schedule(() => {
    // A timer comes a little late; the day is taken from when it was meant to come.
    fire(due ?? new Date());
    due = job.nextRun();
  });
  return job;
}

function cronFor(timing: ScheduleDefinition['timing']): { pattern: string; options: CronOptions } {
  switch (timing.is) {
    case 'cron':
      return { pattern: timing.pattern, options: AWS_CRON };
    case 'at':
      return { pattern: timing.time, options: {} };
    case 'rate': {
      const startAt = new Date(Date.now() + timing.seconds * 1000);
      return { pattern: '* * * * * *', options: { interval: timing.seconds, startAt } };
    }
  }
}

/** Retries what could not be delivered; what the function itself does with it is not the schedule's concern. */
async function deliver(
  { deliver: hand, tell, warn }: SchedulerOptions,
  definition: ScheduleDefinition,
  at: Date,
  stopping: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return hand(definition.target, inputAt(definition, at, attempt));
    } catch (error) {
      if (attempt > definition.retries) {
        warn(`${definition.name} could not be delivered: ${(error as Error).message}`);
        const event = JSON.stringify(inputAt(definition, at, attempt));
        if (definition.deadLetterQueue !== undefined) await tell(definition.deadLetterQueue, event);
        return;
      }
    }
    await sleep(pauseBefore(attempt + 1), undefined, { signal: stopping });
  }
}
