import assert from 'node:assert/strict';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import { registrySchema } from '../../domain/units/unit.ts';
import { month, plusMonths } from '../../domain/values/month.ts';
import { addDays, type Instant, plainDate } from '../../domain/values/plain-date.ts';
import { writeAll } from '../../functions/adapters/dynamodb/items.ts';
import {
  dynamodbQuarantineAdmin,
  dynamodbQuarantineWriter,
} from '../../functions/adapters/dynamodb/quarantine.ts';
import { NOT_REPORTED } from '../../functions/adapters/dynamodb/records.ts';
import { dynamodbStores } from '../../functions/adapters/dynamodb/stores.ts';
import { applyRetention } from '../../functions/apply-retention/apply-retention.ts';
import { checkDay } from '../../functions/check-run/check-run.ts';
import { appendFacts } from '../../functions/intake/append-facts.ts';
import { registryContext } from '../../functions/intake/registry-lookup.ts';
import { planDigests } from '../../functions/plan-digests/plan-digests.ts';
import { type PullPorts, pullRosters } from '../../functions/pull-roster/pull-roster.ts';
import { sendDigest } from '../../functions/send-digest/send-digest.ts';
import type { PortalPorts } from '../../functions/staff-portal/answers.ts';
import { createPortal } from '../../functions/staff-portal/portal.ts';
import { inPath } from '../../functions/staff-portal/views.ts';
import { syntheticNumber } from '../../infra/local/demo/event.ts';
import { charges, companyItems, enrolled, TODAY, UNIT } from '../bench/company.ts';
import { fileCabinet, IDENTITY_KEY } from '../support/bill-files.ts';
import { billStage } from '../support/bill-stage.ts';
import { startEmbeddedDynamoDb } from '../support/embedded-dynamodb.ts';
import { EMPLOYEE, hired, left } from '../support/facts.ts';
import { fakeClock } from '../support/fakes/clock.ts';
import { HISTORIES } from '../support/long-histories.ts';
import { operations, outOfProportion } from '../support/operations.ts';
import { found } from '../support/roster-findings.ts';
import { csvOf } from '../support/table-files.ts';
import { declared, strange } from '../support/unit-facts.ts';
import { receivingStage } from './receive-event/receiving-stage.ts';
import { stage as digestStage, requestFor } from './send-digest/send-digest-stage.ts';

/**
 * Measures each path with few and with many items: the number of its calls to the store, and the code that runs more
 * often than the number of items explains. A test runs this file in a separate process, because the code is counted
 * from its loading on.
 */

export interface GrowthOfPath {
  /** Functions whose number of runs grows faster than the number of items. */
  readonly tooOften: readonly string[];
  readonly callsForEachMore: number;
  readonly allowed: number;
}

const FEW = 12;
const MANY = 4 * FEW;
const AT = `${TODAY}T04:00:00.000Z` as Instant;
const HANDLER = 'wang.fang@example.com';
const ADMINISTRATOR = 'admin@example.com';
const UNSEALED = {
  sealBody: async (sealed: Uint8Array) => ({ keyId: 'key', sealed }),
  openBody: async ({ sealed }: { readonly sealed: Uint8Array }) => sealed,
};

const db = await startEmbeddedDynamoDb();
const files = fileCabinet();
let calls = 0;
const send = DynamoDBClient.prototype.send;
DynamoDBClient.prototype.send = function (this: DynamoDBClient, ...args: Parameters<typeof send>) {
  calls += 1;
  return send.apply(this, args);
} as typeof send;

const upTo = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, i) => make(i));

/**
 * People distributed over the units, in a separate table. `gone` of them have left and are not removed; the others have
 * no open cases.
 */
