import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { publishedCalendar } from '../../../domain/calendar/calendar.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import { chinaDayOf, type Instant } from '../../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../../functions/adapters/dynamodb/employees.ts';
import {
  dynamodbQuarantineAdmin,
  dynamodbQuarantineStore,
} from '../../../functions/adapters/dynamodb/quarantine.ts';
import { applyRegistry, dynamodbRegistry } from '../../../functions/adapters/dynamodb/registry.ts';
import { dynamodbUnitFacts } from '../../../functions/adapters/dynamodb/unit-facts.ts';
import { managedSecrets } from '../../../functions/adapters/secrets.ts';
import { registryContext } from '../../../functions/intake/registry-lookup.ts';
import type { DetailsRequest } from '../../../functions/ports.ts';
import type { Answer } from '../../../functions/receive-event/answers.ts';
import { type ReceivePorts, receiveEvent } from '../../../functions/receive-event/receive-event.ts';
import { SOURCES } from '../../../functions/sources/sources.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import type { EmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { type FakeClock, fakeClock } from '../../support/fakes/clock.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { type FakeNotes, fakeNotes } from '../../support/fakes/notes.ts';
import type { RegistryFile } from '../../support/fakes/registry.ts';
import { type FakeSecretsManager, secretsManager } from '../../support/fakes/secrets-manager.ts';
import { eventText, SECRET, type Signing, signedRequest } from '../../support/signed-request.ts';

export const NOW = '2026-11-21T01:00:00.000Z' as Instant;
/** The same in Unix seconds. */
export const NOW_SECONDS = Date.parse(NOW) / 1_000;

/** receiveEvent with everything real but the clock, the log, the meter and Secrets Manager. */
export interface ReceivingStage {
  readonly tableName: string;
  readonly ports: ReceivePorts;
  readonly clock: FakeClock;
  readonly manager: FakeSecretsManager;
  readonly log: ReturnType<typeof fakeLog>;
  readonly meter: ReturnType<typeof fakeMeter>;
  readonly notes: FakeNotes;
  /** What was asked of HR systems' own APIs. */
  readonly asked: DetailsRequest[];
  /** Names of the calls that went to the database, in their order. */
  readonly calls: string[];
  receive(request: HookRequest, source?: string): Promise<Answer>;
  /** Signs and sends an event, under an id of its own unless one is told. */
  send(type: string, data: object, told?: Partial<Signing>): Promise<Answer>;
  /** Signs and sends any body. */
  sendBody(body: string | Uint8Array, told?: Partial<Signing>): Promise<Answer>;
  facts(employeeId: string): Promise<readonly Fact[]>;
  /** Delivery ids of what lies in quarantine, with the problems found. */
  quarantine(): Promise<readonly { readonly deliveryId: string; readonly problems: readonly string[] }[]>;
  unregisteredUnitIds(): Promise<readonly string[]>;
}

/** What differs from one stage to another. */
export interface StageSettings {
  /** By source, beside `standard`: what Secrets Manager holds, under the source's name. */
  readonly secrets?: Readonly<Record<string, object>>;
  /** Applied before the first event. */
  readonly registry?: RegistryFile;
  readonly sources?: ReceivePorts['sources'];
  readonly unsigned?: ReceivePorts['unsigned'];
}

export async function receivingStage(
  dynamodb: EmbeddedDynamoDb,
  { secrets: others = {}, registry, sources = SOURCES, unsigned }: StageSettings = {},
): Promise<ReceivingStage> {
  const tableName = await dynamodb.newTable();
  if (registry !== undefined)
    await applyRegistry(dynamodb.client, tableName, registrySchema.parse(registry), chinaDayOf(NOW));
  const calls: string[] = [];
  const client = countingClient(dynamodb, calls);
  const clock = fakeClock(NOW);
  const manager = secretsManager({ webhook: `{"current":"${SECRET}"}`, data: `{"current":"${SECRET}"}` });
  const arns: Record<string, string> = { standard: 'webhook' };
  for (const [source, secret] of Object.entries(others)) {
    manager.hold(source, JSON.stringify(secret));
    arns[source] = source;
  }
  const secrets = managedSecrets(arns, 'data', clock, manager.client);
  const notes = fakeNotes();
  const asked: DetailsRequest[] = [];
  const log = fakeLog();
  const meter = fakeMeter();
  const ports: ReceivePorts = {
    sources,
    unsigned,
    secrets,
    employees: dynamodbEmployees(client, tableName),
    quarantine: dynamodbQuarantineAdmin(client, tableName, secrets.sealBody),
    ...registryContext(dynamodbRegistry(client, tableName), clock),
    details: { ask: async (request) => void asked.push(request) },
    notes,
    unitFacts: dynamodbUnitFacts(client, tableName),
    calendar: publishedCalendar,
    clock,
    meter,
    log,
  };
  let sent = 0;
  const days = new Set([chinaDayOf(NOW)]);
  const receive: ReceivingStage['receive'] = (request, source = 'standard') => {
    days.add(chinaDayOf(clock.now()));
    return receiveEvent(source, request, ports);
  };
  const sendBody: ReceivingStage['sendBody'] = (body, told = {}) => {
    sent += 1;
    const timestamp = Math.floor(Date.parse(clock.now()) / 1_000);
    return receive(signedRequest(body, { id: `msg_${sent}`, timestamp, ...told }));
  };
  return {
    tableName,
    ports,
    clock,
    manager,
    log,
    meter,
    notes,
    asked,
    calls,
    receive,
    sendBody,
    send: (type, data, told) => sendBody(eventText(type, data), told),
    facts: async (employeeId) => (await dynamodbEmployees(dynamodb.client, tableName).load(employeeId)).facts,
    async quarantine() {
      const store = dynamodbQuarantineStore(dynamodb.client, tableName, secrets);
      // A day at a time: the other days of the ninety would be asked for in vain.
      const found = await Promise.all([...days].sort().map((day) => store.list(day, day)));
      return found.flat().map(({ deliveryId, problems }) => ({ deliveryId, problems }));
    },
    unregisteredUnitIds: async () =>
      (await dynamodbRegistry(dynamodb.client, tableName).load()).unregisteredUnitIds,
  };
}

function countingClient({ settings }: EmbeddedDynamoDb, calls: string[]): DynamoDBClient {
  const client = new DynamoDBClient(settings);
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        calls.push(commandName.replace('Command', ''));
        return next(args);
      },
    { step: 'initialize' },
  );
  return client;
}
