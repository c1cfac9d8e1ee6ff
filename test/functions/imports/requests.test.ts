import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import { CommandFailed } from '../../../functions/admin-cli/frame/frame.ts';
import { syntheticNumber } from '../../../infra/local/demo/event.ts';
import { csvBill, seal } from '../../support/bill-files.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { aHire } from '../../support/some-facts.ts';

/** Bulk work sends the same number of requests per person, however many people there are. */

const db = await dynamodbForFile();
const files = filesForFile();
beforeAll(async () => {
  read = await fewAndMany((size) => size);
});

const FEW = 20;
const MANY = 120;

const numberOf = (i: number) =>
  syntheticNumber('110105', addDays(plainDate('1970-01-01'), i % 10_000), Math.floor(i / 10_000));

/** A table with a unit of the given number of people. */
async function tableOf(people: number): Promise<string> {
  const { stage, table } = await counting(await db.newTable());
  await stage.register('2026-01-01');
  for (let i = 0; i < people; i += 1) {
    const identity = seal({ type: 'resident-id', number: numberOf(i) });
    await stage.take(aHire({ employeeId: `E${i}`, hiredOn: '2026-01-05', identity }));
  }
  return table;
}

type Changed = Parameters<typeof billStage>[2];

/** The command line on the table, and the number of requests to the table by command. */
async function counting(table: string, changed?: Changed) {
  const client = new DynamoDBClient(db.settings);
  const calls: Record<string, number> = {};
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        calls[commandName] = (calls[commandName] ?? 0) + 1;
        return next(args);
      },
    { step: 'initialize' },
  );
  const stage = await billStage({ client, newTable: async () => table }, undefined, changed);
  return { stage, calls, table };
}

/** A table with few people and one with many. Tests only read them. */
let read: readonly [string, string];
const fewAndMany = async (people: (size: number) => number) =>
  [await tableOf(people(FEW)), await tableOf(people(MANY))] as const;

/** The requests per additional person, by command. */
async function eachCosts(
  tables: readonly [string, string],
  work: (stage: BillStage, people: number) => Promise<unknown>,
  changed?: Changed,
) {
  const measured = async (table: string, people: number) => {
    const { stage, calls } = await counting(table, changed);
    await work(stage, people);
    return calls;
  };
  const [few, many] = [await measured(tables[0], FEW), await measured(tables[1], MANY)];
  return Object.fromEntries(
    Object.keys(many).map((name) => [name, ((many[name] ?? 0) - (few[name] ?? 0)) / (MANY - FEW)]),
  );
}

/** Imports a bill of the given number of people; `from` is the number of the first. */
const importing =
  (from: number, exits: number, ...more: readonly string[]) =>
  async ({ run }: BillStage, people: number) => {
    const rows = Array.from(
      { length: people },
      (_, i) => `,,${numberOf(from + i)},202610,980,203,10000,2026-10-15`,
    );
    const bill = files.write('bill.csv', csvBill(rows));
    const { code, err } = await run('import', 'charges', bill, '--unit', 'U1', '--whole', ...more);
    expect(code, err).toBe(exits);
  };

it('an import looks each person up once, also with --apply, and numbers a hundred at a time', async () => {
  const dry = await eachCosts(read, importing(0, 0));
  // The small rest above 1 comes from reading the unit's spells page by page.
  expect(dry.QueryCommand).toBeLessThan(1.1);
  expect(dry.BatchGetItemCommand).toBeLessThanOrEqual(3 / 100);
  expect(Object.keys(dry).filter((name) => (dry[name] ?? 0) > 0.05)).toEqual(['QueryCommand']);
  const copies = [await db.copyOf(read[0]), await db.copyOf(read[1])] as const;
  const applied = await eachCosts(copies, importing(0, 0, '--apply'));
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
  const applied = await eachCosts(await fewAndMany(() => 0), importing(1_000_000, 1, '--apply'));
  expect(Object.values(applied).filter((each) => each > 0.1)).toEqual([]);
});

it('a rebuild reads each employee and their spells, and writes only employees that differ', async () => {
  // The progress is stored every two seconds, so the number of these writes depends on speed.
  const marks = { find: async () => undefined, keep: async () => undefined, remove: async () => undefined };
  const each = await eachCosts(
    read,
    (stage) => stage.json('rebuild'),
    () => ({ rebuildMarks: marks }),
  );
  expect(each).toMatchObject({ QueryCommand: 2 });
  expect(Object.keys(each).filter((name) => (each[name] ?? 0) > 0.05)).toEqual(['QueryCommand']);
});

it('an interrupted rebuild can be resumed and skips nobody', async () => {
  let [loads, failsAt] = [0, Number.POSITIVE_INFINITY];
  const seen = new Set<string>();
  const { stage } = await counting(read[1], (store) => ({
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
});
