import { createDecipheriv, hkdfSync } from 'node:crypto';
import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Instant, plainDate } from '../../../../domain/values/plain-date.ts';
import {
  dynamodbQuarantineAdmin,
  dynamodbQuarantineCounts,
  dynamodbQuarantineWriter,
  MOST_UNSIGNED_A_DAY,
} from '../../../../functions/adapters/dynamodb/quarantine.ts';
import { managedSecrets } from '../../../../functions/adapters/secrets.ts';
import { watchedClient } from '../../../support/embedded-dynamodb.ts';
import { fakeClock } from '../../../support/fakes/clock.ts';
import { secretsManager } from '../../../support/fakes/secrets-manager.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';
import { keyOf, SECRET } from '../../../support/signed-request.ts';

const dynamodb = await dynamodbForFile();
let tableName: string;
beforeEach(async () => {
  tableName = await dynamodb.newTable();
});

const BODY = Buffer.from('{"name":"张三"}');
const clock = fakeClock('2026-11-21T01:00:00Z');
const manager = secretsManager({ data: JSON.stringify({ current: SECRET }) });
const seal = managedSecrets({}, 'data', clock, manager.client);

function keep(deliveryId: string, receivedAt: string, body: Uint8Array = BODY, source = 'standard') {
  const delivery = { source, deliveryId, receivedAt: receivedAt as Instant };
  return dynamodbQuarantineWriter(dynamodb.client, tableName, seal.sealBody).keep(delivery, body, ['why']);
}

async function items(partition: string) {
  const { Items = [] } = await dynamodb.client.send(new ScanCommand({ TableName: tableName }));
  return Items.filter(({ pk }) => pk?.S?.startsWith(`${partition}#`));
}

const store = () => dynamodbQuarantineAdmin(dynamodb.client, tableName, seal);
const DAY = plainDate('2026-11-21');

describe('dynamodbQuarantineAdmin.keep', () => {
  test('stores the body encrypted for 90 days; the data key opens it', async () => {
    expect(await keep('m1', '2026-11-21T01:00:00.000Z')).toBe('kept');
    const [item] = await items('QUARANTINE-BODY');
    expect(JSON.stringify(item)).not.toContain('张三');
    expect(item?.keyId?.S).toBe('current');
    expect(Number(item?.expiresAt?.N)).toBe(Date.parse('2027-02-19T01:00:00Z') / 1_000);
    expect(opened(item?.sealedBody?.B ?? new Uint8Array())).toEqual(BODY);
  });

  test('stores the body apart from the listed item, and encrypts the problems too', async () => {
    await keep('m1', '2026-11-21T01:00:00.000Z', Buffer.alloc(256 * 1024, 'x'));
    const [item] = await items('QUARANTINE');
    expect(JSON.stringify(item).length).toBeLessThan(1_000);
    expect(JSON.stringify(item)).not.toContain('why');
    expect(opened(item?.sealedProblems?.B ?? new Uint8Array()).toString()).toBe('["why"]');
    expect(await store().list(DAY, DAY)).toMatchObject([{ deliveryId: 'm1', problems: ['why'] }]);
  });

  test('stores an event that can be found, annotated and removed completely', async () => {
    await keep('m1', '2026-11-21T01:00:00.000Z');
    const key = { day: DAY, source: 'standard', deliveryId: 'm1' };
    await store().noteProblems(key, ['still']);
    expect(await store().find(key)).toMatchObject({ problems: ['still'], body: BODY });
    await store().remove(key);
    expect(await store().find(key)).toBeUndefined();
    expect([...(await items('QUARANTINE')), ...(await items('QUARANTINE-BODY'))]).toEqual([]);
    await store().noteProblems(key, ['again']);
    expect(await items('QUARANTINE')).toEqual([]);
  });

  test('leaves an event that an earlier release stored usable: listed, counted, found and removed', async () => {
    const { keyId, sealed } = await seal.sealBody(BODY);
    const Item = {
      pk: { S: 'QUARANTINE#2026-11-21' },
      sk: { S: 'standard#old' },
      receivedAt: { S: '2026-11-21T00:30:00.000Z' },
      problems: { S: '["old"]' },
      keyId: { S: keyId },
      sealedBody: { B: sealed },
    };
    await dynamodb.client.send(new PutItemCommand({ TableName: tableName, Item }));
    const key = { day: DAY, source: 'standard', deliveryId: 'old' };
    expect(await store().list(DAY, DAY)).toMatchObject([{ deliveryId: 'old', problems: ['old'] }]);
    const { countSince } = dynamodbQuarantineCounts(dynamodb.client, tableName, clock);
    expect(await countSince('2026-11-20T00:00:00.000Z' as Instant)).toEqual({ count: 1, unreadable: [] });
    await store().noteProblems(key, ['new']);
    expect(await store().find(key)).toMatchObject({ problems: ['new'], body: BODY });
    expect(await keep('old', '2026-11-21T01:00:00.000Z')).toBe('duplicate');
    await store().remove(key);
    expect(await store().list(DAY, DAY)).toEqual([]);
  });

  test('stores an event once', async () => {
    await keep('m1', '2026-11-21T01:00:00.000Z');
    expect(await keep('m1', '2026-11-21T02:00:00.000Z')).toBe('duplicate');
    expect(await items('QUARANTINE')).toHaveLength(1);
    expect((await items('QUARANTINE-COUNT')).map(({ kept }) => kept?.N)).toEqual(['1']);
  });

  test('encrypts the same body differently each time', async () => {
    await keep('m1', '2026-11-21T01:00:00.000Z');
    await keep('m2', '2026-11-21T01:00:00.000Z');
    const [one, other] = await items('QUARANTINE-BODY');
    expect(one?.sealedBody?.B).not.toEqual(other?.sealedBody?.B);
  });

  test('accepts an empty body and one of the largest size', async () => {
    expect(await keep('m1', '2026-11-21T01:00:00.000Z', Buffer.alloc(256 * 1024, 'x'))).toBe('kept');
    expect(await keep('m2', '2026-11-21T01:00:00.000Z', new Uint8Array())).toBe('kept');
  });
});

