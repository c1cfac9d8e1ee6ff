import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from './table-definitions.ts';

/**
 * Deletes items past their time, which DynamoDB does on its own within days and the embedded one does not.
 * @param now seconds since 1970.
 * @returns how many were deleted.
 */
export async function sweepLapsedItems(
  client: DynamoDBClient,
  definitions: readonly TableDefinition[],
  now: number,
): Promise<number> {
  let deleted = 0;
  for (const definition of definitions) {
    if (definition.ttlAttribute === undefined) continue;
    for await (const key of lapsedKeys(client, definition, definition.ttlAttribute, now)) {
      if (await deleteLapsed(client, definition, definition.ttlAttribute, key, now)) deleted += 1;
    }
  }
  return deleted;
}

async function* lapsedKeys(
  client: DynamoDBClient,
  { create, keyNames }: TableDefinition,
  ttlAttribute: string,
  now: number,
): AsyncGenerator<Record<string, AttributeValue>> {
  const names = Object.fromEntries(keyNames.map((name, i) => [`#k${i}`, name]));
  const pages = paginateScan(
    { client },
    {
      TableName: create.TableName,
      FilterExpression: '#ttl < :now',
      ProjectionExpression: Object.keys(names).join(', '),
      ExpressionAttributeNames: { ...names, '#ttl': ttlAttribute },
      ExpressionAttributeValues: { ':now': { N: String(now) } },
    },
  );
  for await (const page of pages) yield* page.Items ?? [];
}

/** The condition is checked again: the item may have been given a longer life in between. */
async function deleteLapsed(
  client: DynamoDBClient,
  { create }: TableDefinition,
  ttlAttribute: string,
  key: Record<string, AttributeValue>,
  now: number,
): Promise<boolean> {
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: create.TableName,
        Key: key,
        ConditionExpression: '#ttl < :now',
        ExpressionAttributeNames: { '#ttl': ttlAttribute },
        ExpressionAttributeValues: { ':now': { N: String(now) } },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
