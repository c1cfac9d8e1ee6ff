import { createHmac } from 'node:crypto';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { addDays, plainDate } from '../../domain/values/plain-date.ts';
import { systemClock } from '../../functions/adapters/clock.ts';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import { dynamodbQuarantineWriter } from '../../functions/adapters/dynamodb/quarantine.ts';
import { dynamodbRegistry } from '../../functions/adapters/dynamodb/registry.ts';
import { dynamodbSourceNotes } from '../../functions/adapters/dynamodb/source-notes.ts';
import { dynamodbUnitFacts } from '../../functions/adapters/dynamodb/unit-facts.ts';
import { managedSecrets } from '../../functions/adapters/secrets.ts';
import { embeddedMeter, jsonLog } from '../../functions/adapters/telemetry.ts';
import { registryContext } from '../../functions/intake/registry-lookup.ts';
import type { Meter } from '../../functions/ports.ts';
import { type ReceivePorts, receiveEvent } from '../../functions/receive-event/receive-event.ts';
import { SOURCES } from '../../functions/sources/sources.ts';
import { syntheticNumber } from '../../infra/local/demo/event.ts';
import type { Sizes } from './bench.ts';
import { UNIT } from './company.ts';
import { type Figure, figure, inFlight, interleaved, millisecondsOf } from './measure.ts';
import { clientOf, countConsumed, startEmbeddedTable, type Workshop } from './workshop.ts';

const SECRET = `whsec_${Buffer.from('a key for the bench, 32 bytes...').toString('base64')}`;

/**
 * Compares the events of complete employments, sent through receive-event with its own adapters, with as many
 * conditional puts of single items. Such a put is the simplest way to store something once. The database, the bodies
 * and the concurrency are the same.
 */
export async function ingest(workshop: Workshop, sizes: Sizes['ingest']): Promise<readonly Figure[]> {
  const { employees, inFlight: most, rounds } = sizes;
  const { client, tableName, endpoint, stop } = await startEmbeddedTable(workshop);
  const plain = clientOf(endpoint);
  try {
    const receive = await receiver(client, tableName);
    const consumed = countConsumed(client);
    let [nextPerson, delivered] = [0, 0];
    const measure = (work: (delivery: Delivery) => Promise<void>) => async () => {
      const steps = lifeCourses(nextPerson, employees);
      nextPerson += employees;
      const all = async () => {
        for (const step of steps) await inFlight(most, step, work);
      };
      return ((await millisecondsOf(all)) / steps.flat().length) * 1000;
    };
    const deliver = async (delivery: Delivery) => {
      await receive.deliver(delivery);
      delivered += 1;
    };
    const [put = 0, event = 0] = await interleaved(
      [measure((delivery) => putOnce(plain, tableName, delivery)), measure(deliver)],
      { rounds },
    );
    return [
      figure({
        name: 'ingest',
        what: `an event through receive-event in this process, ${most} in flight, against a bare conditional put`,
        unit: 'microseconds each',
        subject: event,
        reference: put,
      }),
      figure({
        name: 'calls-per-event',
        what: 'calls to the database for an event, against the one call of a put',
        unit: 'calls',
        subject: consumed().calls / delivered,
        reference: 1,
        goal: { of: 'subject', atMost: 2 },
      }),
    ];
  } finally {
    plain.destroy();
    await stop();
  }
}

async function putOnce(
  client: DynamoDBClient,
  TableName: string,
  { headers, body }: Delivery,
): Promise<void> {
  const Item = { pk: { S: `PUT#${headers['webhook-id']}` }, sk: { S: 'PUT' }, body: { S: body } };
  const ConditionExpression = 'attribute_not_exists(pk)';
  await client.send(new PutItemCommand({ TableName, Item, ConditionExpression }));
}

interface Receiver {
  /** Delivers an event. @throws Error if it is not accepted. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
  /** The bytes of log lines and metrics since the last call. */
  readonly logged: () => number;
}

/**
 * receive-event as its handler builds it, except that Secrets Manager always returns the same secret. Reads and writes
 * that happen only daily or every five minutes are done in advance, so that no event includes them.
 */
