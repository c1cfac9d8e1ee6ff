import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CelEngine, TemplateFile } from '@aws/cloudformation-validate';
import { type App, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { SOURCES } from '../../functions/sources/sources.ts';
import { IN_CHINA, synthesized } from './synthesized.ts';

const CHINA = { region: 'cn-north-1', partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' };

const OWN_DOMAIN = {
  CANBAO_STAGE: 'a-long-stage-016',
  CANBAO_DASHBOARD: 'on',
  CANBAO_SENDER: 'hr@mail.example.cn',
  CANBAO_SES_DOMAIN: 'example.cn',
  CANBAO_ALARM_MAILBOX: 'ops@example.cn',
};

const engine = new CelEngine();
afterAll(() => engine.free());

describe.each([
  ['AWS with SES', {}, {}],
  ['AWS with a domain of its own', OWN_DOMAIN, {}],
  ['China with SMTP', IN_CHINA, { pseudoParameterOverrides: CHINA }],
  [
    'AWS, hardened',
    { ...OWN_DOMAIN, CANBAO_HARDENED: 'on', CANBAO_SOURCES: [...SOURCES.keys()].join(',') },
    {},
  ],
  ['China, hardened', { ...IN_CHINA, CANBAO_HARDENED: 'on' }, { pseudoParameterOverrides: CHINA }],
  [
    'China with every HR system',
    { ...IN_CHINA, CANBAO_SOURCES: [...SOURCES.keys()].join(',') },
    { pseudoParameterOverrides: CHINA },
  ],
])('the stack in %s', (_, env, config) => {
  let synthesis: string | undefined;
  const template = () => {
    synthesis ??= synthesized(env, (app) => [new AwsSolutionsChecks(app)]).text;
    return synthesis;
  };

  test('passes cdk-nag’s AWS Solutions checks, or gives a reason at the construct', () => {
    expect(template).not.toThrow();
  });

  test('is a template that CloudFormation accepts', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'canbao-template-')), 'template.json');
    onTestFinished(() => rmSync(dirname(file), { recursive: true }));
    writeFileSync(file, template());
    const { status, diagnostics } = engine.validateStandard(new TemplateFile(file), config);
    expect(status).toBe('OK');
    const serious = diagnostics.filter(({ severity }) => severity === 'ERROR' || severity === 'FATAL');
    expect(
      serious.map(({ ruleId, entity, message }) => `${ruleId} ${entity?.logicalId}: ${message}`),
    ).toEqual([]);
  });

  test('writes neither the partition nor the address suffix of AWS proper into its resources', () => {
    const { Resources } = JSON.parse(template());
    // Names of AWS services end in amazonaws.com in China too.
    const said = JSON.stringify(Resources).replaceAll(/"(Service|Principal)":"[a-z]+\.amazonaws\.com"/g, '');
    expect(said).not.toContain('amazonaws.com');
    expect(said).not.toContain('arn:aws:');
  });
});

test('the stack passes the checks when settings name region and account too', () => {
  const env = { ...OWN_DOMAIN, CANBAO_REGION: 'ap-southeast-1', CANBAO_ACCOUNT: '123456789012' };
  synthesized(env, (app) => [new AwsSolutionsChecks(app)]);
});

test('an unacknowledged finding stops synthesis', () => {
  const withBareQueue = (app: App) => {
    new Queue(new Stack(app, 'another'), 'Bare');
    return [new AwsSolutionsChecks(app)];
  };
  expect(() => synthesized({}, withBareQueue)).toThrow('AwsSolutions-SQS4');
});
