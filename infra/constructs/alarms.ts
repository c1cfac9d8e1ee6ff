import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { CanbaoFunction } from './canbao-function.ts';
import { COUNT_ALARMS } from './count-alarms.ts';
import type { DailySchedule } from './daily-schedule.ts';
import { INDEX } from './facts-table.ts';
import { serviceMetric } from './service-metric.ts';
import type { WebhookApi } from './webhook-api.ts';
import type { WorkQueue, WorkQueues } from './work-queues.ts';

interface AlarmsProps {
  readonly stage: string;
  readonly topic: Topic;
  readonly functions: readonly CanbaoFunction[];
  readonly webhooks: WebhookApi;
  readonly table: Table;
  readonly queues: WorkQueues;
  readonly schedule: DailySchedule;
  /** Whether mail is sent through SES. */
  readonly usesSes: boolean;
}

const SUM_OF_5_MINUTES = { period: Duration.minutes(5), statistic: Stats.SUM };
/**
 * The check counts a complete run once a day, so 25 hours without one mean that the run failed or that the check itself
 * does not run. The periods are one hour and not one day, because CloudWatch looks back some more periods before it
 * treats data as missing.
 */
const HOURS_WITHOUT_RUN = 25;

/** The number of client errors in 15 minutes that raises the alarm: one every five seconds. */
const MANY_CLIENT_ERRORS = 180;

const DIGESTS_SET_ASIDE =
  'Digests failed three times, or can never succeed, and are in the dead-letter queue: these people have no ' +
  'digest. The log of send-digest names the reason. Correct it, then run `npx canbao daily` for that day, or ' +
  'move the messages back to the queue. Delete messages that are no longer useful.';
const SCHEDULES_SET_ASIDE =
  'The schedule could not call plan-digests, check-run, pull-roster or apply-retention for an hour, so today may have no digests. Check ' +
  'that the function exists and that the schedule may use its role, run `npx canbao daily` for today, then delete the ' +
  'message from the queue.';
const DETAILS_SET_ASIDE =
  'Missing details of events could not be requested from an HR system for an hour. The requests are in the dead-letter queue; ' +
  'in the meantime the digest asks the handlers for the dates. The log of enrich-event names the reason: the HR system rejects ' +
  'the key, a permission is missing, or it is down. Correct it, then move the messages back to the queue: a repeated request ' +
  'does no harm.';
const CODES_SET_ASIDE =
  'A sign-in code could not be mailed within ten minutes, in three attempts: somebody cannot sign in to the portal. The ' +
  'log of send-sign-in-code names the error. After you correct it, people can request a new code; until then, ' +
  'create codes with `npx canbao sign-in code`. Delete the messages: they are no longer useful.';
const REPLAYS_SET_ASIDE =
  'An event in quarantine that an administrator replayed on the portal could not be processed in three attempts; it ' +
  'is still in quarantine. The log of replay-event names the error. Correct it, then move the messages back to ' +
  'the queue, or replay the event again.';

const FEEDBACK_SET_ASIDE =
  'An SES notification about a mail (delivered, bounced, complaint) could not be read or stored in three attempts: ' +
  'somebody may get no mail, and nobody notices it. The log of mail-feedback names the error. Correct it, then move the ' +
  'messages back to the queue: repeated messages do no harm. Delete messages that are not useful.';
const UPLOADS_SET_ASIDE =
  'A file with many people that staff uploaded failed three times. The log of import-upload names the error. Correct it, ' +
  'then ask the uploader to continue on the page of the file, or to upload it again: nothing is stored twice. Delete the ' +
  'messages: uploaded files are deleted after an hour.';

const WORK_LATE =
  'A message waits on a queue for too long: a digest, an SES notification or a replayed event for an hour, a request to an ' +
  'HR system for two hours, an upload for forty minutes, a sign-in code for five. Nothing processes the queue, or its ' +
  'function fails repeatedly. In CloudWatch, Metrics, SQS, ApproximateAgeOfOldestMessage shows which queue. Read the log ' +
  'of its function, and check that the event source is enabled and the limit of concurrent functions is not reached.';
const TABLE_THROTTLED =
  'DynamoDB refused at least ten requests to the table or its index in five minutes: there were too many for one ' +
  'partition, or too many at once. The functions retry, and callers repeat failed calls. If it continues, find out ' +
  'what is running: an import, a rebuild (use a lower --per-second), a flood of events. In CloudWatch, Metrics, Lambda, ' +
  'By Function Name, Invocations shows which function is busy.';
