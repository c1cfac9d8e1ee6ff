import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { FunctionPool } from '../lambda/function-pool.ts';
import { sqsEvent } from './batch-event.ts';
import type { EventSource } from './event-sources.ts';
import { succeededIds } from './partial-failures.ts';

export interface PollerOptions {
  readonly client: SQSClient;
  readonly source: EventSource;
  readonly queueUrl: string;
  readonly region: string;
  readonly pool: FunctionPool;
  /** Hears of the messages whose work failed, by their receipt handles. */
  readonly failed: (receiptHandles: readonly string[]) => void;
  readonly warn: (message: string) => void;
}

export interface Poller {
  /** Takes no more messages and waits until the batches under way are done. */
  stop(): Promise<void>;
}

/** SQS takes ten messages at most in one receive. */
const MOST_PER_RECEIVE = 10;
const LONG_POLL_SECONDS = 20;
const PAUSE_AFTER_ERROR_MS = 500;

/**
 * Hands the queue's messages to the function in batches. What succeeded is deleted; what failed becomes visible
 * again when the queue's own visibility timeout ends, and moves to the dead-letter queue by the queue's own rule.
 */
export function startPoller(options: PollerOptions): Poller {
  const stopping = new AbortController();
  const most = Math.min(options.source.maximumConcurrency ?? options.pool.limit, options.pool.limit);
  const loops = Array.from({ length: most }, () => poll(options, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function poll(options: PollerOptions, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      const messages = await receive(options, stopping);
      if (messages.length > 0) await handOver(options, messages);
    } catch (error) {
      if (stopping.aborted) return;
      options.warn(`event source ${options.source.logicalId}: ${(error as Error).message}`);
      await sleep(PAUSE_AFTER_ERROR_MS);
    }
  }
}

async function receive(
  { client, source, queueUrl }: PollerOptions,
  stopping: AbortSignal,
): Promise<Message[]> {
  const { Messages } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(source.batchSize, MOST_PER_RECEIVE),
      WaitTimeSeconds: LONG_POLL_SECONDS,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
    { abortSignal: stopping },
  );
  return Messages ?? [];
}

async function handOver(
  { client, source, queueUrl, region, pool, failed }: PollerOptions,
  messages: readonly Message[],
): Promise<void> {
  const invocation = await pool.invoke(sqsEvent(messages, source.queueArn, region));
  const ids = messages.map(({ MessageId }) => MessageId ?? '');
  const succeeded = new Set(succeededIds(invocation, ids, source.reportsItemFailures));
  const done = messages.filter(({ MessageId }) => succeeded.has(MessageId ?? ''));
  failed(messages.filter((it) => !done.includes(it)).map(({ ReceiptHandle }) => ReceiptHandle ?? ''));
  if (done.length === 0) return;
  await client.send(
    new DeleteMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: done.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle })),
    }),
  );
}
