import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

/** What every function that reads the table has to load at least, and one call of it. */
const client = new DynamoDBClient({});

export async function handler(): Promise<{ readonly statusCode: number }> {
  const Key = { pk: { S: 'REGISTRY' }, sk: { S: 'UNIT#none' } };
  await client.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key }));
  return { statusCode: 200 };
}
