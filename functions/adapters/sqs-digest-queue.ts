import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { DigestQueue, GuideQueue, PassQueue } from '../ports.ts';

/** The most that SQS takes in one call. */
const BATCH = 10;
const ATTEMPTS = 3;
/** SQS refuses a larger message; a reason is for people and need not be complete. */
const LONGEST_REASON = 1_000;

/** The queue of digests, leavers' guides and what imports leave to the daily run. @throws when messages are still refused after several attempts. */
export function sqsDigestQueue(
  queueUrl: string,
  client: Pick<SQSClient, 'send'> = new SQSClient({}),
): Pick<DigestQueue, 'send'> & GuideQueue & PassQueue {
  return {
    async send(requests: readonly object[]) {
      for (let first = 0; first < requests.length; first += BATCH) {
        const entries = requests
          .slice(first, first + BATCH)
          .map((request, index) => ({ Id: String(index), MessageBody: JSON.stringify(request) }));
        await sendBatch(client, queueUrl, entries);
      }
    },
  };
}

/** The dead-letter queue of the same messages, where an alarm watches; its messages can be sent back as they are. */
export function sqsDeadLetters(
  queueUrl: string,
  client: Pick<SQSClient, 'send'> = new SQSClient({}),
): Pick<DigestQueue, 'setAside'> {
  return {
    async setAside(request, reason) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: typeof request === 'string' ? request : JSON.stringify(request),
          MessageAttributes: {
            reason: { DataType: 'String', StringValue: reason.slice(0, LONGEST_REASON) || 'not given' },
          },
        }),
      );
    },
  };
}

/** SQS may take some messages of a batch and refuse others, without an error: only those are sent again. */
async function sendBatch(
  client: Pick<SQSClient, 'send'>,
  queueUrl: string,
  entries: readonly SendMessageBatchRequestEntry[],
): Promise<void> {
  let left = [...entries];
  let codes: readonly string[] = [];
  for (let attempt = 1; attempt <= ATTEMPTS && left.length > 0; attempt += 1) {
    const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: left }));
    const failed = new Set(answer.Failed?.map(({ Id }) => Id));
    codes = answer.Failed?.map(({ Code }) => Code ?? 'no code') ?? [];
    left = left.filter(({ Id }) => failed.has(Id));
  }
  if (left.length === 0) return;
  throw new Error(
    `SQS refused ${left.length} of ${entries.length} requests ${ATTEMPTS} times (${codes.join(', ')}); run the day again`,
  );
}
