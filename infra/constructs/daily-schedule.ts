import { Aws, Duration, TimeZone, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CHECK_AFTER, PULL_BEFORE, RETAIN_AFTER } from '../settings.ts';
import { hourAndMinute, type Minutes } from '../time-of-day.ts';
import { allow } from './binding.ts';
import type { CanbaoFunction } from './canbao-function.ts';
import { deadLetters } from './work-queues.ts';

/** If a call cannot be delivered for an hour, it goes to the dead-letter queue, and an alarm reports it. */
const RETRY = { maxEventAge: Duration.hours(1), retryAttempts: 20 };

interface DailyScheduleProps {
  readonly stage: string;
  /** The time of the run, `HH:MM` in `zone`. */
  readonly at: string;
  readonly zone: string;
  readonly planDigests: CanbaoFunction;
  readonly checkRun: CanbaoFunction;
  readonly applyRetention: CanbaoFunction;
  /** Absent if no source has an API. */
  readonly pullRoster: CanbaoFunction | undefined;
}

/**
 * Plans the digests every day, also on rest days, on which the run is recorded and sends nothing. Later it checks that
 * the run is complete, and removes old personal data. These functions take the day from the scheduled time, not from a
 * clock. The rosters are pulled before the run; their date is the day on which the HR systems answer.
 */
export class DailySchedule extends Construct {
  readonly deadLetters: Queue;
  readonly #props: DailyScheduleProps;

  constructor(scope: Construct, id: string, props: DailyScheduleProps) {
    super(scope, id);
    this.#props = props;
    this.deadLetters = deadLetters(this, `canbao-${props.stage}-schedule-failed`);
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself: that of the schedules.',
    });
    this.#invokeDaily('Plan', props.planDigests, 0, 'Plans the digests of the day');
    this.#invokeDaily('Check', props.checkRun, CHECK_AFTER, 'Checks that the run of the day is complete');
    const retains = 'Removes the personal data of people who left longer ago than the retention period';
    this.#invokeDaily('Retain', props.applyRetention, RETAIN_AFTER, retains);
    if (props.pullRoster !== undefined)
      this.#invokeDaily('Pull', props.pullRoster, -PULL_BEFORE, 'Pulls the rosters before the digests');
  }

  #invokeDaily(id: string, target: CanbaoFunction, later: Minutes, description: string): void {
    const { stage, at, zone } = this.#props;
    const { hour, minute } = hourAndMinute(at, later);
    new Schedule(this, id, {
      scheduleName: `canbao-${stage}-${target.name}`,
      description,
      schedule: ScheduleExpression.cron({
        hour: String(hour),
        minute: String(minute),
        timeZone: TimeZone.of(zone),
      }),
      target: new LambdaInvoke(target.lambda, {
        role: this.#role(`${id}Role`, target),
        input: ScheduleTargetInput.fromObject({ scheduledTime: ContextAttribute.scheduledTime }),
        deadLetterQueue: this.deadLetters,
        ...RETRY,
      }),
    });
  }

  /**
   * A role that may only invoke this function and send failed calls to the dead-letter queue. CDK's target would add a
   * wider permission (`arn:*`), which is left out.
   */
  #role(id: string, target: CanbaoFunction) {
    const role = new Role(this, id, {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPrincipalPolicy(allow(['lambda:InvokeFunction'], [target.lambda.functionArn]));
    role.addToPrincipalPolicy(allow(['sqs:SendMessage'], [this.deadLetters.queueArn]));
    return role.withoutPolicyUpdates();
  }
}
