import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registrySchema } from '../../../domain/units/unit.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import { CommandFailed } from '../../../functions/admin-cli/frame/frame.ts';
import { syntheticNumber } from '../../../infra/local/demo/event.ts';
import { csvBill, type FileCabinet, fileCabinet, seal } from '../../support/bill-files.ts';
import { billStage } from '../../support/bill-stage.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { aHire } from '../../support/some-facts.ts';

/** Bulk work sends the same number of requests per person, however many people there are. */

let db: EmbeddedDynamoDb;
let files: FileCabinet;
beforeAll(async () => {
  db = await startEmbeddedDynamoDb();
  files = fileCabinet();
});
afterAll(async () => {
  await db?.stop();
  files.remove();
});

const REGISTRY = registrySchema.parse({
  units: [{ unitId: 'U1', name: '北京示例', region: '北京', channel: 'online', staff: [] }],
});
const FEW = 20;
const MANY = 120;

const numberOf = (i: number) =>
  syntheticNumber('110105', addDays(plainDate('1970-01-01'), i % 10_000), Math.floor(i / 10_000));

/** A unit with the given number of people; `calls` counts the requests to the table after the setup. */
async function unitOf(people: number, changed?: Parameters<typeof billStage>[2]) {
  const client = new DynamoDBClient(db.settings);
  const stage = await billStage({ client, newTable: db.newTable }, undefined, changed);
  await stage.store.applyRegistry(REGISTRY, plainDate('2026-01-01'));
  for (let i = 0; i < people; i += 1) {
    const identity = seal({ type: 'resident-id', number: numberOf(i) });
    await stage.take(aHire({ employeeId: `E${i}`, hiredOn: '2026-01-05', identity }));
  }
  const calls: Record<string, number> = {};
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        calls[commandName] = (calls[commandName] ?? 0) + 1;
        return next(args);
      },
    { step: 'initialize' },
  );
  return { stage, calls, stop: () => client.destroy() };
}

/** The requests per additional person, by command. */
async function eachCosts(work: (people: number) => Promise<Readonly<Record<string, number>>>) {
  const [few, many] = [await work(FEW), await work(MANY)];
  return Object.fromEntries(
    Object.keys(many).map((name) => [name, ((many[name] ?? 0) - (few[name] ?? 0)) / (MANY - FEW)]),
  );
}

const billOf = (people: number, from = 0) =>
  files.write(
    'bill.csv',
    csvBill(
      Array.from({ length: people }, (_, i) => `,,${numberOf(from + i)},202610,980,203,10000,2026-10-15`),
    ),
  );

async function importing(people: number, from: number, ...more: readonly string[]) {
  const { stage, calls, stop } = await unitOf(people);
  const args = ['import', 'charges', billOf(people, from), '--unit', 'U1', '--whole', ...more];
  const { code, err } = await stage.run(...args);
  expect(code, err).toBe(from > 0 && more.length > 0 ? 1 : 0);
  stop();
  return calls;
}

it('an import looks each person up once, also with --apply, and numbers a hundred at a time', async () => {
  const dry = await eachCosts((people) => importing(people, 0));
  // The small rest above 1 comes from reading the unit's spells page by page.
  expect(dry.QueryCommand).toBeLessThan(1.1);
  expect(dry.BatchGetItemCommand).toBeLessThanOrEqual(3 / 100);
  expect(Object.keys(dry).filter((name) => (dry[name] ?? 0) > 0.05)).toEqual(['QueryCommand']);
  const applied = await eachCosts((people) => importing(people, 0, '--apply'));
  expect(applied.QueryCommand).toBeLessThan(1.1);
  expect(applied.TransactWriteItemsCommand).toBe(1);
  expect(applied.BatchGetItemCommand).toBeLessThanOrEqual(3 / 100);
  expect(
    Object.keys(applied)
      .filter((name) => (applied[name] ?? 0) > 0.05)
      .sort(),
  ).toEqual(['QueryCommand', 'TransactWriteItemsCommand']);
});

it('rows of unknown people are looked up and stored many at a time', async () => {
  const applied = await eachCosts((people) => importing(people, 1_000_000, '--apply'));
  expect(Object.values(applied).filter((each) => each > 0.1)).toEqual([]);
});

it('a rebuild reads each employee and their spells, and writes only employees that differ', async () => {
  const each = await eachCosts(async (people) => {
    // The progress is stored every two seconds, so the number of these writes depends on speed.
    const marks = { find: async () => undefined, keep: async () => undefined, remove: async () => undefined };
    const { stage, calls, stop } = await unitOf(people, () => ({ rebuildMarks: marks }));
    await stage.json('rebuild');
    stop();
    return calls;
  });
  expect(each).toMatchObject({ QueryCommand: 2 });
  expect(Object.keys(each).filter((name) => (each[name] ?? 0) > 0.05)).toEqual(['QueryCommand']);
});

it('an interrupted rebuild can be resumed and skips nobody', async () => {
  let [loads, failsAt] = [0, Number.POSITIVE_INFINITY];
  const seen = new Set<string>();
  const { stage, stop } = await unitOf(MANY, (store) => ({
    employees: {
      ...store.employees,
      async load(employeeId) {
        loads += 1;
        if (loads > failsAt) throw new CommandFailed('down');
        const record = await store.employees.load(employeeId);
        seen.add(employeeId);
        return record;
      },
    },
  }));
  [loads, failsAt] = [0, 60];
  const { code, err } = await stage.run('rebuild');
  expect([code, err.includes('--resume')]).toEqual([1, true]);
  failsAt = Number.POSITIVE_INFINITY;
  const { employees } = await stage.json<{ employees: number }>('rebuild', '--resume');
  expect(employees).toBeLessThan(MANY);
  expect(seen.size).toBe(MANY);
  // The progress is not stored any more, so this run starts at the beginning.
  expect(await stage.json('rebuild', '--resume')).toMatchObject({ employees: MANY });
  stop();
});
