import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { sleep } from '../clock.ts';
import type { Item } from './keys.ts';

/** The items of all pages of a query. */
export async function queryAll(client: DynamoDBClient, input: QueryCommandInput): Promise<Item[]> {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey: from }));
    for (const item of page.Items ?? []) items.push(item);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

/**
 * The number of items per page. A page is about one megabyte. Without a limit, the local database reads the whole table
 * for each page.
 */
export const ITEMS_A_PAGE = 1_000;

/** The pages of a query or scan; each is requested while the one before is processed. */
export async function* inAdvance<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = pages[Symbol.asyncIterator]();
  const next = () => {
    const coming = iterator.next();
    // The consumer may stop early. Then nobody awaits this page, and its error must not end the process.
    coming.catch(() => undefined);
    return coming;
  };
  for (let coming = next(); ; ) {
    const page = await coming;
    if (page.done === true) return;
    coming = next();
    yield page.value;
  }
}

/** The query for a whole partition, or for its items with a sort key that begins with `prefix`. */
export function partition(tableName: string, pk: string, prefix?: string): QueryCommandInput {
  return {
    TableName: tableName,
    KeyConditionExpression: prefix === undefined ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: {
      ':pk': { S: pk },
      ...(prefix !== undefined && { ':prefix': { S: prefix } }),
    },
  };
}

/** The last items of a partition, the latest first: at most `most`, and only those whose sort key is not before `since`. */
export async function latest(
  client: DynamoDBClient,
  tableName: string,
  pk: string,
  { most, since = '' }: { readonly most: number; readonly since?: string | undefined },
): Promise<readonly Item[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: since === '' ? 'pk = :pk' : 'pk = :pk AND sk >= :since',
      ExpressionAttributeValues: { ':pk': { S: pk }, ...(since !== '' && { ':since': { S: since } }) },
      ScanIndexForward: false,
      Limit: most,
      ConsistentRead: true,
    }),
  );
  return Items;
}

/** @returns the result of the write; undefined if its condition fails. */
export async function ifConditionHolds<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Puts an item if its key is free. @returns whether it was written. */
export async function putNew(client: DynamoDBClient, tableName: string, item: Item): Promise<boolean> {
  const ConditionExpression = 'attribute_not_exists(pk)';
  const command = new PutItemCommand({ TableName: tableName, Item: item, ConditionExpression });
  return (await ifConditionHolds(client.send(command))) !== undefined;
}

/** Whether the key exists, by a consistent read. */
export async function hasItem(client: DynamoDBClient, tableName: string, key: Item): Promise<boolean> {
  const command = new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true });
  return (await client.send(command)).Item !== undefined;
}

/** The limit of one BatchGetItem. */
export const MOST_KEYS_A_CALL = 100;

/** The items with these keys, each once, in any order; missing ones are left out. */
export async function getAll(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly Item[],
  ConsistentRead = true,
): Promise<Item[]> {
  const rest = [...keys];
  const items: Item[] = [];
  let pause = FIRST_PAUSE_MS;
  while (rest.length > 0) {
    const Keys = rest.splice(0, MOST_KEYS_A_CALL);
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys, ConsistentRead } } }),
    );
    items.push(...(Responses?.[tableName] ?? []));
    const left = UnprocessedKeys?.[tableName]?.Keys ?? [];
    rest.push(...left);
    // Keys may be left because an answer is limited to 16 MB. If half of the keys or more are left, the table lacks
    // capacity, so the next request waits.
    if (left.length < Keys.length / 2) continue;
    await sleep(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
  return items;
}

const MOST_WRITES_A_CALL = 25;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** Writes items in batches. Items rejected for lack of capacity are sent again after a growing pause. */
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
