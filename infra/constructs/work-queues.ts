import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
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

/** The parameters of a queue. */
export interface QueueKind {
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

/**
 * One message per person and day, and one per leaver's guide. A failed guide is requested again the next day. Each mail
 * has its own invocation, so that a mail that runs out of memory or time does not affect other mails.
 */
export const DIGESTS: QueueKind = {
  name: 'digests',
  lateAfter: Duration.hours(1),
  retention: Duration.days(1),
  visibility: Duration.seconds(360),
  attempts: 3,
  batchSize: 1,
  maxConcurrency: DIGEST_SENDERS,
};

/**
 * One message per event with missing details. A message is delivered when the vendor can be asked, and is retried for
 * about an hour, in case the vendor is down or not up to date yet. Batches have one message, so that a slow vendor does
 * not delay another one.
 */
export const DETAILS: QueueKind = {
  name: 'details',
  lateAfter: Duration.hours(2),
  retention: Duration.days(4),
  visibility: Duration.seconds(180),
  attempts: 20,
  batchSize: 1,
  maxConcurrency: ASKERS,
};

/**
 * One message per requested sign-in code. Messages are kept for ten minutes; after that time the person has requested a
 * new code.
 */
export const SIGN_IN_CODES: QueueKind = {
  name: 'sign-in-codes',
  lateAfter: Duration.minutes(5),
  retention: Duration.minutes(10),
  visibility: Duration.seconds(120),
  attempts: 3,
  batchSize: 1,
  maxConcurrency: 2,
};

/** One message per quarantined event that an administrator replays on the portal. */
export const REPLAYS: QueueKind = {
  name: 'replays',
  lateAfter: Duration.hours(1),
  retention: Duration.days(1),
  visibility: Duration.seconds(180),
  attempts: 3,
  batchSize: 1,
  maxConcurrency: 2,
};

/**
 * One message per SES notification about a mail. Messages are kept for two weeks, because SES sends each notification
 * once.
 */
export const MAIL_FEEDBACK: QueueKind = {
  name: 'mail-feedback',
  lateAfter: Duration.hours(1),
  retention: Duration.days(14),
  visibility: Duration.seconds(180),
  attempts: 3,
  batchSize: 10,
  maxConcurrency: 2,
};

/**
 * One message per step, trial or storing, of an upload that takes longer than a portal request may. Uploads are kept for
 * an hour, so their messages are not kept longer.
 */
export const UPLOADS: QueueKind = {
  name: 'uploads',
  lateAfter: Duration.minutes(40),
  retention: Duration.hours(1),
  visibility: Duration.minutes(12),
  attempts: 3,
  batchSize: 1,
  maxConcurrency: 2,
};

/** A queue that feeds a function, with its dead-letter queue. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly lateAfter: Duration;
  readonly #kind: QueueKind;

  constructor(scope: Construct, id: string, stage: string, kind: QueueKind) {
    super(scope, id);
    this.#kind = kind;
    this.lateAfter = kind.lateAfter;
    this.deadLetters = deadLetters(this, `canbao-${stage}-${kind.name}-failed`);
    this.queue = new Queue(this, 'Queue', {
      queueName: `canbao-${stage}-${kind.name}`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: kind.retention,
      visibilityTimeout: kind.visibility,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: kind.attempts },
    });
  }

  /** Lets `consumer` process the queue. If a message of a batch fails, only this message returns to the queue. */
  feed(consumer: CanbaoFunction): void {
    const { batchSize, maxConcurrency } = this.#kind;
    consumer.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
  }
}

/** All queues of a deployment. An entry is undefined if the deployment does not have the queue. */
export interface WorkQueues {
  readonly digests: WorkQueue;
  /** Absent if no source has an API. */
  readonly details: WorkQueue | undefined;
  /** Absent if the portal is off, like replays and uploads. */
  readonly codes: WorkQueue | undefined;
  readonly replays: WorkQueue | undefined;
  readonly uploads: WorkQueue | undefined;
  /** Absent if mail is sent by SMTP. */
  readonly feedback: WorkQueue | undefined;
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
