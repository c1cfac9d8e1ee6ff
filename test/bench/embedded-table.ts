import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynoxide } from '../../infra/local/dynamodb/dynoxide.ts';
import { createTables } from '../../infra/local/dynamodb/tables.ts';
import { createStops } from '../../infra/local/stops.ts';
import type { Workshop } from './workshop.ts';

/** The deployment's table in an embedded database of its own. */
export interface EmbeddedTable {
  readonly tableName: string;
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

/** @param directory of the database; the table is created where it has none yet. */
export async function startEmbeddedTable(
  { deployment, stops: ofRun }: Workshop,
  directory: string,
): Promise<EmbeddedTable> {
  const stops = createStops();
  // Whoever ends the run early ends this too; stopping twice does nothing.
  ofRun.add(stops.run);
  const database = await startDynoxide(directory, (message) => {
    throw new Error(message);
  });
  stops.add(database.stop);
  const client = clientOf(database.endpoint, deployment.place.region);
  stops.add(() => client.destroy());
  await createTables(client, deployment.tables);
  const tableName = deployment.tables[0]?.create.TableName;
  if (tableName === undefined) throw new Error('the assembly has no table');
  return { tableName, endpoint: database.endpoint, client, stop: stops.run };
}

export function clientOf(endpoint: string, region: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'bench', secretAccessKey: 'local' },
  });
}
