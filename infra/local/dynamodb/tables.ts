import {
  type AttributeValue,
  ConditionalCheckFailedException,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Deployed, resourcesOfType } from '../assembly/resources.ts';

/** A table to create, and its automatic expiry. */
export interface TableDefinition {
  readonly create: CreateTableCommandInput & { readonly TableName: string };
  /** Names of the key attributes, partition key first. */
  readonly keyNames: readonly string[];
  /** The attribute with the time at which an item expires, in seconds since 1970. */
  readonly ttlAttribute: string;
}

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const tableSchema = z.strictObject({
  TableName: z.string(),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(
    z.strictObject({
      IndexName: z.string(),
      KeySchema: keySchema,
      Projection: z.strictObject({ ProjectionType: z.literal('ALL') }),
    }),
  ),
  TimeToLiveSpecification: z.strictObject({ AttributeName: z.string(), Enabled: z.literal(true) }),
});

const NO_EFFECT = ['DeletionProtectionEnabled', 'PointInTimeRecoverySpecification', 'SSESpecification'];

export function tableDefinitions(deployed: Deployed): TableDefinition[] {
  return resourcesOfType(deployed, 'AWS::DynamoDB::Table', tableSchema, NO_EFFECT).map(
    ({ properties: { TimeToLiveSpecification, ...create } }) => ({
      keyNames: create.KeySchema.map(({ AttributeName }) => AttributeName),
      ttlAttribute: TimeToLiveSpecification.AttributeName,
      create,
    }),
  );
}

/** Creates the tables that are missing. An existing table stays unchanged, with its data. */
export async function createTables(
  client: DynamoDBClient,
  definitions: readonly TableDefinition[],
): Promise<void> {
  for (const { create, ttlAttribute } of definitions) {
    const isNew = await createTable(client, create);
    if (!isNew) continue;
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: create.TableName,
        TimeToLiveSpecification: { AttributeName: ttlAttribute, Enabled: true },
      }),
    );
  }
}

async function createTable(client: DynamoDBClient, create: TableDefinition['create']): Promise<boolean> {
  try {
    await client.send(new CreateTableCommand(create));
    return true;
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    const { protocol, hostname, port } = (await client.config.endpoint?.()) ?? {};
    const { name, message } = error as Error;
    throw new Error(
      `table ${create.TableName} could not be created in the DynamoDB at ${protocol}//${hostname}:${port}: ${message || name}`,
      { cause: error },
    );
  }
}

/** Without a limit the embedded database reads the whole table for each page of a scan. */
const ITEMS_A_PAGE = 1_000;

/**
 * Deletes expired items, because the embedded DynamoDB does not.
 * @param now seconds since 1970.
 * @param signal stops the deletion after the current page.
 */
export async function sweepLapsedItems(
  client: DynamoDBClient,
  definitions: readonly TableDefinition[],
  now: number,
  signal?: AbortSignal,
): Promise<void> {
  for (const definition of definitions) {
    for await (const keys of lapsedKeys(client, definition, now)) {
      for (const key of keys) await deleteLapsed(client, definition, key, now);
      if (signal?.aborted) return;
    }
  }
}

async function* lapsedKeys(
  client: DynamoDBClient,
  { create, keyNames, ttlAttribute }: TableDefinition,
  now: number,
): AsyncGenerator<readonly Record<string, AttributeValue>[]> {
  const names = Object.fromEntries(keyNames.map((name, i) => [`#k${i}`, name]));
  const pages = paginateScan(
    { client },
    {
      TableName: create.TableName,
      Limit: ITEMS_A_PAGE,
      FilterExpression: '#ttl < :now',
      ProjectionExpression: Object.keys(names).join(', '),
      ExpressionAttributeNames: { ...names, '#ttl': ttlAttribute },
      ExpressionAttributeValues: { ':now': { N: String(now) } },
    },
  );
  for await (const page of pages) yield page.Items ?? [];
}

/** Checks the condition again: the item's expiry may have been extended in between. */
async function deleteLapsed(
  client: DynamoDBClient,
  { create, ttlAttribute }: TableDefinition,
  key: Record<string, AttributeValue>,
  now: number,
): Promise<void> {
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
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
