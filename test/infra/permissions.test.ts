import type { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { IN_CHINA, synthesized } from './synthesized.ts';
import { inWords, listOf, withoutHash } from './template-text.ts';

const inAws = synthesized();
const inChina = synthesized(IN_CHINA);
const withApis = synthesized({ CANBAO_SOURCES: 'standard,feishu,dingtalk' });

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: never;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, never>>>>;
}

/**
 * A statement as one line, such as `logs:CreateLogStream, logs:PutLogEvents on ReceiveEventLog.Arn`, followed by ` if
 * …` for conditions.
 */
function inShort({ Effect, Action, Resource, Condition = {} }: Statement): string {
  const conditions = Object.entries(Condition).flatMap(([operator, pairs]) =>
    Object.entries(pairs).map(([key, value]) => `${key} ${operator} ${inWords(value)}`),
  );
  const deny = Effect === 'Allow' ? '' : `${Effect} `;
  const suffix = conditions.length === 0 ? '' : ` if ${conditions.join(' and ')}`;
  return `${deny}${listOf(Action).join(', ')} on ${listOf<never>(Resource).map(inWords).join(', ')}${suffix}`;
}

/** The statements of each role, by the role's name. */
function permissions(template: Template): Record<string, string[]> {
  const table: Record<string, string[]> = {};
  for (const { Properties } of Object.values(template.findResources('AWS::IAM::Policy')))
    for (const { Ref } of Properties.Roles)
      table[withoutHash(Ref)] = Properties.PolicyDocument.Statement.map(inShort);
  return table;
}

const viaDynamo = 'if kms:ViaService StringEquals dynamodb.AWS::Region.AWS::URLSuffix';
const readingKey = `kms:Decrypt, kms:DescribeKey on FactsKey.Arn ${viaDynamo}`;
const writingKey =
  'kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey, kms:GenerateDataKeyWithoutPlaintext, ' +
  `kms:ReEncryptFrom, kms:ReEncryptTo on FactsKey.Arn ${viaDynamo}`;
/** The given actions on the table, limited to the given partitions. */
const inTable = (actions: string, ...partitions: readonly string[]) =>
  `${actions.replaceAll(/\w+/g, 'dynamodb:$&')} on FactsTable.Arn if dynamodb:LeadingKeys ForAllValues:StringLike ${partitions.join()}`;
/**
 * The permissions to read the settings, to write statements about units and sources (partition `STATED`), and to store
 * facts.
 */
const TAKING_IN = [
  inTable('PutItem, Query', 'STATED'),
  inTable('DeleteItem, PutItem, Query, UpdateItem', 'EMPLOYEE#*'),
];
const ownLog = (id: string) => `logs:CreateLogStream, logs:PutLogEvents on ${id}Log.Arn`;
const ses = (resource: string) => `arn:AWS::Partition:ses:AWS::Region:AWS::AccountId:${resource}`;
const CONFIGURATION_SET = ses('configuration-set/MailFeedbackSet');
const mailing = (configurationSet: string) =>
  `ses:SendRawEmail on ${configurationSet}, ${ses('identity/canbao@example.com')}, ` +
  `${ses('identity/example.com')} if ses:FromAddress StringEquals canbao@example.com`;
const consuming = (queue: string) =>
  'sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl, ' +
  `sqs:ReceiveMessage on ${queue}.Arn`;
const settingScheduleAside = 'sqs:SendMessage on ScheduleDeadLetters.Arn';

