import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { effectiveFacts } from '../../../domain/employment/effective-facts.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import type { Extent } from '../../../domain/units/unit-facts.ts';
import { month } from '../../../domain/values/month.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import type { Store } from '../../../functions/deployment/deployment.ts';
import { foldPorts } from '../../../functions/deployment/deployment.ts';
import { openTable } from '../../../functions/files/open-table.ts';
import {
  handleFollowUp,
  type RequestFollowUpsPorts,
  requestFollowUps,
} from '../../../functions/imports/follow-ups.ts';
import {
  type BillTask,
  type ImportOutcome,
  importBill,
  importInsuredList,
  type ListedRow,
} from '../../../functions/imports/import-file.ts';
import { fileHash } from '../../../functions/imports/import-id.ts';
import { billIn, checkBill } from '../../../functions/imports/read-bill.ts';
import { importChanges } from '../../../functions/staff-actions/import-changes.ts';
import { previewUndo, undoFact } from '../../../functions/staff-actions/undo.ts';
import { csvBill, HEADERS, seal } from '../../support/bill-files.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { fakeFollowUpQueue } from '../../support/fakes/follow-ups.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { dynamodbForFile, filesForFile } from '../../support/file-fixtures.ts';
import { matched } from '../../support/import-facts.ts';
import { aFact, aHire, aLeave } from '../../support/some-facts.ts';

const STRANGER = '110105199003070033';
const TODAY = plainDate('2026-12-01');
const HOW = { seal, today: TODAY };
const OCTOBER = month('2026-10');
const PEOPLE = ['E1', 'E2', 'E3', 'E4', 'E5'];
const STEPS = ['commit', 'keep', 'append', 'rows', 'foldCoverage', 'unitSnapshots'] as const;

const db = await dynamodbForFile();
const files = filesForFile();
let stage: BillStage;
let clock: ReturnType<typeof fakeClock>;

let filled: string;
beforeAll(async () => {
  const { register, table, take } = await billStage(db);
  await register('2026-01-05');
  for (const employeeId of PEOPLE) await take(hireOf(employeeId));
  filled = table;
});
const newStage = () => billStage({ client: db.client, newTable: () => db.copyOf(filled) });
beforeEach(async () => {
  stage = await newStage();
  clock = fakeClock('2026-12-01T04:00:00.000Z');
});

/** A hire with fixed ids and times, so that the contents of two stores can be compared. */
function hireOf(employeeId: string): Fact {
  const hire = aHire({ employeeId, hiredOn: '2026-01-05', factId: `standard:${employeeId}` });
  const at = '2026-01-05T02:00:00.000Z' as Instant;
  return { ...hire, statedAt: at, receivedAt: at, data: { ...hire.data, name: `职工${employeeId}` } } as Fact;
}

const rowsFor = (ids: readonly string[], of = '202610', amount = 980) =>
  ids.map((id) => `${id},,,${of},${amount},203,10000,2026-10-15`);
const load = {
  inFlight: 4,
  perSecond: Number.POSITIVE_INFINITY,
  pace: { milliseconds: () => 0, sleep: async () => undefined },
};
const portsOf = (store: Store) => ({ ...store, ...foldPorts(store, clock), clock });

async function take(
  name: string,
  content: string,
  told: Partial<BillTask> = {},
  store: Store = stage.store,
): Promise<ImportOutcome> {
  const path = files.write(name, content);
  const bill = billIn(await openTable(path), HOW);
  const { charges } = await checkBill(bill, () => undefined);
  const task = {
    unitId: 'U1',
    apply: true,
    content: await fileHash(path),
    file: name,
    asOf: plainDate('2026-11-01'),
    charges,
    load,
  };
  return importBill(bill, { ...task, onBad: () => undefined, ...told }, portsOf(store));
}

