import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import type { Instant } from '../../../../domain/values/plain-date.ts';
import { keys } from '../../../../functions/adapters/dynamodb/keys.ts';
import { dynamodbMailAddresses } from '../../../../functions/adapters/dynamodb/mail-addresses.ts';
import type { RecordKey } from '../../../../functions/ports.ts';
import { fakeClock } from '../../../support/fakes/clock.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';

const LI = 'li@example.com';
const AT = '2026-11-23T00:30:00.000Z' as Instant;

const dynamodb = await dynamodbForFile();
let table: string;
const unread: RecordKey[] = [];
const clock = fakeClock('2026-11-24T00:00:00.000Z');
const addresses = () => dynamodbMailAddresses(dynamodb.client, table, clock, (key) => void unread.push(key));
beforeEach(async () => {
  table = await dynamodb.newTable();
  unread.length = 0;
});

test('an address that bounces is reported once, and listed until it is tried again', async () => {
  expect(await addresses().note(LI, { is: 'delivered', sentAt: AT })).toBe(false);
  expect(await addresses().undeliverable()).toEqual([]);
  expect(await addresses().note(LI, { is: 'bounced', sentAt: AT })).toBe(true);
  expect(await addresses().note(LI, { is: 'bounced', sentAt: AT })).toBe(false);
  expect(await addresses().undeliverable()).toEqual([{ address: LI, since: AT, why: 'bounced' }]);
  expect(await addresses().tryAgain(LI)).toBe(true);
  expect(await addresses().tryAgain(LI)).toBe(false);
  expect(await addresses().note(LI, { is: 'bounced', sentAt: AT })).toBe(false);
  expect(await addresses().undeliverable()).toEqual([]);
});

test('concurrent notes about one address are all stored', async () => {
  const days = ['20', '21', '22', '23'];
  const noted = await Promise.all(
    days.map((day) =>
      addresses().note(LI, { is: 'delayed', sentAt: `2026-11-${day}T00:30:00.000Z` as Instant }),
    ),
  );
  expect(noted.filter(Boolean)).toHaveLength(1);
  expect(await addresses().undeliverable()).toHaveLength(1);
});

test('trying an address again that has no failures leaves no record', async () => {
  expect(await addresses().tryAgain('nobody@example.com')).toBe(false);
  expect(await addresses().note('nobody@example.com', { is: 'bounced', sentAt: AT })).toBe(true);
});

test('an unreadable record is reported, ignored and overwritten', async () => {
  const Item = { ...keys.mailAddress(LI), body: { S: '{"failedAt":1}' } };
  await dynamodb.client.send(new PutItemCommand({ TableName: table, Item }));
  expect(await addresses().undeliverable()).toEqual([]);
  expect(unread).toEqual([{ pk: 'MAIL-ADDRESS', sk: LI }]);
  expect(await addresses().note(LI, { is: 'bounced', sentAt: AT })).toBe(true);
  expect(await addresses().undeliverable()).toHaveLength(1);
});
