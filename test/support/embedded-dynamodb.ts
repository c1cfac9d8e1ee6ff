import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynoxide } from '../../infra/local/dynamodb/dynoxide.ts';
import { createTables, type TableDefinition } from '../../infra/local/dynamodb/tables.ts';

/** A DynamoDB for tests: the embedded one, or the one that DYNAMODB_ENDPOINT names. */
export interface EmbeddedDynamoDb {
  readonly endpoint: string;
  /** A client for the test's own reads, and for adapters whose calls the test does not count. */
  readonly client: DynamoDBClient;
  /** The settings of the client, to create another one. */
  readonly settings: ClientSettings;
  /** Creates an empty table with a new name. It has the definition of the stack's table. */
  newTable(): Promise<string>;
  stop(): Promise<void>;
}

export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The table and its index; a test compares it with the synthesized stack. */
export const FACTS_TABLE = {
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'unitId', AttributeType: 'S' },
    { AttributeName: 'wakeKey', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byUnit',
      KeySchema: [
        { AttributeName: 'unitId', KeyType: 'HASH' },
        { AttributeName: 'wakeKey', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
} as const;

export const TTL_ATTRIBUTE = 'expiresAt';

/** One database for all test files of a worker. It stops with the worker. Each test has its own tables. */
let running: Promise<string> | undefined;

function sharedEndpoint(): Promise<string> {
  running ??= startDynoxide(undefined, console.error).then(({ endpoint }) => endpoint);
  return running;
}

export async function startEmbeddedDynamoDb(): Promise<EmbeddedDynamoDb> {
  const endpoint = process.env.DYNAMODB_ENDPOINT || (await sharedEndpoint());
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint, region: 'cn-north-1', credentials };
  const client = new DynamoDBClient(settings);
  return {
    endpoint,
    client,
    settings,
    async newTable() {
      // The name does not depend on the run's seed, because another run on the same DynamoDB must not find this table.
      const definition = tableNamed(`canbao-test-${randomUUID()}`);
      await createTables(client, [definition]);
      return definition.create.TableName;
    },
    async stop() {
      client.destroy();
    },
  };
}

function tableNamed(name: string): TableDefinition {
  return {
    keyNames: ['pk', 'sk'],
    ttlAttribute: TTL_ATTRIBUTE,
    create: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      ...FACTS_TABLE,
    } as unknown as TableDefinition['create'],
  };
}
