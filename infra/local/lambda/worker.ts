import { enableCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Context } from 'aws-lambda';
import type { FunctionError, InvokeMessage, WorkerMessage, WorkerStart } from './function-worker.ts';

/** The code of a worker thread. It loads one function and calls it, one invocation at a time. */

type Handler = (event: unknown, context: Context) => unknown;

const start = workerData as WorkerStart;

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function errorFrom(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown) };
  const { name, message, stack } = thrown;
  return { errorType: name, errorMessage: message, ...(stack ? { trace: stack.split('\n') } : {}) };
}

function contextOf({ requestId, deadline }: InvokeMessage): Context {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: start.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.arn,
    memoryLimitInMB: String(start.memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: start.logGroupName,
    logStreamName: start.logStreamName,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}

async function call(handler: Handler, message: InvokeMessage): Promise<void> {
  try {
    const returned = await handler(JSON.parse(message.event), contextOf(message));
    post({ is: 'returned', payload: JSON.stringify(returned) });
  } catch (thrown) {
    post({ is: 'failed', error: errorFrom(thrown) });
  }
}

// A function is loaded in many threads, and again by each runner.
enableCompileCache();
try {
  const module = await import(pathToFileURL(start.file).href);
  const handler = module.handler ?? module.default?.handler;
  if (typeof handler !== 'function') {
    throw Object.assign(new Error(`${start.file} exports no function handler`), {
      name: 'Runtime.HandlerNotFound',
    });
  }
  parentPort?.on('message', (message: InvokeMessage) => void call(handler, message));
  post({ is: 'loaded' });
} catch (thrown) {
  post({ is: 'not-loaded', error: errorFrom(thrown) });
}
