import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableDefinition } from './table-definitions.ts';

/** Creates what is missing; a table that exists is kept as it is, with its data. */
export async function createTables(
  client: DynamoDBClient,
  definitions: readonly TableDefinition[],
): Promise<void> {
  for (const { create, ttlAttribute } of definitions) {
    const isNew = await createTable(client, create);
    if (!isNew || ttlAttribute === undefined) continue;
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
