import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { type ConsumedCapacity, DynamoDBClient, type ReturnConsumedCapacity } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../functions/adapters/dynamodb/keys.ts';
import { type Deployment, readDeployment } from '../../infra/local/deployment.ts';
import { dynoxideBinary, startDynoxide } from '../../infra/local/dynamodb/dynoxide.ts';
import { createTables, type TableDefinition } from '../../infra/local/dynamodb/tables.ts';
import { createStops, type Stops } from '../../infra/local/stops.ts';
import { testAssembly } from '../support/local-stack.ts';

/** What the parts of a run share: a directory that is removed afterwards, and the app with default settings. */
export interface Workshop {
  readonly deployment: Deployment;
  readonly stops: Stops;
  /** Creates a new directory. */
  directory(name: string): string;
}

/** An address at which no server listens. The assembly is only read for its tables and functions, and is not run. */
const NOWHERE = 'http://127.0.0.1:1';

/** @param stops removes the directory when it runs. */
export async function openWorkshop(stops: Stops): Promise<Workshop> {
  const root = mkdtempSync(join(tmpdir(), 'canbao-bench-'));
  stops.add(() => rmSync(root, { recursive: true, force: true }));
  const place = { queueOrigin: NOWHERE, apiOrigin: NOWHERE };
  return {
    deployment: readDeployment(await testAssembly(), place, () => undefined),
    stops,
    directory: (name) => mkdtempSync(join(root, `${name}-`)),
  };
}

/** The deployment's table in an embedded database of its own. */
export interface EmbeddedTable {
  readonly tableName: string;
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

/** @param items the initial content of the table. */
export async function startEmbeddedTable(
  workshop: Workshop,
  items?: Iterable<readonly Item[]>,
): Promise<EmbeddedTable> {
  const { deployment, stops: ofRun } = workshop;
  const [definition] = deployment.tables;
  if (definition === undefined) throw new Error('the assembly has no table');
  const directory = workshop.directory('table');
  if (items !== undefined) await fillDatabase(directory, definition, items);
  const stops = createStops();
  // The database also stops if the run ends early. Stopping it twice does nothing.
  ofRun.add(stops.run);
  const database = await startDynoxide(directory, (message) => {
    throw new Error(message);
  });
  stops.add(database.stop);
  const client = clientOf(database.endpoint);
  stops.add(() => client.destroy());
  await createTables(client, deployment.tables);
  const tableName = definition.create.TableName;
  return { tableName, endpoint: database.endpoint, client, stop: stops.run };
}

export function clientOf(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'local' };
  return new DynamoDBClient({ endpoint, region: 'cn-north-1', credentials });
}

/** The client's calls and capacity since counting began. */
export interface Consumed {
  readonly calls: number;
  /** Read and write request units as DynamoDB charges them. Transactions count twice, and the index is included. */
  readonly reads: number;
  readonly writes: number;
}

const READS = /^(Get|BatchGet|Query|Scan|TransactGet)/;

/** Makes every call return its consumed capacity. @returns a function that gives the capacity since its last call. */
export function countConsumed(client: DynamoDBClient): () => Consumed {
  let consumed = { calls: 0, reads: 0, writes: 0 };
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const total: ReturnConsumedCapacity = 'TOTAL';
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: total } });
        const output = result.output as { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] };
        const units = [output.ConsumedCapacity ?? {}]
          .flat()
          .reduce((sum, { CapacityUnits = Number.NaN }) => sum + CapacityUnits, 0);
        consumed.calls += 1;
        consumed[READS.test(commandName) ? 'reads' : 'writes'] += units;
        return result;
      },
    { step: 'initialize', name: 'countConsumed' },
  );
  return () => {
    const since = consumed;
    consumed = { calls: 0, reads: 0, writes: 0 };
    return since;
  };
}

const ITEMS_A_FILE = 20_000;

/**
 * Writes the file of an embedded database with the items. It imports them in DynamoDB's export format, which is many
 * times faster than batches of 25 over HTTP.
 * @param directory where `startDynoxide` finds it.
 */
export async function fillDatabase(
  directory: string,
  { create }: TableDefinition,
  items: Iterable<readonly Item[]>,
): Promise<void> {
  const source = join(directory, 'export');
  const data = join(source, create.TableName, 'data');
  mkdirSync(data, { recursive: true });
  let lines: string[] = [];
  let files = 0;
  const write = () => {
    writeFileSync(join(data, `${files}.json.gz`), gzipSync(lines.join('\n'), { level: 1 }));
    files += 1;
    lines = [];
  };
  for (const some of items) {
    lines.push(...some.map((item) => JSON.stringify({ Item: item })));
    if (lines.length >= ITEMS_A_FILE) write();
  }
  write();
  const schema = join(directory, 'schema.json');
  writeFileSync(schema, JSON.stringify({ Table: create }));
  const output = join(directory, 'canbao.db');
  await promisify(execFile)(dynoxideBinary(), [
    'import',
    ...['--source', source, '--schema', schema, '--output', output],
  ]);
}
