import { CreateQueueCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueDefinition } from './queue-definitions.ts';

/** Creates what is missing and brings the attributes of every queue up to date; messages stay. */
export async function createQueues(
  client: SQSClient,
  definitions: readonly QueueDefinition[],
): Promise<void> {
  for (const { name, url, attributes } of definitions) {
    const { FifoQueue, ...settable } = attributes;
    await client.send(
      new CreateQueueCommand({
        QueueName: name,
        ...(FifoQueue === undefined ? {} : { Attributes: { FifoQueue } }),
      }),
    );
    if (Object.keys(settable).length === 0) continue;
    await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: settable }));
  }
}
