import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CodeQueue, ReplayQueue, UploadQueue } from '../ports.ts';

/** A queue of single requests: sign-in codes, replays or uploads. */
export function sqsRequestQueue(
  queueUrl: string,
  client: Pick<SQSClient, 'send'> = new SQSClient({}),
): CodeQueue & ReplayQueue & UploadQueue {
  return {
    async ask(request: object) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(request) }));
    },
  };
}
