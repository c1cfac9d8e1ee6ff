import { randomUUID } from 'node:crypto';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  type DynamoDBClientConfig,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { writeAll } from '../../functions/adapters/dynamodb/items.ts';
import { startDynoxide } from '../../infra/local/dynamodb/dynoxide.ts';

/** A DynamoDB for tests: the embedded one, or the one that DYNAMODB_ENDPOINT names. */
export interface EmbeddedDynamoDb {
  readonly endpoint: string;
  /** A client for the test's own reads, and for adapters whose calls the test does not count. */
  readonly client: DynamoDBClient;
  /** The settings of the client, to create another one. */
  readonly settings: ClientSettings;
  /** Creates an empty table with a new name. It has the definition of the stack's table. */
  newTable(): Promise<string>;
  /** Creates a table with the items of another table, so that many tests can use a stage that is filled once. */
  copyOf(tableName: string): Promise<string>;
  stop(): Promise<void>;
}

/** A client that calls `before` with each command's name, such as `Query`, before it sends the command. */
export function watchedClient(
  { settings }: Pick<EmbeddedDynamoDb, 'settings'>,
  before: (command: string) => unknown,
): DynamoDBClient {
  const client = new DynamoDBClient(settings);
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        await before(commandName.replace('Command', ''));
        return next(args);
      },
    { step: 'initialize' },
  );
  return client;
}

export interface ClientSettings {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Replaces the signing of requests, which takes time. Absent: requests are signed. */
  readonly signer?: Exclude<DynamoDBClientConfig['signer'], undefined>;
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
} as const satisfies Partial<CreateTableCommandInput>;

export const TTL_ATTRIBUTE = 'expiresAt';

/** The embedded DynamoDB reads only the access key from this header and does not check the signature. */
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=test/20260101/cn-north-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';
const UNSIGNED: NonNullable<ClientSettings['signer']> = {
  async sign(request) {
    request.headers.authorization = AUTHORIZATION;
    request.headers['x-amz-date'] = '20260101T000000Z';
    return request;
  },
};

/** One database for all test files of a worker. It stops with the worker. Each test has its own tables. */
let running: Promise<string> | undefined;

function sharedEndpoint(): Promise<string> {
  running ??= startDynoxide(undefined, console.error).then(({ endpoint }) => endpoint);
  return running;
}

export async function startEmbeddedDynamoDb(): Promise<EmbeddedDynamoDb> {
  const given = process.env.DYNAMODB_ENDPOINT;
  const endpoint = given || (await sharedEndpoint());
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint, region: 'cn-north-1', credentials, ...(!given && { signer: UNSIGNED }) };
  const client = new DynamoDBClient(settings);
  const newTable = async () => {
    // Not from the run's seed: another run on the same DynamoDB must not find this table.
    const TableName = `canbao-test-${randomUUID()}`;
    await client.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...FACTS_TABLE }));
    return TableName;
  };
  return {
    endpoint,
    client,
    settings,
    newTable,
    async copyOf(tableName) {
      const copy = await newTable();
      for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName }))
        await writeAll(
          client,
          copy,
          Items.map((Item) => ({ PutRequest: { Item } })),
        );
      return copy;
    },
    async stop() {
      client.destroy();
    },
  };
}
