import type { Server } from 'node:http';
import { CreateQueueCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type BuildAppOptions, buildApp } from 'fauxqs';
import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources.ts';
import { portOf } from '../ports.ts';
import type { TopicSubscription } from './topics.ts';

export interface QueueDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const queueSchema = z.strictObject({
  QueueName: z.string(),
  MessageRetentionPeriod: z.optional(z.number()),
  VisibilityTimeout: z.optional(z.number()),
  RedrivePolicy: z.optional(z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })),
});

/** All queues; dead-letter queues come before the queues that use them. */
export function queueDefinitions(deployed: Deployed): QueueDefinition[] {
  return resourcesOfType(deployed, 'AWS::SQS::Queue', queueSchema, ['SqsManagedSseEnabled'])
    .map(({ resource, properties: { QueueName, ...properties } }): QueueDefinition => {
      const { ref, attributes } = deployed.resolver.identityOf(resource);
      return {
        logicalId: resource.logicalId,
        name: QueueName,
        url: ref,
        arn: attributes.Arn ?? '',
        attributes: attributesOf(properties),
      };
    })
    .sort((a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes));
}

/** The attributes of a queue. SQS requires each of them as text. The embedded SQS supports only the partition aws. */
function attributesOf(properties: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      JSON.stringify(value).replaceAll('arn:aws-cn:', 'arn:aws:'),
    ]),
  );
}

/** Creates missing queues and updates the attributes of all queues. Their messages stay. */
export async function createQueues(
  client: SQSClient,
  definitions: readonly QueueDefinition[],
): Promise<void> {
  for (const { name, url, attributes } of definitions) {
    await client.send(new CreateQueueCommand({ QueueName: name }));
    await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
  }
}

export interface QueueServer {
  readonly endpoint: string;
  /** The number of messages that wait or are in progress. */
  waiting(queueName: string): number;
  /** Records that processing these messages, given by their receipt handles, failed. */
  failed(queueName: string, receiptHandles: readonly string[]): void;
  /** Makes delayed and failed messages available at once. */
  bringForward(queueName: string): void;
  /** Creates the topics. They deliver messages in raw form to their queues. */
  subscribe(subscriptions: readonly TopicSubscription[], region: string): void;
  /** @throws Error with the answer if the topic rejects the message. */
  publish(topicArn: string, message: string): Promise<void>;
  stop(): Promise<void>;
}

type Stores = NonNullable<BuildAppOptions['stores']>;

interface Persistence {
  load(sqs: Stores['sqsStore'], sns: Stores['snsStore'], s3: Stores['s3Store']): void;
  close(): void;
}

/**
 * Starts fauxqs on 127.0.0.1. Its own `startFauxqs` listens on every network interface, so the parts of fauxqs are put
 * together here. The package does not export them by name, so they are imported by file.
 * @param directory where the queues are stored; if undefined, they are kept in memory.
 */
export async function startQueueServer(directory: string | undefined): Promise<QueueServer> {
  const { stores, persistence } = await storesIn(directory);
  const app = buildApp({ logger: false, stores });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const failed = new Map<string, Set<string>>();
  const endpoint = `http://127.0.0.1:${portOf(app.server as Server)}`;
  return {
    endpoint,
    subscribe: (subscriptions, region) => {
      for (const { topicName, topicArn, queueArn } of subscriptions) {
        stores.snsStore.createTopic(topicName, undefined, undefined, region);
        stores.snsStore.subscribe(topicArn, 'sqs', queueArn, { RawMessageDelivery: 'true' });
      }
    },
    publish: async (TopicArn, Message) => {
      const body = new URLSearchParams({ Action: 'Publish', TopicArn, Message });
      const answer = await fetch(endpoint, { method: 'POST', body });
      if (!answer.ok) throw new Error(`${TopicArn} answered ${answer.status}: ${await answer.text()}`);
    },
    waiting: (name) => {
      const queue = stores.sqsStore.getQueueByName(name);
      if (queue === undefined) return 0;
      return queue.messages.length + queue.inflightMessages.size + queue.delayedMessages.length;
    },
    failed: (name, receiptHandles) => {
      const inFlight = stores.sqsStore.getQueueByName(name)?.inflightMessages;
      const all = [...(failed.get(name) ?? []), ...receiptHandles];
      failed.set(name, new Set(all.filter((receiptHandle) => inFlight?.has(receiptHandle))));
    },
    bringForward: (name) => {
      const queue = stores.sqsStore.getQueueByName(name);
      for (const message of queue?.delayedMessages ?? []) message.delayUntil = 0;
      for (const receiptHandle of failed.get(name) ?? []) {
        const inFlight = queue?.inflightMessages.get(receiptHandle);
        if (inFlight !== undefined) inFlight.visibilityDeadline = 0;
      }
      failed.delete(name);
    },
    stop: async () => {
      await app.close();
      persistence?.close();
    },
  };
}

async function storesIn(
  directory: string | undefined,
): Promise<{ stores: Stores; persistence?: Persistence }> {
  const load = (file: string) => import(new URL(file, import.meta.resolve('fauxqs')).href);
  const [{ SqsStore }, { SnsStore }, { S3Store }, { PersistenceManager }] = await Promise.all([
    load('./sqs/sqsStore.js'),
    load('./sns/snsStore.js'),
    load('./s3/s3Store.js'),
    load('./persistence.js'),
  ]);
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  if (directory === undefined) return { stores };
  const persistence = new PersistenceManager(directory);
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  stores.sqsStore.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  return { stores, persistence };
}
