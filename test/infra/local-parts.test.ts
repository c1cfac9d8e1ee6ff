import { describe, expect, it } from 'vitest';
import { needsOf } from '../../infra/local/gateway/needs.ts';
import { matchRoute } from '../../infra/local/http-api/routes.ts';
import { succeededIds } from '../../infra/local/queues/partial-failures.ts';
import { generateSecret } from '../../infra/local/secrets/generate-secret.ts';

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
    expect(succeededIds(invocation, ids, true)).toEqual(expected);
  });

  it('all, when the event source does not ask for failures', () => {
    expect(succeededIds(answered(failing('b')), ids, false)).toEqual(ids);
  });
});

describe('a route', () => {
  const keys = [
    'POST /hooks/{source}',
    'ANY /hooks/{source}',
    'POST /hooks/standard',
    'GET /files/{path+}',
    '$default',
  ];
  const routes = keys.map((routeKey) => ({ routeKey, apiId: 'api', target: 'f' }));
  it.each([
    ['POST', '/hooks/feishu', 'POST /hooks/{source}', { source: 'feishu' }],
    ['PUT', '/hooks/feishu', 'ANY /hooks/{source}', { source: 'feishu' }],
    ['POST', '/hooks/standard', 'POST /hooks/standard', {}],
    ['GET', '/files/a/b%20c', 'GET /files/{path+}', { path: 'a/b c' }],
    ['GET', '/files/', '$default', {}],
    ['POST', '/hooks/', '$default', {}],
  ])('for %s %s is %s', (method, path, routeKey, pathParameters) => {
    expect(matchRoute(routes, method, path)).toMatchObject({ route: { routeKey }, pathParameters });
  });

  it('there is none without a default', () => {
    expect(matchRoute(routes.slice(0, 4), 'GET', '/')).toBeUndefined();
  });
});

describe('a generated secret', () => {
  const options = {
    PasswordLength: 44,
    ExcludeCharacters: '',
    ExcludeLowercase: false,
    ExcludeUppercase: false,
    ExcludeNumbers: false,
    ExcludePunctuation: true,
    IncludeSpace: false,
  };

  it('has the length and the characters that the template asks for', () => {
    expect(generateSecret(options)).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{44}$/);
    expect(generateSecret({ ...options, ExcludeNumbers: true, ExcludeUppercase: true })).toMatch(
      /^[a-z]{44}$/,
    );
    expect(generateSecret(options)).not.toBe(generateSecret(options));
  });

  it('goes into the template under its key', () => {
    const inTemplate = { ...options, SecretStringTemplate: '{"user":"u"}', GenerateStringKey: 'password' };
    expect(JSON.parse(generateSecret(inTemplate))).toEqual({
      user: 'u',
      password: expect.stringMatching(/^\w{44}$/),
    });
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
    expect(needs('dynamodb', 'TransactGetItems', { TransactItems: [{ Get: { TableName: 't' } }] })).toEqual([
      { action: 'dynamodb:GetItem', resource: table },
    ]);
  });

  it('are of their own for batches of items, and those of one for batches of messages', () => {
    expect(needs('dynamodb', 'BatchGetItem', { RequestItems: { t: {} } })).toEqual([
      { action: 'dynamodb:BatchGetItem', resource: table },
    ]);
    expect(needs('sqs', 'SendMessageBatch', { QueueUrl: 'http://127.0.0.1:1/0/q' })).toEqual([
      { action: 'sqs:SendMessage', resource: 'arn:aws:sqs:ap-southeast-1:000000000000:q' },
    ]);
  });

  it('name the sender of a mail, and its configuration set', () => {
    const raw = Buffer.from('To: a@b.c\r\nFrom: =?utf-8?B?5Y+C?=\r\n <canbao@example.com>\r\n\r\nx').toString(
      'base64',
    );
    const form = new URLSearchParams({ 'RawMessage.Data': raw, ConfigurationSetName: 'set' });
    expect(needs('ses', 'SendRawEmail', form.toString()).map(({ resource }) => resource)).toEqual([
      'arn:aws:ses:ap-southeast-1:000000000000:identity/canbao@example.com',
      'arn:aws:ses:ap-southeast-1:000000000000:configuration-set/set',
    ]);
  });
});
