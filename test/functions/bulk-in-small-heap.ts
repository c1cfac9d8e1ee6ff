import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { NO_ORDER } from '../../domain/facts/source-order.ts';
import { registrySchema, type Unit } from '../../domain/units/unit.ts';
import type { UnknownCharge } from '../../domain/units/unknown-charge.ts';
import { fen } from '../../domain/values/money.ts';
import { month } from '../../domain/values/month.ts';
import { type Instant, plainDate } from '../../domain/values/plain-date.ts';
import type { BillRow } from '../../functions/imports/bill-row.ts';
import { gatherLedger } from '../../functions/imports/gather-ledger.ts';
import { reconcileUnit } from '../../functions/imports/gather-month.ts';
import { importInsuredList } from '../../functions/imports/import-file.ts';
import type { Bill } from '../../functions/imports/read-bill.ts';
import { type InsuredList, type InsuredRow, listedRows } from '../../functions/imports/read-insured-list.ts';
import type { SpooledRoster } from '../../functions/imports/read-roster.ts';
import type { RosterRow } from '../../functions/imports/roster-rows.ts';
import { emptyBase, trialStore } from '../../functions/imports/trial-store.ts';
import { unpaced } from '../../functions/pace.ts';
import type { EmployeeRecord, FoundSpells } from '../../functions/ports.ts';
import { type PullPorts, pullRosters } from '../../functions/pull-roster/pull-roster.ts';
import type { RosterPerson } from '../../functions/sources/api/hr-api.ts';
import { onboard } from '../../functions/staff-actions/onboard.ts';
import { enrolled } from '../bench/company.ts';

/**
 * A test runs this file with `<work> <people>`. The file does the work for a unit whose people are generated one by
 * one, and prints the result.
 */

const [work = '', count = '0'] = process.argv.slice(2);
const people = Number(count);
const UNIT_ID = 'BJ';
const PAGE = 500;
const SAMPLE = 7_000_000_020;

const { units } = registrySchema.parse({
  units: [
    { unitId: UNIT_ID, name: '北京示例', region: '北京', channel: 'online', staff: [], roster: 'automatic' },
  ],
});
const unit = units[0] as Unit;
const source = { source: 'feishu', units: { d1: UNIT_ID } };

/** The text of a sample person. The number of the sample in it is replaced by the number of each person. */
const sample = {
  facts: enrolled(SAMPLE, UNIT_ID),
  spells: foldSpells(`E${SAMPLE}`, enrolled(SAMPLE, UNIT_ID)),
};
const text = JSON.stringify(sample);
const told = (i: number) => JSON.parse(text.replaceAll(String(SAMPLE), String(i))) as typeof sample;

const spells = {
  async *duePages(unitId: string): AsyncGenerator<FoundSpells> {
    for (let first = 0; first < (unitId === UNIT_ID ? people : 0); first += PAGE)
      yield {
        items: Array.from({ length: PAGE }, (_, i) => told(first + i).spells).flat(),
        unreadable: [],
      };
  },
};
const employees = {
  async load(employeeId: string): Promise<EmployeeRecord> {
    const i = Number(employeeId.slice(1));
    const { facts, spells } = i < people ? told(i) : { facts: [], spells: [] };
    return { version: 3, facts, spells, unreadableFacts: [], unreadableSpellIds: [], samePersonAs: [] };
  },
};
const base = emptyBase([unit]);
const record = await base.registry.load();
const asOf = plainDate('2026-11-10');

const strangers = (): UnknownCharge[] =>
  Array.from({ length: people }, (_, i) => ({
    id: `bill:x:${i}`,
    unitId: UNIT_ID,
    month: month('2026-10'),
    unitAmount: 98_000 as UnknownCharge['unitAmount'],
    personalAmount: 20_300 as UnknownCharge['personalAmount'],
    hash: `hash-${i}`,
    name: `陌生${i}`,
    receivedAt: '2026-11-01T00:00:00.000Z' as Instant,
  }));

async function reconcile(unknown: readonly UnknownCharge[]) {
  const found = await reconcileUnit(
    { unit, month: month('2026-10'), asOf },
    {
      spells,
      employees,
      unknownCharges: { list: async () => ({ items: unknown, unreadable: [] }) },
      peopleWith: async () => [],
      casesOf: () => [],
    },
  );
  return { charges: found.charges, findings: found.findings.length };
}

/** Lists the known people, and as many whose hires were never received. */
async function* roster(): AsyncGenerator<RosterPerson> {
  for (let i = 0; i < 2 * people; i += 1)
    yield { employeeId: `E${i}`, unitId: UNIT_ID, name: `王小${i}`, hiredOn: hiredOn(i) };
}

