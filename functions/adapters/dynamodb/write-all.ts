import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { sleep } from '../clock.ts';

const MOST_WRITES_A_CALL = 25;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** What DynamoDB did not take, for want of capacity, is sent again after a pause that grows. */
export async function writeAll(
  client: DynamoDBClient,
  tableName: string,
  requests: readonly WriteRequest[],
): Promise<void> {
  const rest = [...requests];
  let pause = FIRST_PAUSE_MS;
  while (rest.length > 0) {
    const batch = rest.splice(0, MOST_WRITES_A_CALL);
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: batch } }),
    );
    const refused = UnprocessedItems?.[tableName] ?? [];
    if (refused.length === 0) continue;
    rest.push(...refused);
    await sleep(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}
