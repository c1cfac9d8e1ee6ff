import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { BatchWriteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { NO_ORDER } from '../../domain/facts/source-order.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import { systemClock } from '../../functions/adapters/clock.ts';
import { dynamodbPeople } from '../../functions/adapters/dynamodb/employee-ids.ts';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import type { Item } from '../../functions/adapters/dynamodb/keys.ts';
import { dynamodbUnknownCharges } from '../../functions/adapters/dynamodb/unknown-charges.ts';
import { openTable } from '../../functions/files/open-table.ts';
import { NO_MATCHES } from '../../functions/imports/find-person.ts';
import { billIn, checkBill } from '../../functions/imports/read-bill.ts';
import { lookUpBill, storeLookedUp } from '../../functions/imports/store-bill.ts';
import type { RowPorts } from '../../functions/imports/store-rows.ts';
import { appendFacts } from '../../functions/intake/append-facts.ts';
import { identitySealer } from '../../functions/sources/webhook/identity.ts';
import { type EmbeddedTable, startEmbeddedTable } from './embedded-table.ts';
import { enrolled } from './employees.ts';
import { type Figure, figure } from './figure.ts';
import { inFlight } from './in-flight.ts';
import { interleaved, millisecondsOf } from './interleaved.ts';
import type { Sizes } from './sizes.ts';
import type { Workshop } from './workshop.ts';

const UNIT_ID = 'BJ';
const IN_FLIGHT = 16;
const WRITES_A_CALL = 25;

/**
 * A bill with one row for each employee, read from its file and stored person by person, against writing the very
 * items that it leaves behind with BatchWriteItem, twenty-five a call, equally many calls at a time.
 */
export async function importBill(
  workshop: Workshop,
  { rows, rounds }: Sizes['importBill'],
): Promise<readonly Figure[]> {
  const directory = workshop.directory('import-bill');
  const table = await startEmbeddedTable(workshop, directory);
  try {
    const ports = portsOn(table);
    const ids = Array.from({ length: rows }, (_, i) => i);
    await inFlight(IN_FLIGHT, ids, async (i) => {
      const facts = enrolled(i, UNIT_ID);
      await appendFacts({ employeeId: facts[0]?.employeeId ?? '', facts }, ports);
    });
    let round = 0;
    const bring = () => {
      round += 1;
      return writeBill(join(directory, `${round}.csv`), ids, round);
    };
    const parse = () => perRow(rows, () => parsed(bring()));
    const read = () => perRow(rows, () => checked(bring()));
    const store = () => perRow(rows, () => imported(bring(), rows, ports));
    const before = await allItems(table);
    await imported(bring(), rows, ports);
    const left = changed(before, await allItems(table));
    const write = () => perRow(rows, () => batchWrite(table.client, table.tableName, left));
    const [parsing = 0, reading = 0, storing = 0, writing = 0] = await interleaved(
      [parse, read, store, write],
      { rounds },
    );
    return [
      figure({
        name: 'import-bill',
        what: `a row of a bill, from its file to its facts and spells, against writing the same ${(left.length / rows).toFixed(1)} items with BatchWriteItem`,
        unit: 'microseconds each',
        subject: storing,
        reference: writing,
        more: {
          rowsPerSecond: 1e6 / storing,
          readingAloneRowsPerSecond: 1e6 / reading,
          readingAgainstParsing: reading / parsing,
        },
      }),
    ];
  } finally {
    await table.stop();
  }
}

async function perRow(rows: number, work: () => Promise<unknown>): Promise<number> {
  return ((await millisecondsOf(work)) / rows) * 1000;
}

/** Each round is the bill of another month, so that every row is new. */
function writeBill(path: string, people: readonly number[], round: number): string {
  const ofMonth = `${2000 + Math.floor(round / 12)}${String((round % 12) + 1).padStart(2, '0')}`;
  const lines = people.map((i) => `${enrolled(i, UNIT_ID)[0]?.employeeId},${ofMonth},980.00,203.00,10000`);
  writeFileSync(path, ['工号,费款所属期,单位缴费金额,个人缴费金额,缴费基数', ...lines, ''].join('\r\n'));
  return path;
}

const how = { seal: identitySealer(new Uint8Array(32)), today: plainDate('2026-12-01') };
const nobody = () => {
  throw new Error('a row of the bench was refused');
};

/** The file's rows as cells, and nothing of what they mean. */
async function parsed(path: string): Promise<void> {
  const { sheets } = await openTable(path);
  for (const sheet of sheets) for await (const _ of sheet.parts());
}

async function checked(path: string) {
  const bill = billIn(await openTable(path), how);
  return { bill, summary: await checkBill(bill, nobody) };
}

async function imported(path: string, rows: number, ports: RowPorts): Promise<void> {
  const { bill, summary } = await checked(path);
  const pace = { milliseconds: () => performance.now(), sleep: async () => undefined };
  const load = { inFlight: IN_FLIGHT, perSecond: Number.POSITIVE_INFINITY, pace };
  const who = {
    unitId: UNIT_ID,
    matches: NO_MATCHES,
    isExpected: () => true,
    import: basename(path, '.csv'),
  };
  const task = { ...who, willStore: true, charges: summary.charges, load, onBad: nobody };
  const looked = await lookUpBill(bill, task, ports);
  await storeLookedUp(looked, task, ports);
  const { newFacts } = looked.stored;
  if (newFacts !== rows) throw new Error(`${newFacts} of ${rows} rows were stored`);
}

function portsOn({ client, tableName }: EmbeddedTable): RowPorts {
  return {
    employees: dynamodbEmployees(client, tableName),
    unit: async () => undefined,
    order: async () => NO_ORDER,
    calendar: publishedCalendar,
    peopleWith: dynamodbPeople(client, tableName),
    unknownCharges: dynamodbUnknownCharges(client, tableName),
    clock: systemClock,
  };
}

async function allItems({ client, tableName }: EmbeddedTable): Promise<ReadonlyMap<string, Item>> {
  const items = new Map<string, Item>();
  let from: Item | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: tableName, ExclusiveStartKey: from }));
    for (const item of page.Items ?? []) items.set(`${item.pk?.S} ${item.sk?.S}`, item);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

function changed(before: ReadonlyMap<string, Item>, after: ReadonlyMap<string, Item>): readonly Item[] {
  return [...after].flatMap(([key, item]) => (isDeepStrictEqual(before.get(key), item) ? [] : [item]));
}

async function batchWrite(client: DynamoDBClient, tableName: string, items: readonly Item[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / WRITES_A_CALL) }, (_, i) =>
    items.slice(i * WRITES_A_CALL, (i + 1) * WRITES_A_CALL),
  );
  await inFlight(IN_FLIGHT, batches, async (batch) => {
    const requests = batch.map(({ pk, ...item }) => ({
      PutRequest: { Item: { ...item, pk: { S: `PLAIN#${pk?.S}` } } },
    }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: requests } }));
  });
}
