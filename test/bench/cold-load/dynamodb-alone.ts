import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';

/** What every function that reads the table has to load at least. */
const client = new DynamoDBClient({});

export async function handler(): Promise<number> {
  const { Count = 0 } = await client.send(new QueryCommand({ TableName: process.env.TABLE_NAME }));
  return Count;
}