const stated = (extent: Extent) => ({ stated: () => extent });
const charges = async (id: string) =>
  effectiveFacts((await stage.store.employees.load(id)).facts).filter(
    ({ kind }) => kind === 'contribution.charged',
  );
const coverage = async () => (await stage.store.registry.load()).coverage.get('U1');
const by = { who: 'wang.fang@example.com', verified: true };
const undoPorts = (store = stage.store) => ({ ...store, clock });

async function everything(): Promise<unknown> {
  const records = await Promise.all(PEOPLE.map((id) => stage.store.employees.load(id)));
  return {
    facts: records.map(({ facts }) => facts.map(({ receivedAt: _, ...fact }) => JSON.stringify(fact)).sort()),
    bills: (await coverage())?.bills.map(({ knownAt: _, ...bill }) => bill),
    days: await Promise.all(PEOPLE.map((id) => stage.store.snapshots(id))),
  };
}

describe('importBill', () => {
  test('stores a fact for each row, and a fact about the bill for its month', async () => {
    const { import: id, months } = await take('october.csv', csvBill(rowsFor(PEOPLE)), { by });
    expect((await charges('E3')).map(({ factId }) => factId)).toEqual([`bill:${id}:4`]);
    expect(months).toMatchObject([
      { month: OCTOBER, people: 5, extent: 'whole', earlier: [], guard: { is: 'whole' } },
    ]);
    expect((await stage.store.unitFacts.ofImports('U1')).items).toMatchObject([
      {
        kind: 'bill.imported',
        factId: `bill:${id}:2026-10`,
        by,
        data: {
          people: 5,
          unitAmount: 490000,
          personalAmount: 101500,
          extent: 'whole',
          asOf: '2026-11-01',
          file: 'october.csv',
        },
      },
    ]);
    expect((await coverage())?.bills).toMatchObject([{ month: '2026-10', import: id, extent: 'whole' }]);
  });

  test('treats the same bill as a duplicate, and changes nothing', async () => {
    const bill = csvBill(rowsFor(PEOPLE));
    const first = await take('october.csv', bill);
    const before = await everything();
    clock.set('2026-12-02T04:00:00.000Z');
    const again = await take('renamed.csv', bill, stated('part'));
    expect(again).toMatchObject({ import: first.import, isRepeated: true, newFacts: 0, knownFacts: 5 });
    expect(await everything()).toEqual(before);
  });

  test('ends in the same state when it is repeated after a failure at any step', async () => {
    const bill = csvBill([...rowsFor(PEOPLE), `,陌生人,${STRANGER},202610,500,100,,`]);
    await take('october.csv', bill);
    const wanted = await everything();
    for (const step of STEPS) {
      const at = await newStage();
      stage = at;
      await expect(take('october.csv', bill, {}, failing(at.store, step))).rejects.toThrow('gone');
      await take('october.csv', bill);
      expect(await everything()).toEqual(wanted);
      expect((await at.store.unknownCharges.list('U1')).items).toHaveLength(1);
    }
  });

  test('loses nothing when several bills are imported at once', async () => {
    const months = ['202607', '202608', '202609', '202610'];
    await Promise.all(months.map((of) => take(`${of}.csv`, csvBill(rowsFor(PEOPLE, of)))));
    expect((await coverage())?.bills.map((bill) => bill.month)).toEqual([
      '2026-07',
      '2026-08',
      '2026-09',
      '2026-10',
    ]);
    expect(await charges('E1')).toHaveLength(4);
  });

  test('takes a month with only supplements, or with a row that names nobody, as a part', async () => {
    const headers = [...HEADERS, '缴费类型'];
    const rows = [...rowsFor(PEOPLE).map((row) => `${row},正常应缴`), 'E1,,,202607,10,2,,2026-10-15,补缴'];
    const { months } = await take('both.csv', csvBill(rows, headers), stated('whole'));
    expect(months.map(({ month: of, extent }) => [of, extent])).toEqual([
      ['2026-07', 'part'],
      ['2026-10', 'whole'],
    ]);
    const nobody = await take(
      'nobody.csv',
      csvBill([...rowsFor(PEOPLE, '202609'), ',,,202609,980,203,,']),
      stated('whole'),
    );
    expect(nobody.months).toMatchObject([{ month: '2026-09', extent: 'part' }]);
  });

  test('keeps an unreadable row as a doubt until a whole file of the month covers everybody', async () => {
    await take('broken.csv', csvBill([...rowsFor(PEOPLE.slice(0, 4)), 'E5,职工E5,,202610,abc,203,,']));
    expect((await coverage())?.doubts).toEqual([{ month: '2026-10', name: '职工E5' }]);
    await take('right.csv', csvBill(rowsFor(PEOPLE)));
    expect((await coverage())?.doubts).toEqual([]);
    expect((await stage.store.unknownCharges.list('U1')).items).toEqual([]);
  });

  test('replaces an earlier whole bill on request; voiding it restores the earlier one', async () => {
    const first = await take(
      'wrong.csv',
      csvBill([...rowsFor(PEOPLE, '202610', 981), `,陌生人,${STRANGER},202610,500,100,,`]),
    );
    clock.set('2026-12-01T05:00:00.000Z');
    const right = csvBill(rowsFor(PEOPLE));
    expect((await take('right.csv', right, { apply: false })).months).toMatchObject([
      { earlier: [{ import: first.import, file: 'wrong.csv', people: 6 }] },
    ]);
    const second = await take('right.csv', right, { replaces: [first.import] });
    expect((await coverage())?.bills.map((bill) => bill.import)).toEqual([second.import]);
    expect((await charges('E1')).map(({ data }) => 'unitAmount' in data && data.unitAmount)).toEqual([98000]);
    expect((await stage.store.unknownCharges.list('U1')).items).toEqual([]);
    clock.set('2026-12-03T05:00:00.000Z');
    const input = { factId: `bill:${second.import}`, reason: '传错了' };
    expect(await undoFact(input, { deliveryId: 'form-1', by }, undoPorts())).toMatchObject({
      is: 'recorded',
    });
    expect((await coverage())?.bills).toMatchObject([
      { import: first.import, knownAt: '2026-12-03T05:00:00.000Z' },
    ]);
    expect((await charges('E1')).map(({ data }) => 'unitAmount' in data && data.unitAmount)).toEqual([98100]);
    expect((await stage.store.unknownCharges.list('U1')).items).toHaveLength(1);
  });
});

