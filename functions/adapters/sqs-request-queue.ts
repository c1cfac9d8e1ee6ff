import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CodeQueue, ReplayQueue, UploadQueue } from '../ports.ts';

/** A queue of single requests: of sign-in codes, of replays, or of uploads. */
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
