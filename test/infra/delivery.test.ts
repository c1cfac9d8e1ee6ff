import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { DEFAULT_WAIT_SECONDS } from '../../functions/admin-cli/daily.ts';
import { SEND_TIMEOUT } from '../../infra/constructs/work-queues.ts';
import { onlyResource } from './only-resource.ts';
import { IN_CHINA, synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

const { template } = synthesized({ CANBAO_STAGE: 'test', CANBAO_SCHEDULE_AT: '07:45' });

describe('the queues', () => {
  test('try a digest three times and then set it aside', () => {
    const queue = onlyResource(template, 'AWS::SQS::Queue', 'QueueName', 'canbao-test-digests');
    expect(queue.Properties).toMatchObject({ VisibilityTimeout: 360, SqsManagedSseEnabled: true });
    const { maxReceiveCount, deadLetterTargetArn } = queue.Properties.RedrivePolicy;
    expect(maxReceiveCount).toBe(3);
    expect(inWords(deadLetterTargetArn)).toBe('DigestsDeadLetters.Arn');
  });

  test('let `canbao daily` wait until a digest was delivered and processed a second time', () => {
    const queue = onlyResource(template, 'AWS::SQS::Queue', 'QueueName', 'canbao-test-digests');
    const again = queue.Properties.VisibilityTimeout + SEND_TIMEOUT.toSeconds();
    expect(DEFAULT_WAIT_SECONDS).toBeGreaterThan(again);
  });

  test('give digests to two senders at a time', () => {
    const mappings = Object.values(template.findResources('AWS::Lambda::EventSourceMapping'));
    const ofDigests = mappings.find(
      ({ Properties }) => inWords(Properties.EventSourceArn) === 'DigestsQueue.Arn',
    );
    expect(ofDigests?.Properties).toMatchObject({
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  test('are encrypted, refuse plain HTTP, and keep failed messages for two weeks', () => {
    const worked = ['digests', 'sign-in-codes', 'uploads', 'replays', 'mail-feedback'];
    const names = [...worked, ...[...worked, 'schedule'].map((name) => `${name}-failed`)];
    template.resourceCountIs('AWS::SQS::Queue', names.length);
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.resourceCountIs('AWS::SQS::QueuePolicy', names.length);
    template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
    for (const name of names.filter((it) => it.endsWith('-failed')))
      expect(
        onlyResource(template, 'AWS::SQS::Queue', 'QueueName', `canbao-test-${name}`).Properties,
      ).toMatchObject({
        MessageRetentionPeriod: 1_209_600,
      });
  });
});

describe('mail feedback from SES', () => {
  interface Statement {
    readonly Effect: string;
    readonly Action: string;
    readonly Principal: { readonly Service?: string };
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, never>>>>;
  }
  const statementsOf = (type: string, begins: string) =>
    Object.entries(template.findResources(type))
      .filter(([id]) => id.startsWith(begins))
      .flatMap(
        ([, { Properties }]) => (Properties.PolicyDocument ?? Properties.KeyPolicy).Statement as Statement[],
      );
  const allowed = (type: string, begins: string) =>
    statementsOf(type, begins)
      .filter(({ Effect, Principal }) => Effect === 'Allow' && Principal.Service !== undefined)
      .map(({ Principal, Action, Condition = {} }) => [
        Principal.Service,
        [Action].flat().join(),
        ...Object.values(Condition).flatMap((of) =>
          Object.entries(of).map(([key, value]) => `${key.toLowerCase()} ${inWords(value)}`),
        ),
      ]);

  test('contains bounces, complaints and deliveries of the stage’s configuration set', () => {
    template.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'canbao-test',
      SuppressionOptions: { SuppressedReasons: [] },
    });
    const [destination] = Object.values(template.findResources('AWS::SES::ConfigurationSetEventDestination'));
    const { Enabled, MatchingEventTypes, SnsDestination } = destination?.Properties.EventDestination ?? {};
    expect([Enabled, MatchingEventTypes]).toEqual([true, ['bounce', 'complaint', 'delivery']]);
    expect(inWords(SnsDestination.TopicARN)).toBe('MailFeedbackTopic');
  });

  test('is encrypted, uses TLS and comes only from SES of this account', () => {
    const topic = onlyResource(template, 'AWS::SNS::Topic', 'TopicName', 'canbao-test-mail');
    expect(inWords(topic.Properties.KmsMasterKeyId)).toBe('FactsKey.Arn');
    expect(statementsOf('AWS::SNS::TopicPolicy', 'MailFeedbackTopic')).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
    expect(allowed('AWS::SNS::TopicPolicy', 'MailFeedbackTopic')).toEqual([
      [
        'ses.amazonaws.com',
        'sns:Publish',
        'aws:sourceaccount AWS::AccountId',
        'aws:sourcearn arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:configuration-set/MailFeedbackSet',
      ],
    ]);
    // SES may use the key only for messages to this topic. The table's data have another encryption context, so SES can
    // read none of them.
    expect(allowed('AWS::KMS::Key', 'FactsKey')).toEqual([
      [
        'ses.amazonaws.com',
        'kms:Decrypt,kms:GenerateDataKey',
        'aws:sourceaccount AWS::AccountId',
        'kms:encryptioncontext:aws:sns:topicarn arn:AWS::Partition:sns:AWS::Region:AWS::AccountId:canbao-test-mail',
      ],
    ]);
    template.resourceCountIs('AWS::KMS::Key', 1);
    for (const [begins, count] of [
      ['MailFeedbackQueuePolicy', 1],
      ['MailFeedbackQueueDeadLettersPolicy', 1],
    ] as const)
      expect(allowed('AWS::SQS::QueuePolicy', begins)).toEqual(
        Array(count).fill(['sns.amazonaws.com', 'sqs:SendMessage', 'aws:sourcearn MailFeedbackTopic']),
      );
    const subscriptions = Object.values(template.findResources('AWS::SNS::Subscription'));
    expect(
      subscriptions.map(({ Properties: { Protocol, Endpoint, RawMessageDelivery, RedrivePolicy } }) => [
        Protocol,
        inWords(Endpoint),
        RawMessageDelivery,
        inWords(RedrivePolicy.deadLetterTargetArn),
      ]),
    ).toEqual([['sqs', 'MailFeedbackQueue.Arn', true, 'MailFeedbackQueueDeadLetters.Arn']]);
  });

  test('uses the configuration set of a setting where one is named, and is absent with SMTP', () => {
    const named = synthesized({ CANBAO_SES_CONFIGURATION_SET: 'hr-mail' });
    named.template.resourceCountIs('AWS::SES::ConfigurationSet', 0);
    named.template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: 'hr-mail',
    });
    const smtp = synthesized(IN_CHINA);
    for (const type of ['AWS::SES::ConfigurationSetEventDestination', 'AWS::SNS::Subscription'])
      smtp.template.resourceCountIs(type, 0);
    expect(JSON.stringify(smtp.template.findResources('AWS::KMS::Key'))).not.toContain('Service');
  });
});

describe('the schedules', () => {
  test.each([
    ['plan-digests', 'cron(45 7 * * ? *)', 'PlanDigestsFunction.Arn'],
    ['check-run', 'cron(15 9 * * ? *)', 'CheckRunFunction.Arn'],
    ['apply-retention', 'cron(25 9 * * ? *)', 'ApplyRetentionFunction.Arn'],
  ])('%s runs at %s in Shanghai', (name, expression, target) => {
    const { Properties } = onlyResource(template, 'AWS::Scheduler::Schedule', 'Name', `canbao-test-${name}`);
    expect(Properties).toMatchObject({
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: 'Asia/Shanghai',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
    const { Arn, Input, DeadLetterConfig, RetryPolicy } = Properties.Target;
    expect(inWords(Arn)).toBe(target);
    expect(Input).toBe('{"scheduledTime":"<aws.scheduler.scheduled-time>"}');
    expect(inWords(DeadLetterConfig.Arn)).toBe('ScheduleDeadLetters.Arn');
    expect(RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 20 });
  });
});

const OF_THE_PORTAL = ['GET /', 'POST /', 'GET /{proxy+}', 'POST /{proxy+}'];

describe('the webhook API', () => {
  test('has one route beside the portal’s, authorized only by the signature', () => {
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    const keys = routes.map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType]);
    expect(keys.filter(([key]) => !OF_THE_PORTAL.includes(key))).toEqual([['POST /hooks/standard', 'NONE']]);
    expect(keys.map(([key]) => key)).toEqual(expect.arrayContaining(OF_THE_PORTAL));
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
  });

  test.each([
    ['', {}],
    ['/a-key-of-letters-16', { CANBAO_HOOK_KEY: 'a-key-of-letters-16' }],
  ])('has a route for each source, with its own throttle and only its own methods: /hooks%s', (key, env) => {
    const { template: all } = synthesized({
      CANBAO_SOURCES: 'feishu,wecom,cloudevents,xinrenxinshi',
      ...env,
    });
    const routes = Object.values(all.findResources('AWS::ApiGatewayV2::Route'));
    const webhooks = [
      `POST /hooks${key}/feishu`,
      `POST /hooks${key}/wecom`,
      `GET /hooks${key}/wecom`,
      `POST /hooks${key}/cloudevents`,
      `OPTIONS /hooks${key}/cloudevents`,
      `POST /hooks${key}/xinrenxinshi/{key}`,
    ];
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(
      [...webhooks, ...OF_THE_PORTAL].sort(),
    );
    const [stage] = Object.values(all.findResources('AWS::ApiGatewayV2::Stage'));
    for (const route of webhooks)
      expect(stage?.Properties.RouteSettings[route]).toEqual({
        ThrottlingRateLimit: 10,
        ThrottlingBurstLimit: 1000,
      });
    // Only the route contains the key. It is in no output, no log and no function.
    const { Resources, Outputs } = all.toJSON();
    const elsewhere = Object.values<{ Type: string }>(Resources).filter(
      ({ Type }) =>
        !['AWS::ApiGatewayV2::Route', 'AWS::ApiGatewayV2::Stage', 'AWS::Lambda::Permission'].includes(Type),
    );
    expect(JSON.stringify([elsewhere, Outputs, stage?.Properties.AccessLogSettings])).not.toContain(
      'a-key-of',
    );
    expect(Outputs.ApiUrl.Description).toContain(key === '' ? 'hooks/<source>' : 'hooks/<hookKey>/<source>');
  });

  test('reserves the concurrency of a setting for its function, and none without the setting', () => {
    const reserved = ({ template: of }: Pick<ReturnType<typeof synthesized>, 'template'>) =>
      Object.values(of.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) =>
        Properties.ReservedConcurrentExecutions === undefined
          ? []
          : [[Properties.FunctionName, Properties.ReservedConcurrentExecutions]],
      );
    const { template: with20 } = synthesized({ CANBAO_RECEIVE_CONCURRENCY: '20' });
    expect(reserved({ template: with20 })).toEqual([['canbao-dev-receive-event', 20]]);
    expect(reserved({ template })).toEqual([]);
  });

  test('is throttled on every path, and logs no path, query, headers or addresses', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 1000 },
    });
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const { Format } = stage?.Properties.AccessLogSettings ?? {};
    expect(Object.keys(JSON.parse(Format))).toEqual([
      'requestId',
      'functionRequestId',
      'time',
      'method',
      'status',
      'latency',
      'length',
      'integrationStatus',
      'integrationError',
    ]);
  });
});
