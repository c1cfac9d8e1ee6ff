import { expect, test } from 'vitest';
import type { Instant } from '../../../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../../../functions/adapters/dynamodb/employees.ts';
import { dynamodbGuideDeliveries } from '../../../../functions/adapters/dynamodb/guide-deliveries.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';
import { guideDeliveriesBehaviour } from '../../../support/guide-deliveries-behaviour.ts';

const dynamodb = await dynamodbForFile();

guideDeliveriesBehaviour('in DynamoDB', async () =>
  dynamodbGuideDeliveries(dynamodb.client, await dynamodb.newTable()),
);

test('the record of a guide is stored with the employee but is not loaded as a fact or a spell', async () => {
  const tableName = await dynamodb.newTable();
  const key = { employeeId: 'E1', spellId: '2026-01-05' };
  const guides = dynamodbGuideDeliveries(dynamodb.client, tableName);
  await guides.settle({ ...key, outcome: 'sent', at: '2026-11-23T00:30:00.000Z' as Instant });
  const record = await dynamodbEmployees(dynamodb.client, tableName).load('E1');
  expect(record).toEqual({
    version: 0,
    facts: [],
    spells: [],
    unreadableFacts: [],
    unreadableSpellIds: [],
    samePersonAs: [],
  });
});
