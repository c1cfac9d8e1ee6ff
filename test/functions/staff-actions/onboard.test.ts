import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Extent } from '../../../domain/units/unit-facts.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { openTable } from '../../../functions/files/open-table.ts';
import { fileHash } from '../../../functions/imports/import-id.ts';
import { billIn } from '../../../functions/imports/read-bill.ts';
import { readInsuredList } from '../../../functions/imports/read-insured-list.ts';
import { readRoster } from '../../../functions/imports/read-roster.ts';
import { emptyBase, type TrialStore, trialStore } from '../../../functions/imports/trial-store.ts';
import { unpaced } from '../../../functions/pace.ts';
import { type Onboarded, onboard } from '../../../functions/staff-actions/onboard.ts';
import { type FileCabinet, fileCabinet, seal } from '../../support/bill-files.ts';
import {
  billsOf,
  DAY,
  expectedOf,
  HEADCOUNT,
  insuredOf,
  listOf,
  rosterOf,
  UNITS,
} from '../../support/company-of-500.ts';

const REGISTERED = new Map(UNITS.map(({ unitId }) => [unitId, DAY]));
const CLOCK = { now: () => `${DAY}T02:00:00.000Z` as Instant };
const LOAD = unpaced(4);

let files: FileCabinet;
beforeAll(() => {
  files = fileCabinet();
});
afterAll(() => files.remove());

const UNIT_IDS = UNITS.map(({ unitId }) => unitId);

async function onboarded(
  unitId: string,
  withList: boolean,
  store: TrialStore,
  stated: Extent | 'unsaid' = 'whole',
): Promise<Onboarded> {
  const unit = UNITS.find((it) => it.unitId === unitId);
  const write = async (name: string, content: string) => {
    const path = files.write(`${unitId}-${name}`, content);
    return { path, file: name, content: await fileHash(path), table: await openTable(path) };
  };
  const how = { seal, today: DAY };
  const { table } = await write('roster.csv', rosterOf(unitId));
  const roster = await readRoster(table, { ...how, unitNamed: () => unitId });
  const read = await write('list.csv', listOf(unitId));
  const names = unit === undefined ? [] : [unit.name];
  const list = await readInsuredList(read.table, { ...how, unit: { names, numbers: [] } });
  const bills = await Promise.all(
    billsOf(unitId).map(async (content, i) => {
      const { table: read, ...file } = await write(`bill-${i}.csv`, content);
      return { ...file, bill: billIn(read, how), asOf: DAY };
    }),
  );
  const extent = stated === 'unsaid' ? undefined : stated;
  const task = {
    unitId,
    roster,
    on: DAY,
    bills,
    stated: extent,
    by: { who: 'test', verified: false },
    load: LOAD,
  };
  return onboard({ ...task, ...(withList && { list: { ...read, list, on: DAY } }) }, store);
}

const shown = (cases: Onboarded['cases']) =>
  cases.map(({ employeeId = 'unit', kind }) => `${employeeId} ${kind}`).sort();

describe.each([
  ['by rosters, two months of bills and one list', true],
  ['by rosters and bills only', false],
] as const)('onboard: a company of 500, %s', (_, withList) => {
  it('finds exactly the true cases, and sorts the people', async () => {
    const store = trialStore(emptyBase(UNITS, REGISTERED), CLOCK);
    let people = 0;
    for (const unitId of UNIT_IDS) {
      const done = await onboarded(unitId, withList, store);
      expect(shown(done.cases)).toEqual(expectedOf(unitId, withList ? 'listed' : 'billsOnly'));
      const { insured, notInsured, notTold, insuredAfterLeaving } = done.sorted;
      people += insured.length + notInsured.length + notTold.length;
      if (withList) expect(insured.map(({ employeeId }) => employeeId)).toEqual(insuredOf(unitId));
      expect(insuredAfterLeaving.map(({ since }) => since)).toEqual(['2026-09', '2026-09']);
      expect([notTold, done.left, done.badRoster]).toEqual([[], [], []]);
      expect(done.unmatched).toMatchObject([{ name: `外${unitId}`, months: ['2026-09', '2026-10'] }]);
      const months = [done.list, ...done.bills].flatMap((it) => it?.months ?? []);
      expect(new Set(months.map(({ extent }) => extent))).toEqual(new Set(['whole']));
    }
    expect(people).toBe(HEADCOUNT);
    expect(HEADCOUNT).toBe(500);
  });
});

describe('onboard', () => {
  it('imports files that lack too many people as parts unless confirmed, and opens no case from them', async () => {
    const store = trialStore(emptyBase(UNITS, REGISTERED), CLOCK);
    const done = await onboarded('SZ', true, store, 'unsaid');
    const asked = [done.list, ...done.bills].flatMap((it) => it?.months ?? []);
    expect(asked.map(({ month, extent, guard }) => [month, extent, guard.is])).toEqual([
      ['2026-11', 'part', 'ask'],
      ['2026-09', 'whole', 'whole'],
      ['2026-10', 'part', 'ask'],
    ]);
    const cases = shown(done.cases);
    expect(cases.filter((it) => !expectedOf('SZ', 'listed').includes(it))).toEqual([]);
    expect(cases.some((it) => it.endsWith('not-covered'))).toBe(false);
  });

  it('adds nothing when repeated, and returns the same result', async () => {
    const store = trialStore(emptyBase(UNITS, REGISTERED), CLOCK);
    const first = await onboarded('SZ', true, store);
    const again = await onboarded('SZ', true, store);
    expect(again.newFacts).toBe(0);
    expect([shown(again.cases), again.sorted, again.unmatched]).toEqual([
      shown(first.cases),
      first.sorted,
      first.unmatched,
    ]);
  });

  it('completes an onboarding that was interrupted at any point', async () => {
    const whole = trialStore(emptyBase(UNITS, REGISTERED), CLOCK);
    const expected = await onboarded('SZ', true, whole);
    for (const after of [1, 60, 150]) {
      const store = trialStore(emptyBase(UNITS, REGISTERED), CLOCK);
      let commits = 0;
      const { employees } = store;
      const failing: TrialStore = {
        ...store,
        employees: {
          ...employees,
          commit: async (commit) => {
            commits += 1;
            if (commits > after) throw new Error('the store is gone');
            return employees.commit(commit);
          },
        },
      };
      await expect(onboarded('SZ', true, failing)).rejects.toThrow('the store is gone');
      const done = await onboarded('SZ', true, store);
      expect([shown(done.cases), done.sorted.insured]).toEqual([
        shown(expected.cases),
        expected.sorted.insured,
      ]);
    }
  });

  it('on a trial store leaves the underlying store unchanged', async () => {
    const below = trialStore(emptyBase(UNITS, REGISTERED), CLOCK);
    const tried = await onboarded('SZ', true, trialStore(below, CLOCK));
    expect((await below.spells.due('SZ', DAY)).items).toEqual([]);
    expect((await below.registry.load()).coverage.size).toBe(0);
    const done = await onboarded('SZ', true, below);
    expect([done.newFacts, shown(done.cases), done.sorted]).toEqual([
      tried.newFacts,
      shown(tried.cases),
      tried.sorted,
    ]);
  });
});
