import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Binding, sendingTo } from './binding.ts';
import type { CanbaoFunction } from './canbao-function.ts';

/** Concurrent instances of send-digest: the minimum for an event source. */
export const DIGEST_SENDERS = 2;
/** Concurrent instances of enrich-event: vendors limit calls, some to a few per minute. */
const ASKERS = 2;
/** Timeouts of the functions that the queues feed; AWS recommends six times as much for the visibility timeout. */
export const SEND_TIMEOUT = Duration.seconds(60);
export const ENRICH_TIMEOUT = Duration.seconds(30);
export const CODE_TIMEOUT = Duration.seconds(20);
export const REPLAY_TIMEOUT = Duration.seconds(30);
export const FEEDBACK_TIMEOUT = Duration.seconds(30);
/** Enough for twenty thousand people, each looked up and stored. */
export const UPLOAD_TIMEOUT = Duration.minutes(10);

interface WorkQueueProps {
  readonly stage: string;
  /** The last part of the physical name; the dead-letter queue adds -failed. */
  readonly name: string;
  /** The age of a message that raises an alarm. */
  readonly lateAfter: Duration;
  readonly retention: Duration;
  readonly visibility: Duration;
  /** How often a message is tried before it goes to the dead-letter queue. */
  readonly attempts: number;
  readonly batchSize: number;
  readonly maxConcurrency: number;
}

/** A queue that feeds a function, with its dead-letter queue. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly lateAfter: Duration;
  readonly #props: WorkQueueProps;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.#props = props;
    this.lateAfter = props.lateAfter;
    this.deadLetters = deadLetters(this, `canbao-${props.stage}-${props.name}-failed`);
    this.queue = new Queue(this, 'Queue', {
      queueName: `canbao-${props.stage}-${props.name}`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: props.retention,
      visibilityTimeout: props.visibility,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.attempts },
    });
  }

  /** Lets `consumer` process the queue. If a message of a batch fails, only that message returns to the queue. */
  feed(consumer: CanbaoFunction): void {
    const { batchSize, maxConcurrency } = this.#props;
    consumer.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
  }
}

/** A queue for failed messages, kept for two weeks; an alarm watches each. */
export function deadLetters(scope: Construct, queueName: string): Queue {
  return new Queue(scope, 'DeadLetters', {
    queueName,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
}

/** One message per person and day, and one per leaver's guide. A failed guide is requested again the next day. */
export class DigestQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id, {
      stage,
      name: 'digests',
      lateAfter: Duration.hours(1),
      retention: Duration.days(1),
      visibility: Duration.seconds(360),
      attempts: 3,
      // One invocation per mail, so that a mail that runs out of memory or time does not affect other mails.
      batchSize: 1,
      maxConcurrency: DIGEST_SENDERS,
    });
  }

  sending(): Binding {
    return sendingTo('DIGEST_QUEUE_URL', this.queue);
  }

  /** DIGEST_DEAD_LETTER_QUEUE_URL, and permission to send messages there that can never succeed. */
  settingAside(): Binding {
    return sendingTo('DIGEST_DEAD_LETTER_QUEUE_URL', this.deadLetters);
  }
}

/**
 * One message per event with missing details, delivered when its vendor can be asked. A message is retried for about an
 * hour, in case the vendor is down or not up to date yet. Batches have one message, so that a slow vendor does not delay
 * another.
 */
export class DetailsQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id, {
      stage,
      name: 'details',
      lateAfter: Duration.hours(2),
      retention: Duration.days(4),
      visibility: Duration.seconds(180),
      attempts: 20,
      batchSize: 1,
      maxConcurrency: ASKERS,
    });
  }

  asking(): Binding {
    return sendingTo('DETAILS_QUEUE_URL', this.queue);
  }
}

/**
 * One message per requested sign-in code, kept for ten minutes; after that time the person has requested a new code.
 */
export class SignInCodeQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id, {
      stage,
      name: 'sign-in-codes',
      lateAfter: Duration.minutes(5),
      retention: Duration.minutes(10),
      visibility: Duration.seconds(120),
      attempts: 3,
      batchSize: 1,
      maxConcurrency: 2,
    });
  }

  asking(): Binding {
    return sendingTo('CODE_QUEUE_URL', this.queue);
  }
}

/** One message per quarantined event that an administrator replays on the portal. */
export class ReplayQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id, {
      stage,
      name: 'replays',
      lateAfter: Duration.hours(1),
      retention: Duration.days(1),
      visibility: Duration.seconds(180),
      attempts: 3,
      batchSize: 1,
      maxConcurrency: 2,
    });
  }

  asking(): Binding {
    return sendingTo('REPLAY_QUEUE_URL', this.queue);
  }
}

/** One message per SES notification about a mail; kept for two weeks, because SES sends it once. */
export class FeedbackQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id, {
      stage,
      name: 'mail-feedback',
      lateAfter: Duration.hours(1),
      retention: Duration.days(14),
      visibility: Duration.seconds(180),
      attempts: 3,
      batchSize: 10,
      maxConcurrency: 2,
    });
  }
}

/**
 * One message per upload that takes longer than a portal request may, for a trial or for storage. Uploads are kept for
 * an hour, so their messages are not kept longer; a function that ends by itself returns its message earlier.
 */
export class UploadQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id, {
      stage,
      name: 'uploads',
      lateAfter: Duration.minutes(40),
      retention: Duration.hours(1),
      visibility: Duration.minutes(12),
      attempts: 3,
      batchSize: 1,
      maxConcurrency: 2,
    });
  }

  asking(): Binding {
    return sendingTo('UPLOAD_QUEUE_URL', this.queue);
  }
}
