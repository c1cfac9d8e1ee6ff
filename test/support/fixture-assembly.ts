import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FACTS_TABLE, TTL_ATTRIBUTE } from './embedded-dynamodb.ts';

/** The source of each function, as CommonJS like the bundles. */
const SOURCES: Readonly<Record<string, string>> = {
  Web: `
    let calls = 0;
    exports.handler = async (event, context) => {
      const { body, isBase64Encoded, headers, pathParameters, queryStringParameters, routeKey } = event;
      const asked = pathParameters?.what;
      if (asked === 'throw') throw new Error('a secret inside the function');
      if (asked === 'crash') process.exit(3);
      if (asked === 'reject') { Promise.reject(new Error('nobody listens')); await new Promise(() => {}); }
      if (asked === 'plain') return { hello: 'world' };
      calls += 1;
      console.log('web was called');
      const seen = { body, isBase64Encoded, headers, pathParameters, queryStringParameters, routeKey,
        calls, remaining: context.getRemainingTimeInMillis(), home: process.env.HOME, region: process.env.AWS_REGION };
      return { statusCode: 201, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(seen) };
    };`,
  Hanging: `exports.handler = async () => { for (;;); };`,
  Worker: `
    const { DynamoDBClient, UpdateItemCommand, TransactWriteItemsCommand } = sdk('@aws-sdk/client-dynamodb');
    const { SecretsManagerClient, GetSecretValueCommand } = sdk('@aws-sdk/client-secrets-manager');
    const { SESClient, SendRawEmailCommand } = sdk('@aws-sdk/client-ses');
    const db = new DynamoDBClient({});
    const count = (id) => db.send(new UpdateItemCommand({ TableName: process.env.TABLE_NAME, Key: { pk: { S: 'SEEN' }, sk: { S: id } },
      UpdateExpression: 'ADD times :one', ExpressionAttributeValues: { ':one': { N: '1' } }, ReturnValues: 'ALL_NEW' }));
    exports.handler = async ({ Records }) => {
      const batchItemFailures = [];
      for (const { messageId, body } of Records) {
        const { Attributes } = await count(body);
        if (body.startsWith('never') || (body.startsWith('later') && Attributes.times.N === '1')) batchItemFailures.push({ itemIdentifier: messageId });
      }
      return { batchItemFailures };
    };
    exports.everything = undefined;`,
  Scheduled: `
    const { DynamoDBClient, TransactWriteItemsCommand, QueryCommand } = sdk('@aws-sdk/client-dynamodb');
    const { SQSClient, SendMessageCommand } = sdk('@aws-sdk/client-sqs');
    const { SecretsManagerClient, GetSecretValueCommand } = sdk('@aws-sdk/client-secrets-manager');
    const { SESClient, SendRawEmailCommand } = sdk('@aws-sdk/client-ses');
    const TableName = process.env.TABLE_NAME;
    exports.handler = async ({ scheduledTime }) => {
      const db = new DynamoDBClient({});
      const key = (sk) => ({ pk: { S: 'RUN' }, sk: { S: sk } });
      await db.send(new TransactWriteItemsCommand({ TransactItems: [
        { Put: { TableName, Item: { ...key(scheduledTime), unitId: { S: 'u' } } } },
        { ConditionCheck: { TableName, Key: key('none'), ConditionExpression: 'attribute_not_exists(pk)' } },
      ] }));
      await db.send(new QueryCommand({ TableName, IndexName: 'byUnit', KeyConditionExpression: 'unitId = :u', ExpressionAttributeValues: { ':u': { S: 'u' } } }));
      await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: 'at ' + scheduledTime }));
      const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: process.env.WEBHOOK_SECRET_ARN_STANDARD }));
      const Data = Buffer.from('From: 参保 <canbao@example.com>\\r\\nTo: a@example.com\\r\\nSubject: hello\\r\\n\\r\\nbody');
      await new SESClient({}).send(new SendRawEmailCommand({ Source: 'canbao@example.com', Destinations: ['a@example.com'], RawMessage: { Data } }));
      return { scheduledTime, secretLength: JSON.parse(SecretString).current.length };
    };`,
};

