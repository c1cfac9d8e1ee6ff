import { BatchWriteItemCommand, type DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import type { UnknownCharge } from '../../../domain/reconcile/unknown-charge.ts';
import type { UnknownCharges } from '../../import-bill/store-bill.ts';
import { sleep } from '../clock.ts';
import { bodyOf, keys } from './keys.ts';
import { partition, queryAll } from './query-all.ts';

const MOST_WRITES_A_CALL = 25;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** Charges for people whom nobody has told us of; put and removed whole, so repeating does no harm. */
export function dynamodbUnknownCharges(client: DynamoDBClient, tableName: string): UnknownCharges {
  const write = (requests: readonly WriteRequest[]) => writeAll(client, tableName, requests);
  return {
    async list(unitId) {
      const items = await queryAll(client, partition(tableName, keys.unknownCharges(unitId)));
      return items.map((item) => bodyOf<UnknownCharge>(item));
    },
    keep: (charges) =>
      write(
        charges.map((charge) => ({
          PutRequest: { Item: { ...keyOf(charge), body: { S: JSON.stringify(charge) } } },
        })),
      ),
    remove: (charges) => write(charges.map((charge) => ({ DeleteRequest: { Key: keyOf(charge) } }))),
  };
}

function keyOf({ unitId, month, id }: Pick<UnknownCharge, 'id' | 'unitId' | 'month'>) {
  return keys.unknownCharge(unitId, month, id);
}

/** What DynamoDB did not take, for want of capacity, is sent again after a pause that grows. */
async function writeAll(
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
