import { dynamodbSpells } from '../../functions/adapters/dynamodb/spells.ts';
import type { Sizes } from './bench.ts';
import { bytesOf, companyItems, TODAY, UNIT_IDS } from './company.ts';
import { type Figure, figure } from './measure.ts';
import { countConsumed, startEmbeddedTable, type Workshop } from './workshop.ts';

/** An eventually consistent read of up to 4,096 bytes costs half a unit. */
const BYTES_A_UNIT = 2 * 4096;

/**
 * What the daily job reads to find the cases of every unit, in companies of different sizes with the same number of
 * open spells. It must depend on the open spells, not on the employees.
 */
export async function dailyRead(workshop: Workshop, sizes: Sizes['dailyRead']): Promise<readonly Figure[]> {
  const { employees, openSpells } = sizes;
  const reads: { readonly employees: number; readonly units: number }[] = [];
  for (const count of employees)
    reads.push({ employees: count, units: await unitsOfRead(workshop, count, openSpells) });
  const [smallest, largest] = [reads[0], reads.at(-1)];
  if (smallest === undefined || largest === undefined) throw new RangeError('no company was read');
  return [
    figure({
      name: 'daily-read-growth',
      what: `the daily read at ${largest.employees} employees, against ${smallest.employees}; ${openSpells} spells open`,
      unit: 'read units',
      subject: largest.units,
      reference: smallest.units,
      goal: { of: 'ratio', atMost: 1 },
      more: Object.fromEntries(reads.map(({ employees: at, units }) => [`at${at}`, units])),
    }),
    figure({
      name: 'daily-read-bytes',
      what: `the daily read at ${largest.employees} employees, against the items of the ${openSpells} open spells`,
      unit: 'bytes',
      subject: largest.units * BYTES_A_UNIT,
      reference: openSpellBytes(openSpells),
      goal: { of: 'ratio', atMost: 1.2 },
    }),
  ];
}

async function unitsOfRead(workshop: Workshop, employees: number, open: number): Promise<number> {
  const { client, tableName, stop } = await startEmbeddedTable(workshop, companyItems(employees, open));
  try {
    const consumed = countConsumed(client);
    const spells = dynamodbSpells(client, tableName);
    const due = await Promise.all(UNIT_IDS.map((unitId) => spells.due(unitId, TODAY)));
    const found = due.flatMap(({ items }) => items);
    if (found.length !== open) throw new Error(`${found.length} spells are due, not ${open}`);
    return consumed().reads;
  } finally {
    await stop();
  }
}

function openSpellBytes(open: number): number {
  const items = [...companyItems(open, open)].flat();
  return items.filter(({ wakeKey }) => wakeKey !== undefined).reduce((sum, item) => sum + bytesOf(item), 0);
}
