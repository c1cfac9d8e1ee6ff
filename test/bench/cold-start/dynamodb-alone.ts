import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';

/** The minimum that every function must load to read the table, and one call with it. */
const client = new DynamoDBClient({});

export async function handler(): Promise<{ readonly statusCode: number }> {
  const Key = { pk: { S: 'REGISTRY' }, sk: { S: 'UNIT#none' } };
  await client.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key }));
  return { statusCode: 200 };
}
