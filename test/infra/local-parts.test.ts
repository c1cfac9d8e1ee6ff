import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../infra/local/deployment.ts';
import { needsOf } from '../../infra/local/gateway/recorder.ts';
import { matchRoute } from '../../infra/local/http-api/routes.ts';
import { succeededIds } from '../../infra/local/queues/event-sources.ts';
import { generateSecret } from '../../infra/local/secrets/secret-store.ts';
import { type Clients, startSweeping } from '../../infra/local/services.ts';
import { createStops } from '../../infra/local/stops.ts';

const place = {
  region: 'ap-southeast-1',
  account: '000000000000',
  queueOrigin: 'http://127.0.0.1:1',
  apiOrigin: 'http://127.0.0.1:2',
};

describe('which messages of a batch are deleted', () => {
  const ids = ['a', 'b', 'c'];
  const answered = (payload?: unknown) =>
    ({ ok: true, requestId: 'r', payload: JSON.stringify(payload) }) as const;
  const failing = (...itemIdentifier: string[]) => ({
    batchItemFailures: itemIdentifier.map((id) => ({ itemIdentifier: id })),
  });

  it.each([
    ['all, when it says nothing', answered(), ids],
    ['all, when it says null', answered(null), ids],
    ['all, when none failed', answered(failing()), ids],
    ['all but those named', answered(failing('b')), ['a', 'c']],
    ['none, when it names one that is not in the batch', answered(failing('b', 'x')), []],
    ['none, when it names an empty one', answered(failing('')), []],
    ['none, when its answer is of another shape', answered({ batchItemFailures: 'b' }), []],
    [
      'none, when it failed',
      { ok: false, requestId: 'r', error: { errorType: '', errorMessage: '' } } as const,
      [],
    ],
  ])('%s', (_name, invocation, expected) => {
    expect(succeededIds(invocation, ids)).toEqual(expected);
  });
});

describe('a route', () => {
  const keys = [
    'POST /hooks/{source}',
    'GET /hooks/{source}',
    'POST /hooks/{source}/{key}',
    'POST /hooks/standard',
    'GET /',
    'GET /{proxy+}',
  ];
  const routes = keys.map((routeKey) => ({ routeKey, apiId: 'api', target: 'f' }));
  it.each([
    ['POST', '/hooks/feishu', 'POST /hooks/{source}', { source: 'feishu' }],
    ['GET', '/hooks/feishu', 'GET /hooks/{source}', { source: 'feishu' }],
    ['POST', '/hooks/standard', 'POST /hooks/standard', {}],
    ['GET', '/', 'GET /', {}],
    ['GET', '/cases/a', 'GET /{proxy+}', { proxy: 'cases/a' }],
    ['GET', '/hooks/x/y/z', 'GET /{proxy+}', { proxy: 'hooks/x/y/z' }],
    ['POST', '/hooks/x/b%20c', 'POST /hooks/{source}/{key}', { source: 'x', key: 'b c' }],
  ])('for %s %s is %s', (method, path, routeKey, pathParameters) => {
    expect(matchRoute(routes, method, path)).toMatchObject({ route: { routeKey }, pathParameters });
  });

  it.each([
    ['POST', '/'],
    ['PUT', '/hooks/feishu'],
    ['POST', '/hooks/'],
    ['POST', '/hooks/x/y/z'],
  ])('there is none for %s %s', (method, path) => {
    expect(matchRoute(routes, method, path)).toBeUndefined();
  });
});

describe('a generated secret', () => {
  const options = {
    PasswordLength: 44,
    ExcludePunctuation: true,
    SecretStringTemplate: '{"user":"u"}',
    GenerateStringKey: 'password',
  } as const;

  it('has the length and the characters that the template asks for, under its key', () => {
    expect(JSON.parse(generateSecret(options))).toEqual({
      user: 'u',
      password: expect.stringMatching(/^[A-Za-z0-9]{44}$/),
    });
    expect(generateSecret(options)).not.toBe(generateSecret(options));
  });
});