const EXPECTED = {
  ReceiveEventRole: [
    ownLog('ReceiveEvent'),
    inTable('GetItem, Query', 'REGISTRY'),
    ...TAKING_IN,
    inTable('UpdateItem', 'PERSON#*', 'QUARANTINE-COUNT#*'),
    inTable('GetItem, PutItem', 'DELIVERY#*', 'QUARANTINE#*'),
    inTable('GetItem', 'UNITFACT#*'),
    inTable('PutItem, UpdateItem', 'SOURCE#*'),
    inTable('PutItem', 'QUARANTINE-BODY#*'),
    writingKey,
    'secretsmanager:GetSecretValue on SecretsDataKey, SecretsWebhookStandard',
  ],
  PlanDigestsRole: [
    ownLog('PlanDigests'),
    inTable('Query', 'REGISTRY', 'STATED', 'UNKNOWN#*', 'MAIL-ADDRESS'),
    inTable('UpdateItem', 'RUN#*'),
    writingKey,
    'dynamodb:Query on FactsTable.Arn/index/byUnit',
    'sqs:SendMessage on DigestsQueue.Arn',
  ],
  SendDigestRole: [
    ownLog('SendDigest'),
    inTable(
      'Query',
      'REGISTRY',
      'UNITFACT#*',
      'ROSTER#*',
      'QUARANTINE#*',
      'QUARANTINE-COUNT#*',
      'SOURCE#*',
      'MAIL-ADDRESS',
    ),
    inTable('GetItem, PutItem, Query', 'STATED'),
    inTable('BatchGetItem, PutItem, Query, UpdateItem', 'EMPLOYEE#*'),
    inTable('BatchGetItem', 'PERSON#*'),
    inTable('BatchWriteItem, Query', 'UNKNOWN#*'),
    inTable('GetItem, UpdateItem', 'RUN#*'),
    inTable('PutItem, Query', 'RECIPIENT#*'),
    inTable('GetItem', 'SIGN-IN#*'),
    writingKey,
    'dynamodb:Query on FactsTable.Arn/index/byUnit',
    'sqs:SendMessage on DigestsDeadLetters.Arn, DigestsQueue.Arn',
    mailing(CONFIGURATION_SET),
    consuming('DigestsQueue'),
  ],
  StaffPortalRole: [
    ownLog('StaffPortal'),
    inTable('GetItem, Query', 'REGISTRY'),
    inTable('GetItem, PutItem, Query', 'STATED', 'UNITFACT#*', 'MAIL-ADDRESS'),
    inTable('BatchGetItem, DeleteItem, PutItem, Query, UpdateItem', 'EMPLOYEE#*'),
    inTable('BatchWriteItem, Query', 'ROSTER#*', 'UNKNOWN#*'),
    inTable('DeleteItem, GetItem, PutItem, Query, UpdateItem', 'SIGN-IN#*'),
    inTable('PutItem', 'DELIVERY#*'),
    inTable('UpdateItem', 'LIMIT#*'),
    inTable('PutItem, Query', 'ACTIVITY#*', 'ADMINISTRATION'),
    inTable('BatchGetItem', 'PERSON#*'),
    inTable('BatchWriteItem, GetItem, PutItem, Query', 'UPLOAD#*'),
    inTable('Query', 'SOURCE#*', 'RECIPIENT#*'),
    inTable('GetItem', 'RUN#*'),
    inTable('DeleteItem, Query', 'QUARANTINE#*'),
    inTable('DeleteItem', 'QUARANTINE-BODY#*'),
    writingKey,
    'dynamodb:Query on FactsTable.Arn/index/byUnit',
    'sqs:SendMessage on CodesQueue.Arn, ReplaysQueue.Arn, UploadsQueue.Arn',
    'secretsmanager:GetSecretValue on SecretsDataKey',
  ],
  SendSignInCodeRole: [
    ownLog('SendSignInCode'),
    inTable('Query', 'REGISTRY', 'STATED'),
    inTable('PutItem', 'SIGN-IN#*'),
    writingKey,
    mailing(CONFIGURATION_SET),
    consuming('CodesQueue'),
  ],
  ReplayEventRole: [
    ownLog('ReplayEvent'),
    inTable('GetItem, Query', 'REGISTRY'),
    ...TAKING_IN,
    inTable('UpdateItem', 'PERSON#*'),
    inTable('GetItem', 'UNITFACT#*'),
    inTable('GetItem, PutItem', 'DELIVERY#*'),
    inTable('DeleteItem, GetItem, UpdateItem', 'QUARANTINE#*'),
    inTable('DeleteItem, GetItem', 'QUARANTINE-BODY#*'),
    writingKey,
    'secretsmanager:GetSecretValue on SecretsDataKey',
    consuming('ReplaysQueue'),
  ],
  MailFeedbackRole: [
    ownLog('MailFeedback'),
    inTable('Query', 'REGISTRY'),
    inTable('PutItem, Query', 'STATED'),
    inTable('PutItem, Query, UpdateItem', 'EMPLOYEE#*'),
    inTable('GetItem, PutItem', 'MAIL-ADDRESS'),
    inTable('UpdateItem', 'RUN#*'),
    writingKey,
    consuming('MailFeedbackQueue'),
  ],
  ImportUploadRole: [
    ownLog('ImportUpload'),
    inTable('Query', 'REGISTRY'),
    inTable('GetItem, PutItem, Query', 'STATED'),
    inTable('PutItem, Query, UpdateItem', 'EMPLOYEE#*'),
    inTable('BatchGetItem', 'PERSON#*'),
    inTable('PutItem, Query', 'UNITFACT#*'),
    inTable('BatchWriteItem, Query', 'UNKNOWN#*', 'ROSTER#*'),
    inTable('BatchWriteItem, GetItem, PutItem, Query', 'UPLOAD#*'),
    inTable('PutItem', 'ACTIVITY#*'),
    writingKey,
    'dynamodb:Query on FactsTable.Arn/index/byUnit',
    'secretsmanager:GetSecretValue on SecretsDataKey',
    consuming('UploadsQueue'),
  ],
  CheckRunRole: [ownLog('CheckRun'), inTable('Query', 'REGISTRY', 'STATED', 'RUN#*', 'SOURCE#*'), readingKey],
  ApplyRetentionRole: [
    ownLog('ApplyRetention'),
    inTable('Query', 'REGISTRY'),
    inTable('GetItem, PutItem, Query', 'STATED'),
    inTable('DeleteItem, PutItem, Query, UpdateItem', 'EMPLOYEE#*'),
    inTable('DeleteItem, UpdateItem', 'PERSON#*'),
    inTable('PutItem, Query', 'UNITFACT#*', 'ACTIVITY#*'),
    inTable('BatchWriteItem, Query', 'UNKNOWN#*', 'ROSTER#*'),
    inTable('PutItem', 'ADMINISTRATION'),
    writingKey,
    'dynamodb:Query on FactsTable.Arn/index/byUnit',
  ],
  SchedulePlanRole: ['lambda:InvokeFunction on PlanDigestsFunction.Arn', settingScheduleAside],
  ScheduleCheckRole: ['lambda:InvokeFunction on CheckRunFunction.Arn', settingScheduleAside],
  ScheduleRetainRole: ['lambda:InvokeFunction on ApplyRetentionFunction.Arn', settingScheduleAside],
};

