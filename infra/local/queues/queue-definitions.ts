import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources-of-type.ts';

export interface QueueDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Attributes that change what a queue does; encryption does not, on one machine. */
const NUMBERS = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'VisibilityTimeout',
] as const;

const queueSchema = z.looseObject({ RedrivePolicy: z.optional(z.record(z.string(), z.unknown())) });

/** Every queue; the ones that others redrive to come first. */
export function queueDefinitions(deployed: Deployed): QueueDefinition[] {
  return resourcesOfType(deployed, ['AWS::SQS::Queue'], queueSchema)
    .map(({ resource, properties }): QueueDefinition => {
      const { ref, attributes } = deployed.resolver.identityOf(resource);
      return {
        logicalId: resource.logicalId,
        name: attributes.QueueName ?? '',
        url: ref,
        arn: attributes.Arn ?? '',
        attributes: attributesOf(properties),
      };
    })
    .sort((a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes));
}

function attributesOf(properties: z.infer<typeof queueSchema>): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name of NUMBERS) {
    const value = properties[name];
    if (value !== undefined) attributes[name] = String(value);
  }
  if (properties.FifoQueue === true) {
    attributes.FifoQueue = 'true';
    attributes.ContentBasedDeduplication = String(properties.ContentBasedDeduplication === true);
  }
  if (properties.RedrivePolicy !== undefined) {
    // The embedded SQS knows the partition aws only.
    attributes.RedrivePolicy = JSON.stringify(properties.RedrivePolicy).replaceAll('arn:aws-cn:', 'arn:aws:');
  }
  return attributes;
}
