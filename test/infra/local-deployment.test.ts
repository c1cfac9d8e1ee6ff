import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDeployment } from '../../infra/local/deployment.ts';
import { writeFixtureAssembly } from '../support/fixture-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'canbao-deployment-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Reads the fixture assembly with one additional resource. */
function readWith(Type: string, Properties: object, more: object = {}) {
  const at = mkdtempSync(join(directory, 'assembly-'));
  writeFixtureAssembly(at, { More: { Type, Properties, ...more } });
  return readDeployment(at, { queueOrigin: 'http://127.0.0.1:1', apiOrigin: 'http://127.0.0.1:2' }, () => {});
}

const QUEUE = { QueueName: 'more' };
const ROUTE = {
  ApiId: { Ref: 'Api' },
  RouteKey: 'GET /more',
  Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'WebIntegration' }]] },
  AuthorizationType: 'NONE',
};
const MAPPING = {
  EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
  FunctionName: { Ref: 'Worker' },
  BatchSize: 1,
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  ScalingConfig: { MaximumConcurrency: 2 },
};
const SCHEDULE = {
  Name: 'more',
  State: 'ENABLED',
  FlexibleTimeWindow: { Mode: 'OFF' },
  ScheduleExpression: 'cron(30 8 * * ? *)',
  ScheduleExpressionTimezone: 'Asia/Shanghai',
  Target: { Arn: { 'Fn::GetAtt': ['Scheduled', 'Arn'] }, Input: '{}' },
};
const FUNCTION = {
  FunctionName: 'more',
  Handler: 'index.handler',
  Runtime: 'nodejs24.x',
  Timeout: 2,
  MemorySize: 128,
  Code: { S3Bucket: 'assets', S3Key: 'Web.zip' },
  Environment: { Variables: {} },
};

describe('readDeployment', () => {
  it.each([
    ['AWS::SQS::Queue', QUEUE],
    ['AWS::SQS::Queue', { ...QUEUE, Tags: [], SqsManagedSseEnabled: true }],
    ['AWS::ApiGatewayV2::Route', ROUTE],
    ['AWS::ApiGatewayV2::Route', { ...ROUTE, RouteKey: 'GET /' }],
    ['AWS::ApiGatewayV2::Route', { ...ROUTE, RouteKey: 'GET /a/{b+}' }],
    ['AWS::Lambda::EventSourceMapping', MAPPING],
    ['AWS::Scheduler::Schedule', SCHEDULE],
    ['AWS::Lambda::Function', FUNCTION],
  ])('reads a plain %s', (type, properties) => {
    expect(() => readWith(type, properties)).not.toThrow();
  });

  it.each([
    ['AWS::SQS::Queue', { ...QUEUE, DelaySeconds: 5 }, 'Unrecognized key: "DelaySeconds"'],
    ['AWS::SQS::Queue', { ...QUEUE, FifoQueue: true }, 'Unrecognized key: "FifoQueue"'],
    ['AWS::ApiGatewayV2::Route', { ...ROUTE, RouteKey: '$default' }, 'only METHOD /path/{parameter} and'],
    ['AWS::ApiGatewayV2::Route', { ...ROUTE, RouteKey: 'ANY /a' }, 'at RouteKey'],
    ['AWS::ApiGatewayV2::Route', { ...ROUTE, RouteKey: 'GET /{a+}/b' }, 'at RouteKey'],
    ['AWS::ApiGatewayV2::Route', { ...ROUTE, AuthorizationType: 'JWT' }, 'at AuthorizationType'],
    ['AWS::Lambda::EventSourceMapping', { ...MAPPING, FilterCriteria: {} }, '"FilterCriteria"'],
    [
      'AWS::Lambda::EventSourceMapping',
      { ...MAPPING, FunctionResponseTypes: [] },
      'at FunctionResponseTypes',
    ],
    ['AWS::Scheduler::Schedule', { ...SCHEDULE, State: 'DISABLED' }, 'at State'],
    ['AWS::Scheduler::Schedule', { ...SCHEDULE, ScheduleExpression: 'rate(1 day)' }, '"rate(1 day)" is no'],
    ['AWS::Lambda::Function', { ...FUNCTION, Runtime: 'python3.13' }, 'at Runtime'],
    ['AWS::Lambda::Function', { ...FUNCTION, ReservedConcurrentExecutions: 1 }, '"ReservedConcurrent'],
    ['AWS::Lambda::Function', { ...FUNCTION, Code: { S3Key: 'x' } }, 'no asset of the assembly contains'],
    ['AWS::SecretsManager::Secret', { Name: 'more' }, 'neither a SecretString nor'],
    ['AWS::SecretsManager::Secret', { Name: 'more', KmsKeyId: 'k' }, '"KmsKeyId"'],
  ])('stops on a %s with %j', (type, properties, message) => {
    expect(() => readWith(type, properties)).toThrow(message);
    expect(() => readWith(type, properties)).toThrow(/More/);
  });

  it('ignores an identity of SES without a warning', () => {
    const at = mkdtempSync(join(directory, 'assembly-'));
    const identity = { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'example.cn' } };
    writeFixtureAssembly(at, { More: identity, Other: { Type: 'AWS::SES::Template', Properties: {} } });
    const warnings: string[] = [];
    readDeployment(at, { queueOrigin: 'http://127.0.0.1:1', apiOrigin: 'http://127.0.0.1:2' }, (warning) =>
      warnings.push(warning),
    );
    expect(warnings).toContain('Other is a AWS::SES::Template, which the local runner does not run');
    expect(warnings.filter((warning) => warning.startsWith('More'))).toEqual([]);
  });

  it('stops on a resource with a condition', () => {
    expect(() => readWith('AWS::SQS::Queue', QUEUE, { Condition: 'InChina' })).toThrow(
      'Unrecognized key: "Condition"',
    );
  });
});
