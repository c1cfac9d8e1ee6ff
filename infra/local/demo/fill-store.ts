import { addresseesOf } from '../../../domain/units/addressees.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import {
  addDays,
  chinaDayOf,
  earlierOf,
  type Instant,
  type PlainDate,
} from '../../../domain/values/plain-date.ts';
import { systemClock } from '../../../functions/adapters/clock.ts';
import { foldPorts, type Store } from '../../../functions/deployment/deployment.ts';
import type { RowProblem } from '../../../functions/imports/bill-row.ts';
import { importBill } from '../../../functions/imports/import-file.ts';
import { billIn, checkBill } from '../../../functions/imports/read-bill.ts';
import { readInsuredList } from '../../../functions/imports/read-insured-list.ts';
import { readRoster } from '../../../functions/imports/read-roster.ts';
import type { TrialStore } from '../../../functions/imports/trial-store.ts';
import { appendFacts } from '../../../functions/intake/append-facts.ts';
import { recordGuide } from '../../../functions/leaver-guide/send-leaver-guide.ts';
import { unpaced } from '../../../functions/pace.ts';
import { identitySealer } from '../../../functions/sources/webhook/identity.ts';
import { recordFiling } from '../../../functions/staff-actions/filing.ts';
import { type Onboarded, onboard } from '../../../functions/staff-actions/onboard.ts';
import { GUIDE_REFUSED } from './company.ts';
import { before } from './event.ts';
import { EXISTING_UNIT, existingBill, existingList, existingRoster } from './existing.ts';
import { BILLED_UNITS, billOf, leaveNoticed } from './other-inputs.ts';
import registryFile from './registry.json' with { type: 'json' };

/**
 * How many days ago the older units were registered. It is more than a base year, so that the demo has a case that asks
 * for the bases of the current year.
 */
const REGISTERED_DAYS_AGO = 400;

/** The people who can sign in to the demo's portal: names by address. */
export function demoPeople(): ReadonlyMap<string, string> {
  const registry = registrySchema.parse(registryFile);
  return new Map(addresseesOf(registry, undefined).map(({ key, name }) => [key, name]));
}

/** Units that were registered a few days ago. The demo onboards the first, but not the second. */
const NEW_UNITS: ReadonlySet<string> = new Set([EXISTING_UNIT, 'CD']);
const NEW_DAYS_AGO = 5;

/** The day on which the demo registers each unit. */
export function registeredOn(day: PlainDate): ReadonlyMap<string, PlainDate> {
  const { units } = registrySchema.parse(registryFile);
  return new Map(
    units.map(({ unitId }) => [
      unitId,
      addDays(day, -(NEW_UNITS.has(unitId) ? NEW_DAYS_AGO : REGISTERED_DAYS_AGO)),
    ]),
  );
}

/** Registers the sample's units and staff, the new units last. @returns the units' names. */
export async function registerUnits(store: Store, day: PlainDate): Promise<readonly string[]> {
  const registry = registrySchema.parse(registryFile);
  const days = registeredOn(day);
  const isEmpty = (await store.registry.load()).registry.units.length === 0;
  for (const on of [...new Set(days.values())].sort()) {
    const units = registry.units.filter(({ unitId }) => (days.get(unitId) ?? on) <= on);
    // When the demo runs again, the new units stay registered.
    if (isEmpty || units.length === registry.units.length)
      await store.applyRegistry({ ...registry, units }, on);
  }
  return registry.units.map(({ name }) => name);
}

/** The store into which the demo imports its files, with the key that hashes identity numbers. */
export interface DemoStore extends TrialStore {
  identityKey(): Promise<Uint8Array>;
}

/** The store of a stack, for {@link importBills} and {@link onboardExisting}. */
export function demoStore(store: Store): DemoStore {
  return { ...store, ...foldPorts(store, systemClock), clock: systemClock };
}

const LOAD = unpaced(4);

