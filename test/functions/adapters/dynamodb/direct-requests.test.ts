import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { SignatureV4 } from '@smithy/signature-v4';
import { expect, it } from 'vitest';
import { sendDirectly } from '../../../../functions/adapters/dynamodb/direct-requests.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';
import { localServer } from '../../../support/local-server.ts';

const CREDENTIALS = { accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: 'session' };

const db = await dynamodbForFile();

/** A database server that returns the given answers in order. */
async function playedStore(...answers: readonly { readonly status: number; readonly body: unknown }[]) {
  const requests: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const server = await localServer(({ headers }, sent, response) => {
    requests.push({ headers, body: sent });
    const { status, body } = answers[requests.length - 1] ?? { status: 200, body: {} };
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  });
  const client = new DynamoDBClient({ endpoint: server.url, region: 'cn-north-1', credentials: CREDENTIALS });
  const throttles = sendDirectly(client);
  const get = () => client.send(new GetItemCommand({ TableName: 'T', Key: { pk: { S: '参保' } } }));
  const stop = () => {
    client.destroy();
    return server.stop();
  };
  return { requests, throttles, get, stop };
}

const isDirect = ({ headers }: { readonly headers: IncomingHttpHeaders }) =>
  headers['user-agent'] === undefined;

it('sendDirectly returns the SDK’s answers and throws its transaction errors', async () => {
  const TableName = await db.newTable();
  const direct = new DynamoDBClient(db.settings);
  sendDirectly(direct);
  const item = (sk: string) => ({ pk: { S: 'P' }, sk: { S: sk }, n: { N: '1' }, many: { SS: ['甲', '乙'] } });
  await db.client.send(
    new PutItemCommand({ TableName, Item: { ...item('b'), bytes: { B: Buffer.from('字') } } }),
  );
  const put = (sk: string) =>
    new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName, Item: item(sk), ConditionExpression: 'attribute_not_exists(pk)' } },
      ],
    });
  await direct.send(new GetItemCommand({ TableName, Key: { pk: { S: 'P' }, sk: { S: 'b' } } }));
  await direct.send(put('a'));
  await expect(direct.send(put('a'))).rejects.toBeInstanceOf(TransactionCanceledException);
  const keys = ['a', 'b', 'c'].map((sk) => ({ pk: { S: 'P' }, sk: { S: sk } }));
  const values = { ':pk': { S: 'P' } };
  const reads = [
    () =>
      new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: values }),
    () => new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: keys, ConsistentRead: true } } }),
    () => new GetItemCommand({ TableName, Key: { pk: { S: 'P' }, sk: { S: 'c' } } }),
  ];
  for (const read of reads) {
    const [{ $metadata: _, ...own }, { $metadata: __, ...theirs }] = [
      await direct.send(read() as QueryCommand),
      await db.client.send(read() as QueryCommand),
    ];
    expect(own).toEqual(theirs);
  }
  direct.destroy();
});

it('sendDirectly signs as the SDK does', async () => {
  const store = await playedStore();
  await store.get();
  await store.get();
  const [, direct] = store.requests;
  const { host, authorization, 'x-amz-date': at = '', ...headers } = direct?.headers ?? {};
  expect(direct === undefined || isDirect(direct)).toBe(true);
  class Sha256 {
    #hash;
    constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
      const key = secret as Uint8Array | undefined;
      this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
    }
    update(data: Uint8Array): void {
      this.#hash.update(data);
    }
    digest = async () => this.#hash.digest();
    reset(): void {}
  }
  const signer = new SignatureV4({
    credentials: CREDENTIALS,
    region: 'cn-north-1',
    service: 'dynamodb',
    sha256: Sha256,
    applyChecksum: false,
  });
  const own = ['content-type', 'x-amz-target'].map((name) => [name, String(headers[name])]);
  const [date, time] = String(at).split(/[TZ]/);
  const signingDate = new Date(
    `${date?.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time?.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`,
  );
  const request = { method: 'POST', protocol: 'http:', hostname: '127.0.0.1', path: '/', query: {} };
  const signed = await signer.sign(
    { ...request, headers: { host: host ?? '', ...Object.fromEntries(own) }, body: direct?.body },
    { signingDate },
  );
  expect(signed.headers.authorization).toBe(authorization);
  await store.stop();
});

it('sendDirectly leaves failed requests to the SDK and counts throttled ones', async () => {
  const fine = { status: 200, body: { Item: { n: { N: '1' } } } };
  const refused = { status: 400, body: { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException' } };
  const bytes = { status: 200, body: { Item: { n: { B: 'AQ==' } } } };
  const store = await playedStore(fine, refused, fine, bytes, bytes, { status: 500, body: {} }, fine);
  const items = [await store.get(), await store.get(), await store.get(), await store.get()].map(
    (it) => it.Item,
  );
  expect(items).toEqual([fine.body.Item, fine.body.Item, { n: { B: new Uint8Array([1]) } }, fine.body.Item]);
  expect(store.requests.map(isDirect)).toEqual([false, true, false, true, false, true, false]);
  expect(store.throttles()).toBe(1);
  await store.stop();
});
