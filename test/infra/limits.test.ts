import { afterAll, describe, expect, test } from 'vitest';
import { SOURCES } from '../../functions/sources/sources.ts';
import { synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

/**
 * What AWS refuses only when it is deployed: names that are too long or taken, policies and environments that are too
 * large. With the longest stage, every HR system and both ways out for mail.
 */
const LONGEST = 'a-long-stage-016';
const EVERYTHING = {
  CANBAO_SOURCES: [...SOURCES.keys()].join(','),
  CANBAO_ALARM_MAILBOX: 'ops@hr.example.cn',
  CANBAO_SENDER: `${'参保管家'.repeat(10)} <${'a'.repeat(64)}@${'mail.'.repeat(5)}hr.example.cn>`,
  CANBAO_SES_DOMAIN: 'example.cn',
  CANBAO_CASE_LINK: `https://hr.example.cn/${'a'.repeat(200)}/{caseId}`,
};
const ses = synthesized({ CANBAO_STAGE: LONGEST, ...EVERYTHING });
const { CANBAO_SES_DOMAIN: _, ...WITHOUT_SES } = EVERYTHING;
const smtp = synthesized({
  CANBAO_STAGE: LONGEST,
  ...WITHOUT_SES,
  CANBAO_REGION: 'cn-northwest-1',
  CANBAO_ACCOUNT: '123456789012',
  CANBAO_MAIL_TRANSPORT: 'smtp',
  CANBAO_SMTP: '{"host":"smtpdm.aliyun.com","port":465}',
});
afterAll(() => {
  ses.dispose();
  smtp.dispose();
});

interface Resource {
  readonly Type: string;
  readonly DependsOn?: string | readonly string[];
  readonly Properties: Readonly<Record<string, unknown>>;
}

const resourcesOf = ({ template }: typeof ses) => Object.entries<Resource>(template.toJSON().Resources);

/** By type: the property that names a resource in its account, and what AWS takes for it. */
const NAMES: Readonly<Record<string, readonly [property: string, allowed: RegExp]>> = {
  'AWS::ApiGatewayV2::Api': ['Name', /^.{1,128}$/],
  'AWS::CloudWatch::Alarm': ['AlarmName', /^[ -~]{1,255}$/],
  'AWS::CloudWatch::Dashboard': ['DashboardName', /^[\w-]{1,255}$/],
  'AWS::DynamoDB::Table': ['TableName', /^[\w.-]{3,255}$/],
  'AWS::KMS::Alias': ['AliasName', /^alias\/[\w/-]{1,249}$/],
  'AWS::Lambda::Function': ['FunctionName', /^[\w-]{1,64}$/],
  'AWS::Logs::LogGroup': ['LogGroupName', /^[\w./#-]{1,512}$/],
  'AWS::SNS::Topic': ['TopicName', /^[\w-]{1,256}$/],
  'AWS::SQS::Queue': ['QueueName', /^[\w-]{1,80}$/],
  'AWS::Scheduler::Schedule': ['Name', /^[\w.-]{1,64}$/],
  // A name that ends like the suffix of its own ARN cannot be told from it.
  'AWS::SecretsManager::Secret': ['Name', /^(?!.*-[A-Za-z0-9]{6}$)[\w/+=.@-]{1,512}$/],
};

/** `AWS::SQS::Queue canbao-test-digests` of every resource with a name of our choosing. */
function namesIn(stack: typeof ses): string[] {
  return resourcesOf(stack).flatMap(([, { Type, Properties }]) => {
    const [property = ''] = NAMES[Type] ?? [];
    return property in Properties ? [`${Type} ${Properties[property]}`] : [];
  });
}

describe.each([
  ['SES', ses],
  ['SMTP in China', smtp],
])('with the longest stage and %s', (_name, stack) => {
  test('every name is one that its service takes', () => {
    const names = namesIn(stack);
    expect(names.length).toBeGreaterThan(40);
    const refused = names.filter((name) => {
      const [type = '', ...rest] = name.split(' ');
      return !NAMES[type]?.[1].test(rest.join(' '));
    });
    expect(refused).toEqual([]);
  });

  test('no policy of a role and no environment of a function is too large', () => {
    for (const [id, { Type, Properties }] of resourcesOf(stack)) {
      // Written out, an ARN is no longer than its reference here.
      const text = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
      if (Type === 'AWS::IAM::Policy')
        expect([id, text(Properties.PolicyDocument) < 10_240]).toEqual([id, true]);
      if (Type !== 'AWS::Lambda::Function') continue;
      const { Variables } = Properties.Environment as { Variables: Readonly<Record<string, never>> };
      const bytes = Object.entries(Variables).map(([name, value]) => {
        // The ARN of a secret, and the URL of a queue, as long as they get.
        const length = typeof value === 'string' ? Buffer.byteLength(value) : 140;
        return name.length + length;
      });
      expect([id, bytes.reduce((sum, one) => sum + one, 0) < 4096]).toEqual([id, true]);
    }
  });

  test('nothing goes beyond ASCII but what functions are told', () => {
    const { Resources, Outputs } = stack.template.toJSON();
    const told = Object.values<Resource>(Resources).map(
      ({ Properties: { Environment: _told, ...rest } }) => rest,
    );
    expect(JSON.stringify([told, Outputs])).toMatch(/^[ -~]*$/);
  });

  test('a function waits for its rights, so that its first call has them', () => {
    const resources = resourcesOf(stack);
    const policies = new Map(
      resources.flatMap(([id, { Type, Properties }]) =>
        Type === 'AWS::IAM::Policy'
          ? (Properties.Roles as { Ref: string }[]).map(({ Ref }) => [Ref, id] as const)
          : [],
      ),
    );
    for (const [, { Type, Properties, DependsOn }] of resources) {
      if (Type !== 'AWS::Lambda::Function') continue;
      const role = inWords(Properties.Role as never).replace('.Arn', '');
      const [policy] = [...policies].filter(([of]) => of.startsWith(role)).map(([, id]) => id);
      expect([DependsOn].flat()).toContain(policy);
    }
  });
});

test('two stages in one account and region share no name', () => {
  const [one, two] = ['prod', 'prod-2'].map((stage) => {
    const stack = synthesized({ CANBAO_STAGE: stage, CANBAO_SOURCES: EVERYTHING.CANBAO_SOURCES });
    stack.dispose();
    return namesIn(stack);
  });
  expect(one?.length).toBe(two?.length);
  expect(one?.filter((name) => two?.includes(name))).toEqual([]);
});