async function company(people: number, units = 1, gone = 0) {
  const unitIds = upTo(units, (i) => (i === 0 ? UNIT.unitId : `BJ${i}`));
  const stage = await billStage(db, AT);
  const { store, table } = stage;
  const items = [...companyItems(people, gone, unitIds)].flat();
  await writeAll(
    db.client,
    table,
    items.map((Item) => ({ PutRequest: { Item } })),
  );
  const registry = registrySchema.parse({
    units: unitIds.map((unitId, i) => {
      const staff = i % 2 === 0 ? UNIT.staff : [];
      return { ...UNIT, unitId, name: `公司${unitId}`, staff, roster: 'automatic' };
    }),
    fallbackStaff: [{ email: ADMINISTRATOR, name: '管理员' }],
    sources: [{ source: 'feishu', units: { d1: UNIT.unitId } }],
  });
  await store.applyRegistry(registry, plainDate('2026-01-01'));
  const clock = fakeClock(AT);
  const { guides: _, ...stores } = dynamodbStores(db.client, table, { clock, onUnreadable: NOT_REPORTED });
  const ports = {
    ...{ ...digestStage(TODAY, []).ports, ...stores, ...registryContext(stores.registry, clock) },
    ...{ clock, calendar: publishedCalendar, heard: stores.heardOf(['feishu']) },
    ...{ activities: store.activities, audit: store.audit, personalData: store.personalData },
    // With a portal link the mail does not list every case.
    portal: 'https://canbao.example.cn',
    quarantined: dynamodbQuarantineAdmin(db.client, table, UNSEALED),
  };
  return { ...stage, ports };
}

/** Companies by size. Each has as many other records of each kind as people. Paths that only read share them. */
const shared = new Map<string, ReturnType<typeof company>>();
function fullCompany(people: number, units = 1) {
  const key = `${people} ${units}`;
  const known =
    shared.get(key) ?? company(people, units, people).then((made) => clutter(made, people, units));
  shared.set(key, known);
  return known;
}

async function clutter(made: Awaited<ReturnType<typeof company>>, count: number, units: number) {
  const { store, table } = made;
  const unitOf = (i: number) => (i % units === 0 ? UNIT.unitId : `BJ${i % units}`);
  const all = upTo(count, (i) => ({ i, unitId: unitOf(i) }));
  await store.unknownCharges.keep(
    all.map(({ i, unitId }) =>
      strange('2026-09', { name: `王生${i}`, hash: `${i} `.padEnd(20) }, [980, 203], { unitId }),
    ),
  );
  await store.rosterFindings.keep(all.map(({ i, unitId }) => found(TODAY, { employeeId: `N${i}`, unitId })));
  await store.unitFacts.append(
    all.map(({ i, unitId }) => declared('2026-07', TODAY, { unitId, id: `staff:${i}` })),
  );
  for (const { i, unitId } of units === 1 ? all : []) {
    const about = { caseId: `E${i}/x/removal`, employeeName: '甲', factIds: [`f${i}`] };
    await store.activities.note({ at: AT, by: HANDLER, unitId, action: 'acknowledged', ...about });
    const delivery = { source: 'standard', deliveryId: `d${i}`, receivedAt: AT };
    await dynamodbQuarantineWriter(db.client, table, UNSEALED.sealBody).keep(delivery, new Uint8Array(), [
      'x',
    ]);
  }
  return made;
}

const numberOf = (i: number) => syntheticNumber('110105', addDays(plainDate('1990-01-01'), 37 * i), 0);
type Rows = (i: number) => readonly (string | number | null)[];
const fileOf = (headers: string, row: Rows) => (count: number) =>
  files.write(`${headers.slice(0, 8)}-${count}.csv`, csvOf([headers.split(','), ...upTo(count, row)]));
const bill = fileOf('工号,费款所属期,单位缴费金额,个人缴费金额,缴费基数', (i) => [
  `E${i}`,
  '202610',
  1176,
  243,
  12000,
]);
const list = fileOf('姓名,证件号码,险种类型,人员参保状态', (i) => [`王小${i}`, numberOf(i), '310', '1']);
const roster = fileOf('工号,姓名,证件号码,入职日期', (i) => [`N${i}`, `王小${i}`, numberOf(i), '2026-11-02']);

/** Runs a command on the unit, and checks its exit code. */
async function command({ run }: Awaited<ReturnType<typeof company>>, ...args: readonly string[]) {
  return async () => {
    const { code, err } = await run(...args, '--unit', UNIT.unitId);
    assert.equal(code, 0, err);
  };
}
const storing = async (count: number, ...args: readonly string[]) => command(await company(count), ...args);
const reading = async (count: number, ...args: readonly string[]) =>
  command(await fullCompany(count), ...args);

