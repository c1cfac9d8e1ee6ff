import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Binding, sendingTo } from './binding.ts';
import type { CanbaoFunction } from './canbao-function.ts';

/** How many instances of send-digest work at once: the fewest that an event source can be held to. */
export const DIGEST_SENDERS = 2;
/** How many instances of enrich-event ask at once: vendors count calls, and answer some a minute. */
const ASKERS = 2;
/** The timeouts of the functions that work the queues off; AWS advises a visibility of six times as much. */
export const SEND_TIMEOUT = Duration.seconds(60);
export const ENRICH_TIMEOUT = Duration.seconds(30);
export const CODE_TIMEOUT = Duration.seconds(20);
export const REPLAY_TIMEOUT = Duration.seconds(30);
export const FEEDBACK_TIMEOUT = Duration.seconds(30);
/** Twenty thousand people, each looked up and stored. */
export const UPLOAD_TIMEOUT = Duration.minutes(10);

interface WorkQueueProps {
  readonly stage: string;
  /** The last part of the physical name; that of the dead letters ends in -failed. */
  readonly name: string;
  /** How old a message may get before somebody is woken. */
  readonly lateAfter: Duration;
  readonly retention: Duration;
  readonly visibility: Duration;
  /** How often a message is tried before it goes to the dead letters. */
  readonly attempts: number;
  readonly batchSize: number;
  readonly maxConcurrency: number;
}

/** A queue that a function works off, and the dead letters of what it could not do. */
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

  /** Has `consumer` work the queue off; one failed message of a batch comes back alone. */
  feed(consumer: CanbaoFunction): void {
    const { batchSize, maxConcurrency } = this.#props;
    consumer.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
  }
}

/** A queue for what failed, kept for two weeks; an alarm watches each. */
export function deadLetters(scope: Construct, queueName: string): Queue {
  return new Queue(scope, 'DeadLetters', {
    queueName,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
}

/** One message per person and day, and one per leaver's guide; the next day asks again for what failed. */
export class DigestQueue extends WorkQueue {
  constructor(scope: Construct, id: string, { stage }: { readonly stage: string }) {
    super(scope, id, {
      stage,
      name: 'digests',
      lateAfter: Duration.hours(1),
      retention: Duration.days(1),
      visibility: Duration.seconds(360),
      attempts: 3,
      // One invocation each: what exhausts it, memory or time, costs nobody else their mail.
      batchSize: 1,
      maxConcurrency: DIGEST_SENDERS,
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
}

/**
 * One message for each event that leaves something out; each comes out when its vendor can be read back. A message is
 * asked about again for about an hour, while a vendor is down or has not caught up yet; one at a time, so that one
 * vendor's pace does not hold up another's.
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

  /** DETAILS_QUEUE_URL, and sending to it. */
  asking(): Binding {
    return sendingTo('DETAILS_QUEUE_URL', this.queue);
  }
}

/** One message for each request of a sign-in code. After ten minutes it is gone: whoever waits has asked again. */
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

  /** CODE_QUEUE_URL, and sending to it. */
  asking(): Binding {
    return sendingTo('CODE_QUEUE_URL', this.queue);
  }
}

/** One message for each event in quarantine that an administrator has replayed on the portal. */
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

  /** REPLAY_QUEUE_URL, and sending to it. */
  asking(): Binding {
    return sendingTo('REPLAY_QUEUE_URL', this.queue);
  }
}

/** One message for each thing that SES tells of a mail; kept for two weeks, since SES tells it once. */
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
 * One message for each upload that takes longer than a request of the portal may, to be tried out or to be stored. What was
 * uploaded is kept for an hour, so its message is not kept longer; a function that ends by itself gives it back earlier.
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

  /** UPLOAD_QUEUE_URL, and sending to it. */
  asking(): Binding {
    return sendingTo('UPLOAD_QUEUE_URL', this.queue);
  }
}
