import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { allow } from './binding.ts';
import { MAIL_FEEDBACK, WorkQueue } from './work-queues.ts';

interface MailFeedbackProps {
  readonly stage: string;
  /** The key of this stage, with which the topic is encrypted. */
  readonly key: Key;
  /** An existing configuration set to use instead of this stage's own. */
  readonly configurationSet?: string | undefined;
}

/**
 * The queue of SES notifications about mails that are sent through a configuration set. SES publishes them to a topic,
 * which passes them to the queue.
 */
export class MailFeedback extends Construct {
  readonly configurationSetName: string;
  readonly queue: WorkQueue;

  constructor(scope: Construct, id: string, { stage, key, configurationSet: given }: MailFeedbackProps) {
    super(scope, id);
    this.queue = new WorkQueue(this, 'Queue', stage, MAIL_FEEDBACK);
    const configurationSet =
      given === undefined
        ? new ConfigurationSet(this, 'Set', {
            configurationSetName: `canbao-${stage}`,
            // Canbao itself stops sending to bouncing addresses. SES keeps no list of them, so that `mail retry` has
            // an immediate effect.
            disableSuppressionList: true,
          })
        : ConfigurationSet.fromConfigurationSetName(this, 'Set', given);
    this.configurationSetName = configurationSet.configurationSetName;
    const topic = this.#topic(stage, key);
    topic.addSubscription(
      new SqsSubscription(this.queue.queue, {
        rawMessageDelivery: true,
        deadLetterQueue: this.queue.deadLetters,
      }),
    );
    // Only SES of this account may publish to the topic, and only for this configuration set.
    new ConfigurationSetEventDestination(this, 'Destination', {
      configurationSet,
      configurationSetEventDestinationName: `canbao-${stage}`,
      destination: EventDestination.snsTopic(topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.DELIVERY],
    });
  }

  /**
   * Creates the topic with our key, because SES cannot publish to a topic that is encrypted with the AWS managed key for
   * SNS. SNS uses our key on behalf of SES and names the topic in the encryption context, so the permission given to SES
   * below is valid for no other data under this key.
   */
  #topic(stage: string, key: Key): Topic {
    const topicName = `canbao-${stage}-mail`;
    const stack = Stack.of(this);
    const publishing = allow(['kms:Decrypt', 'kms:GenerateDataKey'], ['*'], {
      StringEquals: {
        'aws:SourceAccount': stack.account,
        // The ARN is put together here. With the ARN attribute of the topic, topic and key would refer to each other.
        'kms:EncryptionContext:aws:sns:topicArn': stack.formatArn({ service: 'sns', resource: topicName }),
      },
    });
    publishing.addPrincipals(new ServicePrincipal('ses.amazonaws.com'));
    key.addToResourcePolicy(publishing);
    return new Topic(this, 'Topic', { topicName, masterKey: key, enforceSSL: true });
  }
}
