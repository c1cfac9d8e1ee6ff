import type { Fact } from '../../../domain/facts/fact.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { openTable } from '../../../functions/files/open-table.ts';
import { NO_MATCHES } from '../../../functions/imports/find-person.ts';
import { billIn, checkBill } from '../../../functions/imports/read-bill.ts';
import { lookUpBill } from '../../../functions/imports/store-bill.ts';
import type { RowPorts } from '../../../functions/imports/store-rows.ts';
import { seal } from '../../support/bill-files.ts';

/**
 * A test runs this file. It reads a complete bill, as `import charges` does without --apply. All people are known. The
 * number of rows to look up is an argument, because looking up takes the same memory for every file format.
 */
const [path = '', lookedUp = '0'] = process.argv.slice(2);
const bill = billIn(await openTable(path), { seal, today: plainDate('2026-12-01') });
const summary = await checkBill(bill, () => undefined);
const known = {
  version: 1,
  facts: [{ factId: 'a hire' } as Fact],
  spells: [],
  unreadableFacts: [],
  unreadableSpellIds: [],
  samePersonAs: [],
};
const ports = {
  employees: { load: async () => known },
  peopleWith: async () => [],
  unknownCharges: { list: async () => ({ items: [], unreadable: [] }) },
  clock: { now: () => '2026-12-01T00:00:00.000Z' },
} as unknown as RowPorts;
const load = {
  inFlight: 16,
  perSecond: Number.POSITIVE_INFINITY,
  pace: { milliseconds: () => 0, sleep: async () => undefined },
};
const who = { unitId: 'U1', import: 'small', matches: NO_MATCHES, isExpected: () => true };
const task = { ...who, willStore: false, charges: Number(lookedUp), load, onBad: () => undefined };
const newFacts = task.charges === 0 ? 0 : (await lookUpBill(bill, task, ports)).stored.newFacts;
console.log(JSON.stringify({ charges: summary.charges, newFacts }));