/** The work of importing a list of insured people who are known from a roster. */
async function listed(count: number) {
  const made = await company(0);
  await (await command(made, 'import', 'roster', roster(count), '--apply'))();
  return command(made, 'import', 'insured', list(count), '--on', TODAY, '--apply');
}

async function visit({ ports }: Awaited<ReturnType<typeof company>>, path: string, address = HANDLER) {
  const session = { id: 'a', address, begunAt: AT, endsAt: '2026-12-01T00:00:00.000Z', lastSeenOn: TODAY };
  const portal = createPortal({
    ...ports,
    sessions: { ...ports.sessions, find: async () => session },
  } as unknown as PortalPorts);
  const headers = { cookie: `__Host-canbao=${'0'.repeat(32)}.${'a'.repeat(43)}` };
  return async () => {
    const request = new Request(`https://canbao.example.cn${path}`, { headers });
    const answer = await portal.fetch(request, { ip: '' });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
  };
}

/** Sends the digest of the previous day. @returns the work of sending the digest of this day. */
async function digest({ ports }: Awaited<ReturnType<typeof company>>, recipient: string) {
  ports.clock.set('2026-11-09T00:30:00.000Z');
  await sendDigest(requestFor(recipient, '2026-11-09'), ports);
  ports.clock.set(AT);
  return async () => assert.equal(await sendDigest(requestFor(recipient, TODAY), ports), 'sent');
}

/** An employee who was charged for this number of months. */
const longHistory = (count: number) => [
  ...enrolled(0),
  ...charges(
    'E0',
    upTo(count, (i) => plusMonths(month('2020-01'), i)),
  ),
];

async function event(count: number) {
  const { ports, send: deliver } = await receivingStage(db);
  await appendFacts({ employeeId: 'E0', facts: longHistory(count) }, ports);
  const leave = { employeeId: 'E0', lastWorkingDay: '2026-11-20', reason: 'resigned' };
  return async () => assert.equal((await deliver('employee.terminated', leave)).status, 202);
}

async function person(count: number) {
  const made = await company(0);
  await made.take(...longHistory(0));
  await appendFacts({ employeeId: 'E0', facts: longHistory(count) }, made.ports);
  return visit(made, `/people/${inPath('E0')}`);
}

async function run(count: number) {
  const { ports } = await company(0);
  const recipients = upTo(count, (i) => `r${i}@example.com`);
  const attempt = await ports.runs.open({ day: TODAY, scheduledAt: AT, workingDay: true, recipients });
  for (const recipient of recipients)
    await ports.runs.release({ day: TODAY, recipient, attempt, outcome: 'sent' });
  return async () => assert.equal((await checkDay(TODAY, ports)).complete, true);
}

/** The work of pulling a roster that lists half of the known people and as many unknown ones. */
async function pull(count: number) {
  const { ports } = await company(count);
  const people = upTo(count, (i) => ({
    ...{ employeeId: i % 2 === 0 ? `E${i}` : `N${i}`, name: `王小${i}`, unitId: UNIT.unitId },
    hiredOn: plainDate('2026-11-02'),
  }));
  const roster = async function* () {
    yield* people;
  };
  const api = { name: 'feishu', roster, problemOfSecret: () => undefined };
  const secrets = {
    sourceSecrets: async () => [{ id: 'a', retiring: false, parts: {} }],
    identityKey: async () => IDENTITY_KEY,
  };
  const apis = new Map([['feishu', { load: async () => api }]]);
  const pulling = { ...ports, secrets, apis, access: async () => ({}) } as unknown as PullPorts;
  return async () => {
    const [pulled, ...others] = await pullRosters(pulling);
    assert.deepEqual(
      [pulled?.is, pulled?.is === 'compared' && pulled.people, others],
      ['compared', count, []],
    );
  };
}

async function retention(count: number) {
  const { ports } = await company(0);
  for (const employeeId of upTo(count, (i) => `E${i}`)) {
    const hire = hired('2010-01-04', 'BJ', { name: `王${employeeId}` }, { employeeId, id: 'feishu:a' });
    const leave = left('2012-05-31', 'resigned', undefined, { employeeId, id: 'feishu:b' });
    await appendFacts({ employeeId, facts: [hire, leave] }, ports);
  }
  await ports.unknownCharges.keep(
    upTo(count, (i) => strange('2026-09', { name: `孙${i}` }, undefined, { unitId: UNIT.unitId })),
  );
  const applying = { ...ports, years: 10 };
  return async () => assert.equal((await applyRetention(TODAY, applying)).forgotten, count);
}

