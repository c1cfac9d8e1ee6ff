import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from './function-definitions.ts';
import { type FunctionWorker, type Invocation, startWorker, type WorkerOptions } from './function-worker.ts';

/** A function with its workers. Each worker runs one invocation at a time. */
export interface FunctionPool {
  readonly definition: FunctionDefinition;
  /**
   * Invokes the function. If all workers are busy, it waits for a free one. It does not throw when the function fails.
   */
  invoke(event: unknown): Promise<Invocation>;
  stop(): Promise<void>;
}

const MAX_WORKERS = 4;
const IDLE_FOR_MS = 20_000;

export function createFunctionPool(options: WorkerOptions): FunctionPool {
  const { definition, log } = options;
  const idle: { worker: FunctionWorker; leave: NodeJS.Timeout }[] = [];
  const all = new Set<FunctionWorker>();
  const waiting: ((worker: FunctionWorker) => void)[] = [];
  let stopped = false;

  const take = (): FunctionWorker | Promise<FunctionWorker> => {
    for (let next = idle.pop(); next !== undefined; next = idle.pop()) {
      clearTimeout(next.leave);
      if (!next.worker.dead) return next.worker;
      all.delete(next.worker);
    }
    if (all.size < MAX_WORKERS) return add();
    return new Promise((resolve) => waiting.push(resolve));
  };

  const add = (): FunctionWorker => {
    const worker = startWorker(options);
    all.add(worker);
    return worker;
  };

  const giveBack = (worker: FunctionWorker): void => {
    if (worker.dead) all.delete(worker);
    const next = waiting.shift();
    if (next !== undefined) {
      next(worker.dead ? add() : worker);
    } else if (!worker.dead) {
      const leave = setTimeout(() => {
        idle.splice(
          idle.findIndex((entry) => entry.worker === worker),
          1,
        );
        all.delete(worker);
        void worker.terminate();
      }, IDLE_FOR_MS);
      idle.push({ worker, leave: leave.unref() });
    }
  };

  return {
    definition,
    invoke: async (event) => {
      if (stopped) throw new Error(`${definition.name} is stopped`);
      const worker = await take();
      const invocation = await worker.invoke(randomUUID(), JSON.stringify(event ?? null));
      giveBack(worker);
      if (!invocation.ok) log.failed(definition.name, invocation.requestId, invocation.error);
      return invocation;
    },
    stop: async () => {
      stopped = true;
      for (const { leave } of idle) clearTimeout(leave);
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
