import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dynamodbEmployees } from '../../../../functions/adapters/dynamodb/employees.ts';
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

test('a commit to a table that is not there throws', async () => {
  await expect(storeIn('no-such-table').commit({ employeeId: 'E1', ...nothing })).rejects.toThrow();
});

test('an item of the table that lacks what it must have is an error that says so', async () => {
  const item = { pk: { S: 'EMPLOYEE#E1' }, sk: { S: 'FACT#2026-11-02#standard:x' } };
  await dynamodb.client.send(new PutItemCommand({ TableName: tableName, Item: item }));
  await expect(storeIn(tableName).load('E1')).rejects.toThrow('lacks a text attribute');
});
