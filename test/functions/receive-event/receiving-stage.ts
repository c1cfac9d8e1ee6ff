import { publishedCalendar } from '../../../domain/calendar/calendar.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import { chinaDayOf, type Instant } from '../../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../../functions/adapters/dynamodb/employees.ts';
import {
  dynamodbQuarantineAdmin,
  dynamodbQuarantineWriter,
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
import { type EmbeddedDynamoDb, watchedClient } from '../../support/embedded-dynamodb.ts';
import { type FakeClock, fakeClock } from '../../support/fakes/clock.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { type FakeNotes, fakeNotes } from '../../support/fakes/notes.ts';
import type { RegistryFile } from '../../support/fakes/registry.ts';
import { type FakeSecretsManager, secretsManager } from '../../support/fakes/secrets-manager.ts';
import { eventText, SECRET, type Signing, signedRequest } from '../../support/signed-request.ts';

export const NOW = '2026-11-21T01:00:00.000Z' as Instant;
/** {@link NOW} in Unix seconds. */
export const NOW_SECONDS = Date.parse(NOW) / 1_000;

/**
 * receiveEvent with a real database. The clock, the log, the meter, the notes, the queue of requests and Secrets
 * Manager are fakes.
 */
export interface ReceivingStage {
  readonly tableName: string;
  readonly ports: ReceivePorts;
  readonly clock: FakeClock;
  readonly manager: FakeSecretsManager;
  readonly log: ReturnType<typeof fakeLog>;
  readonly meter: ReturnType<typeof fakeMeter>;
  readonly notes: FakeNotes;
  /** The requests for details that would be sent to the HR systems' APIs. */
  readonly asked: DetailsRequest[];
  /** The names of the database calls in order. */
  readonly calls: string[];
  receive(request: HookRequest, source?: string): Promise<Answer>;
  /** Signs and sends an event, by default under a new id. */
  send(type: string, data: object, told?: Partial<Signing>): Promise<Answer>;
  /** Signs and sends the given body. */
  sendBody(body: string | Uint8Array, told?: Partial<Signing>): Promise<Answer>;
  facts(employeeId: string): Promise<readonly Fact[]>;
  /** The delivery ids in quarantine, each with its problems. */
  quarantine(): Promise<readonly { readonly deliveryId: string; readonly problems: readonly string[] }[]>;
  unregisteredUnitIds(): Promise<readonly string[]>;
}

/** The options of a stage. */
export interface StageSettings {
  /** The contents of the secrets of sources other than `standard`, by source. */
  readonly secrets?: Readonly<Record<string, object>>;
  /** The registry, which is applied before the first event. */
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
  const client = watchedClient(dynamodb, (command) => calls.push(command));
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
    quarantine: dynamodbQuarantineWriter(client, tableName, secrets.sealBody),
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
    // Uses a longer time limit than the function, because a large body may take long on a busy machine.
    return receiveEvent(source, request, ports, 300_000);
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
      const store = dynamodbQuarantineAdmin(dynamodb.client, tableName, secrets);
      // Reads only the days on which requests were received, because all other days are empty.
      const found = await Promise.all([...days].sort().map((day) => store.list(day, day)));
      return found.flat().map(({ deliveryId, problems }) => ({ deliveryId, problems }));
    },
    unregisteredUnitIds: async () =>
      (await dynamodbRegistry(dynamodb.client, tableName).load()).unregisteredUnitIds,
  };
}
