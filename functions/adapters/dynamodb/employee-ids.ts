import { setImmediate } from 'node:timers/promises';
import { type DynamoDBClient, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { compareText } from '../../../domain/facts/fact.ts';
import { getAll, ITEMS_A_PAGE, inAdvance, MOST_KEYS_A_CALL } from './items.ts';
import { BY_UNIT, type Item, keys, textOf } from './keys.ts';

/**
 * All employee ids, or those with a spell at a unit, page by page.
 * @param of `unitId` selects the unit; with `after`, reading continues after this id.
 */
export function employeeIds(
  client: DynamoDBClient,
  tableName: string,
  of: { readonly unitId?: string; readonly after?: string },
): AsyncIterable<string> {
  return of.unitId === undefined
    ? all(client, tableName, of.after)
    : ofUnit(client, tableName, of.unitId, of.after);
}

/** Each employee has one HEAD item. The scan also reads all other items, and the filter drops them. */
async function* all(
  client: DynamoDBClient,
  tableName: string,
  after: string | undefined,
): AsyncGenerator<string> {
  const pages = paginateScan(
    { client, ...(after !== undefined && { startingToken: keys.head(after) }) },
    {
      TableName: tableName,
      Limit: ITEMS_A_PAGE,
      FilterExpression: 'sk = :head AND begins_with(pk, :employee)',
      ProjectionExpression: 'pk',
      ExpressionAttributeValues: { ':head': keys.head('').sk, ':employee': { S: keys.employee('') } },
    },
  );
  for await (const { Items = [] } of inAdvance(pages)) yield* Items.map(employeeIn);
}

/** A unit's ids fit into memory, so they are sorted and deduplicated. */
async function* ofUnit(
  client: DynamoDBClient,
  tableName: string,
  unitId: string,
  after = '',
): AsyncGenerator<string> {
  const found = new Set<string>();
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      IndexName: BY_UNIT,
      Limit: ITEMS_A_PAGE,
      KeyConditionExpression: 'unitId = :unit',
      ProjectionExpression: 'pk',
      ExpressionAttributeValues: { ':unit': { S: unitId } },
    },
  );
  for await (const { Items = [] } of pages) for (const item of Items) found.add(employeeIn(item));
  yield* [...found].sort().filter((employeeId) => employeeId > after);
}

function employeeIn({ pk }: Item): string {
  return textOf(pk).slice(keys.employee('').length);
}

/** Finds all employee ids whose identity number has the given hash. Concurrent look-ups are read in one batch. */
export function dynamodbPeople(
  client: DynamoDBClient,
  tableName: string,
): (identityHash: string) => Promise<readonly string[]> {
  let pending:
    | { readonly hashes: Set<string>; readonly found: Promise<ReadonlyMap<string, Item>> }
    | undefined;
  const readTogether = async (hashes: ReadonlySet<string>) => {
    await setImmediate();
    pending = undefined;
    const items = await getAll(client, tableName, [...hashes].map(keys.person));
    return new Map(items.map((item) => [textOf(item.pk), item]));
  };
  return async (identityHash) => {
    if (pending === undefined || pending.hashes.size >= MOST_KEYS_A_CALL) {
      const hashes = new Set<string>();
      pending = { hashes, found: readTogether(hashes) };
    }
    pending.hashes.add(identityHash);
    const item = (await pending.found).get(keys.person(identityHash).pk.S);
    return (item?.employeeIds?.SS ?? []).toSorted(compareText);
  };
}
