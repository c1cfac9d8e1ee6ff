import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEPLOYMENTS, RELEASED, withTemplate } from '../../infra/preflight/deployments.ts';
import {
  environmentProblems,
  nameProblems,
  namesIn,
  problemsOf,
  referenceProblems,
  sizeProblems,
  trustProblems,
} from '../../infra/preflight/judge.ts';
import { statefulIn, statefulProblems } from '../../infra/preflight/stateful.ts';
import type { Resource, Template } from '../../infra/preflight/template.ts';
import { synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

const everything = synthesized({ ...DEPLOYMENTS['SES, every source'] });
const china = synthesized({ ...DEPLOYMENTS['China, every source'] });
const templateOf = ({ template }: typeof everything) => template.toJSON() as Template;
const whole = templateOf(everything);

/** The template after the first resource of a type was changed. */
function changed(type: string, properties: Readonly<Record<string, unknown>>): Template {
  const [id, resource] = Object.entries(whole.Resources).find(([, { Type }]) => Type === type) ?? [];
  if (id === undefined || resource === undefined) throw new Error(`no ${type}`);
  const edited = { ...resource, Properties: { ...resource.Properties, ...properties } };
  return { ...whole, Resources: { ...whole.Resources, [id]: edited } };
}

describe.each([
  ['SES', everything],
  ['SMTP in China', china],
])('the largest deployment with %s', (_name, stack) => {
  test('has no preflight problem', () => {
    expect(namesIn(templateOf(stack)).length).toBeGreaterThan(40);
    expect(problemsOf(templateOf(stack))).toEqual([]);
  });

  test('uses non-ASCII text only in the environment of functions', () => {
    const { Resources, Outputs } = templateOf(stack);
    const rest = Object.values(Resources).map(({ Properties: { Environment: _, ...others } }) => others);
    expect(JSON.stringify([rest, Outputs])).toMatch(/^[ -~]*$/);
  });

  test('creates the permissions of a function before the function', () => {
    const resources = Object.entries(templateOf(stack).Resources);
    const policies = new Map(
      resources.flatMap(([id, { Type, Properties }]) =>
        Type === 'AWS::IAM::Policy'
          ? ((Properties.Roles ?? []) as { Ref: string }[]).map(({ Ref }) => [Ref, id] as const)
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
  const [one = [], two = []] = ['prod', 'prod-2'].map((stage) =>
    withTemplate({ ...RELEASED.ses, CANBAO_STAGE: stage }, namesIn),
  );
  expect(one.length).toBe(two.length);
  expect(one.filter((name) => two.includes(name))).toEqual([]);
});

describe('a preflight problem is found', () => {
  const long = 'x'.repeat(65);
  test.each<[string, (template: Template) => string[], Template, RegExp]>([
    [
      'a name that is too long',
      nameProblems,
      changed('AWS::Lambda::Function', { FunctionName: long }),
      /accept/,
    ],
    [
      'a name that is used twice',
      nameProblems,
      changed('AWS::SQS::Queue', {
        QueueName: namesIn(whole)
          .filter((n) => n.startsWith('AWS::SQS'))[1]
          ?.split(' ')[1],
      }),
      /two resources/,
    ],
    [
      'a secret that ends like an ARN',
      nameProblems,
      changed('AWS::SecretsManager::Secret', { Name: 'a/key-abcdef' }),
      /accept/,
    ],
    [
      'a variable of Lambda',
      environmentProblems,
      changed('AWS::Lambda::Function', { Environment: { Variables: { AWS_REGION: 'x' } } }),
      /refuses the variable AWS_REGION/,
    ],
    [
      'an environment that is too large',
      sizeProblems,
      changed('AWS::Lambda::Function', { Environment: { Variables: { A: 'x'.repeat(4_096) } } }),
      /environment: 4097, at most 4096/,
    ],
    [
      'a policy that is too large',
      sizeProblems,
      changed('AWS::IAM::Policy', { PolicyDocument: 'x'.repeat(10_240) }),
      /policy: 10242, at most 10240/,
    ],
    [
      'a reference to nothing',
      referenceProblems,
      changed('AWS::SQS::Queue', { X: { Ref: 'Gone' } }),
      /refers to Gone/,
    ],
    [
      'an attribute of nothing',
      referenceProblems,
      changed('AWS::SQS::Queue', { X: { 'Fn::GetAtt': ['Gone', 'Arn'] } }),
      /refers to Gone/,
    ],
    [
      'a substitution of nothing',
      referenceProblems,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: this is CloudFormation's own syntax
      changed('AWS::SQS::Queue', { X: { 'Fn::Sub': 'a${Gone}b${!Literal}${AWS::Region}' } }),
      /^\S+ refers to Gone, which does not exist$/,
    ],
    [
      'a role that anybody can assume',
      trustProblems,
      changed('AWS::IAM::Role', {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '*' } }],
        },
      }),
      /trust policy/,
    ],
  ])('%s', (_name, judge, template, problem) => {
    expect(judge(whole)).toEqual([]);
    expect(judge(template)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('an upgrade', () => {
  const released = JSON.parse(readFileSync('infra/preflight/released.json', 'utf8'));

  test.each(Object.keys(RELEASED))('from the last release keeps all stateful resources: %s', (name) => {
    expect(Object.keys(released[name]).length).toBeGreaterThan(10);
    expect(statefulProblems(released[name], withTemplate({ ...RELEASED[name] }, statefulIn))).toEqual([]);
  });

  const before = statefulIn(whole);
  const without = ({ Resources }: Template, type: string): Template => ({
    Resources: Object.fromEntries(Object.entries(Resources).filter(([, { Type }]) => Type !== type)),
  });
  const unprotected = (): Template => ({
    Resources: Object.fromEntries(
      Object.entries(whole.Resources).map(([id, resource]): [string, Resource] => {
        const { DeletionPolicy: _, ...rest } = resource;
        return [id, resource.Type === 'AWS::DynamoDB::Table' ? rest : resource];
      }),
    ),
  });
  const [attribute] = Object.values(whole.Resources)
    .filter(({ Type }) => Type === 'AWS::DynamoDB::Table')
    .map(({ Properties }) => Properties.AttributeDefinitions as readonly object[]);

  test.each<[string, Template, RegExp[]]>([
    ['that changes nothing has no problem', whole, []],
    [
      'that renames the table would replace it',
      changed('AWS::DynamoDB::Table', { TableName: 'other' }),
      [/replaced: TableName/],
    ],
    [
      'that changes the key of the table would replace it',
      changed('AWS::DynamoDB::Table', { KeySchema: [] }),
      [/replaced: KeySchema/],
    ],
    [
      'that adds an index has no problem',
      changed('AWS::DynamoDB::Table', {
        AttributeDefinitions: [...(attribute ?? []), { AttributeName: 'n', AttributeType: 'S' }],
      }),
      [],
    ],
    [
      'without the encryption key would delete it',
      without(whole, 'AWS::KMS::Key'),
      [/\(AWS::KMS::Key\) would be deleted or renamed/],
    ],
    [
      'that renames a secret would replace it',
      changed('AWS::SecretsManager::Secret', { Name: 'other' }),
      [/replaced: Name/],
    ],
    [
      'that unprotects the table would lose its deletion policy',
      unprotected(),
      [/lose its deletion policy RetainExceptOnCreate/],
    ],
  ])('%s', (_name, after, problems) => {
    const found = statefulProblems(before, statefulIn(after));
    expect(found).toEqual(problems.map((problem) => expect.stringMatching(problem)));
  });
});
