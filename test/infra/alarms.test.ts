import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

const { template } = synthesized({ CANBAO_STAGE: 'test', CANBAO_ALARM_MAILBOX: 'ops@example.cn' });

const HANDBOOK = readFileSync(join(import.meta.dirname, '../../infra/README.md'), 'utf8');

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly never[];
  readonly ComparisonOperator: string;
  readonly Threshold: number;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: never }[];
  readonly Statistic: string;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: string;
  /** Only set in an alarm on several metrics. Such an alarm has no `MetricName`. */
  readonly Metrics?: readonly {
    readonly Expression?: string;
    readonly MetricStat?: {
      readonly Metric: AlarmProperties;
      readonly Stat: string;
      readonly Period: number;
    };
  }[];
}

const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
  ({ Properties }) => Properties as AlarmProperties,
);

/**
 * An alarm as one line, such as `Canbao/RunIncomplete of canbao-test, Sum over 1 x 300 s >= 1, missing: notBreaching`.
 */
function inShort(alarm: AlarmProperties): string {
  if (alarm.Metrics !== undefined)
    return [...alarm.Metrics.map(partInShort), `>= ${alarm.Threshold}`].join('; ');
  const operator = alarm.ComparisonOperator === 'LessThanThreshold' ? '<' : '>=';
  const of = (alarm.Dimensions ?? []).map(({ Value }) => inWords(Value)).join(' ');
  return (
    `${alarm.Namespace}/${alarm.MetricName} of ${of}, ${alarm.Statistic} over ${alarm.EvaluationPeriods} x ` +
    `${alarm.Period} s ${operator} ${alarm.Threshold}, missing: ${alarm.TreatMissingData}`
  );
}

function partInShort({ Expression, MetricStat }: NonNullable<AlarmProperties['Metrics']>[number]): string {
  if (MetricStat === undefined) return Expression ?? '';
  const { Metric, Stat, Period } = MetricStat;
  const of = (Metric.Dimensions ?? []).map(({ Value }) => inWords(Value)).join(' ');
  return `${Metric.MetricName} of ${of}, ${Stat} ${Period} s`;
}

