import { type DynamoDBClient, PutItemCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { dynamodbEmployees } from '../../../../functions/adapters/dynamodb/employees.ts';
import { TooLargeToStore } from '../../../../functions/ports.ts';
import { employeesBehaviour } from '../../../support/employees-behaviour.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';

const dynamodb = await dynamodbForFile();
let tableName: string;
beforeEach(async () => {
  tableName = await dynamodb.newTable();
});

const storeIn = (table: string) => dynamodbEmployees(dynamodb.client, table);
const nothing = { version: 0, facts: [], spells: [], goneSpellIds: [], samePersonAs: [] };

employeesBehaviour('in DynamoDB', async () => storeIn(tableName));

test.each([
  [
    'a key above the size limit',
    () => storeIn(tableName).commit({ employeeId: 'x'.repeat(3_000), ...nothing }),
  ],
  [
    'an item above the size limit',
    () => {
      const CancellationReasons = [{ Code: 'None' }, { Code: 'ValidationError' }];
      const error = new TransactionCanceledException({ CancellationReasons, message: 'no', $metadata: {} });
      const client = { send: () => Promise.reject(error) } as unknown as DynamoDBClient;
      return dynamodbEmployees(client, tableName).commit({ employeeId: 'E1', ...nothing });
    },
  ],
])('a commit with %s throws TooLargeToStore', async (_, commit) => {
  await expect(commit()).rejects.toThrow(TooLargeToStore);
});

test('a commit to a missing table throws, but not TooLargeToStore', async () => {
  const commit = storeIn('no-such-table').commit({ employeeId: 'E1', ...nothing });
  await expect(commit).rejects.not.toThrow(TooLargeToStore);
});

test('a fact without its required fields is returned as unreadable, with its id', async () => {
  const item = { pk: { S: 'EMPLOYEE#E1' }, sk: { S: 'FACT#2026-11-02#standard:x' } };
  await dynamodb.client.send(new PutItemCommand({ TableName: tableName, Item: item }));
  expect((await storeIn(tableName).load('E1')).unreadableFacts).toEqual([
    { record: { pk: 'EMPLOYEE#E1', sk: 'FACT#2026-11-02#standard:x' }, factId: 'standard:x' },
  ]);
});
