import { Aws, Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Metric } from '../../functions/ports.ts';
import { isChina } from '../settings.ts';
import type { CanbaoFunction } from './canbao-function.ts';
import type { DailySchedule } from './daily-schedule.ts';
import { serviceMetric } from './service-metric.ts';
import type { WorkQueues } from './work-queues.ts';

interface ServiceDashboardProps {
  readonly stage: string;
  readonly region?: string | undefined;
  readonly functions: readonly CanbaoFunction[];
  readonly queues: WorkQueues;
  readonly schedule: DailySchedule;
}

const EVENTS: readonly Metric[] = [
  'EventAccepted',
  'EventDuplicate',
  'EventIgnored',
  'EventQuarantined',
  'QuarantineFull',
  'EventMismatched',
  'EventUnsigned',
  'EventMalformed',
  'RetiringSecretUsed',
  'DetailsFetched',
  'DetailsFailed',
];
const DIGESTS: readonly Metric[] = [
  'DigestSent',
  'DigestSkipped',
  'DigestFailed',
  'CaseNotComputed',
  'RecordUnreadable',
  'LeaverGuideSent',
  'LeaverGuideFailed',
  'AddressUndeliverable',
  'NobodyReachable',
];
const PORTAL: readonly Metric[] = ['PortalActionRecorded', 'SignInCodeSent', 'SignInCodeFailed'];
const RUNS: readonly Metric[] = ['RunPlanned', 'RunComplete', 'RunIncomplete', 'SourceSilent'];

/** A page with the outcomes of events and mails, and the state of functions and queues. */
export class ServiceDashboard extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: ServiceDashboardProps) {
    super(scope, id);
    const { stage, region, functions, queues, schedule } = props;
    const { digests, details, codes, replays, uploads, feedback } = queues;
    const dashboardName = `canbao-${stage}`;
    const counts = (metrics: readonly Metric[], period: Duration) =>
      metrics.map((metric) => serviceMetric(stage, metric, period).with({ label: metric }));
    new Dashboard(this, 'Dashboard', {
      dashboardName,
      defaultInterval: Duration.days(14),
      widgets: [
        [
          graph('Events by outcome, an hour', counts(EVENTS, Duration.hours(1))),
          graph('Digests, a day', counts(DIGESTS, Duration.days(1))),
          graph('Runs, a day', counts(RUNS, Duration.days(1))),
        ],
        ...(codes === undefined
          ? []
          : [
              [
                graph('The portal, a day', counts(PORTAL, Duration.days(1))),
                graph('Sign-in codes waiting', waiting({ 'sign-in codes set aside': codes.deadLetters })),
              ],
            ]),
        [
          graph(
            'Messages waiting',
            waiting({
              digests: digests.queue,
              'digests set aside': digests.deadLetters,
              'schedules set aside': schedule.deadLetters,
              details: details?.queue,
              'details set aside': details?.deadLetters,
              'replays set aside': replays?.deadLetters,
              'mail feedback set aside': feedback?.deadLetters,
              'uploads set aside': uploads?.deadLetters,
            }),
          ),
          graph(
            'Slowest of a hundred, milliseconds',
            functions.map(({ name, lambda }) =>
              lambda.metricDuration({ statistic: Stats.p(99), label: name }),
            ),
          ),
          graph(
            'Errors and throttles',
            functions.flatMap(({ name, lambda }) => [
              lambda.metricErrors({ label: `${name} errors` }),
              lambda.metricThrottles({ label: `${name} throttles` }),
            ]),
          ),
        ],
      ],
    });
    this.url = `https://${consoleHost(region)}/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${dashboardName}`;
  }
}

function graph(title: string, left: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left, width: 8, leftYAxis: { min: 0, showUnits: false } });
}

/** The number of messages in each queue, by the label in the graph. */
function waiting(queues: Readonly<Record<string, Queue | undefined>>): IMetric[] {
  return Object.entries(queues).flatMap(
    ([label, queue]) =>
      queue?.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, label }) ?? [],
  );
}

/** The AWS console of China has its own host. */
function consoleHost(region: string | undefined): string {
  return isChina(region) ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
}
