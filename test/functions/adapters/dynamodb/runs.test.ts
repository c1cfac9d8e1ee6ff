import { afterAll, beforeAll } from 'vitest';
import { dynamodbRuns } from '../../../../functions/adapters/dynamodb/runs.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../support/embedded-dynamodb.ts';
import { runsBehaviour } from '../../../support/runs-behaviour.ts';

let dynamodb: EmbeddedDynamoDb;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());

runsBehaviour('in DynamoDB', async () => dynamodbRuns(dynamodb.client, await dynamodb.newTable()));