/** For each path the thing that grows, the allowed store calls for each further item, and the work. */
const PATHS: Readonly<Record<string, readonly [number, (count: number) => Promise<() => Promise<unknown>>]>> =
  {
    'an event: facts of the person': [0, event],
    'the person: facts': [0, person],
    'plan-digests: units': [
      1,
      async (count) => {
        const { ports } = await fullCompany(count, count);
        return () => planDigests({ day: TODAY, scheduledAt: AT }, ports);
      },
    ],
    'check-run: recipients': [0, run],
    'the digest of a handler: people': [0, async (count) => digest(await fullCompany(count), HANDLER)],
    'the digest of a handler: units': [3, async (count) => digest(await fullCompany(count, count), HANDLER)],
    'the digest of the administrator: people': [
      0,
      async (count) => digest(await fullCompany(count), ADMINISTRATOR),
    ],
    'the digest of the administrator: units': [
      3,
      async (count) => digest(await fullCompany(count, count), ADMINISTRATOR),
    ],
    'a bill tried out: people': [1, (count) => reading(count, 'import', 'charges', bill(count))],
    'a bill: people': [2, (count) => storing(count, 'import', 'charges', bill(count), '--apply')],
    'a list tried out: people': [
      0,
      (count) => reading(count, 'import', 'insured', list(count), '--on', TODAY),
    ],
    'a list: people': [2, listed],
    'a roster tried out: people': [0, (count) => reading(count, 'import', 'roster', roster(count))],
    'a roster: people': [2, (count) => storing(count, 'import', 'roster', roster(count), '--apply')],
    'onboard: people': [
      4,
      (count) =>
        storing(0, 'onboard', '--roster', roster(count), '--insured', list(count), '--on', TODAY, '--apply'),
    ],
    'pull-roster: people': [2, pull],
    'reconcile: people': [1, (count) => reading(count, 'reconcile', '--month', '2026-09')],
    'a ledger: people': [
      0,
      (count) =>
        reading(count, 'ledger', 'leavers', '--month', '2026-09', '--out', `${files.directory}/${count}.csv`),
    ],
    'rebuild: people': [4, (count) => storing(count, 'rebuild')],
    'apply-retention: people': [5.4, retention],
    'activity: entries': [0, (count) => reading(count, 'activity')],
    'the page of activity: entries': [0, async (count) => visit(await fullCompany(count), '/activity')],
    'the page of quarantine: events': [
      0,
      async (count) => visit(await fullCompany(count), '/admin', ADMINISTRATOR),
    ],
    'the inbox: people': [0, async (count) => visit(await fullCompany(count), '/')],
    'the inbox: units': [3, async (count) => visit(await fullCompany(count, count), '/')],
    'the page of a unit: people': [
      0,
      async (count) => visit(await fullCompany(count), `/units/${inPath('BJ')}`),
    ],
    'the page of units: units': [1.5, async (count) => visit(await fullCompany(count, count), '/units')],
    'a search: people': [0, async (count) => visit(await fullCompany(count), '/people?q=nobody')],
  };

const folds = Object.entries(HISTORIES).map(([name, history]): [string, (typeof PATHS)[string]] => [
  `a fold: ${name}`,
  [
    0,
    async (count) => {
      const facts = history(4 * count);
      return async () => foldSpells(EMPLOYEE, facts);
    },
  ],
]);

const paths: Record<string, GrowthOfPath> = {};
for (const [path, [allowed, prepare]] of [...Object.entries(PATHS), ...folds]) {
  const works = [await prepare(FEW), await prepare(MANY)] as const;
  operations();
  const measured = async (work: () => Promise<unknown>) => {
    calls = 0;
    await work();
    return { operations: operations(), calls };
  };
  const [few, many] = [await measured(works[0]), await measured(works[1])];
  paths[path] = {
    tooOften: outOfProportion(FEW, few.operations, many.operations),
    callsForEachMore: (many.calls - few.calls) / (MANY - FEW),
    allowed,
  };
}
process.stdout.write(JSON.stringify(paths));
files.remove();
await db.stop();
