import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Deployment } from './deployment.ts';
import { type Endpoints, environmentOf, findFunction } from './lambda/function-definitions.ts';
import { openFunctionLog } from './lambda/function-log.ts';
import { createFunctionPool, type FunctionPool } from './lambda/function-pool.ts';
import type { Invocation } from './lambda/function-worker.ts';
import { startPoller } from './queues/event-sources.ts';
import type { QueueServer } from './queues/queues.ts';
import { inputAt, startScheduler } from './scheduler.ts';
import type { Stops } from './stops.ts';

export interface RuntimeOptions {
  readonly deployment: Deployment;
  readonly sqs: SQSClient;
  readonly queues: QueueServer;
  readonly endpoints: Endpoints;
  readonly functionLog: string;
  readonly verbose: boolean;
  readonly schedules: boolean;
  readonly stops: Stops;
  readonly warn: (message: string) => void;
}

/** Starts the functions, the event sources and the schedules. A worker starts with the first invocation. */
export function startRuntime(options: RuntimeOptions): readonly FunctionPool[] {
  const { deployment, endpoints, stops, warn } = options;
  const log = openFunctionLog(options.functionLog, options.verbose, warn);
  stops.add(log.close);
  const functions = deployment.functions.map((definition) => {
    const environment = environmentOf(definition, deployment.place.region, endpoints);
    const pool = createFunctionPool({ definition, environment, log });
    stops.add(pool.stop);
    return pool;
  });
  startPollers(options, functions);
  if (options.schedules)
    stops.add(startScheduler(deployment.schedules, (arn) => functionNamed(functions, arn), warn));
  return functions;
}

function startPollers(
  { deployment, sqs: client, queues, stops, warn }: RuntimeOptions,
  functions: readonly FunctionPool[],
): void {
  for (const source of deployment.eventSources) {
    const queue = deployment.queues.find(({ arn }) => arn === source.queueArn);
    if (queue === undefined) throw new Error(`${source.logicalId}: no queue has the ARN ${source.queueArn}`);
    const stop = startPoller({
      client,
      source,
      queueUrl: queue.url,
      region: deployment.place.region,
      pool: functionNamed(functions, source.functionName),
      failed: (receiptHandles) => queues.failed(queue.name, receiptHandles),
      warn,
    });
    stops.add(stop);
  }
}

/** The function with this physical name, ARN or logical id. @throws Error listing the existing functions. */
export function functionNamed(functions: readonly FunctionPool[], name: string): FunctionPool {
  const found = findFunction(functions, name);
  if (found !== undefined) return found;
  const known = functions.map(({ definition }) => definition.name).join(', ');
  throw new Error(`there is no function ${name}; there are ${known || 'none'}`);
}

/** The controls of a running stack, for tests and the demo. */
export interface Driving {
  /** Invokes a function. @param name physical name, ARN or logical id. @throws Error listing the existing functions. */
  invoke(name: string, event: unknown): Promise<Invocation>;
  /** Invokes a schedule's target as at that time, and waits for it. @param name name or logical id. */
  fireSchedule(name: string, at: Date): Promise<Invocation>;
  /**
   * Makes delayed and failed messages available at once, and waits until every queue that feeds a function is empty.
   * @throws Error if that takes too long.
   */
  drained(): Promise<void>;
}

export function driving(
  deployment: Deployment,
  functions: readonly FunctionPool[],
  queues: QueueServer,
): Driving {
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

/** The time limit for empty queues. No processing takes so long, even on a slow machine. */
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
