import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CodeQueue, ReplayQueue, UploadQueue } from '../ports.ts';

/** A queue of single requests: of sign-in codes, of uploads, or of replays. */
export function sqsRequestQueue(
  queueUrl: string,
  client: Pick<SQSClient, 'send'> = new SQSClient({}),
): CodeQueue & UploadQueue & ReplayQueue {
  return {
    async ask(request: object) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(request) }));
    },
  };
}