describe('dynamodbQuarantine.countSince', () => {
  const count = async (since: string, now = '2026-11-21T01:00:00Z') =>
    (await dynamodbQuarantineCounts(dynamodb.client, tableName, fakeClock(now)).countSince(since as Instant))
      .count;

  test.each([
    ['a millisecond before', '2026-11-20T15:59:59.998Z', 1],
    ['the same millisecond', '2026-11-20T15:59:59.999Z', 0],
  ])('counts what was kept after the time: %s', async (_, since, expected) => {
    await keep('m1', '2026-11-20T15:59:59.999Z');
    expect(await count(since)).toBe(expected);
  });

  test('counts over several days, which begin at midnight in China', async () => {
    await keep('m1', '2026-11-18T15:59:59.999Z');
    await keep('m2', '2026-11-18T16:00:00.000Z');
    await keep('m3', '2026-11-21T00:59:00.000Z');
    expect(await count('2026-11-18T00:00:00.000Z')).toBe(3);
    expect(await count('2026-11-18T16:00:00.000Z')).toBe(1);
  });

  test('counts back 35 days and no further', async () => {
    await keep('m1', '2026-10-16T10:00:00.000Z');
    await keep('m2', '2026-10-17T10:00:00.000Z');
    expect(await count('2000-01-01T00:00:00.000Z')).toBe(1);
  });

  test('counts all events of a day that fill more than one page', async () => {
    const large = Buffer.alloc(200 * 1024);
    for (let i = 0; i < 8; i++) await keep(`m${i}`, '2026-11-20T10:00:00.000Z', large);
    expect(await count('2026-11-20T00:00:00.000Z')).toBe(8);
  });

  test('reads a day with very many events from its counter, in two queries', async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({
      pk: { S: 'QUARANTINE#2026-11-20' },
      sk: { S: `standard#${i}-${'x'.repeat(900)}` },
      receivedAt: { S: '2026-11-20T10:00:00.000Z' },
      // The items are so large that a dozen of them fill more than one page.
      sealedProblems: { B: new Uint8Array(100_000) },
    }));
    for (const Item of many) await dynamodb.client.send(new PutItemCommand({ TableName: tableName, Item }));
    const counter = {
      pk: { S: 'QUARANTINE-COUNT#2026-11-20' },
      sk: { S: 'standard' },
      kept: { N: '10000' },
    };
    await dynamodb.client.send(new PutItemCommand({ TableName: tableName, Item: counter }));
    const calls: string[] = [];
    const client = watchedClient(dynamodb, (command) => calls.push(command));
    const quarantine = dynamodbQuarantineCounts(client, tableName, fakeClock('2026-11-20T12:00:00Z'));
    expect((await quarantine.countSince('2026-11-20T00:00:00.000Z' as Instant)).count).toBe(10_000);
    expect(calls).toEqual(['Query', 'Query']);
    client.destroy();
  });
});

describe('The daily limit of unsigned events', () => {
  const fill = (source: string) =>
    dynamodb.client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: {
          pk: { S: 'QUARANTINE-COUNT#2026-11-21' },
          sk: { S: source },
          kept: { N: String(MOST_UNSIGNED_A_DAY - 1) },
          unsignedKept: { N: String(MOST_UNSIGNED_A_DAY - 1) },
        },
      }),
    );

  test.each([
    ['xinrenxinshi', 'm'],
    ['feishu', 'unsigned-m'],
  ])('keeps a thousand of %s a day, and then only counts them', async (source, id) => {
    await fill(source);
    const at = '2026-11-21T01:00:00.000Z';
    expect(await keep(`${id}1`, at, BODY, source)).toBe('kept');
    expect(await keep(`${id}2`, at, BODY, source)).toBe('full');
    expect(await keep(`${id}1`, at, BODY, source)).toBe('duplicate');
    expect(await keep(`${id}3`, '2026-11-21T16:00:00.000Z', BODY, source)).toBe('kept');
    expect(await items('QUARANTINE-BODY')).toHaveLength(2);
    const [counter] = await items('QUARANTINE-COUNT');
    expect([counter?.kept?.N, counter?.dropped?.N]).toEqual([String(MOST_UNSIGNED_A_DAY), '1']);
  });

  test.each([
    ['feishu', 'signed'],
    // A sender with a signature may use any delivery id, even one like this.
    ['standard', 'unsigned-m'],
    ['dingtalk', 'm'],
  ])('does not apply to signed events of %s', async (source, id) => {
    await fill(source);
    for (let i = 0; i < 5; i++)
      expect(await keep(`${id}${i}`, '2026-11-21T01:00:00.000Z', BODY, source)).toBe('kept');
  });
});

function opened(sealed: Uint8Array): Buffer {
  const key = hkdfSync('sha256', keyOf(SECRET), new Uint8Array(), 'quarantine', 32);
  const decipher = createDecipheriv('aes-256-gcm', new Uint8Array(key), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
