import { Match } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import { DEFAULT_WAIT_SECONDS } from '../../functions/admin-cli/daily.ts';
import { SEND_TIMEOUT } from '../../infra/constructs/work-queues.ts';
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

  test('`canbao daily` waits until a digest was delivered and worked on a second time', () => {
    const queue = onlyResource(template, 'AWS::SQS::Queue', 'QueueName', 'canbao-test-digests');
    const again = queue.Properties.VisibilityTimeout + SEND_TIMEOUT.toSeconds();
    expect(DEFAULT_WAIT_SECONDS).toBeGreaterThan(again);
  });

  test('two senders work on one digest at a time', () => {
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
