import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { allow } from './binding.ts';

interface AlarmTopicProps {
  readonly stage: string;
  /** The mail address for alarms. Its owner must confirm the subscription once, by the link in the mail from SNS. */
  readonly mailbox?: string | undefined;
}

/** The topic to which alarms are sent. The mailbox, if set, and others can subscribe to it. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { stage, mailbox }: AlarmTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      topicName: `canbao-${stage}-alarms`,
      displayName: `Canbao ${stage}`,
      enforceSSL: true,
    });
    this.#letAlarmsPublish();
    if (mailbox !== undefined) this.topic.addSubscription(new EmailSubscription(mailbox));
  }

  /**
   * Lets the account's alarms publish. The default policy of a topic allows this, but the topic's own policy replaces
   * it.
   */
  #letAlarmsPublish(): void {
    const stack = Stack.of(this);
    const statement = allow(['sns:Publish'], [this.topic.topicArn], {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'cloudwatch', resource: 'alarm:*' }) },
    });
    statement.addPrincipals(new ServicePrincipal('cloudwatch.amazonaws.com'));
    this.topic.addToResourcePolicy(statement);
  }
}