const MAIL_REPUTATION =
  'At least 5 % of the mails that this account sends by SES bounce, or 0.1 % cause complaints: at these rates SES puts an ' +
  'account under review and may stop its mail. The rates include all mail of the account in this region. ' +
  '`npx canbao mail list` shows which addresses of staff bounce: correct them with `npx canbao registry apply`. The ' +
  'reputation page of the SES console shows the other senders.';

const FUNCTIONS_THROTTLED =
  "Lambda rejected calls in this account and region: the account's limit of concurrent functions is reached, or " +
  'receiveConcurrency for receive-event. Functions of other software in the account count too. In CloudWatch, Metrics, ' +
  'Lambda, By Function Name, Throttles shows which function it was. If it is a function of Canbao, callers try again; ' +
  'ApiServerErrors, WorkLate or SchedulesSetAside reports calls that failed. Find out what else runs in the account at ' +
  'that time, raise receiveConcurrency, or request a higher limit in Service Quotas.';

/** The shares of sent mails at which SES puts an account under review. */
const [MAX_BOUNCES, MAX_COMPLAINTS] = [0.05, 0.001];

/**
 * The number of throttled requests in five minutes that raises the alarm. The SDK's retries are enough for a smaller
 * number.
 */
const MANY_THROTTLED = 10;

/** An expression over several metrics. In the expression their names are m0, m1, …. */
function mathOf(
  expression: string,
  metrics: readonly IMetric[],
  period = SUM_OF_5_MINUTES.period,
): MathExpression {
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric]));
  return new MathExpression({ expression, usingMetrics, period });
}