const PRELUDE = `const sdk = require('node:module').createRequire(process.env.PROJECT + '/package.json');\n`;

const fn = (id: string, extra: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: { 'Fn::Join': ['-', ['fixture', id.toLowerCase()]] },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    // The timeout is so long that only a hanging function reaches it, even on a slow machine.
    Timeout: 300,
    MemorySize: 128,
    Code: { S3Bucket: 'assets', S3Key: `${id}.zip` },
    Environment: {
      Variables: {
        PROJECT: resolve(import.meta.dirname, '../..'),
        TABLE_NAME: { Ref: 'Table' },
        QUEUE_URL: { Ref: 'Queue' },
        WEBHOOK_SECRET_ARN_STANDARD: { Ref: 'Secret' },
      },
    },
    ...extra,
  },
});

/** A route of the API and its integration. */
const route = (functionId: string, RouteKey: string) => ({
  [`${functionId}Integration`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [functionId, 'Arn'] },
      PayloadFormatVersion: '2.0',
    },
  },
  [`${functionId}Route`]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey,
      AuthorizationType: 'NONE',
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: `${functionId}Integration` }]] },
    },
  },
});

const RESOURCES = {
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'fixture',
      BillingMode: 'PAY_PER_REQUEST',
      ...FACTS_TABLE,
      TimeToLiveSpecification: { AttributeName: TTL_ATTRIBUTE, Enabled: true },
    },
  },
  DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'fixture-failed' } },
  Queue: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: 'fixture-work',
      VisibilityTimeout: 600,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] }, maxReceiveCount: 2 },
    },
  },
  Secret: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Name: 'fixture/webhook',
      GenerateSecretString: {
        SecretStringTemplate: '{}',
        GenerateStringKey: 'current',
        PasswordLength: 44,
        ExcludePunctuation: true,
      },
    },
  },
  Web: fn('Web'),
  Hanging: fn('Hanging', { Timeout: 1 }),
  Worker: fn('Worker'),
  Scheduled: fn('Scheduled'),
  Source: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      FunctionName: { Ref: 'Worker' },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  },
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'fixture', ProtocolType: 'HTTP' } },
  ...route('Web', 'POST /do/{what}'),
  ...route('Hanging', 'POST /do/hang'),
  Daily: {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      Name: 'fixture-daily',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ScheduleExpression: 'cron(30 8 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Shanghai',
      Target: {
        Arn: { 'Fn::GetAtt': ['Scheduled', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}',
      },
    },
  },
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'fixture' } },
};

/**
 * Writes a small assembly like that of `cdk synth`, with one resource of each kind that the local stack runs.
 * @param more additional or replacing resources.
 */
export function writeFixtureAssembly(directory: string, more: object = {}): void {
  mkdirSync(directory, { recursive: true });
  const files: Record<string, object> = {};
  for (const [id, source] of Object.entries(SOURCES)) {
    mkdirSync(join(directory, `asset.${id}`));
    writeFileSync(join(directory, `asset.${id}`, 'index.js'), PRELUDE + source);
    writeFileSync(join(directory, `asset.${id}`, 'package.json'), '{"type":"commonjs"}');
    files[id] = {
      source: { path: `asset.${id}`, packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: `${id}.zip` } },
    };
  }
  const write = (name: string, content: object) =>
    writeFileSync(join(directory, name), JSON.stringify(content));
  write('Fixture.template.json', { Resources: { ...RESOURCES, ...more } });
  write('Fixture.assets.json', { version: '48.0.0', files });
  write('manifest.json', {
    version: '48.0.0',
    artifacts: {
      'Fixture.assets': { type: 'cdk:asset-manifest', properties: { file: 'Fixture.assets.json' } },
      Fixture: {
        type: 'aws:cloudformation:stack',
        environment: 'aws://unknown-account/unknown-region',
        properties: { templateFile: 'Fixture.template.json' },
      },
    },
  });
}
