import { type DynamoDBClient, PutItemCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dynamodbEmployees } from '../../../../functions/adapters/dynamodb/employees.ts';
import { TooLargeToStore } from '../../../../functions/ports.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../support/embedded-dynamodb.ts';
import { employeesBehaviour } from '../../../support/employees-behaviour.ts';

let dynamodb: EmbeddedDynamoDb;
let tableName: string;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());
beforeEach(async () => {
  tableName = await dynamodb.newTable();
});

const storeIn = (table: string) => dynamodbEmployees(dynamodb.client, table);
const nothing = { version: 0, facts: [], spells: [], goneSpellIds: [], samePersonAs: [] };

employeesBehaviour('in DynamoDB', async () => storeIn(tableName));

test('a commit that the database refuses for another reason throws', async () => {
  const commit = storeIn(tableName).commit({ employeeId: 'x'.repeat(3_000), ...nothing });
  await expect(commit).rejects.toThrow();
});

test.each([
  [
    'a key longer than any can be',
    () => storeIn(tableName).commit({ employeeId: 'x'.repeat(3_000), ...nothing }),
  ],
  [
    'an item larger than any can be',
    () => {
      const CancellationReasons = [{ Code: 'None' }, { Code: 'ValidationError' }];
      const error = new TransactionCanceledException({ CancellationReasons, message: 'no', $metadata: {} });
      const client = { send: () => Promise.reject(error) } as unknown as DynamoDBClient;
      return dynamodbEmployees(client, tableName).commit({ employeeId: 'E1', ...nothing });
    },
  ],
])('a commit of %s is one that never can be stored', async (_, commit) => {
  await expect(commit()).rejects.toThrow(TooLargeToStore);
});

test('a commit to a table that is not there throws', async () => {
  const commit = storeIn('no-such-table').commit({ employeeId: 'E1', ...nothing });
  await expect(commit).rejects.not.toThrow(TooLargeToStore);
});

test('a fact that lacks what it must have is named, with its id', async () => {
  const item = { pk: { S: 'EMPLOYEE#E1' }, sk: { S: 'FACT#2026-11-02#standard:x' } };
  await dynamodb.client.send(new PutItemCommand({ TableName: tableName, Item: item }));
  expect((await storeIn(tableName).load('E1')).unreadableFacts).toEqual([
    { record: { pk: 'EMPLOYEE#E1', sk: 'FACT#2026-11-02#standard:x' }, factId: 'standard:x' },
  ]);
});
