import { publishedCalendar } from '../../../../domain/calendar/calendar.ts';
import type { Instant } from '../../../../domain/values/plain-date.ts';
import { managedSecrets } from '../../../../functions/adapters/secrets.ts';
import { registryContext } from '../../../../functions/intake/registry-lookup.ts';
import type { DetailsRequest } from '../../../../functions/ports.ts';
import { type ReceivePorts, receiveEvent } from '../../../../functions/receive-event/receive-event.ts';
import { SOURCES } from '../../../../functions/sources/sources.ts';
import { fakeClock } from '../../../support/fakes/clock.ts';
import { type FakeEmployees, fakeEmployees } from '../../../support/fakes/employees.ts';
import { fakeLog } from '../../../support/fakes/log.ts';
import { fakeMeter } from '../../../support/fakes/meter.ts';
import { fakeNotes } from '../../../support/fakes/notes.ts';
import { fakeQuarantine } from '../../../support/fakes/quarantine.ts';
import { fakeRegistry, type RegistryFile } from '../../../support/fakes/registry.ts';
import { secretsManager } from '../../../support/fakes/secrets-manager.ts';
import type { SecretsOfAll } from '../../../support/vendors/all-vendors.ts';
import type { Letter } from '../../../support/vendors/vendor.ts';
import { processWire } from '../../../support/vendors/wires.ts';

/** receiveEvent with fakes in memory for everything that it stores or sends. */
export interface Receiver {
  readonly employees: FakeEmployees;
  readonly meter: ReturnType<typeof fakeMeter>;
  readonly asked: readonly DetailsRequest[];
  /** @param at the time of the receiver's clock, in milliseconds since 1970. @returns the status. */
  receive(letter: Letter, at: number): Promise<number>;
}

/** @param isFaulty is asked before and after each call to the store or the queue; if true, the call fails. */
export function receiverInMemory(
  secrets: SecretsOfAll,
  registry: RegistryFile,
  isFaulty: () => boolean = () => false,
): Receiver {
  const faulty =
    <In, Out>(work: (input: In) => Promise<Out>) =>
    async (input: In): Promise<Out> => {
      if (isFaulty()) throw new Error('it is down');
      const out = await work(input);
      if (isFaulty()) throw new Error('the answer got lost');
      return out;
    };
  const started = fakeClock('2026-01-01T00:00:00.000Z');
  const manager = secretsManager({ data: `{"current":"${Buffer.alloc(32, 7).toString('base64')}"}` });
  for (const [source, parts] of Object.entries(secrets))
    manager.hold(source, JSON.stringify({ current: Object.keys(parts).length === 1 ? parts.key : parts }));
  const names = Object.fromEntries([...SOURCES.keys()].map((name) => [name, name]));
  const employees = fakeEmployees();
  const meter = fakeMeter();
  const asked: DetailsRequest[] = [];
  const ports: ReceivePorts = {
    sources: SOURCES,
    secrets: managedSecrets(names, 'data', started, manager.client),
    employees: { ...employees, load: faulty(employees.load), commit: faulty(employees.commit) },
    quarantine: fakeQuarantine(),
    ...registryContext(fakeRegistry(registry), started),
    unitFacts: { append: () => Promise.reject(new Error('nobody tells anything of units here')) },
    details: { ask: faulty(async (request: DetailsRequest) => void asked.push(request)) },
    notes: fakeNotes(),
    calendar: publishedCalendar,
    clock: started,
    meter,
    log: fakeLog(),
  };
  return {
    employees,
    meter,
    asked,
    receive: async (letter, at) => {
      const clock = { now: () => new Date(at).toISOString() as Instant };
      const wire = processWire((source, request) => receiveEvent(source, request, { ...ports, clock }));
      return (await wire(letter))?.status ?? 0;
    },
  };
}
