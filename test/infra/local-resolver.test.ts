import { describe, expect, it } from 'vitest';
import type { Assembly, Resource } from '../../infra/local/assembly/assembly.ts';
import type { Place } from '../../infra/local/assembly/place.ts';
import { createResolver } from '../../infra/local/assembly/resolver.ts';

const place: Place = {
  region: 'ap-southeast-1',
  account: '000000000000',
  queueOrigin: 'http://127.0.0.1:1',
  apiOrigin: 'http://127.0.0.1:2',
};

const resource = (logicalId: string, type: string, properties: object = {}): [string, Resource] => [
  logicalId,
  { logicalId, type, stackName: 'stack', properties: properties as Record<string, unknown> },
];

const assembly: Assembly = {
  directory: '/nowhere',
  resources: new Map([
    resource('Table', 'AWS::DynamoDB::Table', { TableName: { 'Fn::Sub': 'canbao-$' + '{Stage}' } }),
    resource('Queue', 'AWS::SQS::Queue'),
    resource('Secret', 'AWS::SecretsManager::Secret', { Name: 'canbao/webhook' }),
    resource('Function', 'AWS::Lambda::Function', { FunctionName: 'receive' }),
    resource('Topic', 'AWS::SNS::Topic'),
    resource('Key', 'AWS::KMS::Key'),
    resource('Group', 'AWS::Logs::LogGroup', { LogGroupName: '/aws/x' }),
  ]),
  conditions: new Map<string, unknown>([
    ['InChina', { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] }],
    ['Elsewhere', { 'Fn::Not': [{ Condition: 'InChina' }] }],
  ]),
  parameterDefaults: new Map([['Stage', 'dev']]),
  mappings: { Zones: { Asia: { name: 'Asia/Shanghai' } } },
  assets: new Map(),
  region: undefined,
};

const resolver = createResolver(assembly, place);
const sub = (text: string) => ({ 'Fn::Sub': text.replaceAll('{{', '$' + '{').replaceAll('}}', '}') });

describe('resolving what a template says', () => {
  it.each([
    ['a plain value', 'text', 'text'],
    ['a parameter by its default', { Ref: 'Stage' }, 'dev'],
    ['the account', { Ref: 'AWS::AccountId' }, '000000000000'],
    ['the region', { Ref: 'AWS::Region' }, 'ap-southeast-1'],
    ['a table', { Ref: 'Table' }, 'canbao-dev'],
    ['a queue, as its URL', { Ref: 'Queue' }, 'http://127.0.0.1:1/000000000000/stack-Queue'],
    ['a function', { Ref: 'Function' }, 'receive'],
    ['a log group', { Ref: 'Group' }, '/aws/x'],
    ['a topic, as its ARN', { Ref: 'Topic' }, 'arn:aws:sns:ap-southeast-1:000000000000:stack-Topic'],
    [
      'an attribute',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:ap-southeast-1:000000000000:table/canbao-dev',
    ],
    ['an attribute as text', { 'Fn::GetAtt': 'Queue.QueueName' }, 'stack-Queue'],
    ['a join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 1]] }, 'a-dev-1'],
    [
      'a select of a split',
      { 'Fn::Select': ['5', { 'Fn::Split': [':', { 'Fn::GetAtt': ['Queue', 'Arn'] }] }] },
      'stack-Queue',
    ],
    ['a substitution', sub('{{AWS::Partition}}/{{Table}}/{{Queue.QueueName}}'), 'aws/canbao-dev/stack-Queue'],
    ['a literal in a substitution', sub('{{!Table}}'), `$${'{Table}'}`],
    [
      'a substitution with variables',
      { 'Fn::Sub': [sub('{{what}} of {{Stage}}')['Fn::Sub'], { what: { Ref: 'Table' } }] },
      'canbao-dev of dev',
    ],
    ['a condition that holds', { 'Fn::If': ['Elsewhere', 'yes', 'no'] }, 'yes'],
    ['a condition that does not', { 'Fn::If': ['InChina', 'yes', 'no'] }, 'no'],
    ['a mapping', { 'Fn::FindInMap': ['Zones', 'Asia', 'name'] }, 'Asia/Shanghai'],
    [
      'values inside of lists and objects',
      { a: [{ Ref: 'Stage' }, { b: { Ref: 'Function' } }] },
      { a: ['dev', { b: 'receive' }] },
    ],
    [
      'no value, which leaves its property out',
      { a: 1, b: { Ref: 'AWS::NoValue' }, c: [{ Ref: 'AWS::NoValue' }, 2] },
      { a: 1, c: [2] },
    ],
    [
      'a policy statement with a condition of its own',
      { Condition: { StringEquals: { a: { Ref: 'Stage' } } } },
      { Condition: { StringEquals: { a: 'dev' } } },
    ],
  ])('%s', (_name, value, expected) => {
    expect(resolver.resolve(value, 'Function')).toEqual(expected);
  });

  it('gives a secret the ARN that it has in AWS, with six characters at its end', () => {
    expect(resolver.resolve({ Ref: 'Secret' }, 'Function')).toMatch(
      /^arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:canbao\/webhook-[a-z0-9]{6}$/,
    );
  });

  it('names ARNs of the partition in China', () => {
    const inChina = createResolver(assembly, { ...place, region: 'cn-north-1' });
    expect(inChina.resolve({ 'Fn::GetAtt': ['Function', 'Arn'] }, 'Table')).toBe(
      'arn:aws-cn:lambda:cn-north-1:000000000000:function:receive',
    );
    expect(inChina.resolve({ 'Fn::If': ['InChina', 'yes', 'no'] }, 'Table')).toBe('yes');
  });

  it.each([
    ['an unknown intrinsic', { 'Fn::ImportValue': 'x' }, 'Function uses Fn::ImportValue'],
    ['an unknown resource', { Ref: 'Gone' }, 'Function refers to Gone, which is not in the assembly'],
    ['an unknown attribute', { 'Fn::GetAtt': ['Table', 'Colour'] }, 'attribute Colour of Table'],
    ['an unknown condition', { 'Fn::If': ['Never', 1, 2] }, 'unknown condition Never'],
  ])('refuses %s by name', (_name, value, message) => {
    expect(() => resolver.resolve(value, 'Function')).toThrow(message);
  });
});
