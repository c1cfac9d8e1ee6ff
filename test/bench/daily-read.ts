import { type DynamoDBClient, paginateScan, type ReturnConsumedCapacity } from '@aws-sdk/client-dynamodb';
import { dynamodbSpells } from '../../functions/adapters/dynamodb/spells.ts';
import { bytesOf, companyItems, UNIT_IDS } from './company-items.ts';
import { startEmbeddedTable } from './embedded-table.ts';
import { TODAY } from './employees.ts';
import { type Figure, figure } from './figure.ts';
import { fillDatabase } from './filled-database.ts';
import type { Sizes } from './sizes.ts';
import type { Workshop } from './workshop.ts';

/** An eventually consistent read of up to 4,096 bytes costs half a unit. */
const BYTES_A_UNIT = 2 * 4096;

interface Read {
  readonly employees: number;
  /** Read units of the daily job's read of every unit. */
  readonly due: number;
  /** Read units of a scan of the whole table; undefined where the embedded database would take minutes for it. */
  readonly scan: number | undefined;
}

const MOST_EMPLOYEES_SCANNED = 10_000;

/**
 * What the daily job reads to find the cases of every unit, in companies of several sizes that have the same number
 * of open spells: it must follow these, and not the employees.
 */
export async function dailyRead(workshop: Workshop, sizes: Sizes['dailyRead']): Promise<readonly Figure[]> {
  const reads: Read[] = [];
  for (const employees of sizes.employees)
    reads.push(await readCompany(workshop, employees, sizes.openSpells));
  const smallest = reads[0];
  const largest = reads.at(-1);
  if (smallest === undefined || largest === undefined) throw new RangeError('no company was read');
  return figuresOf(smallest, largest, reads, sizes.openSpells);
}

function figuresOf(smallest: Read, largest: Read, reads: readonly Read[], open: number): readonly Figure[] {
  const openBytes = openSpellBytes(open);
  return [
    figure({
      name: 'daily-read-growth',
      what: `the daily read at ${largest.employees} employees, against ${smallest.employees}; ${open} spells open`,
      unit: 'read units',
      subject: largest.due,
      reference: smallest.due,
      goal: { of: 'ratio', atMost: 1 },
      more: Object.fromEntries(reads.map(({ employees, due }) => [`at${employees}`, due])),
    }),
    figure({
      name: 'daily-read-bytes',
      what: `the daily read at ${largest.employees} employees, against the items of the ${open} open spells`,
      unit: 'bytes',
      subject: largest.due * BYTES_A_UNIT,
      reference: openBytes,
      goal: { of: 'ratio', atMost: 1.2 },
    }),
    againstScan(reads),
  ];
}

/** In the largest company that was scanned. */
function againstScan(reads: readonly Read[]): Figure {
  const read = reads.findLast(({ scan }) => scan !== undefined);
  if (read?.scan === undefined) throw new RangeError(`scan a company of ${MOST_EMPLOYEES_SCANNED} or less`);
  return figure({
    name: 'daily-read-against-scan',
    what: `the daily read at ${read.employees} employees, against a scan of the table`,
    unit: 'read units',
    subject: read.due,
    reference: read.scan,
  });
}

async function readCompany(workshop: Workshop, employees: number, open: number): Promise<Read> {
  const directory = workshop.directory(`company-${employees}`);
  const [definition] = workshop.deployment.tables;
  if (definition === undefined) throw new Error('the assembly has no table');
  await fillDatabase(directory, definition, companyItems(employees, open));
  const table = await startEmbeddedTable(workshop, directory);
  try {
    const { client, tableName } = table;
    const units = countedUnits(client);
    const spells = dynamodbSpells(client, tableName);
    const due = await Promise.all(UNIT_IDS.map((unitId) => spells.due(unitId, TODAY)));
    const found = due.flatMap(({ items }) => items);
    if (found.length !== open) throw new Error(`${found.length} spells are due, not ${open}`);
    const ofDue = units();
    if (employees > MOST_EMPLOYEES_SCANNED) return { employees, due: ofDue, scan: undefined };
    for await (const _page of paginateScan({ client }, { TableName: tableName, Select: 'COUNT' }));
    return { employees, due: ofDue, scan: units() - ofDue };
  } finally {
    await table.stop();
  }
}

/** Lets every call tell what it consumes. @returns tells the read units consumed since. */
export function countedUnits(client: DynamoDBClient): () => number {
  let units = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const total: ReturnConsumedCapacity = 'TOTAL';
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: total } });
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: { CapacityUnits?: number } };
      units += ConsumedCapacity?.CapacityUnits ?? Number.NaN;
      return result;
    },
    { step: 'initialize', name: 'countUnits' },
  );
  return () => units;
}

function openSpellBytes(open: number): number {
  const items = [...companyItems(open, open)].flat();
  return items.filter(({ wakeKey }) => wakeKey !== undefined).reduce((sum, item) => sum + bytesOf(item), 0);
}