/** A store that fails at a step; of the commits, the third fails. */
function failing(store: Store, step: (typeof STEPS)[number]): Store {
  let commits = 0;
  const upTo = (name: typeof step) => {
    if (name === 'commit') commits += 1;
    if (name === step && (name !== 'commit' || commits === 3)) throw new Error('the store is gone');
  };
  const { employees, unknownCharges, unitFacts } = store;
  const guarded =
    <A extends readonly unknown[], R>(name: typeof step, call: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      upTo(name);
      return call(...args);
    };
  return {
    ...store,
    employees: { ...employees, commit: guarded('commit', employees.commit) },
    unknownCharges: {
      ...unknownCharges,
      keep: guarded('keep', unknownCharges.keep),
      rows: guarded('rows', unknownCharges.rows),
    },
    unitFacts: {
      ...unitFacts,
      append: guarded('append', unitFacts.append),
      foldCoverage: guarded('foldCoverage', unitFacts.foldCoverage),
    },
    async *unitSnapshots(unitId) {
      upTo('unitSnapshots');
      yield* store.unitSnapshots(unitId);
    },
  };
}

describe('undoFact: an import', () => {
  const undo = (id: string, deliveryId = 'form-1', store = stage.store) =>
    undoFact({ factId: `bill:${id}`, reason: '传错了', unitId: 'U1' }, { deliveryId, by }, undoPorts(store));

  test('voids only the facts of that import, after a preview, and lets the file be imported again', async () => {
    await take('september.csv', csvBill(rowsFor(PEOPLE, '202609')));
    const bill = csvBill(rowsFor(PEOPLE));
    const { import: id } = await take('october.csv', bill);
    const effect = await previewUndo(
      { factId: `bill:${id}`, reason: '传错了' },
      { deliveryId: 'form-1', by },
      undoPorts(),
    );
    expect(effect).toMatchObject({ fact: { kind: 'bill.imported', data: { month: '2026-10' } } });
    expect(await charges('E2')).toHaveLength(2);
    expect(await undo(id)).toMatchObject({ is: 'recorded' });
    expect(await charges('E2')).toMatchObject([{ data: { month: '2026-09' } }]);
    expect((await coverage())?.bills).toMatchObject([{ month: '2026-09' }]);
    const voids = (await stage.store.employees.load('E2')).facts.filter(({ kind }) => kind === 'fact.voided');
    expect(voids).toMatchObject([{ by, data: { factId: `bill:${id}:3`, reason: '传错了' } }]);
    expect(await undo(id, 'form-2')).toMatchObject({ is: 'duplicate' });
    const again = await take('october.csv', bill);
    expect(again.import).not.toBe(id);
    expect(await charges('E2')).toHaveLength(2);
  });

  test('continues after an interruption', async () => {
    const { import: id } = await take(
      'october.csv',
      csvBill([...rowsFor(PEOPLE), `,陌生人,${STRANGER},202610,500,100,,`]),
    );
    clock.set('2026-12-01T06:00:00.000Z');
    await expect(undo(id, 'form-1', failing(stage.store, 'commit'))).rejects.toThrow('gone');
    expect((await coverage())?.bills).toEqual([]);
    expect(await undo(id, 'form-2')).toMatchObject({ is: 'recorded' });
    for (const employee of PEOPLE) expect(await charges(employee)).toEqual([]);
    expect((await stage.store.unknownCharges.rows('U1')).items).toEqual([]);
  });

  test('voids what an interrupted import had stored', async () => {
    const bill = csvBill(rowsFor(PEOPLE));
    await expect(take('october.csv', bill, {}, failing(stage.store, 'append'))).rejects.toThrow('gone');
    const stored = (await charges('E1'))[0]?.factId ?? '';
    expect(await undo(stored.split(':')[1] ?? '')).toMatchObject({
      is: 'recorded',
      fact: { kind: 'contribution.charged' },
    });
    expect(await charges('E1')).toEqual([]);
  });
});

