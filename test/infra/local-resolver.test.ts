import { describe, expect, it } from 'vitest';
import type { Assembly, Resource } from '../../infra/local/assembly/assembly.ts';
import { createResolver, type Place } from '../../infra/local/assembly/resolver.ts';

const place: Place = {
  region: 'ap-southeast-1',
  account: '000000000000',
  queueOrigin: 'http://127.0.0.1:1',
  apiOrigin: 'http://127.0.0.1:2',
};

const resource = (logicalId: string, type: string, properties: object = {}): [string, Resource] => [
  logicalId,
  { logicalId, type, properties: properties as Record<string, unknown> },
];

const assembly: Assembly = {
  resources: new Map([
    resource('Table', 'AWS::DynamoDB::Table', { TableName: sub('canbao-{{AWS::Region}}') }),
    resource('Queue', 'AWS::SQS::Queue', { QueueName: 'work' }),
    resource('Secret', 'AWS::SecretsManager::Secret', { Name: 'canbao/webhook' }),
    resource('Function', 'AWS::Lambda::Function', { FunctionName: 'receive' }),
    resource('Key', 'AWS::KMS::Key'),
    resource('Role', 'AWS::IAM::Role'),
    resource('Group', 'AWS::Logs::LogGroup', { LogGroupName: '/aws/x' }),
  ]),
  assets: new Map(),
  region: undefined,
};

const resolver = createResolver(assembly, place);

function sub(text: string) {
  return { 'Fn::Sub': text.replaceAll('{{', '$' + '{').replaceAll('}}', '}') };
}

describe('the resolver of template values', () => {
  it.each([
    ['a plain value', 'text', 'text'],
    ['the account', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['the region', { Ref: 'AWS::Region' }, 'ap-southeast-1'],
    ['the address suffix', { Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    ['a table', { Ref: 'Table' }, 'canbao-ap-southeast-1'],
    ['a queue, as its URL', { Ref: 'Queue' }, 'http://127.0.0.1:1/000000000000/work'],
    ['a function', { Ref: 'Function' }, 'receive'],
    ['a role without a name, as its logical id', { Ref: 'Role' }, 'Role'],
    ['a log group', { Ref: 'Group' }, '/aws/x'],
    [
      'an attribute',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:ap-southeast-1:000000000000:table/canbao-ap-southeast-1',
    ],
    ['the name of a queue', { 'Fn::GetAtt': ['Queue', 'QueueName'] }, 'work'],
    ['the ARN of a role', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'arn:aws:iam::000000000000:role/Role'],
    ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'Function' }, 1]] }, 'a-receive-1'],
    ['a substitution', sub('{{AWS::Partition}}/{{Table}}'), 'aws/canbao-ap-southeast-1'],
    [
      'values inside of lists and objects',
      { a: [{ Ref: 'AWS::Region' }, { b: { Ref: 'Function' } }] },
      { a: ['ap-southeast-1', { b: 'receive' }] },
    ],
    [
      'a policy statement with a condition of its own',
      { Condition: { StringEquals: { a: { Ref: 'Function' } } } },
      { Condition: { StringEquals: { a: 'receive' } } },
    ],
  ])('resolves %s', (_name, value, expected) => {
    expect(resolver.resolve(value, 'Function')).toEqual(expected);
  });

  it('gives a secret an ARN with six characters at its end, as in AWS', () => {
    expect(resolver.resolve({ Ref: 'Secret' }, 'Function')).toMatch(
      /^arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:canbao\/webhook-[a-z0-9]{6}$/,
    );
  });

  it('uses the Chinese partition in ARNs', () => {
    const inChina = createResolver(assembly, { ...place, region: 'cn-north-1' });
    expect(inChina.resolve({ 'Fn::GetAtt': ['Function', 'Arn'] }, 'Table')).toBe(
      'arn:aws-cn:lambda:cn-north-1:000000000000:function:receive',
    );
    expect(inChina.resolve({ Ref: 'AWS::URLSuffix' }, 'Table')).toBe('amazonaws.com.cn');
  });

  it.each([
    ['an unknown intrinsic', { 'Fn::ImportValue': 'x' }, 'Function uses Fn::ImportValue'],
    ['an intrinsic inside of a value', { a: [{ 'Fn::If': ['x', 1, 2] }] }, 'Function uses Fn::If'],
    ['an unknown resource', { Ref: 'Gone' }, 'Function refers to Gone, which is not in the assembly'],
    ['another pseudo parameter', { Ref: 'AWS::NoValue' }, 'refers to AWS::NoValue, which is not in'],
    ['an unknown attribute', { 'Fn::GetAtt': ['Table', 'Colour'] }, 'attribute Colour of Table'],
    ['a literal in a substitution', sub('{{!Table}}'), 'uses Fn::Sub with variables or literals'],
    ['a substitution with variables', { 'Fn::Sub': ['x', {}] }, 'uses Fn::Sub with variables or literals'],
  ])('rejects %s by name', (_name, value, message) => {
    expect(() => resolver.resolve(value, 'Function')).toThrow(message);
  });
});