export async function receiver(client: DynamoDBClient, tableName: string): Promise<Receiver> {
  const send = async () => ({ SecretString: JSON.stringify({ current: SECRET }) });
  const manager = { send } as unknown as SecretsManagerClient;
  const started = systemClock.now();
  const notes = dynamodbSourceNotes(client, tableName, systemClock);
  const secrets = managedSecrets({ standard: 'webhooks' }, 'data-key', systemClock, manager);
  let bytes = 0;
  const write = (line: object) => {
    bytes += Buffer.byteLength(JSON.stringify(line)) + 1;
  };
  const meter = embeddedMeter({ namespace: 'Canbao', service: 'canbao-prod' }, write);
  const ports: ReceivePorts = {
    sources: SOURCES,
    secrets,
    employees: dynamodbEmployees(client, tableName),
    quarantine: dynamodbQuarantineWriter(client, tableName, secrets.sealBody),
    ...registryContext(dynamodbRegistry(client, tableName), { now: () => started }),
    unitFacts: dynamodbUnitFacts(client, tableName),
    notes: { ...notes, heard: (source) => notes.heard(source, started) },
    details: { ask: () => Promise.reject(new Error('our own contract leaves nothing to ask for')) },
    calendar: publishedCalendar,
    clock: systemClock,
    meter: meter as Meter,
    log: jsonLog('canbao-prod', write),
  };
  await ports.notes.heard('standard', started);
  await ports.unit(UNIT.unitId);
  return {
    async deliver({ headers, body }) {
      const request = { method: 'POST', headers, query: {}, body: Buffer.from(body) } as const;
      const { code } = await receiveEvent('standard', request, ports);
      if (code !== 'accepted') throw new Error(`${headers['webhook-id']} was answered with ${code}: ${body}`);
      meter.flush();
    },
    logged: () => {
      const since = bytes;
      bytes = 0;
      return since;
    },
  };
}

/** A request as an HR system posts it. */
interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Event {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * All events about `count` people from hire to leave, signed now. Each step has one event for each person, so events
 * that are sent at the same time are about different people.
 */
export function lifeCourses(firstNumber: number, count: number): readonly Delivery[][] {
  const people = Array.from({ length: count }, (_, i) => eventsOf(firstNumber + i));
  const steps = people[0]?.length ?? 0;
  return Array.from({ length: steps }, (_, step) =>
    people.flatMap((events, i) => {
      const event = events[step];
      return event === undefined ? [] : [signed(`E${firstNumber + i}-${step}`, event)];
    }),
  );
}

function eventsOf(number: number): readonly Event[] {
  const employeeId = `E${number}`;
  const { unitId } = UNIT;
  const birthDate = addDays(plainDate('1970-01-01'), number % 10_000);
  const identity = { type: 'resident-id', number: syntheticNumber('110105', birthDate, number % 1000) };
  const wage = { basic: 12_000, performance: '1500.50' };
  const filing = (of: string, submitted: string, accepted: string): Event[] => {
    const filed = { employeeId, filing: of };
    const receiptNo = `BJ-${of}-${number}`;
    return [
      { type: 'filing.submitted', data: { ...filed, on: submitted, channel: 'online', receiptNo } },
      { type: 'filing.accepted', data: { ...filed, on: accepted } },
    ];
  };
  const hire = { employeeId, unitId, name: `王小${number}`, hiredOn: '2026-03-02', identity };
  const leave = { employeeId, lastWorkingDay: '2026-06-30', reason: 'resigned' };
  return [
    { type: 'employee.hired', data: { ...hire, department: '研发部', firstMonthWage: wage } },
    ...filing('enrolment', '2026-03-09', '2026-03-16'),
    { type: 'employee.terminated', data: leave },
    ...filing('removal', '2026-07-03', '2026-07-07'),
  ];
}

function signed(id: string, { type, data }: Event): Delivery {
  const body = JSON.stringify({ type, timestamp: '2026-07-08T18:00:00+08:00', data });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(SECRET.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  };
}