describe('importBill: matching rows to people', () => {
  const identity = seal({ type: 'resident-id', number: STRANGER });

  test('takes the employee id that is expected in the month, of several of one person', async () => {
    await stage.take(
      aHire({ employeeId: 'OLD', hiredOn: '2024-01-05', identity }),
      aFact('employee.terminated', {
        employeeId: 'OLD',
        lastWorkingDay: plainDate('2026-09-30'),
        reason: 'resigned',
      } as never),
      aHire({ employeeId: 'NEW', hiredOn: '2026-10-08', identity }),
    );
    await take(
      'both.csv',
      csvBill([`,张三,${STRANGER},202609,980,203,,`, `,张三,${STRANGER},202610,980,203,,`]),
    );
    expect([await charges('OLD'), await charges('NEW')]).toMatchObject([
      [{ data: { month: '2026-09' } }],
      [{ data: { month: '2026-10' } }],
    ]);
  });

  test('follows a confirmed match, and stores another name as seen', async () => {
    await stage.store.unitFacts.append([matched('E4', { agencyNumber: '4400123' })]);
    const { doubtfulRows } = await take('numbers.csv', csvBill(['4400123,新名,,202610,980,203,,2026-10-15']));
    expect(doubtfulRows).toBe(0);
    expect(
      (await stage.store.employees.load('E4')).facts
        .map(({ kind, data }) => ('name' in data ? [kind, data.name] : [kind]))
        .sort(),
    ).toEqual([['contribution.charged'], ['employee.hired', '职工E4'], ['information.seen', '新名']]);
  });

  test('turns an unknown row into a charge in the daily run after the person is hired', async () => {
    await take('october.csv', csvBill([...rowsFor(PEOPLE), `,陌生人,${STRANGER},202610,500,100,9000,`]));
    expect((await coverage())?.doubts).toHaveLength(1);
    await stage.take(aHire({ employeeId: 'E9', hiredOn: '2026-10-08', identity }));
    const followUps = fakeFollowUpQueue();
    const telemetry = { meter: fakeMeter(), log: fakeLog() };
    const asking: RequestFollowUpsPorts = { ...stage.store, followUps, ...telemetry };
    await requestFollowUps(await stage.store.registry.load(), TODAY, asking);
    expect(followUps.asked.map(({ kind }) => kind)).toEqual(['unknown-rows', 'wake-days']);
    for (const request of [...followUps.asked, ...followUps.asked])
      await handleFollowUp(request, { ...portsOf(stage.store), ...telemetry });
    expect(await charges('E9')).toMatchObject([
      { data: { month: '2026-10', unitAmount: 50000, base: 900000 } },
    ]);
    expect((await stage.store.unknownCharges.rows('U1')).items).toEqual([]);
    expect((await coverage())?.doubts).toEqual([]);
    const later = fakeFollowUpQueue();
    await requestFollowUps(await stage.store.registry.load(), plainDate('2026-12-07'), {
      ...asking,
      followUps: later,
    });
    expect(later.asked).toEqual([]);
  });
});

