import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { NO_ORDER } from '../../domain/facts/source-order.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import { systemClock } from '../../functions/adapters/clock.ts';
import { dynamodbPeople } from '../../functions/adapters/dynamodb/employee-ids.ts';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import { writeAll } from '../../functions/adapters/dynamodb/items.ts';
import type { Item } from '../../functions/adapters/dynamodb/keys.ts';
import { dynamodbUnknownCharges } from '../../functions/adapters/dynamodb/unknown-charges.ts';
import { openTable } from '../../functions/files/open-table.ts';
import { NO_MATCHES } from '../../functions/imports/find-person.ts';
import { billIn, checkBill } from '../../functions/imports/read-bill.ts';
import { lookUpBill, storeLookedUp } from '../../functions/imports/store-bill.ts';
import type { RowPorts } from '../../functions/imports/store-rows.ts';
import { appendFacts } from '../../functions/intake/append-facts.ts';
import { identitySealer } from '../../functions/sources/webhook/identity.ts';
import type { Sizes } from './bench.ts';
import { enrolled } from './company.ts';
import { type Figure, figure, inFlight, interleaved, millisecondsOf } from './measure.ts';
import { type EmbeddedTable, startEmbeddedTable, type Workshop } from './workshop.ts';

const UNIT_ID = 'BJ';
const IN_FLIGHT = 16;
const WRITES_A_CALL = 25;

/**
 * Compares two ways to store a bill with one row for each employee. The first reads the file and stores it person by
 * person. The second writes the same items with BatchWriteItem, 25 a call and with as many concurrent calls.
 */
export async function importBill(
  workshop: Workshop,
  { rows, rounds }: Sizes['import'],
): Promise<readonly Figure[]> {
  const directory = workshop.directory('import');
  const table = await startEmbeddedTable(workshop);
  try {
    const ports = portsOn(table);
    const ids = Array.from({ length: rows }, (_, i) => i);
    await inFlight(IN_FLIGHT, ids, async (i) => {
      await appendFacts({ employeeId: `E${i}`, facts: enrolled(i, UNIT_ID) }, ports);
    });
    let round = 0;
    const bring = () => {
      round += 1;
      return writeBill(join(directory, `${round}.csv`), rows, round);
    };
    const store = () => perRow(rows, () => imported(bring(), rows, ports));
    const before = await allItems(table);
    await imported(bring(), rows, ports);
    const left = [...(await allItems(table))].flatMap(([key, item]) =>
      isDeepStrictEqual(before.get(key), item) ? [] : [item],
    );
    const write = () => perRow(rows, () => batchWrite(table.client, table.tableName, left));
    const [storing = 0, writing = 0] = await interleaved([store, write], { rounds });
    return [
      figure({
        name: 'import',
        what: `a row of a bill, from its file to its facts and spells, against writing the same ${(left.length / rows).toFixed(1)} items with BatchWriteItem`,
        unit: 'microseconds each',
        subject: storing,
        reference: writing,
      }),
    ];
  } finally {
    await table.stop();
  }
}

async function perRow(rows: number, work: () => Promise<unknown>): Promise<number> {
  return ((await millisecondsOf(work)) / rows) * 1000;
}

/** One row for each of the first `rows` employees. Each round is another month, so that every row is new. */
export function writeBill(path: string, rows: number, round: number): string {
  const ofMonth = `${2000 + Math.floor(round / 12)}${String((round % 12) + 1).padStart(2, '0')}`;
  const lines = Array.from({ length: rows }, (_, i) => `E${i},${ofMonth},980.00,203.00,10000`);
  writeFileSync(path, ['工号,费款所属期,单位缴费金额,个人缴费金额,缴费基数', ...lines, ''].join('\r\n'));
  return path;
}

const how = { seal: identitySealer(new Uint8Array(32)), today: plainDate('2026-12-01') };
const nobody = () => {
  throw new Error('a row of the bench was refused');
};

/** Looks up all people on the bill. @param willStore false for a dry run. */
export async function lookUp(path: string, ports: RowPorts, willStore: boolean) {
  const bill = billIn(await openTable(path), how);
  const summary = await checkBill(bill, nobody);
  const pace = { milliseconds: () => performance.now(), sleep: async () => undefined };
  const load = { inFlight: IN_FLIGHT, perSecond: Number.POSITIVE_INFINITY, pace };
  const task = {
    ...{ unitId: UNIT_ID, matches: NO_MATCHES, isExpected: () => true, import: basename(path, '.csv') },
    ...{ willStore, withSpells: !willStore, charges: summary.charges, load, onBad: nobody },
  };
  return { task, looked: await lookUpBill(bill, task, ports) };
}

export async function imported(path: string, rows: number, ports: RowPorts): Promise<void> {
  const { task, looked } = await lookUp(path, ports, true);
  await storeLookedUp(looked, task, ports);
  const { newFacts } = looked.stored;
  if (newFacts !== rows) throw new Error(`${newFacts} of ${rows} rows were stored`);
}

export function portsOn({ client, tableName }: Pick<EmbeddedTable, 'client' | 'tableName'>): RowPorts {
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

export async function allItems({
  client,
  tableName,
}: Pick<EmbeddedTable, 'client' | 'tableName'>): Promise<ReadonlyMap<string, Item>> {
  const items = new Map<string, Item>();
  let from: Item | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: tableName, ExclusiveStartKey: from }));
    for (const item of page.Items ?? []) items.set(`${item.pk?.S} ${item.sk?.S}`, item);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

async function batchWrite(client: DynamoDBClient, tableName: string, items: readonly Item[]): Promise<void> {
  const batches = Array.from({ length: Math.ceil(items.length / WRITES_A_CALL) }, (_, i) =>
    items.slice(i * WRITES_A_CALL, (i + 1) * WRITES_A_CALL),
  );
  await inFlight(IN_FLIGHT, batches, async (batch) => {
    const items = batch.map(({ pk, ...item }) => ({ ...item, pk: { S: `PLAIN#${pk?.S}` } }));
    const requests = items.map((Item) => ({ PutRequest: { Item } }));
    await writeAll(client, tableName, requests);
  });
}
