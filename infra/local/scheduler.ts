import { setTimeout as sleep } from 'node:timers/promises';
import { Cron } from 'croner';
import * as z from 'zod';
import { type Deployed, resourcesOfType } from './assembly/resources.ts';
import type { FunctionPool } from './lambda/function-pool.ts';

export interface ScheduleDefinition {
  readonly logicalId: string;
  readonly name: string;
  /** The pattern for the cron library. Its first field is the seconds. */
  readonly pattern: string;
  readonly zone: string;
  readonly target: string;
  /** The input of the function. It contains `<aws.scheduler.scheduled-time>`. */
  readonly input: string;
}

const scheduleSchema = z.strictObject({
  Name: z.string(),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string(),
  State: z.literal('ENABLED'),
  FlexibleTimeWindow: z.strictObject({ Mode: z.literal('OFF') }),
  // RetryPolicy and DeadLetterConfig have no effect here, because passing an event to a function cannot fail.
  Target: z.strictObject({
    Arn: z.string(),
    Input: z.string(),
    RoleArn: z.optional(z.unknown()),
    RetryPolicy: z.optional(z.unknown()),
    DeadLetterConfig: z.optional(z.unknown()),
  }),
});

export function scheduleDefinitions(deployed: Deployed): ScheduleDefinition[] {
  return resourcesOfType(deployed, 'AWS::Scheduler::Schedule', scheduleSchema).map(
    ({ resource: { logicalId }, properties }) => ({
      logicalId,
      name: properties.Name,
      pattern: patternOf(properties.ScheduleExpression, logicalId),
      zone: properties.ScheduleExpressionTimezone,
      target: properties.Target.Arn,
      input: properties.Target.Input,
    }),
  );
}

/**
 * Parses the only form of schedule that the stack uses, `cron(30 8 * * ? *)`. @param owner named in the error.
 * @returns the pattern for the cron library. @throws Error for any other form.
 */
export function patternOf(expression: string, owner: string): string {
  const [, minute, hour] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(expression) ?? [];
  if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60) return `0 ${minute} ${hour} * * *`;
  throw new Error(
    `${owner}: "${expression}" is not a schedule that the local runner supports; allowed is cron(minute hour * * ? *)`,
  );
}

/**
 * The input of one invocation.
 * @param at the scheduled time, not the actual one.
 * @throws Error for a context attribute other than the scheduled time.
 */
export function inputAt({ input, name }: ScheduleDefinition, at: Date): unknown {
  const time = at.toISOString().replace(/\.\d{3}Z$/, 'Z');
  const filled = input.replaceAll('<aws.scheduler.scheduled-time>', time);
  const [unknown] = /<aws\.scheduler\.[a-z-]+>/.exec(filled) ?? [];
  if (unknown !== undefined)
    throw new Error(`${name} uses ${unknown}, which the local runner does not support`);
  return JSON.parse(filled);
}

/** The pauses of Lambda before the second and the third attempt of an asynchronous invocation. */
const PAUSES_MS = [60_000, 120_000];

/**
 * Invokes the schedules' functions at their times, in their time zones. A failed function is retried as Lambda does.
 * @returns a function that stops the schedules.
 * @throws Error if a schedule's function does not exist.
 */
export function startScheduler(
  definitions: readonly ScheduleDefinition[],
  functionFor: (arn: string) => Pick<FunctionPool, 'invoke'>,
  warn: (message: string) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const jobs = definitions.map((definition) => {
    const target = functionFor(definition.target);
    return start(definition, (at) => {
      const run = invoke(target, definition, at, stopping.signal, warn)
        .catch((error: Error) => {
          if (!stopping.signal.aborted) warn(`${definition.name}: ${error.message}`);
        })
        .finally(() => running.delete(run));
      running.add(run);
    });
  });
  return async () => {
    stopping.abort();
    for (const job of jobs) job.stop();
    await Promise.all(running);
  };
}

function start({ pattern, zone }: ScheduleDefinition, fire: (at: Date) => void): Cron {
  const job = new Cron(pattern, { timezone: zone });
  let due = job.nextRun();
  job.schedule(() => {
    // A timer is slightly late, so the scheduled time is used.
    fire(due ?? new Date());
    due = job.nextRun();
  });
  return job;
}

async function invoke(
  target: Pick<FunctionPool, 'invoke'>,
  definition: ScheduleDefinition,
  at: Date,
  stopping: AbortSignal,
  warn: (message: string) => void,
): Promise<void> {
  const event = inputAt(definition, at);
  for (let tried = 0; ; tried += 1) {
    const invocation = await target.invoke(event);
    if (invocation.ok) return;
    const pause = PAUSES_MS[tried];
    const { errorMessage } = invocation.error;
    if (pause === undefined)
      return warn(`${definition.name} failed for good after ${tried + 1} attempts: ${errorMessage}`);
    await sleep(pause, undefined, { signal: stopping });
  }
}
