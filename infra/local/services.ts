import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DataDirectory } from './data-directory.ts';
import type { Deployment } from './deployment.ts';
import { startDynoxide } from './dynamodb/dynoxide.ts';
import { createTables, sweepLapsedItems } from './dynamodb/tables.ts';
import { createQueues, type QueueServer, startQueueServer } from './queues/queues.ts';
import { type Stops, settled } from './stops.ts';

/** The embedded services that store data. */
export interface DataServices {
  readonly dynamodbEndpoint: string;
  readonly queues: QueueServer;
}

export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
}

/**
 * Starts the services that store data.
 * @param data where they store it; if undefined, they keep it in memory.
 * @param dynamodbEndpoint a DynamoDB to use instead of the embedded one.
 */
export async function startDataServices(
  data: DataDirectory | undefined,
  dynamodbEndpoint: string | undefined,
  stops: Stops,
  onFatal: (message: string) => void,
): Promise<DataServices> {
  const stoppable = async <T extends { readonly stop: () => Promise<void> }>(starting: Promise<T>) => {
    const started = await starting;
    stops.add(started.stop);
    return started;
  };
  const [queues, { endpoint }] = await settled(
    stoppable(startQueueServer(data?.queues)),
    dynamodbEndpoint === undefined
      ? stoppable(startDynoxide(data?.dynamodb, onFatal))
      : Promise.resolve({ endpoint: dynamodbEndpoint }),
  );
  return { dynamodbEndpoint: endpoint, queues };
}

export function createClients(
  { dynamodbEndpoint, queues }: DataServices,
  region: string,
  stops: Stops,
): Clients {
  const common = { region, credentials: { accessKeyId: 'runner', secretAccessKey: 'local' } };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: dynamodbEndpoint });
  const sqs = new SQSClient({ ...common, endpoint: queues.endpoint });
  stops.add(() => {
    dynamodb.destroy();
    sqs.destroy();
  });
  return { dynamodb, sqs };
}

/** Creates the tables and queues. @throws Error naming what could not be created. */
export async function createResources({ dynamodb, sqs }: Clients, deployment: Deployment): Promise<void> {
  await Promise.all([createTables(dynamodb, deployment.tables), createQueues(sqs, deployment.queues)]);
}

const SWEEP_EVERY_MS = 10 * 60_000;

/**
 * Deletes expired items now and every ten minutes. This runs in the background, because a large table takes a while.
 */
export function startSweeping(
  { dynamodb }: Clients,
  deployment: Deployment,
  stops: Stops,
  warn: (message: string) => void,
): void {
  const over = new AbortController();
  const sweep = () =>
    sweepLapsedItems(dynamodb, deployment.tables, Math.floor(Date.now() / 1000), over.signal).catch(
      (error: Error) => {
        if (!over.signal.aborted) warn(`expired items could not be deleted: ${error.message}`);
      },
    );
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, SWEEP_EVERY_MS);
  stops.add(async () => {
    clearInterval(timer);
    over.abort();
    await sweeping;
  });
}
