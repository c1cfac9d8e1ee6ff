import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { DigestQueue, FollowUpQueue, GuideQueue } from '../ports.ts';

/** The SQS limit for one call. */
const BATCH = 10;
const ATTEMPTS = 3;
/**
 * The greatest length of a reason. SQS refuses larger messages, and only people read the reason, so it may be
 * shortened.
 */
const LONGEST_REASON = 1_000;

/**
 * The queue of digests, leavers' guides and follow-up work of imports.
 * @throws when messages are still refused after several attempts.
 */
export function sqsDigestQueue(
  queueUrl: string,
  client: Pick<SQSClient, 'send'> = new SQSClient({}),
): Pick<DigestQueue, 'send'> & GuideQueue & FollowUpQueue {
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

/** The dead-letter queue of {@link sqsDigestQueue}, with an alarm. Its messages can be redriven unchanged. */
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

/** SQS may accept part of a batch without an error: only the refused messages are sent again. */
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