/** Imports the units' bills as `canbao import charges` does. @returns how many charges are for unknown people. */
export async function importBills(store: DemoStore, day: PlainDate): Promise<number> {
  const how = { columns: undefined, seal: identitySealer(await store.identityKey()), today: day };
  let unknown = 0;
  for (const unitId of BILLED_UNITS) {
    const bill = billIn(billOf(unitId, day), how);
    const { charges } = await checkBill(bill, refuse);
    const about = { unitId, content: `the bill of ${unitId} in the demo`, file: 'bill.csv', asOf: day };
    // The bills name only some of the people, so they are imported as partial.
    const task = { ...about, apply: true, charges, onBad: refuse, stated: () => 'part' as const };
    unknown += (await importBill(bill, { ...task, load: LOAD }, store)).unknownCharges;
  }
  return unknown;
}

/** Onboards the unit with existing people, as `canbao onboard --apply` does. */
export async function onboardExisting(store: DemoStore, day: PlainDate): Promise<Onboarded> {
  const how = { columns: undefined, seal: identitySealer(await store.identityKey()), today: day };
  const unitId = EXISTING_UNIT;
  const roster = await readRoster(existingRoster(day), { ...how, unitNamed: () => unitId });
  const list = await readInsuredList(existingList(day), { ...how, unit: { names: [], numbers: [] } });
  const on = before(day).workingDaysAgo(1);
  const file = (name: string) => ({ file: `${name}.xlsx`, content: `${name} of the demo` });
  const task = {
    unitId,
    roster,
    on,
    list: { ...file('list'), list, on },
    bills: [{ ...file('bill'), bill: billIn(existingBill(day), how), asOf: on }],
    by: { who: 'wang.fang@example.com', verified: true },
    load: LOAD,
  };
  return onboard(task, store);
}

/** Throws for a bad row. Unknown people are no error, because the bill is meant to show them. */
function refuse({
  line,
  problems,
}: {
  readonly line: number;
  readonly problems: readonly RowProblem[];
}): void {
  if (problems.every(({ code }) => code === 'unknown-person')) return;
  throw new Error(`line ${line} of the demo's bill: ${JSON.stringify(problems)}`);
}

/** Records a leave that another vendor's HR system reported without its day. */
export async function noticeLeave(store: Store, day: PlainDate): Promise<void> {
  const fact = leaveNoticed(day);
  await appendFacts({ employeeId: fact.employeeId, facts: [fact] }, foldPorts(store, systemClock));
}

/** Records that a leaver's mail server rejected the guide because the mailbox does not exist. */
export async function refuseGuide(store: Store, day: PlainDate): Promise<void> {
  const [snapshot] = await store.snapshots(GUIDE_REFUSED);
  if (snapshot === undefined) throw new Error(`${GUIDE_REFUSED} left, but has no employment`);
  const { employeeId, spellId } = snapshot.spell;
  const at = `${before(day).workingDaysAgo(1)}T01:00:00.000Z` as Instant;
  await recordGuide({ employeeId, spellId }, 'refused', at, foldPorts(store, systemClock));
}

/** Records a submitted enrolment as 王芳 would on the portal today, so that it can be undone there. */
export async function recordByStaff(store: Store, day: PlainDate): Promise<void> {
  const today = earlierOf(day, chinaDayOf(systemClock.now()));
  const [employeeId, who, filing] = ['E1001', 'wang.fang@example.com', 'enrolment'] as const;
  const submission = { deliveryId: 'demo-E1001-recorded', by: { who, verified: true } };
  const input = { step: 'submitted', employeeId, filing, on: today, receiptNo: 'BJ-20260061' } as const;
  const outcome = await recordFiling(input, submission, { ...store, clock: systemClock });
  if (outcome.is === 'refused') throw new Error(`the demo's submission was refused: ${outcome.problem.code}`);
  const [spell] = outcome.spells;
  if (outcome.is === 'duplicate' || spell === undefined) return;
  await store.activities.note({
    at: systemClock.now(),
    by: who,
    unitId: spell.unitId,
    action: 'filing-submitted',
    caseId: `${employeeId}/${spell.spellId}/${filing}`,
    factIds: outcome.factIds,
    ...(spell.person.name !== undefined && { employeeName: spell.person.name }),
  });
}