describe('importBill: wake days', () => {
  test('corrects the wake days that differ, and writes nothing else', async () => {
    const versions = () =>
      Promise.all(PEOPLE.map(async (id) => (await stage.store.employees.load(id)).version));
    await take('october.csv', csvBill(rowsFor(PEOPLE)));
    const [snapshot] = await stage.store.snapshots('E2');
    if (snapshot === undefined) throw new Error('E2 has no spell');
    const { version, samePersonAs } = await stage.store.employees.load('E2');
    const late = { ...snapshot, wakeOn: plainDate('2030-01-01') };
    await stage.store.employees.commit({
      employeeId: 'E2',
      version,
      facts: [],
      spells: [late],
      goneSpellIds: [],
      samePersonAs,
    });
    const before = await versions();
    await take('october.csv', csvBill(rowsFor(PEOPLE)));
    expect(await stage.store.snapshots('E2')).toEqual([snapshot]);
    expect(await versions()).toEqual(before.map((it, i) => (PEOPLE[i] === 'E2' ? it + 1 : it)));
  });
});

describe('importInsuredList', () => {
  const row = (i: number, employeeId: string, more: Partial<ListedRow> = {}): ListedRow => ({
    row: i,
    line: i + 1,
    person: { employeeId },
    status: 'listed',
    ...more,
  });
  const list = (rows: readonly ListedRow[], apply = true) =>
    importInsuredList(
      {
        unitId: 'U1',
        apply,
        content: JSON.stringify(rows),
        file: 'list.xlsx',
        on: plainDate('2026-11-20'),
        rows,
        load,
        onBad: () => undefined,
      },
      portsOf(stage.store),
    );
  const listed = async (id: string) =>
    (await stage.store.employees.load(id)).spells.flatMap(({ listings = [] }) =>
      listings.map(({ on, is, since }) => [on, is, since]),
    );

  test('stores each person’s status on the day; an earlier ended insurance does not hide a current one', async () => {
    const since = plainDate('2026-02-01');
    const outcome = await list([
      row(1, 'E1', { since }),
      row(2, 'E1', { status: 'ended', since: plainDate('2025-06-01') }),
      row(3, 'E2', { status: 'suspended' }),
      row(4, 'E3'),
      row(5, 'E4'),
      { ...row(6, ''), person: { name: '职工E5' }, status: 'asked' },
    ]);
    expect(await listed('E1')).toEqual([['2026-11-20', 'listed', '2026-02-01']]);
    expect(await listed('E2')).toEqual([['2026-11-20', 'suspended', undefined]]);
    expect(outcome.months).toMatchObject([{ month: '2026-11', people: 5, extent: 'whole' }]);
    expect(await coverage()).toMatchObject({
      lists: [{ on: '2026-11-20', people: 5 }],
      doubts: [{ month: '2026-11', name: '职工E5' }],
    });
    const again = await list([row(1, 'E1', { since }), row(3, 'E3')], false);
    expect(again.isRepeated).toBe(false);
  });

  test('turns the row of an unknown person into a listing once the person is known', async () => {
    const { masked, hash } = seal({ type: 'resident-id', number: STRANGER });
    await list([{ ...row(1, ''), person: { identity: { masked, hash }, name: '新人' } }]);
    expect((await stage.store.unknownCharges.list('U1')).items).toEqual([]);
    await stage.take(
      aHire({
        employeeId: 'E9',
        hiredOn: '2026-11-02',
        identity: seal({ type: 'resident-id', number: STRANGER }),
      }),
    );
    await list([row(1, 'E1')]);
    expect(await listed('E9')).toEqual([['2026-11-20', 'listed', undefined]]);
  });
});

