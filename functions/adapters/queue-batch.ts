import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  /** How many times the message was received, including this time. */
  readonly receives: number;
}

/** The parsed JSON of a message; undefined if it is invalid. */
export function jsonOf({ body }: Pick<QueuedMessage, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Passes a batch to `work`, which returns the ids of the messages to keep in the queue. */
export async function eachOfBatch(
  { Records }: SQSEvent,
  work: (batch: readonly QueuedMessage[]) => Promise<readonly string[]>,
): Promise<SQSBatchResponse> {
  const failed = await work(
    Records.map(({ messageId, body, attributes }) => ({
      id: messageId,
      body,
      receives: Number(attributes.ApproximateReceiveCount),
    })),
  );
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
