import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { CodeQueue } from '../ports.ts';

/** The queue of whoever asked for a sign-in code. */
export function sqsCodeQueue(
  queueUrl: string,
  client: Pick<SQSClient, 'send'> = new SQSClient({}),
): CodeQueue {
  return {
    async ask(request) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(request) }));
    },
  };
}
