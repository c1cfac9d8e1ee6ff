import { Worker } from 'node:worker_threads';
import { type FunctionDefinition, LOG_STREAM, logGroupOf } from './function-definitions.ts';
import type { FunctionLog } from './function-log.ts';

export type Invocation =
  /** `payload` is the JSON that the function returned; undefined if it returned nothing. */
  | { readonly ok: true; readonly requestId: string; readonly payload: string | undefined }
  | { readonly ok: false; readonly requestId: string; readonly error: FunctionError };

/** A failure as Lambda reports it to the invoker. `trace` goes to the log and to invokers, never to an HTTP client. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** A message from the runner to a worker. */
export interface InvokeMessage {
  readonly requestId: string;
  readonly event: string;
  readonly deadline: number;
}

/**
 * A message from a worker to the runner. The first one says whether the function was loaded; after it, there is one
 * message per invocation.
 */
export type WorkerMessage =
  | { readonly is: 'loaded' }
  | { readonly is: 'not-loaded'; readonly error: FunctionError }
  | { readonly is: 'returned'; readonly payload: string | undefined }
  | { readonly is: 'failed'; readonly error: FunctionError };

export interface WorkerStart extends FunctionDefinition {
  readonly logGroupName: string;
  readonly logStreamName: string;
}

export interface WorkerOptions {
  readonly definition: FunctionDefinition;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: FunctionLog;
}

/** One thread with one copy of the function. Once it is `dead`, every invocation fails. */
export interface FunctionWorker {
  readonly dead: boolean;
  invoke(requestId: string, event: string): Promise<Invocation>;
  terminate(): Promise<void>;
}

const LOADS_WITHIN_MS = 10_000;

const EXITED: FunctionError = { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited' };

type Answer = Extract<WorkerMessage, { is: 'returned' | 'failed' }>;

export function startWorker({ definition, environment, log }: WorkerOptions): FunctionWorker {
  const start: WorkerStart = {
    ...definition,
    logGroupName: logGroupOf(definition),
    logStreamName: LOG_STREAM,
  };
  const thread = new Worker(new URL('./worker.ts', import.meta.url), {
    env: { ...environment },
    workerData: start,
    stdout: true,
    stderr: true,
    execArgv: [],
  });
  thread.stdout.on('data', log.write);
  thread.stderr.on('data', log.write);

  let dead = false;
  let usable = false;
  let settle: ((message: WorkerMessage) => void) | undefined;
  const next = () =>
    new Promise<WorkerMessage>((resolve) => {
      settle = resolve;
    });
  const dies = (error: FunctionError) => {
    dead = true;
    settle?.({ is: 'failed', error });
  };
  thread.on('message', (message: WorkerMessage) => settle?.(message));
  thread.on('error', (error) => dies(crashed(error)));
  thread.on('exit', () => dies(EXITED));
  // The first message says whether the function was loaded; it may arrive before the first invocation.
  const loading = next();

  const within = async (
    milliseconds: number,
    answer: Promise<WorkerMessage>,
  ): Promise<WorkerMessage | 'late'> => {
    const { promise, resolve } = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => resolve('late'), milliseconds);
    try {
      return await Promise.race([answer, promise]);
    } finally {
      clearTimeout(timer);
    }
  };

  const terminate = async () => {
    dead = true;
    await thread.terminate();
  };

  const run = async (requestId: string, event: string): Promise<Answer | 'late'> => {
    const loaded = await within(LOADS_WITHIN_MS, loading);
    if (loaded === 'late') return 'late';
    if (loaded.is === 'not-loaded') return { is: 'failed', error: loaded.error };
    if (loaded.is === 'failed') return loaded;
    if (dead) return { is: 'failed', error: EXITED };
    usable = true;
    const milliseconds = definition.timeoutSeconds * 1000;
    const answer = next();
    thread.postMessage({ requestId, event, deadline: Date.now() + milliseconds } satisfies InvokeMessage);
    return (await within(milliseconds, answer)) as Answer | 'late';
  };

  return {
    get dead() {
      return dead;
    },
    terminate,
    invoke: async (requestId, event) => {
      const answer = await run(requestId, event);
      if (answer === 'late' || !usable) await terminate();
      if (answer === 'late') return { ok: false, requestId, error: timedOut(definition) };
      if (answer.is === 'failed') return { ok: false, requestId, error: answer.error };
      return { ok: true, requestId, payload: answer.payload };
    },
  };
}

function timedOut({ timeoutSeconds }: FunctionDefinition): FunctionError {
  const errorMessage = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return { errorType: 'Sandbox.Timedout', errorMessage };
}

function crashed(error: unknown): FunctionError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const trace = stack ? { trace: stack.split('\n') } : {};
  return { errorType: 'Runtime.ExitError', errorMessage: message, ...trace };
}