export class Alarms extends Construct {
  readonly #stage: string;
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#stage = props.stage;
    this.#action = new SnsAction(props.topic);
    const names = new Set(props.functions.map(({ name }) => name));
    for (const { metric, countedBy, minutes, atLeast, description } of COUNT_ALARMS)
      if (countedBy === undefined || names.has(countedBy))
        this.#onAny(
          metric,
          serviceMetric(props.stage, metric, Duration.minutes(minutes)),
          description,
          atLeast,
        );
    this.#onNoCompleteRun();
    this.#onApi(props.webhooks);
    const { digests, details, codes, replays, uploads, feedback } = props.queues;
    this.#onSetAside('DigestsSetAside', digests, DIGESTS_SET_ASIDE);
    this.#onSetAside('SchedulesSetAside', props.schedule, SCHEDULES_SET_ASIDE);
    this.#onSetAside('DetailsSetAside', details, DETAILS_SET_ASIDE);
    this.#onSetAside('CodesSetAside', codes, CODES_SET_ASIDE);
    this.#onSetAside('ReplaysSetAside', replays, REPLAYS_SET_ASIDE);
    this.#onSetAside('FeedbackSetAside', feedback, FEEDBACK_SET_ASIDE);
    this.#onSetAside('UploadsSetAside', uploads, UPLOADS_SET_ASIDE);
    const work = [digests, details, codes, replays, uploads, feedback];
    this.#onLateWork(work.filter((queue) => queue !== undefined));
    this.#onThrottledTable(props.table);
    if (props.usesSes) this.#onReputation();
    // The throttles of all functions of the account are one metric, so one alarm is enough. A metric for each function
    // would need an alarm for each.
    this.#onAny(
      'FunctionsThrottled',
      LambdaFunction.metricAllThrottles(SUM_OF_5_MINUTES),
      FUNCTIONS_THROTTLED,
    );
    for (const watched of props.functions) this.#onFunction(watched);
  }

  /**
   * Adds one alarm for all queues. It compares the age of the oldest message in each queue with the limit of that
   * queue.
   */
  #onLateWork(queues: readonly WorkQueue[]): void {
    const ages = queues.map(({ queue }) =>
      queue.metricApproximateAgeOfOldestMessage({ ...SUM_OF_5_MINUTES, statistic: Stats.MAXIMUM }),
    );
    const shares = queues.map(({ lateAfter }, index) => `FILL(m${index}, 0) / ${lateAfter.toSeconds()}`);
    this.#onAny('WorkLate', mathOf(`MAX([${shares.join(', ')}])`, ages), WORK_LATE);
  }

  #onThrottledTable(table: Table): void {
    const ofIndex = { TableName: table.tableName, GlobalSecondaryIndexName: INDEX };
    const throttled = ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((name) => [
      table.metric(name, SUM_OF_5_MINUTES),
      new Metric({
        namespace: 'AWS/DynamoDB',
        metricName: name,
        dimensionsMap: ofIndex,
        ...SUM_OF_5_MINUTES,
      }),
    ]);
    const sum = throttled.map((_, index) => `FILL(m${index}, 0)`).join(' + ');
    this.#onAny('TableThrottled', mathOf(sum, throttled), TABLE_THROTTLED, MANY_THROTTLED);
  }

  /**
   * Adds an alarm for the account's rates of bounces and complaints in this region: it is raised at the shares at which
   * SES puts the account under review.
   */
  #onReputation(): void {
    const rates = ['BounceRate', 'ComplaintRate'].map(
      (name) =>
        new Metric({
          ...{ namespace: 'AWS/SES', metricName: `Reputation.${name}` },
          ...{ period: Duration.hours(1), statistic: Stats.AVERAGE },
        }),
    );
    const share = `MAX([FILL(m0, 0) / ${MAX_BOUNCES}, FILL(m1, 0) / ${MAX_COMPLAINTS}])`;
    this.#onAny('MailReputation', mathOf(share, rates, Duration.hours(1)), MAIL_REPUTATION);
  }

  #onNoCompleteRun(): void {
    this.#alarm('NoCompleteRun', {
      metric: serviceMetric(this.#stage, 'RunComplete', Duration.hours(1)),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: HOURS_WITHOUT_RUN,
      treatMissingData: TreatMissingData.BREACHING,
      alarmDescription:
        'For more than a day no check has found a complete run: runs are incomplete (another alarm says so), or the ' +
        'check itself does not run and it is unknown whether digests were sent. Check that the schedule of check-run is ' +
        'enabled, read its log, then run `npx canbao daily` for today. The alarm ends with the next good check; ' +
        'after the first deployment it is active until the first check, as expected.',
    });
  }

  #onApi({ api, throttled }: WebhookApi): void {
    this.#onAny(
      'ApiClientErrors',
      api.metricClientError({ ...SUM_OF_5_MINUTES, period: Duration.minutes(15) }),
      `At least ${MANY_CLIENT_ERRORS} requests in 15 minutes were answered with 4xx: somebody tries paths or sends ` +
        'invalid requests, or a sender is set up wrong. The access log has their times and answers, the logs of ' +
        'receive-event and staff-portal have the reasons. Senders with a valid signature are still served. If ' +
        'strangers know the address, exchange hookKey.',
      MANY_CLIENT_ERRORS,
    );
    this.#onAny(
      'ApiThrottled',
      throttled,
      'Requests were refused with 429: one path got more requests than its throttle allows. The other HR systems and the ' +
        'portal are not affected. BambooHR and xinrenxinshi do not resend refused requests: compare with their ' +
        'roster, `npx canbao import roster`. If strangers know the address, exchange hookKey.',
    );
    this.#onAny(
      'ApiServerErrors',
      api.metricServerError(SUM_OF_5_MINUTES),
      'HR systems or staff get 5xx answers: the secret, the table or the function cannot be reached. Events are ' +
        'not stored, and most senders try again for a few hours; the portal tells staff that nothing was saved. ' +
        'Read the logs of receive-event and staff-portal.',
    );
  }

  #onSetAside(id: string, of: Pick<WorkQueue, 'deadLetters'> | undefined, description: string): void {
    if (of === undefined) return;
    const waiting = { ...SUM_OF_5_MINUTES, statistic: Stats.MAXIMUM };
    this.#onAny(id, of.deadLetters.metricApproximateNumberOfMessagesVisible(waiting), description);
  }

  #onFunction({ name, node, lambda }: CanbaoFunction): void {
    this.#onAny(
      `${node.id}Errors`,
      lambda.metricErrors(SUM_OF_5_MINUTES),
      `${name} ended with an error or ran out of time. Its caller retries it. If this happens again, ` +
        'look for ERROR in its log, beginning with the latest.',
    );
  }

  /**
   * Adds an alarm that is raised if the metric is at least `threshold`. If there are no data, the alarm is not raised.
   */
  #onAny(id: string, metric: IMetric, alarmDescription: string, threshold = 1): void {
    this.#alarm(id, {
      threshold,
      metric,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription,
    });
  }

  #alarm(id: string, props: Omit<ConstructorParameters<typeof Alarm>[2], 'alarmName'>): void {
    const alarm = new Alarm(this, id, { ...props, alarmName: `canbao-${this.#stage}-${id}` });
    alarm.addAlarmAction(this.#action);
  }
}
