import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Binding, sendingTo } from './binding.ts';
import type { CanbaoFunction } from './canbao-function.ts';

/** How many instances of send-digest work at once: the fewest that an event source can be held to. */
export const DIGEST_SENDERS = 2;
/** send-digest's timeout; AWS advises a visibility of six times as much. */
export const SEND_TIMEOUT = Duration.seconds(60);
const VISIBILITY = Duration.seconds(360);
const BATCH = 10;
const ATTEMPTS = 3;

/**
 * One message per person and day, and one per leaver's guide. A day's message is worthless on the next: its digest says
 * everything again, and a guide that did not go out is asked for again.
 */
export class DigestQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: `canbao-${stage}-digests-failed`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      queueName: `canbao-${stage}-digests`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(1),
      visibilityTimeout: VISIBILITY,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: ATTEMPTS },
    });
  }

  /** DIGEST_QUEUE_URL, and sending to it. */
  sending(): Binding {
    return sendingTo('DIGEST_QUEUE_URL', this.queue);
  }

  /** DIGEST_DEAD_LETTER_QUEUE_URL, and sending to it what can never succeed. */
  settingAside(): Binding {
    return sendingTo('DIGEST_DEAD_LETTER_QUEUE_URL', this.deadLetters);
  }

  /** Has `consumer` work the queue off; one failed message of a batch comes back alone. */
  feed(consumer: CanbaoFunction): void {
    consumer.lambda.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: BATCH,
        maxConcurrency: DIGEST_SENDERS,
        reportBatchItemFailures: true,
      }),
    );
  }
}