describe('alarms', () => {
  test('watch the run, the events, the digests, the queues, the API and every function', () => {
    const seen = Object.fromEntries(
      alarms.map((alarm) => [alarm.AlarmName.replace('canbao-test-', ''), inShort(alarm)]),
    );
    const counted = (metric: string, seconds: number, atLeast = 1) =>
      `Canbao/${metric} of canbao-test, Sum over 1 x ${seconds} s >= ${atLeast}, missing: notBreaching`;
    const waiting = (queue: string) =>
      `AWS/SQS/ApproximateNumberOfMessagesVisible of ${queue}.QueueName, Maximum over 1 x 300 s >= 1, missing: notBreaching`;
    const ofFunctions = [
      'ReceiveEvent',
      'PlanDigests',
      'SendDigest',
      'CheckRun',
      'StaffPortal',
      'SendSignInCode',
      'ReplayEvent',
      'MailFeedback',
      'ImportUpload',
      'ApplyRetention',
    ].map((id) => [
      `${id}Errors`,
      `AWS/Lambda/Errors of ${id}Function, Sum over 1 x 300 s >= 1, missing: notBreaching`,
    ]);
    expect(seen).toEqual({
      RunIncomplete: counted('RunIncomplete', 300),
      NoCompleteRun: 'Canbao/RunComplete of canbao-test, Sum over 25 x 3600 s < 1, missing: breaching',
      // A bogus request every 15 minutes makes four an hour. That is too few to raise one of the next three alarms or
      // to keep it on.
      EventMismatched: counted('EventMismatched', 3600, 5),
      EventUnsigned: counted('EventUnsigned', 3600, 20),
      EventMalformed: counted('EventMalformed', 3600, 20),
      EventQuarantined: counted('EventQuarantined', 900),
      QuarantineFull: counted('QuarantineFull', 3600),
      DigestFailed: counted('DigestFailed', 900),
      CaseNotComputed: counted('CaseNotComputed', 900),
      RecordUnreadable: counted('RecordUnreadable', 3600),
      LeaverGuideFailed: counted('LeaverGuideFailed', 900),
      SignInCodeFailed: counted('SignInCodeFailed', 3600),
      AddressUndeliverable: counted('AddressUndeliverable', 3600),
      NobodyReachable: counted('NobodyReachable', 3600),
      SourceSilent: counted('SourceSilent', 3600),
      RetiringSecretUsed: counted('RetiringSecretUsed', 86_400),
      ApiClientErrors: 'AWS/ApiGateway/4xx of WebhooksApi, Sum over 1 x 900 s >= 180, missing: notBreaching',
      ApiThrottled: 'Canbao/ApiThrottled-test of , Sum over 1 x 300 s >= 1, missing: notBreaching',
      ApiServerErrors: 'AWS/ApiGateway/5xx of WebhooksApi, Sum over 1 x 300 s >= 1, missing: notBreaching',
      DigestsSetAside: waiting('DigestsDeadLetters'),
      SchedulesSetAside: waiting('ScheduleDeadLetters'),
      CodesSetAside: waiting('CodesDeadLetters'),
      ReplaysSetAside: waiting('ReplaysDeadLetters'),
      FeedbackSetAside: waiting('MailFeedbackQueueDeadLetters'),
      UploadsSetAside: waiting('UploadsDeadLetters'),
      ...Object.fromEntries(ofFunctions),
      FunctionsThrottled: 'AWS/Lambda/Throttles of , Sum over 1 x 300 s >= 1, missing: notBreaching',
      WorkLate: [
        'MAX([FILL(m0, 0) / 3600, FILL(m1, 0) / 300, FILL(m2, 0) / 3600, FILL(m3, 0) / 2400, FILL(m4, 0) / 3600])',
        ...['DigestsQueue', 'CodesQueue', 'ReplaysQueue', 'UploadsQueue', 'MailFeedbackQueue'].map(
          (queue) => `ApproximateAgeOfOldestMessage of ${queue}.QueueName, Maximum 300 s`,
        ),
        '>= 1',
      ].join('; '),
      TableThrottled: [
        'FILL(m0, 0) + FILL(m1, 0) + FILL(m2, 0) + FILL(m3, 0)',
        ...['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((metric) => [
          `${metric} of FactsTable, Sum 300 s`,
          `${metric} of byUnit FactsTable, Sum 300 s`,
        ]),
        '>= 10',
      ].join('; '),
      MailReputation: [
        'MAX([FILL(m0, 0) / 0.05, FILL(m1, 0) / 0.001])',
        ...['BounceRate', 'ComplaintRate'].map((rate) => `Reputation.${rate} of , Average 3600 s`),
        '>= 1',
      ].join('; '),
    });
  });

  test.each([
    ['DetailsFailed', 'enrich-event', { CANBAO_SOURCES: 'feishu' }, {}],
    ['RosterImplausible', 'pull-roster', { CANBAO_SOURCES: 'feishu' }, {}],
    ['SignInCodeFailed', 'send-sign-in-code', {}, { CANBAO_PORTAL: 'off' }],
  ])('%s is watched exactly where %s counts it', (alarm, name, having, lacking) => {
    for (const [env, count] of [
      [having, 1],
      [lacking, 0],
    ] as const) {
      const { template: of } = synthesized(env);
      of.resourcePropertiesCountIs('AWS::Lambda::Function', { FunctionName: `canbao-dev-${name}` }, count);
      of.resourcePropertiesCountIs('AWS::CloudWatch::Alarm', { AlarmName: `canbao-dev-${alarm}` }, count);
    }
    // No other function counts it.
    const folder = join(import.meta.dirname, '../../functions');
    const counting = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.ts') && readFileSync(join(folder, file), 'utf8').includes(`count('${alarm}')`),
    );
    expect(counting).toEqual([`${name}/${name}.ts`]);
  });

  test('count requests refused by a throttle from the access log', () => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.status = "429" }',
      MetricTransformations: [
        { MetricNamespace: 'Canbao', MetricName: 'ApiThrottled-test', MetricValue: '1' },
      ],
    });
  });

  test('match the number and cost stated in infra/README.md', () => {
    const said = /there are (\d+) alarms on (\d+) metrics, .* USD (\d+\.\d+) a month/.exec(
      HANDBOOK.replaceAll('\n', ' '),
    );
    const metrics = alarms
      .map(({ Metrics }) => Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1)
      .reduce((sum, count) => sum + count, 0);
    const cost = (metrics * 0.1).toFixed(2);
    expect(said?.slice(1)).toEqual([String(alarms.length), String(metrics), cost]);
  });

  test('all notify the alarm topic', () => {
    for (const { AlarmActions } of alarms) expect(AlarmActions.map(inWords)).toEqual(['AlarmTopic']);
  });

  test('all explain what they mean and what to do, within CloudWatch’s limit', () => {
    for (const { AlarmDescription } of alarms) {
      expect(AlarmDescription.length).toBeGreaterThan(100);
      expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
    }
  });

  test('reach the mailbox, and only CloudWatch of this account may publish', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.cn',
    });
    const [policy] = Object.entries(template.findResources('AWS::SNS::TopicPolicy')).flatMap(
      ([id, resource]) => (id.startsWith('AlarmTopic') ? [resource] : []),
    );
    const statements: { Effect: string; Principal: never; Condition: never }[] =
      policy?.Properties.PolicyDocument.Statement;
    const allowing = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowing.map(({ Principal }) => Principal)).toEqual([{ Service: 'cloudwatch.amazonaws.com' }]);
    expect(allowing[0]?.Condition).toHaveProperty('StringEquals', {
      'aws:SourceAccount': { Ref: 'AWS::AccountId' },
    });
  });

  test('work without a mailbox', () => {
    const { template: without } = synthesized();
    const subscriptions = Object.values(without.findResources('AWS::SNS::Subscription'));
    expect(subscriptions.map(({ Properties }) => Properties.Protocol)).toEqual(['sqs']);
  });
});

test('the dashboard, where it is switched on, shows every count that the functions write', () => {
  template.resourceCountIs('AWS::CloudWatch::Dashboard', 0);
  const { template: withOne } = synthesized({ CANBAO_STAGE: 'test', CANBAO_DASHBOARD: 'on' });
  const [dashboard] = Object.values(withOne.findResources('AWS::CloudWatch::Dashboard'));
  const body = inWords(dashboard?.Properties.DashboardBody);
  const shown = [...body.matchAll(/"Canbao","(\w+)","service","canbao-test"/g)].map(([, metric]) => metric);
  expect(shown).toEqual([
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
    'DigestSent',
    'DigestSkipped',
    'DigestFailed',
    'CaseNotComputed',
    'RecordUnreadable',
    'LeaverGuideSent',
    'LeaverGuideFailed',
    'AddressUndeliverable',
    'NobodyReachable',
    'RunPlanned',
    'RunComplete',
    'RunIncomplete',
    'SourceSilent',
    'PortalActionRecorded',
    'SignInCodeSent',
    'SignInCodeFailed',
  ]);
});
