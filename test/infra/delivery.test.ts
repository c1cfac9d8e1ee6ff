import { Match } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import { onlyResource } from './only-resource.ts';
import { IN_CHINA, synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

const { template, dispose } = synthesized({ CANBAO_STAGE: 'test', CANBAO_SCHEDULE_AT: '07:45' });
afterAll(dispose);

describe('the queues', () => {
  test('a digest is tried three times and then set aside', () => {
    const queue = onlyResource(template, 'AWS::SQS::Queue', 'QueueName', 'canbao-test-digests');
    expect(queue.Properties).toMatchObject({ VisibilityTimeout: 360, SqsManagedSseEnabled: true });
    const { maxReceiveCount, deadLetterTargetArn } = queue.Properties.RedrivePolicy;
    expect(maxReceiveCount).toBe(3);
    expect(inWords(deadLetterTargetArn)).toBe('DigestsDeadLetters.Arn');
  });

  test('two senders work on tens of messages and give back only those that failed', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  test('all are encrypted, refuse plain HTTP, and keep what failed for two weeks', () => {
    const worked = ['digests', 'sign-in-codes', 'uploads', 'mail-feedback'];
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

describe('what SES tells of mails', () => {
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

  test('are bounces, complaints and deliveries of the stage’s own configuration set', () => {
    template.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'canbao-test',
      SuppressionOptions: { SuppressedReasons: [] },
    });
    const [destination] = Object.values(template.findResources('AWS::SES::ConfigurationSetEventDestination'));
    const { Enabled, MatchingEventTypes, SnsDestination } = destination?.Properties.EventDestination ?? {};
    expect([Enabled, MatchingEventTypes]).toEqual([true, ['bounce', 'complaint', 'delivery']]);
    expect(inWords(SnsDestination.TopicARN)).toBe('MailFeedbackTopic');
  });

  test('goes encrypted over TLS by a topic onto the queue, from SES of this account alone', () => {
    const topic = onlyResource(template, 'AWS::SNS::Topic', 'TopicName', 'canbao-test-mail');
    expect(inWords(topic.Properties.KmsMasterKeyId)).toBe('MailFeedbackKey.Arn');
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
    expect(allowed('AWS::KMS::Key', 'MailFeedbackKey')).toEqual([
      ['ses.amazonaws.com', 'kms:Decrypt,kms:GenerateDataKey', 'aws:sourceaccount AWS::AccountId'],
    ]);
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

  test('goes by a set that is there already where a setting names one, and nowhere with SMTP', () => {
    const named = synthesized({ CANBAO_SES_CONFIGURATION_SET: 'hr-mail' });
    named.template.resourceCountIs('AWS::SES::ConfigurationSet', 0);
    named.template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: 'hr-mail',
    });
    const smtp = synthesized(IN_CHINA);
    for (const type of ['AWS::SES::ConfigurationSetEventDestination', 'AWS::SNS::Subscription'])
      smtp.template.resourceCountIs(type, 0);
    for (const { dispose: done } of [named, smtp]) done();
  });
});

describe('the schedule', () => {
  test.each([
    ['plan-digests', 'cron(45 7 * * ? *)', 'PlanDigestsFunction.Arn'],
    ['check-run', 'cron(15 9 * * ? *)', 'CheckRunFunction.Arn'],
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
  test('has one route beside the portal’s, which asks for nothing but the signature', () => {
    const routes = Object.values(template.findResources('AWS::ApiGatewayV2::Route'));
    const keys = routes.map(({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType]);
    expect(keys.filter(([key]) => !OF_THE_PORTAL.includes(key))).toEqual([['POST /hooks/{source}', 'NONE']]);
    expect(keys.map(([key]) => key)).toEqual(expect.arrayContaining(OF_THE_PORTAL));
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
  });

  test('has the routes of the handshakes and the key in the path where a source needs them, and no other', () => {
    const { template: all, dispose: done } = synthesized({
      CANBAO_SOURCES: 'wecom,cloudevents,xinrenxinshi',
    });
    const routes = Object.values(all.findResources('AWS::ApiGatewayV2::Route'));
    const webhooks = [
      'GET /hooks/{source}',
      'OPTIONS /hooks/{source}',
      'POST /hooks/{source}',
      'POST /hooks/{source}/{key}',
    ];
    expect(routes.map(({ Properties }) => Properties.RouteKey).sort()).toEqual(
      [...webhooks, ...OF_THE_PORTAL].sort(),
    );
    done();
  });

  test('is throttled, and its log has neither query nor headers nor addresses', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
    });
    const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
    const { Format } = stage?.Properties.AccessLogSettings ?? {};
    expect(Object.keys(JSON.parse(Format))).toEqual([
      'requestId',
      'time',
      'route',
      'status',
      'latency',
      'length',
      'integrationStatus',
      'integrationError',
    ]);
  });
});