describe('the rights that a call needs', () => {
  const table = 'arn:aws:dynamodb:ap-southeast-1:000000000000:table/t';
  const needs = (service: string, action: string, body: unknown) =>
    needsOf({ service, action, body: typeof body === 'string' ? body : JSON.stringify(body) }, place);

  it('are those of the parts of a transaction', () => {
    const parts = ['Put', 'Update', 'Delete', 'ConditionCheck'].map((part) => ({
      [part]: { TableName: 't' },
    }));
    expect(needs('dynamodb', 'TransactWriteItems', { TransactItems: parts })).toEqual(
      ['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map((action) => ({
        action: `dynamodb:${action}`,
        resource: table,
      })),
    );
  });

  it('are of their own for batches of items, and those of one for batches of messages', () => {
    expect(needs('dynamodb', 'BatchGetItem', { RequestItems: { t: {} } })).toEqual([
      { action: 'dynamodb:BatchGetItem', resource: table },
    ]);
    expect(needs('sqs', 'SendMessageBatch', { QueueUrl: 'http://127.0.0.1:1/0/q' })).toEqual([
      { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:ap-southeast-1:000000000000:q' },
    ]);
  });

  const key = (pk: string) => ({ Key: { pk: { S: pk }, sk: { S: 'x' } } });
  it.each<[string, object, readonly string[]]>([
    ['GetItem', key('A#1'), ['A#1']],
    ['PutItem', { Item: { pk: { S: 'B' }, sk: { S: 'x' } } }, ['B']],
    [
      'Query',
      {
        KeyConditionExpression: 'pk = :of AND begins_with(sk, :a)',
        ExpressionAttributeValues: { ':a': { S: 'no' }, ':of': { S: 'C#2' } },
      },
      ['C#2'],
    ],
    ['TransactWriteItems', { TransactItems: [{ Update: key('D') }, { Delete: key('E') }] }, ['D', 'E']],
    ['BatchGetItem', { RequestItems: { t: { Keys: [key('F').Key, key('G').Key] } } }, ['F', 'G']],
    [
      'BatchWriteItem',
      { RequestItems: { t: [{ DeleteRequest: key('H') }, { PutRequest: { Item: key('I').Key } }] } },
      ['H', 'I'],
    ],
  ])('name the partitions of %s', (action, body, partitions) => {
    const named = needs('dynamodb', action, { TableName: 't', ...body });
    expect(named.map(({ partition }) => partition)).toEqual(partitions);
  });

  it('name no partition of the table where an index is asked', () => {
    const body = { TableName: 't', IndexName: 'i', KeyConditionExpression: 'unitId = :unit' };
    expect(needs('dynamodb', 'Query', body)).toEqual([
      { action: 'dynamodb:Query', resource: `${table}/index/i` },
    ]);
  });

  it('name the sender of a mail', () => {
    const form = new URLSearchParams({ 'RawMessage.Data': '', Source: 'canbao@example.com' });
    expect(needs('ses', 'SendRawEmail', form.toString())).toEqual([
      {
        action: 'ses:SendRawEmail',
        resource: 'arn:aws:ses:ap-southeast-1:000000000000:identity/canbao@example.com',
      },
    ]);
    form.set('ConfigurationSetName', 'set');
    expect(needs('ses', 'SendRawEmail', form.toString()).map(({ resource }) => resource.slice(40))).toEqual([
      'identity/canbao@example.com',
      'configuration-set/set',
    ]);
  });

  it('are refused where they are not known, so that no call goes unnoticed', () => {
    expect(() => needs('ses', 'SendRawEmail', '')).toThrow('with a Source');
    expect(() => needs('s3', 'GetObject', {})).toThrow('the permissions for s3:GetObject are not known');
  });
});

describe('sweeping what has lapsed', () => {
  it('holds no start up, reads a bounded page at a time, and ends with the stack', async () => {
    const dynamodb = new DynamoDBClient({ region: 'local', endpoint: place.apiOrigin });
    const limits: unknown[] = [];
    const { promise: opened, resolve: release } = Promise.withResolvers<void>();
    dynamodb.middlewareStack.add(
      () => async (args) => {
        limits.push((args.input as { Limit?: number }).Limit);
        await opened;
        const output = { Items: [], LastEvaluatedKey: { pk: { S: 'more' } }, $metadata: {} };
        return { output, response: undefined };
      },
      { step: 'initialize' },
    );
    const table = { create: { TableName: 'T' }, keyNames: ['pk'], ttlAttribute: 'expiresAt' };
    const stops = createStops();
    startSweeping(
      { dynamodb } as unknown as Clients,
      { tables: [table] } as unknown as Deployment,
      stops,
      expect.unreachable,
    );
    // Without an answer it is started all the same.
    const stopped = stops.run();
    release();
    await stopped;
    expect(limits).toEqual([1_000]);
  });
});
