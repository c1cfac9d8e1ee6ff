import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment } from './deployment.ts';
import type { Invocation } from './lambda/invocation.ts';
import type { QueueServer } from './queues/queue-server.ts';
import { functionNamed, type Runtime } from './runtime.ts';
import { inputAt } from './schedule/schedule-definitions.ts';

/** What tests and the demo do with a running stack. */
export interface Driving {
  /** @param name physical name, ARN or logical id. @throws Error naming those there are. */
  invoke(name: string, event: unknown): Promise<Invocation>;
  /** Invokes a schedule's target as at that time, and waits for it. @param name name or logical id. */
  fireSchedule(name: string, at: Date): Promise<Invocation>;
  /**
   * Has all that queues hold back come out at once, what failed too, and waits until no queue that feeds a function
   * holds a message. @throws Error when that takes too long.
   */
  drained(): Promise<void>;
}

export function driving(deployment: Deployment, { functions }: Runtime, queues: QueueServer): Driving {
  return {
    invoke: async (name, event) => functionNamed(functions, name).invoke(event),
    fireSchedule: async (name, at) => {
      const schedule = deployment.schedules.find((s) => s.name === name || s.logicalId === name);
      if (schedule === undefined) {
        const known = deployment.schedules.map((s) => s.name).join(', ');
        throw new Error(`there is no schedule ${name}; there are ${known || 'none'}`);
      }
      return functionNamed(functions, schedule.target).invoke(inputAt(schedule, at));
    },
    drained: () => drained(deployment, queues),
  };
}

/** Longer than any work takes, on a slow machine too: whoever waits so long waits for nothing. */
const DRAINED_WITHIN_MS = 300_000;

async function drained(deployment: Deployment, queues: QueueServer): Promise<void> {
  const fed = new Set(deployment.eventSources.map(({ queueArn }) => queueArn));
  const names = deployment.queues.filter(({ arn }) => fed.has(arn)).map(({ name }) => name);
  const deadline = Date.now() + DRAINED_WITHIN_MS;
  for (;;) {
    for (const name of names) queues.bringForward(name);
    const left = names.reduce((sum, name) => sum + queues.waiting(name), 0);
    if (left === 0) return;
    if (Date.now() > deadline)
      throw new Error(`${left} messages are still on ${names.join(', ')} after ${DRAINED_WITHIN_MS} ms`);
    await sleep(20);
  }
}