test('importChanges derives the cases that an import opens and closes, without writing', async () => {
  const looked = await take('october.csv', csvBill(rowsFor(PEOPLE)), { apply: false });
  const changes = await importChanges({ unitId: 'U1', ...looked }, TODAY, stage.store);
  const { cases } = await stage.json<{ cases: readonly { caseId: string }[] }>('cases', '--as-of', TODAY);
  const before = cases.map(({ caseId }) => caseId);
  await take('october.csv', csvBill(rowsFor(PEOPLE)));
  const after = (
    await stage.json<typeof changes & { cases: readonly { caseId: string }[] }>('cases', '--as-of', TODAY)
  ).cases.map(({ caseId }) => caseId);
  expect(changes.opens.map(({ caseId }) => caseId)).toEqual(
    after.filter((id) => !before.includes(id) && id.startsWith('E')),
  );
  expect(changes.closes.map(({ caseId }) => caseId).sort()).toEqual(
    before.filter((id) => !after.includes(id) && id.startsWith('E')).sort(),
  );
});

test('the previews of an import and of its undoing list only cases in which something changes', async () => {
  await stage.take(
    aFact('card.requested', {
      employeeId: 'E1',
      kind: 'physical',
      on: plainDate('2026-11-20'),
      replaces: true,
    }),
  );
  await stage.take(aLeave({ employeeId: 'E2', lastWorkingDay: '2026-08-31' }));
  await take('september.csv', csvBill(rowsFor(PEOPLE, '202609')));
  clock.set('2026-12-01T05:00:00.000Z');
  const october = csvBill(rowsFor(PEOPLE));
  const looked = await take('october.csv', october, { apply: false });
  const { changes } = await importChanges({ unitId: 'U1', ...looked }, TODAY, stage.store);
  expect(changes.map(({ caseId }) => caseId)).toEqual(['E2/2026-01-05/overpayment', 'E2/2026-01-05/removal']);

  const { import: id } = await take('october.csv', october);
  const { cases } = await stage.json<{ cases: readonly { caseId: string }[] }>('cases', '--as-of', TODAY);
  expect(cases.map(({ caseId }) => caseId)).toContain('E1/2026-01-05/card');
  const undo = { factId: `bill:${id}`, reason: '传错了' };
  const effect = await previewUndo(undo, { deliveryId: 'form-1', by }, undoPorts());
  expect(effect).toMatchObject({ changes });
});
