import { type DynamoDBClient, paginateScan, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { ifConditionHolds } from './items.ts';
import type { Item } from './keys.ts';
import { maskedAnew } from './records.ts';

/** The attributes in which bodies are stored. */
const BODIES = ['body', 'data'] as const;

/**
 * Replaces every stored mask of an earlier release, which showed more of an identity number, by the one made now.
 * Nothing else changes, so it can be repeated and interrupted. What others write meanwhile is left alone: it is new.
 * @returns how many items were rewritten.
 */
export async function maskStoredAnew(client: DynamoDBClient, tableName: string): Promise<number> {
  let rewritten = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName }))
    for (const item of Items)
      for (const attribute of BODIES)
        if (await maskAnew(item, attribute, { client, tableName })) rewritten += 1;
  return rewritten;
}

async function maskAnew(
  item: Item,
  attribute: (typeof BODIES)[number],
  { client, tableName }: { readonly client: DynamoDBClient; readonly tableName: string },
): Promise<boolean> {
  const [stored, { pk, sk }] = [item[attribute]?.S, item];
  if (stored === undefined || pk === undefined || sk === undefined) return false;
  const masked = maskedAnew(stored);
  if (masked === stored) return false;
  const update = new UpdateItemCommand({
    TableName: tableName,
    Key: { pk, sk },
    UpdateExpression: 'SET #attribute = :masked',
    ConditionExpression: '#attribute = :stored',
    ExpressionAttributeNames: { '#attribute': attribute },
    ExpressionAttributeValues: { ':masked': { S: masked }, ':stored': { S: stored } },
  });
  return (await ifConditionHolds(client.send(update))) !== undefined;
}