test('every role has exactly these permissions', () => {
  expect(permissions(inAws.template)).toEqual(EXPECTED);
});

test('with SMTP, send-digest may read the login and cannot use SES', () => {
  const inSes = EXPECTED.SendDigestRole.filter((line) => !line.startsWith('ses:'));
  const seen = permissions(inChina.template).SendDigestRole ?? [];
  expect(seen.filter((line) => line.startsWith('secretsmanager:'))).toEqual([
    'secretsmanager:GetSecretValue on MailSmtp',
  ]);
  expect(seen.some((line) => line.startsWith('ses:'))).toBe(false);
  expect(seen).toHaveLength(inSes.length + 1);
});

test('with HR systems that have APIs, receive-event may queue details and enrich-event may fetch them', () => {
  const seen = permissions(withApis.template);
  expect(seen.ReceiveEventRole?.slice(-2)).toEqual([
    'secretsmanager:GetSecretValue on SecretsDataKey, SecretsWebhookDingtalk, SecretsWebhookFeishu, SecretsWebhookStandard',
    'sqs:SendMessage on DetailsQueue.Arn',
  ]);
  expect(seen.EnrichEventRole).toEqual([
    ownLog('EnrichEvent'),
    inTable('Query', 'REGISTRY'),
    ...TAKING_IN,
    inTable('UpdateItem', 'PERSON#*'),
    writingKey,
    'secretsmanager:GetSecretValue on SecretsApiDingtalk, SecretsApiFeishu, SecretsDataKey',
    consuming('DetailsQueue'),
  ]);
});

test('with HR systems that have APIs, pull-roster may fetch and store rosters, and its schedule may call it', () => {
  const seen = permissions(withApis.template);
  expect(seen.PullRosterRole).toEqual([
    ownLog('PullRoster'),
    inTable('Query', 'REGISTRY'),
    ...TAKING_IN,
    inTable('UpdateItem', 'PERSON#*'),
    inTable('BatchWriteItem, Query', 'ROSTER#*'),
    writingKey,
    'dynamodb:Query on FactsTable.Arn/index/byUnit',
    'secretsmanager:GetSecretValue on SecretsApiDingtalk, SecretsApiFeishu, SecretsDataKey',
  ]);
  expect(seen.SchedulePullRole).toEqual([
    'lambda:InvokeFunction on PullRosterFunction.Arn',
    settingScheduleAside,
  ]);
});

