import { createDecipheriv, hkdfSync } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Instant } from '../../../../domain/values/plain-date.ts';
import {
  dynamodbQuarantine,
  dynamodbQuarantineKeeper,
} from '../../../../functions/adapters/dynamodb/quarantine.ts';
import { managedSecrets } from '../../../../functions/adapters/secrets.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../support/embedded-dynamodb.ts';
import { fakeClock } from '../../../support/fakes/clock.ts';
import { secretsManager } from '../../../support/fakes/secrets-manager.ts';
import { keyOf, SECRET } from '../../../support/signed-request.ts';

let dynamodb: EmbeddedDynamoDb;
let tableName: string;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());
beforeEach(async () => {
  tableName = await dynamodb.newTable();
});

const BODY = Buffer.from('{"name":"张三"}');
const clock = fakeClock('2026-11-21T01:00:00Z');
const manager = secretsManager({ data: JSON.stringify({ current: SECRET }) });
const { sealBody } = managedSecrets({}, 'data', clock, manager.client);

function keep(deliveryId: string, receivedAt: string, body: Uint8Array = BODY) {
  const delivery = { source: 'standard', deliveryId, receivedAt: receivedAt as Instant };
  return dynamodbQuarantineKeeper(dynamodb.client, tableName, sealBody).keep(delivery, body, ['why']);
}

async function items() {
  return (await dynamodb.client.send(new ScanCommand({ TableName: tableName }))).Items ?? [];
}

describe('a body that is kept', () => {
  test('lies there encrypted, for 90 days, and can be opened again with the data key', async () => {
    expect(await keep('m1', '2026-11-21T01:00:00.000Z')).toBe('kept');
    const [item] = await items();
    expect(JSON.stringify(item)).not.toContain('张三');
    expect(item?.keyId?.S).toBe('current');
    expect(Number(item?.expiresAt?.N)).toBe(Date.parse('2027-02-19T01:00:00Z') / 1_000);
    expect(opened(item?.sealedBody?.B ?? new Uint8Array())).toEqual(BODY);
  });

  test('is kept once', async () => {
    await keep('m1', '2026-11-21T01:00:00.000Z');
    expect(await keep('m1', '2026-11-21T02:00:00.000Z')).toBe('duplicate');
    expect(await items()).toHaveLength(1);
  });

  test('never looks the same twice', async () => {
    await keep('m1', '2026-11-21T01:00:00.000Z');
    await keep('m2', '2026-11-21T01:00:00.000Z');
    const [one, other] = await items();
    expect(one?.sealedBody?.B).not.toEqual(other?.sealedBody?.B);
  });

  test('may be as large as a request, and empty', async () => {
    expect(await keep('m1', '2026-11-21T01:00:00.000Z', Buffer.alloc(256 * 1024, 'x'))).toBe('kept');
    expect(await keep('m2', '2026-11-21T01:00:00.000Z', new Uint8Array())).toBe('kept');
  });
});

describe('the count', () => {
  const count = async (since: string, now = '2026-11-21T01:00:00Z') =>
    (await dynamodbQuarantine(dynamodb.client, tableName, fakeClock(now)).countSince(since as Instant)).count;

  test.each([
    ['a moment before', '2026-11-20T15:59:59.998Z', 1],
    ['that very moment', '2026-11-20T15:59:59.999Z', 0],
  ])('since %s something was kept: what came after it', async (_, since, expected) => {
    await keep('m1', '2026-11-20T15:59:59.999Z');
    expect(await count(since)).toBe(expected);
  });

  test('goes over days, which begin at midnight in China', async () => {
    await keep('m1', '2026-11-18T15:59:59.999Z');
    await keep('m2', '2026-11-18T16:00:00.000Z');
    await keep('m3', '2026-11-21T00:59:00.000Z');
    expect(await count('2026-11-18T00:00:00.000Z')).toBe(3);
    expect(await count('2026-11-18T16:00:00.000Z')).toBe(1);
  });

  test('looks back 35 days and no further', async () => {
    await keep('m1', '2026-10-16T10:00:00.000Z');
    await keep('m2', '2026-10-17T10:00:00.000Z');
    expect(await count('2000-01-01T00:00:00.000Z')).toBe(1);
  });

  test('is complete where a day fills more than one page', async () => {
    const large = Buffer.alloc(200 * 1024);
    for (let i = 0; i < 8; i++) await keep(`m${i}`, '2026-11-20T10:00:00.000Z', large);
    expect(await count('2026-11-20T00:00:00.000Z')).toBe(8);
  });
});

function opened(sealed: Uint8Array): Buffer {
  const key = hkdfSync('sha256', keyOf(SECRET), new Uint8Array(), 'quarantine', 32);
  const decipher = createDecipheriv('aes-256-gcm', new Uint8Array(key), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
