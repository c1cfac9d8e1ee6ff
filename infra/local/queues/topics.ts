import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources.ts';

/** A topic that a queue is subscribed to, by their ARNs. */
export interface TopicSubscription {
  readonly topicName: string;
  readonly topicArn: string;
  readonly queueArn: string;
}

const topicSchema = z.strictObject({ TopicName: z.string() });

const subscriptionSchema = z.discriminatedUnion('Protocol', [
  z.strictObject({
    Protocol: z.literal('sqs'),
    TopicArn: z.string(),
    Endpoint: z.string(),
    RawMessageDelivery: z.literal(true),
  }),
  // Nobody is mailed from here.
  z.object({ Protocol: z.literal('email') }),
]);

/** The subscriptions of queues. */
export function topicSubscriptions(deployed: Deployed): TopicSubscription[] {
  const topics = resourcesOfType(deployed, 'AWS::SNS::Topic', topicSchema, ['DisplayName', 'KmsMasterKeyId']);
  const nameOf = new Map(
    topics.map(({ resource, properties }) => [
      deployed.resolver.identityOf(resource).ref,
      properties.TopicName,
    ]),
  );
  return resourcesOfType(deployed, 'AWS::SNS::Subscription', subscriptionSchema, ['RedrivePolicy']).flatMap(
    ({ properties }) => {
      if (properties.Protocol !== 'sqs') return [];
      const { TopicArn: topicArn, Endpoint: queueArn } = properties;
      return [{ topicName: nameOf.get(topicArn) ?? '', topicArn, queueArn }];
    },
  );
}

const destinationSchema = z.strictObject({
  ConfigurationSetName: z.string(),
  EventDestination: z.strictObject({
    Name: z.string(),
    Enabled: z.literal(true),
    MatchingEventTypes: z.array(z.string()),
    SnsDestination: z.strictObject({ TopicARN: z.string() }),
  }),
});

/** The topic to which SES tells what becomes of mails; undefined where mail goes out another way. */
export function mailFeedbackTopic(deployed: Deployed): string | undefined {
  const [destination] = resourcesOfType(
    deployed,
    'AWS::SES::ConfigurationSetEventDestination',
    destinationSchema,
  );
  return destination?.properties.EventDestination.SnsDestination.TopicARN;
}
