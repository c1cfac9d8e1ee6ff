import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock } from '../../functions/adapters/clock.ts';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import { dynamodbQuarantineAdmin } from '../../functions/adapters/dynamodb/quarantine.ts';
import { dynamodbRegistry } from '../../functions/adapters/dynamodb/registry.ts';
import { dynamodbSourceNotes } from '../../functions/adapters/dynamodb/source-notes.ts';
import { dynamodbUnitFacts } from '../../functions/adapters/dynamodb/unit-facts.ts';
import { managedSecrets } from '../../functions/adapters/secrets.ts';
import { registryContext } from '../../functions/intake/registry-lookup.ts';
import { type ReceivePorts, receiveEvent } from '../../functions/receive-event/receive-event.ts';
import { SOURCES } from '../../functions/sources/sources.ts';
import { fakeMeter } from '../support/fakes/meter.ts';
import { againstPuts, inMicroseconds } from './against-puts.ts';
import type { Delivery } from './deliveries.ts';
import { clientOf, startEmbeddedTable } from './embedded-table.ts';
import { UNIT } from './employees.ts';
import { type Figure, figure } from './figure.ts';
import type { Sizes } from './sizes.ts';
import type { Workshop } from './workshop.ts';

const SECRET = `whsec_${Buffer.from('a key for the bench, 32 bytes...').toString('base64')}`;

/**
 * Events through receive-event with its own adapters, against bare conditional puts by an equal client on the same
 * database; and how often an event calls the database.
 */
export async function eventsInProcess(
  workshop: Workshop,
  sizes: Sizes['events'],
): Promise<readonly Figure[]> {
  const table = await startEmbeddedTable(workshop, workshop.directory('events'));
  const client = clientOf(table.endpoint, workshop.deployment.place.region);
  try {
    const ports = portsOn(client, table.tableName);
    // Once a day, and once every five minutes: no event has to pay for these here, however long it all takes.
    await ports.notes.heard('standard', ports.clock.now());
    await ports.unit(UNIT.unitId);
    const calls = countedCalls(client);
    let delivered = 0;
    const deliver = async (delivery: Delivery) => {
      await accepted(delivery, ports);
      delivered += 1;
    };
    const on = { deliver, secret: SECRET, client: table.client, tableName: table.tableName };
    const together = await againstPuts(on, sizes);
    const oneByOne = await againstPuts(on, { ...sizes, inFlight: 1, firstPerson: 5_000 });
    return [
      throughput('events-in-process', together, sizes.inFlight),
      throughput('events-in-process-one-by-one', oneByOne, 1),
      callsPerEvent(calls() / delivered),
    ];
  } finally {
    client.destroy();
    await table.stop();
  }
}

function throughput(name: string, measured: { event: number; put: number }, inFlight: number): Figure {
  return figure({
    name,
    what: `an event through receive-event in this process, ${inFlight} in flight, against a bare conditional put`,
    ...inMicroseconds(measured),
  });
}

function callsPerEvent(calls: number): Figure {
  return figure({
    name: 'calls-per-event',
    what: 'calls to the database for an event, against the one call of a put',
    unit: 'calls',
    subject: calls,
    reference: 1,
    goal: { of: 'subject', atMost: 2 },
  });
}

/** @returns tells how many calls the client has made since. */
function countedCalls(client: DynamoDBClient): () => number {
  let calls = 0;
  client.middlewareStack.add(
    (next) => (input) => {
      calls += 1;
      return next(input);
    },
    { step: 'initialize', name: 'countCalls' },
  );
  return () => calls;
}

/** As the handler wires them, but for Secrets Manager, which always answers with the same secret. */
function portsOn(client: DynamoDBClient, tableName: string): ReceivePorts {
  const send = async () => ({ SecretString: JSON.stringify({ current: SECRET }) });
  const manager = { send } as unknown as SecretsManagerClient;
  const started = systemClock.now();
  const notes = dynamodbSourceNotes(client, tableName, systemClock);
  const secrets = managedSecrets({ standard: 'webhooks' }, 'data-key', systemClock, manager);
  return {
    sources: SOURCES,
    secrets,
    employees: dynamodbEmployees(client, tableName),
    quarantine: dynamodbQuarantineAdmin(client, tableName, secrets.sealBody),
    ...registryContext(dynamodbRegistry(client, tableName), { now: () => started }),
    unitFacts: dynamodbUnitFacts(client, tableName),
    notes: { ...notes, heard: (source) => notes.heard(source, started) },
    details: { ask: () => Promise.reject(new Error('our own contract leaves nothing to ask for')) },
    calendar: publishedCalendar,
    clock: systemClock,
    meter: fakeMeter(),
    log: { info: ignore, warn: ignore, error: ignore },
  };
}

function ignore(): void {
  // What the functions log would stand between the figures.
}

async function accepted({ headers, body }: Delivery, ports: ReceivePorts): Promise<void> {
  const request = { method: 'POST', headers, query: {}, body: Buffer.from(body) } as const;
  const { code } = await receiveEvent('standard', request, ports);
  if (code !== 'accepted') throw new Error(`${headers['webhook-id']} was answered with ${code}: ${body}`);
}
