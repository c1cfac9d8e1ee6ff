import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { cfnNumber, type Deployed, resourcesOfType } from '../assembly/resources-of-type.ts';
import type { FunctionPool } from './function-pool.ts';
import type { FunctionError } from './invocation.ts';

/** What Lambda does when an invocation that nobody waits for fails. */
export interface AsyncPolicy {
  readonly functionName: string;
  readonly retries: number;
  /** ARN of the queue that is told of a failure for good; undefined when nobody is. */
  readonly onFailure: string | undefined;
}

const destination = z.optional(z.object({ OnFailure: z.optional(z.object({ Destination: z.string() })) }));

const configSchema = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: cfnNumber.default(2),
  DestinationConfig: destination,
});

export function asyncPolicies(deployed: Deployed): AsyncPolicy[] {
  return resourcesOfType(deployed, ['AWS::Lambda::EventInvokeConfig'], configSchema).map(
    ({ properties }) => ({
      functionName: properties.FunctionName,
      retries: properties.MaximumRetryAttempts,
      onFailure: properties.DestinationConfig?.OnFailure?.Destination,
    }),
  );
}

export interface AsyncInvoker {
  /** Returns at once; retries in its own time. */
  invoke(target: FunctionPool, event: unknown): void;
  stop(): Promise<void>;
}

export interface AsyncInvokerOptions {
  readonly policies: readonly AsyncPolicy[];
  /** Puts a message on a queue named by its ARN. */
  readonly tell: (queueArn: string, body: string) => Promise<void>;
  readonly warn: (message: string) => void;
  /** Minutes that Lambda waits before each further attempt, in milliseconds. */
  readonly pauses?: readonly number[];
}

/** Lambda's own pauses before the second and the third attempt. */
const PAUSES = [60_000, 120_000];

export function createAsyncInvoker({
  policies,
  tell,
  warn,
  pauses = PAUSES,
}: AsyncInvokerOptions): AsyncInvoker {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  const attempt = async (target: FunctionPool, event: unknown): Promise<void> => {
    const { definition } = target;
    const policy = policies.find(({ functionName }) => functionName === definition.name);
    const retries = policy?.retries ?? 2;
    for (let tried = 0; ; tried += 1) {
      const invocation = await target.invoke(event);
      if (invocation.ok) return;
      if (tried === retries) {
        warn(
          `${definition.name} failed for good after ${tried + 1} attempts: ${invocation.error.errorMessage}`,
        );
        if (policy?.onFailure !== undefined)
          await tell(policy.onFailure, failureRecord(event, invocation.error));
        return;
      }
      await sleep(pauses[tried] ?? 0, undefined, { signal: stopping.signal });
    }
  };

  return {
    invoke: (target, event) => {
      const run = attempt(target, event)
        .catch((error: Error) => {
          if (!stopping.signal.aborted) warn(`${target.definition.name}: ${error.message}`);
        })
        .finally(() => running.delete(run));
      running.add(run);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

function failureRecord(requestPayload: unknown, error: FunctionError): string {
  return JSON.stringify({
    version: '1.0',
    requestContext: { condition: 'RetriesExhausted' },
    requestPayload,
    responseContext: { functionError: 'Unhandled' },
    responsePayload: error,
  });
}
