import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../infra/local/local-stack.ts';
import { writeFixtureAssembly } from '../support/fixture-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'canbao-local-'));
const assemblyDirectory = join(directory, 'assembly');
const RUNNER = new URL('../../infra/local/local-stack.ts', import.meta.url);
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let stack: LocalStack;
let sqs: SQSClient;
let dynamodb: DynamoDBClient;
const warnings: string[] = [];

const start = (options: Partial<LocalStackOptions> = {}) =>
  startLocalStack({
    data: join(directory, 'data'),
    assemblyDirectory,
    schedules: false,
    record: true,
    warn: (message) => warnings.push(message),
    ...options,
  });

beforeAll(async () => {
  writeFixtureAssembly(assemblyDirectory);
  stack = await start();
  sqs = new SQSClient({ endpoint: stack.sqs, region: stack.region, credentials });
  dynamodb = new DynamoDBClient({ endpoint: stack.dynamodb, region: stack.region, credentials });
});

afterAll(async () => {
  await stack?.stop();
  rmSync(directory, { recursive: true, force: true });
});

const post = (what: string, body?: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${stack.api}/do/${what}`, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });

const timesSeen = async (id: string) => {
  const Key = { pk: { S: 'SEEN' }, sk: { S: id } };
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: stack.table, Key }));
  return Number(Item?.times?.N ?? 0);
};

describe('the local stack', { shuffle: false }, () => {
  describe('the HTTP API', () => {
    it('passes a request to the function as payload 2.0 and returns its answer', async () => {
      const answer = await post('echo%20it?a=1&a=2', '{"name":"张三"}', {
        'content-type': 'application/json',
        'X-Custom': 'Yes',
      });
      expect(answer.status).toBe(201);
      expect(await answer.json()).toMatchObject({
        body: '{"name":"张三"}',
        isBase64Encoded: false,
        headers: { 'x-custom': 'Yes', 'content-type': 'application/json' },
        pathParameters: { what: 'echo it' },
        queryStringParameters: { a: '1,2' },
        routeKey: 'POST /do/{what}',
        region: stack.region,
      });
    });

    it('keeps a binary body byte for byte', async () => {
      const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
      for (const type of ['application/octet-stream', 'application/json']) {
        const seen = (await (await post('echo', bytes, { 'content-type': type })).json()) as Record<
          string,
          string
        >;
        expect(seen.isBase64Encoded).toBe(true);
        expect(Buffer.from(seen.body ?? '', 'base64')).toEqual(bytes);
      }
    });

    it('gives functions their own variables and none of this process', async () => {
      expect(await (await post('echo')).json()).not.toHaveProperty('home');
    });

    it('warns of an answer in an unsupported form', async () => {
      const answer = await post('plain');
      expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
      expect(warnings.at(-1)).toMatch(
        /^fixture-web: its answer cannot be sent: .*Unrecognized key: "hello"/s,
      );
    });

    it('answers 404 where there is no route', async () => {
      for (const [method, path] of [
        ['GET', '/do/echo'],
        ['POST', '/do'],
        ['POST', '/do/echo/more'],
      ]) {
        const answer = await fetch(stack.api + path, { method: method ?? '' });
        expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }]);
      }
    });

    it('answers 413 above 10 MB and accepts exactly 10 MB', async () => {
      const most = 10 * 1024 * 1024;
      expect((await post('echo', Buffer.alloc(most))).status).toBe(201);
      expect((await post('echo', Buffer.alloc(most + 1))).status).toBe(413);
    });

    it.each(['throw', 'crash', 'reject', 'hang'])(
      'hides the failure of a function from the client: %s',
      async (how) => {
        const answer = await post(how);
        expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
        expect((await post('echo')).status).toBe(201);
      },
    );

    it('answers 40 requests at once', async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, () => post('echo', 'x')));
      expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(201));
    });
  });

  describe('invoking a function', () => {
    const lambda = () => new LambdaClient({ endpoint: stack.lambda, region: stack.region, credentials });

    it('works with the ordinary SDK client', async () => {
      const Payload = JSON.stringify({ pathParameters: { what: 'plain' } });
      const answer = await lambda().send(new InvokeCommand({ FunctionName: 'fixture-web', Payload }));
      expect(answer.FunctionError).toBeUndefined();
      expect(answer.Payload?.transformToString()).toBe('{"hello":"world"}');
    });

    it('reports a failure as Lambda does', async () => {
      const Payload = JSON.stringify({ pathParameters: { what: 'throw' } });
      const answer = await lambda().send(new InvokeCommand({ FunctionName: 'fixture-web', Payload }));
      expect(answer.FunctionError).toBe('Unhandled');
      const error = JSON.parse(answer.Payload?.transformToString() ?? '');
      expect(error).toMatchObject({ errorType: 'Error', errorMessage: 'a secret inside the function' });
    });

    it('reports a timeout as Lambda does', async () => {
      const invocation = await stack.invoke('Hanging', {});
      expect(invocation).toMatchObject({
        ok: false,
        error: { errorMessage: 'Task timed out after 1.00 seconds' },
      });
    });

    it('rejects an unsupported invocation type by name', async () => {
      const asking = lambda().send(
        new InvokeCommand({ FunctionName: 'fixture-web', InvocationType: 'Event' }),
      );
      await expect(asking).rejects.toThrow('the local Lambda does not support invocations of type Event');
    });

    it('answers ResourceNotFoundException for an unknown function', async () => {
      const asking = lambda().send(new InvokeCommand({ FunctionName: 'other' }));
      await expect(asking).rejects.toThrow(expect.objectContaining({ name: 'ResourceNotFoundException' }));
      await expect(stack.invoke('other', {})).rejects.toThrow('there are fixture-web');
    });

    it('logs what functions print and how they fail', async () => {
      const log = () => readFileSync(join(directory, 'data', 'functions.log'), 'utf8');
      await expect.poll(log).toContain('web was called');
      await expect.poll(log).toContain('a secret inside the function');
    });
  });

  describe('a queue', () => {
    const send = (MessageBody: string) =>
      sqs.send(new SendMessageCommand({ QueueUrl: stack.queues.Queue, MessageBody }));

    it('feeds the function, retries only failed messages, and redrives those that never succeed', async () => {
      await Promise.all(['good', 'later', 'never'].map(send));
      await stack.drained();
      expect([await timesSeen('good'), await timesSeen('later'), await timesSeen('never')]).toEqual([
        1, 2, 2,
      ]);
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: stack.queues.DeadLetters, WaitTimeSeconds: 1 }),
      );
      expect(Messages?.map(({ Body }) => Body)).toEqual(['never']);
    });
  });

  describe('a schedule', () => {
    it('passes its scheduled time, and every call of the function is recorded', async () => {
      const from = stack.calls.length;
      const invocation = await stack.fireSchedule('fixture-daily', new Date('2026-12-01T00:30:00.000Z'));
      await stack.drained();
      expect(invocation).toMatchObject({
        ok: true,
        payload: '{"scheduledTime":"2026-12-01T00:30:00Z","secretLength":44}',
      });
      expect(await timesSeen('at 2026-12-01T00:30:00Z')).toBe(1);
      expect(stack.mails().at(-1)).toMatchObject({
        subject: 'hello',
        destination: { to: ['a@example.com'] },
      });
      const needs = stack.calls
        .slice(from)
        .filter(({ caller }) => caller === 'Scheduled')
        .flatMap((call) => call.needs);
      const table = `arn:aws:dynamodb:${stack.region}:000000000000:table/fixture`;
      expect(needs).toEqual([
        { action: 'dynamodb:PutItem', resource: table, partition: 'RUN' },
        { action: 'dynamodb:ConditionCheckItem', resource: table, partition: 'RUN' },
        { action: 'dynamodb:Query', resource: `${table}/index/byUnit` },
        { action: 'sqs:SendMessage', resource: `arn:aws:sqs:${stack.region}:000000000000:fixture-work` },
        {
          action: 'secretsmanager:GetSecretValue',
          resource: expect.stringMatching(/:secret:fixture\/webhook-\w{6}$/),
        },
        {
          action: 'ses:SendRawEmail',
          resource: `arn:aws:ses:${stack.region}:000000000000:identity/canbao@example.com`,
        },
      ]);
    });
  });

  describe('the stack as a whole', () => {
    it('names resources that it does not run', () => {
      expect(warnings).toContain('Bus is a AWS::Events::EventBus, which the local runner does not run');
    });

    it('writes all addresses to local.json for tools', () => {
      const local = JSON.parse(readFileSync(join(directory, 'data', 'local.json'), 'utf8'));
      expect(local).toMatchObject({
        api: stack.api,
        mail: stack.mail,
        dynamodb: stack.dynamodb,
        table: 'fixture',
      });
      expect(local.webhookSecrets.standard).toMatch(/^whsec_[A-Za-z0-9]{44}$/);
      expect(local.functions).toEqual({
        Web: 'fixture-web',
        Hanging: 'fixture-hanging',
        Worker: 'fixture-worker',
        Scheduled: 'fixture-scheduled',
      });
    });

    it('rejects a second start on the same data', async () => {
      await expect(start()).rejects.toThrow(/is in use by the stack with process id \d+; .*--data/);
    });

    it.each(['port', 'mailPort'] as const)('names the flag when its port is taken: %s', async (flag) => {
      const port = Number(new URL(stack.api).port);
      const starting = start({ data: join(directory, 'other'), [flag]: port });
      await expect(starting).rejects.toThrow(
        new RegExp(`port ${port} is taken .*--${flag === 'port' ? 'port' : 'mail-port'}`),
      );
    });

    it('stops everything, and starts again with its data but without expired items', async () => {
      const put = (sk: string, expiresAt: number) =>
        dynamodb.send(
          new PutItemCommand({
            TableName: stack.table,
            Item: { pk: { S: 'TTL' }, sk: { S: sk }, expiresAt: { N: String(expiresAt) } },
          }),
        );
      const now = Math.floor(Date.now() / 1000);
      await Promise.all([put('lapsed', now - 1), put('alive', now + 3600)]);
      const { webhookSecrets, dynamodb: before } = stack;
      await expect(fetch(before)).resolves.toBeDefined();
      await stack.stop();
      await expect(fetch(before)).rejects.toThrow('fetch failed');
      stack = await start();
      expect(stack.webhookSecrets).toEqual(webhookSecrets);
      expect(stack.mails().map(({ subject }) => subject)).toContain('hello');
      dynamodb = new DynamoDBClient({ endpoint: stack.dynamodb, region: stack.region, credentials });
      // The stack starts before the expired item is deleted, so the test waits for the deletion.
      await vi.waitFor(
        async () => {
          const { Items } = await dynamodb.send(
            new ScanCommand({
              TableName: stack.table,
              FilterExpression: 'pk = :pk',
              ExpressionAttributeValues: { ':pk': { S: 'TTL' } },
            }),
          );
          expect(Items?.map(({ sk }) => sk?.S)).toEqual(['alive']);
        },
        { timeout: 30_000 },
      );
    });
  });

  describe('a local stack that is killed', () => {
    const data = join(directory, 'killed');

    /** Starts a stack in a separate process. Resolves when the process has printed the contents of local.json. */
    const startProcess = async () => {
      const script = `
      const { startLocalStack } = await import(${JSON.stringify(RUNNER.href)});
      const stack = await startLocalStack(${JSON.stringify({ data, assemblyDirectory, schedules: false })});
      console.log(JSON.stringify(stack));`;
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [printed] = await once(createInterface(child.stdout), 'line');
      return { child, local: JSON.parse(String(printed)) as LocalStack };
    };

    it('leaves no child process and loses no acknowledged item', async () => {
      const { child, local } = await startProcess();
      const client = new DynamoDBClient({ endpoint: local.dynamodb, region: local.region, credentials });
      for (let i = 0; i < 20; i += 1) {
        const Item = { pk: { S: 'EVENT' }, sk: { S: String(i) } };
        await client.send(new PutItemCommand({ TableName: local.table, Item }));
      }
      client.destroy();
      const killed = once(child, 'exit');
      child.kill('SIGKILL');
      await killed;
      await expect
        .poll(() =>
          fetch(local.dynamodb).then(
            () => 'up',
            () => 'down',
          ),
        )
        .toBe('down');

      const again = await start({ data });
      const next = new DynamoDBClient({ endpoint: again.dynamodb, region: again.region, credentials });
      const { Count } = await next.send(new ScanCommand({ TableName: again.table }));
      await again.stop();
      expect(Count).toBe(20);
    });
  });
});
