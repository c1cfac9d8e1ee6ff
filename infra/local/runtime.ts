import type { Deployment } from './deployment.ts';
import { type AsyncInvoker, createAsyncInvoker } from './lambda/async-invoker.ts';
import { type Endpoints, environmentOf } from './lambda/environment.ts';
import { findFunction } from './lambda/function-definitions.ts';
import { openFunctionLog } from './lambda/function-log.ts';
import { createFunctionPool, type FunctionPool } from './lambda/function-pool.ts';
import { startPoller } from './queues/poller.ts';
import type { QueueServer } from './queues/queue-server.ts';
import { startScheduler } from './schedule/scheduler.ts';
import { type Clients, teller } from './services.ts';
import type { Stops } from './stops.ts';

/** What calls the functions, and the functions themselves. */
export interface Runtime {
  readonly functions: readonly FunctionPool[];
  readonly asyncInvoker: AsyncInvoker;
}

export interface RuntimeOptions {
  readonly deployment: Deployment;
  readonly clients: Clients;
  readonly queues: QueueServer;
  readonly endpoints: Endpoints;
  readonly functionLog: string;
  readonly verbose: boolean;
  readonly schedules: boolean;
  readonly stops: Stops;
  readonly warn: (message: string) => void;
}

/** Starts what calls functions by itself: event sources and schedules. Workers start with the first invocation. */
export function startRuntime(options: RuntimeOptions): Runtime {
  const { deployment, clients, endpoints, stops, warn } = options;
  const log = openFunctionLog(options.functionLog, options.verbose);
  stops.add(log.close);
  const functions = deployment.functions.map((definition) => {
    const environment = environmentOf(definition, deployment.place.region, endpoints);
    const pool = createFunctionPool({ definition, environment, log });
    stops.add(pool.stop);
    return pool;
  });
  const tell = teller(clients.sqs, deployment);
  const asyncInvoker = createAsyncInvoker({ policies: deployment.asyncPolicies, tell, warn });
  stops.add(asyncInvoker.stop);
  startPollers(options, functions);
  if (options.schedules) {
    const scheduler = startScheduler({
      definitions: deployment.schedules,
      deliver: (target, event) => asyncInvoker.invoke(functionNamed(functions, target), event),
      tell,
      warn,
    });
    stops.add(scheduler.stop);
  }
  return { functions, asyncInvoker };
}

function startPollers(
  { deployment, clients, queues, stops, warn }: RuntimeOptions,
  functions: readonly FunctionPool[],
): void {
  for (const source of deployment.eventSources) {
    const queue = deployment.queues.find(({ arn }) => arn === source.queueArn);
    if (queue === undefined) throw new Error(`${source.logicalId}: no queue has the ARN ${source.queueArn}`);
    const poller = startPoller({
      client: clients.sqs,
      source,
      queueUrl: queue.url,
      region: deployment.place.region,
      pool: functionNamed(functions, source.functionName),
      failed: (receiptHandles) => queues.failed(queue.name, receiptHandles),
      warn,
    });
    stops.add(poller.stop);
  }
}

/** By physical name, ARN or logical id. @throws Error naming the functions there are. */
export function functionNamed(functions: readonly FunctionPool[], name: string): FunctionPool {
  const found = findFunction(functions, name);
  if (found !== undefined) return found;
  const known = functions.map(({ definition }) => definition.name).join(', ');
  throw new Error(`there is no function ${name}; there are ${known || 'none'}`);
}
