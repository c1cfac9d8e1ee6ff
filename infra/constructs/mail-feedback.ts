import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
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
import { FeedbackQueue } from './work-queues.ts';

interface MailFeedbackProps {
  readonly stage: string;
  /** One that there is already, to be used in place of this stage's own. */
  readonly configurationSet?: string | undefined;
}

/** What SES tells of the mails that go through a configuration set: by a topic onto a queue. */
export class MailFeedback extends Construct {
  readonly configurationSetName: string;
  readonly queue: FeedbackQueue;

  constructor(scope: Construct, id: string, { stage, configurationSet: given }: MailFeedbackProps) {
    super(scope, id);
    this.queue = new FeedbackQueue(this, 'Queue', { stage });
    const configurationSet =
      given === undefined
        ? new ConfigurationSet(this, 'Set', {
            configurationSetName: `canbao-${stage}`,
            // Canbao stops by itself to send where mail bounces, so that "try again" need not ask SES as well.
            disableSuppressionList: true,
          })
        : ConfigurationSet.fromConfigurationSetName(this, 'Set', given);
    this.configurationSetName = configurationSet.configurationSetName;
    const topic = this.#topic(stage);
    topic.addSubscription(
      new SqsSubscription(this.queue.queue, {
        rawMessageDelivery: true,
        deadLetterQueue: this.queue.deadLetters,
      }),
    );
    // It lets SES of this account publish for this configuration set, and nobody else.
    new ConfigurationSetEventDestination(this, 'Destination', {
      configurationSet,
      configurationSetEventDestinationName: `canbao-${stage}`,
      destination: EventDestination.snsTopic(topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.DELIVERY],
    });
  }

  /** SES cannot publish to a topic under the key that AWS keeps for SNS. */
  #topic(stage: string): Topic {
    const key = new Key(this, 'Key', {
      alias: `canbao-${stage}-mail`,
      description: 'Canbao: what SES tells of mails',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const publishing = allow(['kms:Decrypt', 'kms:GenerateDataKey'], ['*'], {
      StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
    });
    publishing.addPrincipals(new ServicePrincipal('ses.amazonaws.com'));
    key.addToResourcePolicy(publishing);
    return new Topic(this, 'Topic', {
      topicName: `canbao-${stage}-mail`,
      masterKey: key,
      enforceSSL: true,
    });
  }
}
