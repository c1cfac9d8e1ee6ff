import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { plainDate } from '../../domain/values/plain-date.ts';
import { dynamodbRuns } from '../../functions/adapters/dynamodb/runs.ts';
import type { CheckedRun } from '../../functions/check-run/check-run.ts';
import type { PlannedRun } from '../../functions/plan-digests/plan-digests.ts';
import type { RunRecord } from '../../functions/ports.ts';
import { createStops } from '../../infra/local/stops.ts';
import { type HookAnswer, type HookEvent, postHook } from '../support/hooks.ts';
import {
  startTestStack,
  type TestStack,
  type TestStackOptions,
  testAssembly,
} from '../support/local-stack.ts';
import { startSesServer, type TestSesServer } from '../support/ses-server.ts';
import { apply, clientOf, postAccepted, type RegistryFile } from './stack-calls.ts';

/**
 * The whole service on this machine, with a mail service that stores every header. The methods are the tests' calls to
 * the service and the mail service.
 */
export interface Stage {
  /** The data directory. */
  readonly data: string;
  /** The running stack. After a restart it is another one. */
  readonly stack: TestStack;
  readonly ses: TestSesServer;
  /** A client of the table, for operations that no function offers. */
  readonly dynamodb: DynamoDBClient;
  apply(registry: RegistryFile): Promise<void>;
  post(event: HookEvent): Promise<HookAnswer>;
  /** Posts the events one after the other. @throws Error if one is not accepted. */
  postAll(events: readonly HookEvent[]): Promise<void>;
  /** Fires the daily schedule for 08:30 of the day, and waits until the queue is empty. */
  daily(day: string): Promise<PlannedRun>;
  check(day: string): Promise<CheckedRun>;
  run(day: string): Promise<RunRecord | undefined>;
  /** The log of all functions until now. */
  log(): string;
  /** Stops the stack and starts another one on the same data. @throws Error unless the option `restarts` is set. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface StageOptions extends TestStackOptions {
  /** A mail service that is already running. */
  readonly ses?: TestSesServer;
}

/** @param options `data`: the data directory of a stopped stack to continue with; it is removed at the end. */
export async function startStage({ ses: given, ...options }: StageOptions = {}): Promise<Stage> {
  // A restart uses the same assembly, even if the sources have changed.
  const assemblyDirectory = options.assemblyDirectory ?? (await testAssembly(options.environment));
  const data = options.data ?? temporaryDirectory();
  const ses = given ?? (await startSesServer());
  const stops = createStops();
  stops.add(() => rmSync(data, { recursive: true, force: true }));
  stops.add(ses.stop);
  const start = async () => {
    const started = await startTestStack({
      ...options,
      data,
      assemblyDirectory,
      endpoints: { ses: ses.url },
    });
    ses.onward = started.mail;
    return { stack: started, dynamodb: clientOf(started) };
  };
  let now = await start().catch(async (error: unknown) => {
    await stops.run();
    throw error;
  });
  const end = async () => {
    now.dynamodb.destroy();
    await now.stack.stop();
  };
  stops.add(end);
  return {
    data,
    ses,
    get stack() {
      return now.stack;
    },
    get dynamodb() {
      return now.dynamodb;
    },
    restart: async () => {
      if (!options.restarts) throw new Error('this stage was started without the option restarts');
      await end();
      now = await start();
    },
    stop: stops.run,
    ...work(() => now, data),
  };
}

type Work = Omit<Stage, 'data' | 'ses' | 'stack' | 'dynamodb' | 'restart' | 'stop'>;

function work(now: () => Pick<Stage, 'stack' | 'dynamodb'>, data: string): Work {
  return {
    apply: (registry) => apply(now().stack, registry),
    post: (event) => postHook(now().stack, event),
    postAll: (events) => postAccepted(now().stack, events),
    daily: async (day) => {
      const planned = await fire(now().stack, 'plan-digests', `${day}T08:30:00+08:00`);
      await now().stack.drained();
      return planned as PlannedRun;
    },
    check: async (day) => (await fire(now().stack, 'check-run', `${day}T10:00:00+08:00`)) as CheckedRun,
    run: (day) => dynamodbRuns(now().dynamodb, now().stack.table).find(plainDate(day)),
    log: () => readFileSync(join(data, 'functions.log'), 'utf8'),
  };
}

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'canbao-end-to-end-'));
}

/** Fires a schedule and waits for its function. @param name the last part of its name. */
async function fire(stack: TestStack, name: string, at: string): Promise<unknown> {
  const schedule = stack.deployment.schedules.find((known) => known.name.endsWith(name));
  if (schedule === undefined) throw new Error(`the stack has no schedule ${name}`);
  const invocation = await stack.fireSchedule(schedule.name, new Date(at));
  if (!invocation.ok) throw new Error(`${name} failed: ${invocation.error.errorMessage}`);
  return JSON.parse(invocation.payload ?? 'null');
}
