import { Aws, Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Metric } from '../../functions/ports.ts';
import { isChina } from '../settings.ts';
import type { CanbaoFunction } from './canbao-function.ts';
import { serviceMetric } from './service-metric.ts';

interface ServiceDashboardProps {
  readonly stage: string;
  readonly region?: string | undefined;
  readonly functions: readonly CanbaoFunction[];
  readonly queue: Queue;
  readonly failedDigests: Queue;
  readonly failedSchedules: Queue;
  /** Absent if no source has an API. */
  readonly details: Queue | undefined;
  readonly failedDetails: Queue | undefined;
  /** Absent if the portal is off. */
  readonly failedCodes: Queue | undefined;
  readonly failedReplays: Queue | undefined;
  /** Absent if mail is sent by SMTP. */
  readonly failedFeedback: Queue | undefined;
  readonly failedUploads: Queue | undefined;
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
    const {
      stage,
      region,
      functions,
      queue,
      failedDigests,
      failedSchedules,
      details,
      failedDetails,
      failedCodes,
      failedReplays,
      failedFeedback,
      failedUploads,
    } = props;
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
        ...(failedCodes === undefined
          ? []
          : [
              [
                graph('The portal, a day', counts(PORTAL, Duration.days(1))),
                graph('Sign-in codes waiting', [waiting(failedCodes, 'sign-in codes set aside')]),
              ],
            ]),
        [
          graph('Messages waiting', [
            waiting(queue, 'digests'),
            waiting(failedDigests, 'digests set aside'),
            waiting(failedSchedules, 'schedules set aside'),
            ...(details === undefined ? [] : [waiting(details, 'details')]),
            ...(failedDetails === undefined ? [] : [waiting(failedDetails, 'details set aside')]),
            ...(failedReplays === undefined ? [] : [waiting(failedReplays, 'replays set aside')]),
            ...(failedFeedback === undefined ? [] : [waiting(failedFeedback, 'mail feedback set aside')]),
            ...(failedUploads === undefined ? [] : [waiting(failedUploads, 'uploads set aside')]),
          ]),
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

function waiting(queue: Queue, label: string): IMetric {
  return queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, label });
}

/** The AWS console of China has its own host. */
function consoleHost(region: string | undefined): string {
  return isChina(region) ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
}
