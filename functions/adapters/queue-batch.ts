import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

/** One message as a queue delivers it. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  /** How often it was delivered, this time included. */
  readonly receives: number;
}

/** The JSON of a message; undefined if it is not JSON. */
export function jsonOf({ body }: Pick<QueuedMessage, 'body'>): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Hands a batch to `work`, which answers with the ids of the messages that the queue is to keep. */
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
