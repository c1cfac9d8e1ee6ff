import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Binding, sendingTo } from './binding.ts';
import type { CanbaoFunction } from './canbao-function.ts';

/** How many instances of enrich-event ask at once: vendors count calls, and answer some a minute. */
const ASKERS = 2;
/** enrich-event's timeout; AWS advises a visibility of six times as much. */
export const ENRICH_TIMEOUT = Duration.seconds(30);
const VISIBILITY = Duration.seconds(180);
/** With the visibility: asked again for about an hour, while a vendor is down or has not caught up yet. */
const ATTEMPTS = 20;

/** One message for each event that leaves something out; each comes out when its vendor can be read back. */
export class DetailsQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: `canbao-${stage}-details-failed`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      queueName: `canbao-${stage}-details`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: VISIBILITY,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: ATTEMPTS },
    });
  }

  /** DETAILS_QUEUE_URL, and sending to it. */
  asking(): Binding {
    return sendingTo('DETAILS_QUEUE_URL', this.queue);
  }

  /** Has `consumer` work the queue off, one at a time, so that one vendor's pace does not hold up another's. */
  feed(consumer: CanbaoFunction): void {
    consumer.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 1, maxConcurrency: ASKERS, reportBatchItemFailures: true }),
    );
  }
}
