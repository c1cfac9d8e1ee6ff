import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources.ts';

/** The subscription of a queue to a topic, by their ARNs. */
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
  // Mail subscriptions have no effect here.
  z.object({ Protocol: z.literal('email') }),
]);

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

/** The topic that receives SES notifications; undefined if mail does not go through SES. */
export function mailFeedbackTopic(deployed: Deployed): string | undefined {
  const [destination] = resourcesOfType(
    deployed,
    'AWS::SES::ConfigurationSetEventDestination',
    destinationSchema,
  );
  return destination?.properties.EventDestination.SnsDestination.TopicARN;
}
