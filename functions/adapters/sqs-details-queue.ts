import { GetQueueUrlCommand, SendMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type { DetailsQueue } from '../ports.ts';

/** The maximum delay of SQS. */
const LONGEST_DELAY_SECONDS = 900;

/** The queue of enrich-event. Each request is delayed until its vendor's API has the change. */
export function sqsDetailsQueue(
  queueUrl: string,
  client: Pick<SQSClient, 'send'> = new SQSClient({}),
): DetailsQueue {
  return {
    async ask(request) {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(request),
          DelaySeconds: Math.min(request.delaySeconds, LONGEST_DELAY_SECONDS),
        }),
      );
    },
  };
}

/** The same queue by name, looked up on use: not every deployment has it. */
export function detailsQueueNamed(
  queueName: string,
  place: Pick<SQSClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): DetailsQueue & { close(): void } {
  const client = new SQSClient(place);
  return {
    async ask(request) {
      const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName: queueName }));
      await sqsDetailsQueue(QueueUrl, client).ask(request);
    },
    close: () => client.destroy(),
  };
}
