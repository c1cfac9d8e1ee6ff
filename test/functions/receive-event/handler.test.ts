import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamodbEmployees } from '../../../functions/adapters/dynamodb/employees.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import { bundleInto } from '../../../infra/constructs/bundled-code.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { type LocalServer, localServer } from '../../support/local-server.ts';
import { eventText, SECRET, signedRequest } from '../../support/signed-request.ts';

const outdir = mkdtempSync(join(tmpdir(), 'canbao-handler-'));
const dynamodb = await dynamodbForFile();
/** A server that answers GetSecretValue. */
let secrets: LocalServer;
let environment: Readonly<Record<string, string>>;
beforeAll(async () => {
  bundleInto(outdir, join(import.meta.dirname, '../../../functions/receive-event/handler.ts'));
  const keys: Record<string, string> = {
    'arn:webhook': SECRET,
    'arn:path-key': PATH_KEY,
    'arn:data-key': SECRET,
  };
  secrets = await localServer((_, body, response) => {
    const SecretString = JSON.stringify({ current: keys[JSON.parse(body).SecretId] });
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ SecretString }));
  });
  environment = {
    TABLE_NAME: await dynamodb.newTable(),
    WEBHOOK_SECRET_ARN_STANDARD: 'arn:webhook',
    WEBHOOK_SECRET_ARN_CLOUDEVENTS: 'arn:webhook',
    WEBHOOK_SECRET_ARN_XINRENXINSHI: 'arn:path-key',
    DATA_KEY_SECRET_ARN: 'arn:data-key',
    AWS_REGION: dynamodb.settings.region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    SERVICE_NAME: 'canbao-test',
    METRIC_NAMESPACE: 'Canbao',
  };
});
afterAll(async () => {
  await secrets.stop();
  rmSync(outdir, { recursive: true, force: true });
});

const CLOUDEVENT = { 'content-type': 'application/cloudevents+json' };
const PATH_KEY = 'k3yForTheTestsOf32CharactersLong';
const HIRE = { employeeId: 'E1', unitId: 'U1', name: '张三', hiredOn: '2026-11-20' };