function hiredOn(i: number) {
  const [hire] = i < people ? told(i).facts : [];
  return hire?.kind === 'employee.hired' ? hire.data.hiredOn : plainDate('2026-11-02');
}

async function pull() {
  const api = { name: 'feishu', roster, problemOfSecret: () => undefined };
  const ports = {
    registry: { load: async () => ({ ...record, registry: { ...record.registry, sources: [source] } }) },
    spells,
    employees: { ...employees, commit: async () => ({ is: 'committed' }) },
    rosterFindings: {
      pages: async function* () {},
      keep: async () => undefined,
      remove: async () => undefined,
    },
    notes: { unmapped: async () => undefined },
    apis: new Map([['feishu', { load: async () => api }]]),
    access: async () => ({}),
    secrets: {
      sourceSecrets: async () => [{ id: 'a', retiring: false, parts: {} }],
      identityKey: async () => new Uint8Array(32),
    },
    unit: async () => undefined,
    order: async () => NO_ORDER,
    calendar: publishedCalendar,
    clock: { now: () => '2026-11-10T00:00:00.000Z' },
    meter: { count: () => undefined },
    log: { info: () => undefined, warn: () => undefined, error: console.error },
  } as unknown as PullPorts;
  return (await pullRosters(ports))[0] ?? {};
}

async function list() {
  const rows = Array.from({ length: people }, (_, i): InsuredRow => {
    const status = { status: 'insured', statusWords: '正常参保', scheme: '职工基本医疗保险' } as const;
    return {
      line: i + 2,
      cells: [],
      name: `王小${i}`,
      identity: { masked: '**', hash: `hash-${i}` },
      ...status,
    };
  });
  const read = { headers: [], rows, bad: [], understood: { sheets: [] } } as unknown as InsuredList;
  const known = { ...base, spells, employees, peopleWith: async (hash: string) => [`E${hash.slice(5)}`] };
  const store = trialStore(known, { now: () => '2026-11-10T00:00:00.000Z' as Instant });
  const task = {
    unitId: UNIT_ID,
    file: 'list.csv',
    content: 'c',
    on: asOf,
    rows: listedRows(read),
    apply: false,
  };
  const outcome = await importInsuredList({ ...task, load: unpaced(16), onBad: () => undefined }, store);
  return { newFacts: outcome.newFacts };
}

/** Onboarding in a trial store, as `canbao check` does it. All people are on the roster; one of ten is on no bill. */
async function trial() {
  const hiredOn = plainDate('2026-03-02');
  const identity = (i: number) => ({ type: 'resident-id', masked: '**', hash: `hash-${i}` }) as const;
  const bill: Bill = async function* () {
    for (let i = 0; i < people; i += 1) {
      const row = {
        line: i + 2,
        person: { name: `王小${i}`, identity: identity(i) },
        month: month('2026-10'),
        unitAmount: fen(98_000),
        personalAmount: fen(20_300),
      } satisfies BillRow;
      const part = { is: 'row', line: row.line, cells: [], read: { is: 'charge', row } } as const;
      if (i % 10 > 0) yield [part];
    }
  };
  const rows = function* (): Generator<RosterRow> {
    for (let i = 0; i < people; i += 1)
      yield { line: i + 2, cells: [], employeeId: `E${i}`, name: `王小${i}`, identity: identity(i), hiredOn };
  };
  const roster = { headers: [], hasUnits: false, rows: rows(), bad: [], understood: { sheets: [] } };
  const task = {
    unitId: UNIT_ID,
    roster: roster as unknown as SpooledRoster,
    on: asOf,
    bills: [{ file: 'bill.csv', content: 'b', bill, asOf }],
    stated: 'whole',
    by: { who: 'test', verified: false },
    load: unpaced(1),
  } as const;
  const store = trialStore(base, { now: () => '2026-11-10T00:00:00.000Z' as Instant });
  const { newFacts, sorted } = await onboard(task, store);
  return { newFacts, insured: sorted.insured.length, notInsured: sorted.notInsured.length };
}

const WORK: Readonly<Record<string, () => Promise<object>>> = {
  reconcile: () => reconcile([]),
  strangers: () => reconcile(strangers()),
  ledger: async () => {
    const task = { unit, month: month('2025-03'), asOf, calendar: publishedCalendar };
    return { rows: (await gatherLedger('joiners', task, { spells })).rows.length };
  },
  pull,
  list,
  trial,
};
const from = performance.now();
const result = await WORK[work]?.();
const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify(result));
console.error(
  `${work} of ${people}: ${Math.round(performance.now() - from)} ms, ${Math.round(maxRSS / 1024)} MB`,
);
