import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import type { Fact } from '../../domain/facts/fact.ts';
import { NO_ORDER } from '../../domain/facts/source-order.ts';
import { registrySchema } from '../../domain/units/unit.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import type { Store } from '../../functions/deployment/deployment.ts';
import { tableStore } from '../../functions/deployment/deployment-store.ts';
import { appendFacts } from '../../functions/intake/append-facts.ts';
import { IDENTITY_KEY } from './bill-files.ts';
import { type CommandLineRun, canbaoJson, runCanbao } from './command-line.ts';
import type { EmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { fakeClock } from './fakes/clock.ts';

/** The command line over a separate table; people become known by facts. */
export interface BillStage {
  readonly store: Store;
  readonly table: string;
  /** Registers units on the day, by default U1 of Beijing without staff. A unit may differ from it in some fields. */
  register(on: string, ...units: readonly object[]): Promise<void>;
  take(...facts: readonly Fact[]): Promise<void>;
  run(...args: readonly string[]): Promise<CommandLineRun>;
  json<T = Record<string, unknown>>(...args: readonly string[]): Promise<T>;
  /** The JSON output of a command that exits 1 because a part of its work failed. */
  partly<T = Record<string, unknown>>(...args: readonly string[]): Promise<T>;
  /** The ids of an employee's stored facts. */
  factIds(employeeId: string): Promise<string[]>;
}

const UNIT = { unitId: 'U1', name: '北京示例', region: '北京', channel: 'online', staff: [] };

/** @param changed replaces parts of the store, for example by parts that fail. */
export async function billStage(
  { client, newTable }: Pick<EmbeddedDynamoDb, 'client' | 'newTable'>,
  now = '2026-12-01T04:00:00.000Z',
  changed: (store: Store) => Partial<Store> = () => ({}),
): Promise<BillStage> {
  const table = await newTable();
  const plain: Store = {
    ...tableStore(client, table, {
      identityKey: async () => IDENTITY_KEY,
      sealBody: noBody,
      openBody: noBody,
    }),
    details: { ask: async () => undefined },
    secrets: { read: async () => undefined, write: async () => undefined },
    secretName: (part) => part,
    settings: { fallbackMailbox: async () => 'fallback@example.com', apiHosts: async () => ({}) },
    caller: async () => ({ who: 'operator:test', verified: false }),
    planDigests: async () => undefined,
    close: () => undefined,
  };
  const store = { ...plain, ...changed(plain) };
  const ports = {
    employees: plain.employees,
    unit: async () => undefined,
    order: async () => NO_ORDER,
    calendar: publishedCalendar,
  };
  const world = { clock: fakeClock(now), openStore: async () => store };
  return {
    store,
    table,
    async register(on, ...units) {
      const given = units.length === 0 ? [UNIT] : units.map((unit) => ({ ...UNIT, ...unit }));
      const registry = registrySchema.parse({ units: given });
      await store.applyRegistry(registry, plainDate(on));
    },
    async take(...facts) {
      for (const fact of facts) await appendFacts({ employeeId: fact.employeeId, facts: [fact] }, ports);
    },
    run: (...args) => runCanbao(args, world),
    json: (...args) => canbaoJson(args, world),
    async partly<T>(...args: readonly string[]) {
      const { code, out, err } = await runCanbao([...args, '--json'], world);
      if (code !== 1) throw new Error(`canbao ${args.join(' ')} exited with ${code}: ${err}`);
      return JSON.parse(out) as T;
    },
    async factIds(employeeId) {
      return (await store.employees.load(employeeId)).facts.map(({ factId }) => factId).sort();
    },
  };
}

async function noBody(): Promise<never> {
  throw new Error('a bill leaves nothing in quarantine');
}
