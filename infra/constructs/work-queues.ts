import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Binding, sendingTo } from './binding.ts';
import type { CanbaoFunction } from './canbao-function.ts';

/** The number of concurrent instances of send-digest. An event source allows no fewer. */
export const DIGEST_SENDERS = 2;
/**
 * The number of concurrent instances of enrich-event. It is low, because vendors limit calls, some to a few per minute.
 */
const ASKERS = 2;
/**
 * The timeouts of the functions that the queues feed, here and below. AWS recommends a visibility timeout that is six
 * times as long.
 */
export const SEND_TIMEOUT = Duration.seconds(60);
export const ENRICH_TIMEOUT = Duration.seconds(30);
export const CODE_TIMEOUT = Duration.seconds(20);
export const REPLAY_TIMEOUT = Duration.seconds(30);
export const FEEDBACK_TIMEOUT = Duration.seconds(30);
/** The timeout is enough for twenty thousand people, each of whom is looked up and stored. */
export const UPLOAD_TIMEOUT = Duration.minutes(10);

interface WorkQueueProps {
  readonly stage: string;
  /** The last part of the physical name. The dead-letter queue has the same name with -failed after it. */
  readonly name: string;
  /** If a message waits longer than this, an alarm is raised. */
  readonly lateAfter: Duration;
  readonly retention: Duration;
  readonly visibility: Duration;
  /** The number of attempts before a message goes to the dead-letter queue. */
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

  /** Lets `consumer` process the queue. If a message of a batch fails, only this message returns to the queue. */
  feed(consumer: CanbaoFunction): void {
    const { batchSize, maxConcurrency } = this.#props;
    consumer.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
  }
}

/** A queue for failed messages. They are kept for two weeks, and each such queue has an alarm. */
export function deadLetters(scope: Construct, queueName: string): Queue {
  return new Queue(scope, 'DeadLetters', {
    queueName,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
}

/**
 * This queue has one message per person and day, and one per leaver's guide. A failed guide is requested again the next
 * day.
 */
export class DigestQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id, {
      stage,
      name: 'digests',
      lateAfter: Duration.hours(1),
      retention: Duration.days(1),
      visibility: Duration.seconds(360),
      attempts: 3,
      // Each mail has its own invocation, so that a mail that runs out of memory or time does not affect other mails.
      batchSize: 1,
      maxConcurrency: DIGEST_SENDERS,
    });
  }

  sending(): Binding {
    return sendingTo('DIGEST_QUEUE_URL', this.queue);
  }

  /** Sets DIGEST_DEAD_LETTER_QUEUE_URL, and allows sending to that queue, for messages that can never succeed. */
  settingAside(): Binding {
    return sendingTo('DIGEST_DEAD_LETTER_QUEUE_URL', this.deadLetters);
  }
}

/**
 * This queue has one message per event with missing details. A message is delivered when the vendor can be asked, and
 * is retried for about an hour, in case the vendor is down or not up to date yet. Batches have one message, so that a
 * slow vendor does not delay another one.
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
 * This queue has one message per requested sign-in code. Messages are kept for ten minutes; after that time the person
 * has requested a new code.
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

/** This queue has one message per quarantined event that an administrator replays on the portal. */
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

/**
 * This queue has one message per SES notification about a mail. Messages are kept for two weeks, because SES sends each
 * notification once.
 */
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
 * This queue has one message per step, trial or storing, of an upload that takes longer than a portal request may.
 * Uploads are kept for an hour, so their messages are not kept longer.
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
