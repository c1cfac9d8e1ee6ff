import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CodeQueue, UploadQueue } from '../ports.ts';

/** A queue of single requests: of sign-in codes, or of uploads. */
export function sqsRequestQueue(
  queueUrl: string,
  client: Pick<SQSClient, 'send'> = new SQSClient({}),
): CodeQueue & UploadQueue {
  return {
    async ask(request: object) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(request) }));
    },
  };
}