describe('the deployed receive-event function', () => {
  test('answers with JSON after the commit, and logs and counts without names', async () => {
    const body = eventText('employee.hired', {
      ...HIRE,
      identity: { type: 'passport', number: 'E12345678' },
    });
    const { answers, printed } = await invoke(environment, [
      gatewayEvent(body, 'm1'),
      gatewayEvent(body, 'm1'),
      gatewayEvent(body, 'm2', { isBase64Encoded: true, body: Buffer.from(body).toString('base64') }),
      gatewayEvent('{}', 'm3'),
      gatewayEvent(body, 'm4', { routeKey: 'POST /hooks/nobody' }),
      gatewayEvent(body, 'm5', { headers: {} }),
    ]);
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect(answers.map(({ statusCode, body }) => [statusCode, JSON.parse(body)])).toEqual([
      [202, { status: 'accepted', facts: ['standard:m1'] }],
      [200, { status: 'duplicate' }],
      [202, { status: 'accepted', facts: ['standard:m2'] }],
      [202, { status: 'quarantined', problems: expect.arrayContaining([expect.stringMatching(/^type: /)]) }],
      [404, { error: { code: 'unknown-source', message: expect.any(String) } }],
      [401, { error: { code: 'missing-headers', message: expect.any(String) } }],
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ headers });
    const { facts } = await dynamodbEmployees(dynamodb.client, environment.TABLE_NAME ?? '').load('E1');
    expect(facts.map(({ factId }) => factId).sort()).toEqual(['standard:m1', 'standard:m2']);
    expect(printed).toContain('"EventAccepted":1');
    expect(printed).toContain('"deliveryId":"m1"');
    expect(printed).not.toMatch(/张三|E12345678/);
  });

  test('answers each sender in its own form, and knows only sources with a secret', async () => {
    const message = { type: 'verify', messageId: 'v1' };
    const data = { ...HIRE, employeeId: 'E2' };
    const event = { specversion: '1.0', id: '1', source: '/hr', type: 'employee.hired', data };
    const { answers } = await invoke(environment, [
      gatewayEvent(JSON.stringify(message), 'm1', {
        headers: { 'content-type': 'application/json' },
        routeKey: 'POST /hooks/0123456789abcdef/xinrenxinshi/{key}',
        pathParameters: { key: PATH_KEY },
      }),
      gatewayEvent(JSON.stringify(event), 'm2', { routeKey: 'POST /hooks/cloudevents' }, CLOUDEVENT),
      gatewayEvent('', 'm3', {
        requestContext: { http: { method: 'OPTIONS', sourceIp: '203.0.113.9' } },
        headers: { 'webhook-request-origin': 'bus.example.com' },
        routeKey: 'OPTIONS /hooks/cloudevents',
      }),
      gatewayEvent('', 'm4', {
        requestContext: { http: { method: 'GET', sourceIp: '203.0.113.9' } },
      }),
      gatewayEvent('{}', 'm5', { routeKey: 'POST /hooks/wecom' }),
    ]);
    expect(answers).toMatchObject([
      { statusCode: 200, body: '{"message":"success"}' },
      { statusCode: 202, body: '{"status":"accepted","facts":["cloudevents:/hr|1"]}' },
      { statusCode: 200, body: '', headers: { 'webhook-allowed-origin': 'bus.example.com' } },
      { statusCode: 405, headers: { allow: 'POST' } },
      { statusCode: 404 },
    ]);
    expect(answers.at(-1)?.body).not.toMatch(/standard|xinrenxinshi|cloudevents/);
  });

  test('asks the sender to try again while the table or the secrets cannot be reached', async () => {
    const none = { AWS_MAX_ATTEMPTS: '1' };
    const noTable = { ...environment, ...none, TABLE_NAME: 'no-such-table' };
    const noSecret = { ...environment, ...none, DATA_KEY_SECRET_ARN: 'arn:nothing' };
    for (const variables of [noTable, noSecret]) {
      const { answers } = await invoke(variables, [gatewayEvent(eventText('employee.hired', HIRE), 'm9')]);
      expect(answers).toMatchObject([{ statusCode: 503, headers: { 'retry-after': '30' } }]);
    }
  });

  test.each([
    ['TABLE_NAME', 'TABLE_NAME: '],
    ['WEBHOOK_SECRET_ARN_', 'no variable WEBHOOK_SECRET_ARN_…'],
    ['DATA_KEY_SECRET_ARN', 'DATA_KEY_SECRET_ARN: '],
  ])('does not start without %s, and names it', async (name, named) => {
    const without = Object.entries(environment).filter(([variable]) => !variable.startsWith(name));
    const { failed } = await invoke(Object.fromEntries(without), []);
    expect(failed).toContain("the function's environment cannot be used");
    expect(failed).toContain(named);
  });
});

/** Synthesizes the function alone. @returns the folder of its bundle. */
interface Invoked {
  readonly answers: readonly { statusCode: number; headers: object; body: string }[];
  readonly printed: string;
  readonly failed: string;
}

/** Loads the bundle in a separate process, as Lambda does, and invokes it with the events one after the other. */
async function invoke(
  variables: Readonly<Record<string, string>>,
  events: readonly object[],
): Promise<Invoked> {
  // For an uncaught error Node prints the whole line of the bundle before the message, which is more than a pipe holds.
  const script = `process.once('message', async ({ bundle, events }) => {
    try {
      const { handler } = require(bundle);
      const answers = [];
      for (const event of events) answers.push(await handler(event, { awsRequestId: 'request' }));
      process.send(answers, () => process.disconnect());
    } catch (error) {
      console.error(error.message);
      process.disconnect();
    }
  })`;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['-e', script], {
    env: { PATH, HOME, ...variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let answers: Invoked['answers'] = [];
  let printed = '';
  let failed = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    failed += chunk;
  });
  child.on('message', (message) => {
    answers = message as Invoked['answers'];
  });
  child.send({ bundle: outdir, events });
  await once(child, 'close');
  return { answers, printed, failed };
}

/** The parts of an event of API Gateway's HTTP API (payload format 2.0) that the function reads. */
function gatewayEvent(
  body: string,
  id: string,
  over: object = {},
  told: HookRequest['headers'] = {},
): object {
  const timestamp = Math.floor(Date.now() / 1_000);
  const { headers } = signedRequest(body, { id, timestamp, headers: told });
  return {
    version: '2.0',
    routeKey: 'POST /hooks/standard',
    requestContext: { http: { method: 'POST', sourceIp: '203.0.113.9' } },
    rawPath: '/hooks/standard',
    rawQueryString: '',
    headers,
    isBase64Encoded: false,
    body,
    ...over,
  };
}
