import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources.ts';
import type { FunctionPool } from '../lambda/function-pool.ts';
import type { Invocation } from '../lambda/function-worker.ts';

/** A queue whose messages go to a function. For each batch the function returns the failed messages. */
export interface EventSource {
  readonly logicalId: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly maximumConcurrency: number;
}

const mappingSchema = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.number(),
  FunctionResponseTypes: z.tuple([z.literal('ReportBatchItemFailures')]),
  ScalingConfig: z.strictObject({ MaximumConcurrency: z.number() }),
});

export function eventSources(deployed: Deployed): EventSource[] {
  return resourcesOfType(deployed, 'AWS::Lambda::EventSourceMapping', mappingSchema).map(
    ({ resource, properties }) => ({
      logicalId: resource.logicalId,
      queueArn: properties.EventSourceArn,
      functionName: properties.FunctionName,
      batchSize: properties.BatchSize,
      maximumConcurrency: properties.ScalingConfig.MaximumConcurrency,
    }),
  );
}

export interface PollerOptions {
  readonly client: SQSClient;
  readonly source: EventSource;
  readonly queueUrl: string;
  readonly region: string;
  readonly pool: FunctionPool;
  /** Called with the receipt handles of messages whose processing failed. */
  readonly failed: (receiptHandles: readonly string[]) => void;
  readonly warn: (message: string) => void;
}

/** SQS returns at most ten messages per receive. */
const MAX_PER_RECEIVE = 10;
const LONG_POLL_SECONDS = 20;
const PAUSE_AFTER_ERROR_MS = 500;

/**
 * Passes the queue's messages to the function in batches. Successful messages are deleted; failed ones become visible
 * again after the queue's visibility timeout, and move to the dead-letter queue by the queue's own rule.
 * @returns a function that stops receiving and waits for the batches in progress.
 */
export function startPoller(options: PollerOptions): () => Promise<void> {
  const stopping = new AbortController();
  const { maximumConcurrency } = options.source;
  const loops = Array.from({ length: maximumConcurrency }, () => poll(options, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(loops);
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
      MaxNumberOfMessages: Math.min(source.batchSize, MAX_PER_RECEIVE),
      WaitTimeSeconds: LONG_POLL_SECONDS,
      MessageSystemAttributeNames: ['All'],
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
  const succeeded = new Set(succeededIds(invocation, ids));
  const done = messages.filter(({ MessageId }) => succeeded.has(MessageId ?? ''));
  failed(
    messages.filter((message) => !done.includes(message)).map(({ ReceiptHandle }) => ReceiptHandle ?? ''),
  );
  if (done.length === 0) return;
  await client.send(
    new DeleteMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: done.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle })),
    }),
  );
}

/** The event that Lambda creates from a batch of messages, without custom attributes. */
function sqsEvent(messages: readonly Message[], queueArn: string, region: string): SQSEvent {
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId ?? '',
      receiptHandle: message.ReceiptHandle ?? '',
      body: message.Body ?? '',
      attributes: message.Attributes as unknown as SQSEvent['Records'][number]['attributes'],
      messageAttributes: {},
      md5OfBody: message.MD5OfBody ?? '',
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: region,
    })),
  };
}

const responseSchema = z.object({
  batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.optional(z.string()) }))),
});

/**
 * The messages of a batch that may be deleted, by the rules of Lambda's poller. If the function failed, or its answer
 * has the wrong form or names an empty or unknown message, none may be deleted; otherwise all messages that the answer
 * does not name as failed.
 * @throws SyntaxError if the answer is not JSON.
 */
export function succeededIds(invocation: Invocation, ids: readonly string[]): readonly string[] {
  if (!invocation.ok) return [];
  if (invocation.payload === undefined) return ids;
  const answer: unknown = JSON.parse(invocation.payload);
  if (answer === null) return ids;
  const parsed = responseSchema.safeParse(answer);
  if (!parsed.success) return [];
  const failed = (parsed.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '');
  if (failed.some((id) => !ids.includes(id))) return [];
  return ids.filter((id) => !failed.includes(id));
}