test.each([
  ['AWS', inAws],
  ['China', inChina],
  ['a deployment with APIs', withApis],
])('no role in %s has a managed policy, an inline policy or a wildcard', (_, { template }) => {
  for (const { Properties } of Object.values(template.findResources('AWS::IAM::Role'))) {
    expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    expect(Properties).not.toHaveProperty('Policies');
  }
  for (const lines of Object.values(permissions(template)))
    for (const line of lines) expect(line.replace(/ if dynamodb:LeadingKeys .*/, '')).not.toContain('*');
});

test.each([
  ['AWS', inAws],
  ['China', inChina],
  ['a deployment with APIs', withApis],
])('no role in %s may write the registry’s settings or the whole table', (_, { template }) => {
  const ofTable = Object.values(permissions(template))
    .flat()
    .filter((line) => /^dynamodb:.* on FactsTable\.Arn( |$)/.test(line));
  for (const line of ofTable) {
    expect(line).toMatch(/ if dynamodb:LeadingKeys ForAllValues:StringLike /);
    if (/PutItem|UpdateItem|DeleteItem|BatchWriteItem/.test(line)) expect(line).not.toMatch(/\bREGISTRY\b/);
  }
  expect(ofTable.length).toBeGreaterThan(20);
});

/** The statement that allows send-digest to send mail. */
function mailPermission(env: Readonly<Record<string, string>>): string | undefined {
  const { template } = synthesized(env);
  return permissions(template).SendDigestRole?.find((line) => line.startsWith('ses:'));
}

test('mail may be sent by the identity of the address, its domain or any domain above it', () => {
  const sender = '参保管家 <HR+canbao@Mail.hr.example.com.cn>';
  expect(mailPermission({ CANBAO_SENDER: sender })).toBe(
    `ses:SendRawEmail on ${[
      CONFIGURATION_SET,
      ses('identity/HR+canbao@Mail.hr.example.com.cn'),
      ses('identity/com.cn'),
      ses('identity/example.com.cn'),
      ses('identity/hr.example.com.cn'),
      ses('identity/mail.hr.example.com.cn'),
    ].join(', ')} if ses:FromAddress StringEquals HR+canbao@Mail.hr.example.com.cn`,
  );
});

test('mail may be sent only with the configuration set of a setting', () => {
  expect(mailPermission({ CANBAO_SES_CONFIGURATION_SET: 'hr-mail' })).toBe(
    mailing(ses('configuration-set/hr-mail')),
  );
});

test('each role can be assumed by one service, the schedules only for this account', () => {
  const trust = Object.entries(inAws.template.findResources('AWS::IAM::Role')).map(([id, { Properties }]) => {
    const [statement] = Properties.AssumeRolePolicyDocument.Statement;
    const { Principal, Condition } = statement;
    return `${withoutHash(id)}: ${Principal.Service} ${inWords(Condition?.StringEquals['aws:SourceAccount'] ?? '')}`.trim();
  });
  expect(trust).toEqual([
    'ReceiveEventRole: lambda.amazonaws.com',
    'StaffPortalRole: lambda.amazonaws.com',
    'SendSignInCodeRole: lambda.amazonaws.com',
    'ImportUploadRole: lambda.amazonaws.com',
    'ReplayEventRole: lambda.amazonaws.com',
    'PlanDigestsRole: lambda.amazonaws.com',
    'SendDigestRole: lambda.amazonaws.com',
    'CheckRunRole: lambda.amazonaws.com',
    'ApplyRetentionRole: lambda.amazonaws.com',
    'MailFeedbackRole: lambda.amazonaws.com',
    'SchedulePlanRole: scheduler.amazonaws.com AWS::AccountId',
    'ScheduleCheckRole: scheduler.amazonaws.com AWS::AccountId',
    'ScheduleRetainRole: scheduler.amazonaws.com AWS::AccountId',
  ]);
});
