import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { onlyResource } from './only-resource.ts';
import { synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

const { template } = synthesized({
  CANBAO_STAGE: 'test',
  CANBAO_SENDER: '参保 <hr@mail.example.cn>',
  CANBAO_FALLBACK_MAILBOX: 'fallback@example.cn',
  CANBAO_ALARM_MAILBOX: 'ops@example.cn',
  CANBAO_SENDS_PER_SECOND: '5',
  CANBAO_CASE_LINK: 'https://hr.example.cn/{caseId}',
});

/**
 * Updates and deletions of the stack keep the resource. A failed creation removes it, so that its name is free for the
 * next attempt.
 */
const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

describe('the table', () => {
  test('has the keys, the index and the time to live that the functions rely on', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      TableName: 'canbao-test',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk', 'unitId', 'wakeKey'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byUnit',
          KeySchema: [
            { AttributeName: 'unitId', KeyType: 'HASH' },
            { AttributeName: 'wakeKey', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });

  test('is retained, protected and restorable, and so is its key', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      ...KEPT,
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
      },
    });
    template.hasResource('AWS::KMS::Key', { ...KEPT, Properties: { EnableKeyRotation: true } });
  });
});

describe('the functions', () => {
  const functions = Object.values(template.findResources('AWS::Lambda::Function'));

  test('have the listed timeouts and memory', () => {
    const seen = functions.map(({ Properties: { FunctionName, Timeout, MemorySize } }) => [
      FunctionName,
      Timeout,
      MemorySize,
    ]);
    expect(seen).toEqual([
      ['canbao-test-receive-event', 10, 1024],
      ['canbao-test-staff-portal', 29, 1024],
      ['canbao-test-send-sign-in-code', 20, 512],
      ['canbao-test-import-upload', 600, 1024],
      ['canbao-test-replay-event', 30, 512],
      ['canbao-test-plan-digests', 60, 512],
      ['canbao-test-send-digest', 60, 512],
      ['canbao-test-check-run', 30, 512],
      ['canbao-test-apply-retention', 600, 512],
      ['canbao-test-mail-feedback', 30, 512],
    ]);
    for (const { Properties } of functions)
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
  });

  test('do not use X-Ray, which China lacks', () => {
    for (const { Properties } of functions) expect(Properties).not.toHaveProperty('TracingConfig');
  });

  test('each write to a log group that expires after three months', () => {
    for (const { Properties } of functions)
      onlyResource(template, 'AWS::Logs::LogGroup', 'LogGroupName', `/aws/lambda/${Properties.FunctionName}`);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  test('get exactly the variables that they need', () => {
    const seen = functions.map(({ Properties }) => {
      const variables = Object.entries(Properties.Environment.Variables as Record<string, never>);
      return Object.fromEntries(variables.map(([name, value]) => [name, inWords(value)]));
    });
    const all = {
      NODE_OPTIONS: '--max-semi-space-size=8',
      SERVICE_NAME: 'canbao-test',
      METRIC_NAMESPACE: 'Canbao',
      TABLE_NAME: 'FactsTable',
    };
    expect(seen).toEqual([
      {
        ...all,
        WEBHOOK_SECRET_ARN_STANDARD: 'SecretsWebhookStandard',
        DATA_KEY_SECRET_ARN: 'SecretsDataKey',
      },
      {
        ...all,
        CODE_QUEUE_URL: 'CodesQueue',
        UPLOAD_QUEUE_URL: 'UploadsQueue',
        DATA_KEY_SECRET_ARN: 'SecretsDataKey',
        FALLBACK_MAILBOX: 'fallback@example.cn',
        REPLAY_QUEUE_URL: 'ReplaysQueue',
        CASE_LINK: 'https://hr.example.cn/{caseId}',
        SOURCES: 'standard',
      },
      {
        ...all,
        SENDER: '参保 <hr@mail.example.cn>',
        SENDS_PER_SECOND: '2.5',
        MAIL_TRANSPORT: 'ses',
        SES_CONFIGURATION_SET: 'MailFeedbackSet',
        FALLBACK_MAILBOX: 'fallback@example.cn',
      },
      { ...all, DATA_KEY_SECRET_ARN: 'SecretsDataKey' },
      { ...all, DATA_KEY_SECRET_ARN: 'SecretsDataKey' },
      { ...all, DIGEST_QUEUE_URL: 'DigestsQueue', FALLBACK_MAILBOX: 'fallback@example.cn' },
      {
        ...all,
        DIGEST_QUEUE_URL: 'DigestsQueue',
        DIGEST_DEAD_LETTER_QUEUE_URL: 'DigestsDeadLetters',
        SENDER: '参保 <hr@mail.example.cn>',
        // Two instances share the account's limit of five mails a second.
        SENDS_PER_SECOND: '2.5',
        MAIL_TRANSPORT: 'ses',
        SES_CONFIGURATION_SET: 'MailFeedbackSet',
        FALLBACK_MAILBOX: 'fallback@example.cn',
        CASE_LINK: 'https://hr.example.cn/{caseId}',
        PORTAL_URL: 'WebhooksApi.ApiEndpoint',
        SOURCES: 'standard',
      },
      { ...all, SOURCES: 'standard' },
      { ...all, RETENTION_YEARS: '10' },
      all,
    ]);
  });
});

describe('the stack with HR systems that have an API', () => {
  const { template: withApis } = synthesized({
    CANBAO_DASHBOARD: 'on',
    CANBAO_STAGE: 'test',
    CANBAO_SOURCES: 'feishu,bamboohr',
  });
  const variablesOf = (name: string) => {
    const { Properties } = onlyResource(withApis, 'AWS::Lambda::Function', 'FunctionName', name);
    const variables = Object.entries(Properties.Environment.Variables as Record<string, never>);
    return Object.fromEntries(variables.map(([variable, value]) => [variable, inWords(value)]));
  };

  test('fetches details in enrich-event, one message at a time', () => {
    expect(variablesOf('canbao-test-enrich-event')).toEqual({
      NODE_OPTIONS: '--max-semi-space-size=8',
      SERVICE_NAME: 'canbao-test',
      METRIC_NAMESPACE: 'Canbao',
      TABLE_NAME: 'FactsTable',
      API_SECRET_ARN_FEISHU: 'SecretsApiFeishu',
      API_SECRET_ARN_BAMBOOHR: 'SecretsApiBamboohr',
      DATA_KEY_SECRET_ARN: 'SecretsDataKey',
    });
    withApis.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  test('gives the allowed hosts of a setting to the functions that call APIs and to the portal', () => {
    const { template: with1 } = synthesized({
      CANBAO_SOURCES: 'feishu',
      CANBAO_API_HOSTS: 'feishu=feishu.example.cn',
    });
    const told = Object.values(with1.findResources('AWS::Lambda::Function')).flatMap(({ Properties }) =>
      Properties.Environment.Variables.API_HOSTS === 'feishu=feishu.example.cn'
        ? [Properties.FunctionName]
        : [],
    );
    expect(told.sort()).toEqual([
      'canbao-dev-enrich-event',
      'canbao-dev-pull-roster',
      'canbao-dev-staff-portal',
    ]);
  });

  test('gives receive-event the details queue, which does not exist without an API', () => {
    expect(variablesOf('canbao-test-receive-event')).toHaveProperty('DETAILS_QUEUE_URL', 'DetailsQueue');
    expect(JSON.stringify(template.toJSON())).not.toContain('DETAILS_QUEUE_URL');
    template.resourceCountIs('AWS::SQS::Queue', 11);
    withApis.resourceCountIs('AWS::SQS::Queue', 13);
  });

  test('pulls the rosters two and a half hours before the digests', () => {
    const pull = onlyResource(withApis, 'AWS::Scheduler::Schedule', 'Name', 'canbao-test-pull-roster');
    expect(pull.Properties).toMatchObject({
      ScheduleExpression: 'cron(0 6 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Shanghai',
      State: 'ENABLED',
    });
    expect(JSON.stringify(template.toJSON())).not.toContain('pull-roster"');
  });

  test('creates the API secrets empty and retains them', () => {
    for (const name of ['canbao/test/api/feishu', 'canbao/test/api/bamboohr']) {
      const secret = onlyResource(withApis, 'AWS::SecretsManager::Secret', 'Name', name);
      expect(secret).toMatchObject({ ...KEPT, Properties: { SecretString: '{}' } });
    }
  });

  test('alarms when details could not be fetched for an hour', () => {
    const queue = onlyResource(withApis, 'AWS::SQS::Queue', 'QueueName', 'canbao-test-details').Properties;
    expect(queue.RedrivePolicy.maxReceiveCount * queue.VisibilityTimeout).toBe(3600);
    onlyResource(withApis, 'AWS::CloudWatch::Alarm', 'AlarmName', 'canbao-test-DetailsSetAside');
    const [dashboard] = Object.values(withApis.findResources('AWS::CloudWatch::Dashboard'));
    expect(inWords(dashboard?.Properties.DashboardBody)).toContain('details set aside');
  });
});

describe('the secrets', () => {
  test.each(['canbao/test/webhook/standard', 'canbao/test/data-key'])(
    '%s is generated and retained',
    (name) => {
      const secret = onlyResource(template, 'AWS::SecretsManager::Secret', 'Name', name);
      expect(secret).toMatchObject(KEPT);
      expect(secret.Properties.GenerateSecretString).toEqual({
        SecretStringTemplate: '{}',
        GenerateStringKey: 'current',
        PasswordLength: 44,
        ExcludePunctuation: true,
      });
    },
  );

  test('are only these two with SES', () => {
    template.resourceCountIs('AWS::SecretsManager::Secret', 2);
  });
});

test('the outputs have what an administrator and the command line need', () => {
  expect(Object.keys(template.findOutputs('*')).sort()).toEqual([
    'AlarmTopicArn',
    'ApiUrl',
    'ApplyRetentionFunctionName',
    'CheckRunFunctionName',
    'ImportUploadFunctionName',
    'MailFeedbackFunctionName',
    'PlanDigestsFunctionName',
    'PortalUrl',
    'ReceiveEventFunctionName',
    'ReplayEventFunctionName',
    'SendDigestFunctionName',
    'SendSignInCodeFunctionName',
    'StaffPortalFunctionName',
    'TableName',
    'WebhookSecretArn',
  ]);
});

describe('an SES domain of the company', () => {
  const env = { CANBAO_SENDER: 'hr@mail.example.cn', CANBAO_SES_DOMAIN: 'example.cn' };
  const { template: withDomain } = synthesized(env);

  test('is a retained identity with DKIM', () => {
    withDomain.resourceCountIs('AWS::SES::EmailIdentity', 1);
    withDomain.hasResource('AWS::SES::EmailIdentity', {
      ...KEPT,
      // An identity without its own key uses Easy DKIM.
      Properties: { EmailIdentity: 'example.cn' },
    });
    template.resourceCountIs('AWS::SES::EmailIdentity', 0);
  });

  test('has its DNS records in the outputs', () => {
    const records = Object.entries(withDomain.findOutputs('*'))
      .filter(([id]) => id.startsWith('Dkim'))
      .map(([id, { Value }]) => [id, inWords(Value)]);
    expect(records).toEqual(
      [1, 2, 3].map((n) => [
        `DkimRecord${n}`,
        `MailIdentity.DkimDNSTokenName${n} CNAME MailIdentity.DkimDNSTokenValue${n}`,
      ]),
    );
  });

  test('uses the configuration set of a setting', () => {
    const { template: withSet } = synthesized({ ...env, CANBAO_SES_CONFIGURATION_SET: 'hr' });
    withSet.hasResourceProperties('AWS::SES::EmailIdentity', {
      ConfigurationSetAttributes: { ConfigurationSetName: 'hr' },
    });
  });
});

test.each([
  ['prod', true],
  ['dev', false],
  ['prod-2', false],
])('termination protection of stage %s is %s', (stage, isProtected) => {
  const { terminationProtection } = synthesized({ CANBAO_STAGE: stage });
  expect(terminationProtection).toBe(isProtected);
});

test('the stack composes constructs and defines no resource itself', () => {
  const source = readFileSync(new URL('../../infra/service-stack.ts', import.meta.url), 'utf8');
  const imports = [...source.matchAll(/^import (?:type )?\{([^}]*)\} from '([^']+)';$/gm)];
  const foreign = imports.filter(([, , from]) => !from?.startsWith('./'));
  expect(foreign.map(([, names, from]) => `${names?.trim()} from ${from}`)).toEqual([
    'CfnOutput, Duration, Stack from aws-cdk-lib',
    'Construct from constructs',
  ]);
  const composed = imports
    .filter(([, , from]) => from?.startsWith('./constructs/'))
    .flatMap(([, names]) => names?.split(',').map((name) => name.trim()) ?? []);
  const made = [...source.matchAll(/new (\w+)\(/g)].map(([, name]) => name);
  expect(made.filter((name) => name !== 'CfnOutput' && !composed.includes(name ?? ''))).toEqual([]);
});
