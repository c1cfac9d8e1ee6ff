import { Match } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import { onlyResource } from './only-resource.ts';
import { synthesized } from './synthesized.ts';
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
    const names = ['digests', 'sign-in-codes', 'digests-failed', 'schedule-failed', 'sign-in-codes-failed'];
    template.resourceCountIs('AWS::SQS::Queue', names.length);
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    template.resourceCountIs('AWS::SQS::QueuePolicy', names.length);
    template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ],
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
    expect(keys.filter(([key]) => !OF_THE_PORTAL.includes(key))).toEqual([['POST /hooks/standard', 'NONE']]);
    expect(keys.map(([key]) => key)).toEqual(expect.arrayContaining(OF_THE_PORTAL));
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
  });

  test.each([
    ['', {}],
    ['/a-key-of-letters-16', { CANBAO_HOOK_KEY: 'a-key-of-letters-16' }],
  ])(
    'has a literal route of each source, with its own throttle and only its own methods: /hooks%s',
    (key, env) => {
      const { template: all, dispose: done } = synthesized({
        CANBAO_SOURCES: 'feishu,wecom,cloudevents,xinrenxinshi',
        ...env,
      });
      done();
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
      // Where the key stands is the route alone: no output, no log, no function has it.
      const { Resources, Outputs } = all.toJSON();
      const elsewhere = Object.values<{ Type: string }>(Resources).filter(
        ({ Type }) =>
          !['AWS::ApiGatewayV2::Route', 'AWS::ApiGatewayV2::Stage', 'AWS::Lambda::Permission'].includes(Type),
      );
      expect(JSON.stringify([elsewhere, Outputs, stage?.Properties.AccessLogSettings])).not.toContain(
        'a-key-of',
      );
      expect(Outputs.ApiUrl.Description).toContain(
        key === '' ? 'hooks/<source>' : 'hooks/<hookKey>/<source>',
      );
    },
  );

  test('runs as many instances of its function as a setting reserves, and takes none from the account without', () => {
    const reserved = ({ template: of }: Pick<ReturnType<typeof synthesized>, 'template'>) =>
      Object.values(of.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) =>
        Properties.ReservedConcurrentExecutions === undefined
          ? []
          : [[Properties.FunctionName, Properties.ReservedConcurrentExecutions]],
      );
    const { template: with20, dispose: done } = synthesized({ CANBAO_RECEIVE_CONCURRENCY: '20' });
    done();
    expect(reserved({ template: with20 })).toEqual([['canbao-dev-receive-event', 20]]);
    expect(reserved({ template })).toEqual([]);
  });

  test('is throttled on any path, and its log has neither path nor query nor headers nor addresses', () => {
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
