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

describe('succeededIds (which messages of a batch are deleted)', () => {
  const ids = ['a', 'b', 'c'];
  const answered = (payload?: unknown) =>
    ({ ok: true, requestId: 'r', payload: JSON.stringify(payload) }) as const;
  const failing = (...itemIdentifier: string[]) => ({
    batchItemFailures: itemIdentifier.map((id) => ({ itemIdentifier: id })),
  });

  it.each([
    ['returns all when the function answers nothing', answered(), ids],
    ['returns all when the function answers null', answered(null), ids],
    ['returns all when none failed', answered(failing()), ids],
    ['returns all but the failed ones', answered(failing('b')), ['a', 'c']],
    ['returns none when a failed id is not in the batch', answered(failing('b', 'x')), []],
    ['returns none when a failed id is empty', answered(failing('')), []],
    ['returns none when the answer has another shape', answered({ batchItemFailures: 'b' }), []],
    [
      'returns none when the invocation failed',
      { ok: false, requestId: 'r', error: { errorType: '', errorMessage: '' } } as const,
      [],
    ],
  ])('%s', (_name, invocation, expected) => {
    expect(succeededIds(invocation, ids)).toEqual(expected);
  });
});

describe('matchRoute', () => {
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
  ])('matches %s %s to %s', (method, path, routeKey, pathParameters) => {
    expect(matchRoute(routes, method, path)).toMatchObject({ route: { routeKey }, pathParameters });
  });

  it.each([
    ['POST', '/'],
    ['PUT', '/hooks/feishu'],
    ['POST', '/hooks/'],
    ['POST', '/hooks/x/y/z'],
  ])('matches nothing for %s %s', (method, path) => {
    expect(matchRoute(routes, method, path)).toBeUndefined();
  });
});

describe('generateSecret', () => {
  const options = {
    PasswordLength: 44,
    ExcludePunctuation: true,
    SecretStringTemplate: '{"user":"u"}',
    GenerateStringKey: 'password',
  } as const;

  it('has the length and characters that the template requires, under its key', () => {
    expect(JSON.parse(generateSecret(options))).toEqual({
      user: 'u',
      password: expect.stringMatching(/^[A-Za-z0-9]{44}$/),
    });
    expect(generateSecret(options)).not.toBe(generateSecret(options));
  });
});

describe('needsOf (the permissions that a call needs)', () => {
  const table = 'arn:aws:dynamodb:ap-southeast-1:000000000000:table/t';
  const needs = (service: string, action: string, body: unknown) =>
    needsOf({ service, action, body: typeof body === 'string' ? body : JSON.stringify(body) }, place);

  it('gives those of each part of a transaction', () => {
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

  it('gives batch permissions for items, and single permissions for messages', () => {
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
  ])('names the partitions of %s', (action, body, partitions) => {
    const named = needs('dynamodb', action, { TableName: 't', ...body });
    expect(named.map(({ partition }) => partition)).toEqual(partitions);
  });

  it('names no partition for a query of an index', () => {
    const body = { TableName: 't', IndexName: 'i', KeyConditionExpression: 'unitId = :unit' };
    expect(needs('dynamodb', 'Query', body)).toEqual([
      { action: 'dynamodb:Query', resource: `${table}/index/i` },
    ]);
  });

  it('names the sender of a mail', () => {
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

  it('rejects an unknown call, so that none is missed', () => {
    expect(() => needs('ses', 'SendRawEmail', '')).toThrow('with a Source');
    expect(() => needs('s3', 'GetObject', {})).toThrow('the permissions for s3:GetObject are not known');
  });
});

describe('startSweeping (deletes expired items)', () => {
  it('does not delay the start, reads a bounded page at a time, and ends with the stack', async () => {
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
    // The sweeping has started, although the first scan is still unanswered.
    const stopped = stops.run();
    release();
    await stopped;
    expect(limits).toEqual([1_000]);
  });
});
