import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PreviousDigest } from '../../../../domain/digest/digest.ts';
import type { Fact } from '../../../../domain/facts/fact.ts';
import { registrySchema } from '../../../../domain/units/unit.ts';
import type { UnknownCharge } from '../../../../domain/units/unknown-charge.ts';
import { fen } from '../../../../domain/values/money.ts';
import { month } from '../../../../domain/values/month.ts';
import { type Instant, plainDate } from '../../../../domain/values/plain-date.ts';
import { keys } from '../../../../functions/adapters/dynamodb/keys.ts';
import {
  dynamodbQuarantineAdmin,
  dynamodbQuarantineWriter,
} from '../../../../functions/adapters/dynamodb/quarantine.ts';
import { applyRegistry } from '../../../../functions/adapters/dynamodb/registry.ts';
import { dynamodbStores } from '../../../../functions/adapters/dynamodb/stores.ts';
import type { RecordKey } from '../../../../functions/ports.ts';
import { aSpell } from '../../../support/a-spell.ts';
import { DAMAGES, damageItem } from '../../../support/damaged.ts';
import { fakeClock } from '../../../support/fakes/clock.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';
import { found } from '../../../support/roster-findings.ts';
import { aFact, aHire } from '../../../support/some-facts.ts';
import { declared, taken } from '../../../support/unit-facts.ts';

const db = await dynamodbForFile();
let table: string;
let heardOf: RecordKey[];
let stores: ReturnType<typeof dynamodbStores>;
beforeEach(async () => {
  table = await db.newTable();
  heardOf = [];
  stores = dynamodbStores(db.client, table, {
    clock: fakeClock('2026-11-21T01:00:00Z'),
    onUnreadable: (record) => void heardOf.push(record),
  });
});

type ItemKey = ReturnType<typeof keys.run>;
const plain = ({ pk, sk }: ItemKey): RecordKey => ({ pk: pk.S, sk: sk.S });
const damage = (key: ItemKey, how: (body: string) => string, attribute?: string) =>
  damageItem(db.client, table, key, how, attribute);
/** Replaces the value of an attribute by another, which may have another type. */
async function replaceAttribute(key: ItemKey, attribute: string, value: object): Promise<void> {
  const { Item } = await db.client.send(new GetItemCommand({ TableName: table, Key: key }));
  const changed = { ...Item, ...key, [attribute]: value } as PutItemCommand['input']['Item'];
  await db.client.send(new PutItemCommand({ TableName: table, Item: changed }));
}

const TODAY = plainDate('2026-11-21');
const nothing = { facts: [], goneSpellIds: [], samePersonAs: [] };
const keepSpell = (employeeId: string) =>
  stores.employees.commit({
    employeeId,
    version: 0,
    ...nothing,
    spells: [{ spell: aSpell({ employeeId, unitId: 'U1', hiredOn: '2026-11-02' }), wakeOn: TODAY }],
  });

describe.each(DAMAGES)('Unreadable records: a record %s', (_, damaged) => {
  test.each(['person', 'situation', 'filings', 'charges', 'knownAt'])(
    'names a spell damaged in %s, and finds the other spells',
    async (field) => {
      await keepSpell('E1');
      await keepSpell('E2');
      const key = keys.spell('E1', '2026-11-02');
      await damage(key, (body) => damaged(body, field));
      const named = { employeeId: 'E1', spellId: '2026-11-02', unitId: 'U1', record: plain(key) };
      const due = await stores.spells.due('U1', TODAY);
      expect(due.items.map(({ employeeId }) => employeeId)).toEqual(['E2']);
      expect(due.unreadable).toEqual([named]);
      const byId = await stores.spells.byId([
        { employeeId: 'E1', spellId: '2026-11-02' },
        { employeeId: 'E2', spellId: '2026-11-02' },
      ]);
      expect(byId).toEqual(due);
      expect(await stores.employees.load('E1')).toMatchObject({
        spells: [],
        unreadableSpellIds: ['2026-11-02'],
      });
      expect(heardOf).toEqual([plain(key), plain(key), plain(key)]);
    },
  );

  test.each(['unitId', 'hiredOn', 'name', 'category'])(
    'names a fact damaged in %s until it is voided',
    async (field) => {
      const voiding = (factId: string) => ({
        ...aFact('fact.voided', { factId, reason: 'x' }),
        employeeId: 'E1',
      });
      const [hire, other] = [aHire({ employeeId: 'E1' }), voiding('x:1')];
      const commit = (version: number, ...facts: Fact[]) =>
        stores.employees.commit({ ...nothing, employeeId: 'E1', version, facts, spells: [] });
      await commit(0, hire, other);
      const key = keys.fact('E1', plainDate('2026-11-02'), hire.factId);
      await damage(key, (body) => damaged(body, field), 'data');
      const before = await stores.employees.load('E1');
      expect(before.unreadableFacts).toEqual([{ record: plain(key), factId: hire.factId }]);
      expect(before.facts.map(({ factId }) => factId)).toEqual([other.factId]);
      expect(heardOf).toEqual([plain(key)]);
      await commit(1, voiding(hire.factId));
      expect((await stores.employees.load('E1')).unreadableFacts).toEqual([]);
      expect(heardOf).toHaveLength(1);
    },
  );

  test('names an unknown charge', async () => {
    await stores.unknownCharges.keep([charge('a'), charge('b')]);
    const key = keys.unknownCharge('U1', '2026-10', 'a');
    await damage(key, (body) => damaged(body, 'month'));
    expect(await stores.unknownCharges.list('U1')).toEqual({
      items: [charge('b')],
      unreadable: [plain(key)],
    });
    expect(heardOf).toEqual([plain(key)]);
  });

  test.each(['finding', 'roster', 'foundAt'])('names a roster finding damaged in %s', async (field) => {
    const other = found('2026-11-20', { employeeId: 'E2' });
    await stores.rosterFindings.keep([found('2026-11-20'), other]);
    const key = keys.rosterFinding('U1', 'feishu', 'E1', 'hire-never-received');
    await damage(key, (body) => damaged(body, field));
    expect(await stores.rosterFindings.list('U1')).toEqual({ items: [other], unreadable: [plain(key)] });
    expect(heardOf).toEqual([plain(key)]);
  });

  test('names a unit, keeps the other units, and treats its people as unregistered', async () => {
    await applyRegistry(db.client, table, REGISTRY, TODAY);
    const key = keys.unit('U1');
    await damage(key, (body) => damaged(body, 'staff'));
    const record = await stores.registry.load();
    expect(record.registry).toEqual({ ...REGISTRY, units: REGISTRY.units.slice(1) });
    expect(record.unregisteredUnitIds).toEqual(['U1']);
    expect(record.unreadable).toEqual([plain(key)]);
    expect(heardOf).toEqual([plain(key)]);
    await applyRegistry(db.client, table, REGISTRY, plainDate('2026-12-01'));
    const mended = await stores.registry.load();
    expect(mended.registry).toEqual(REGISTRY);
    expect(mended.registeredOn.get('U1')).toBe(TODAY);
  });

  test('no longer names a unit that was removed from the registry', async () => {
    await applyRegistry(db.client, table, REGISTRY, TODAY);
    await damage(keys.unit('U1'), (body) => damaged(body, 'staff'));
    const without = { ...REGISTRY, units: REGISTRY.units.slice(1) };
    expect(await applyRegistry(db.client, table, without, TODAY)).toEqual({ put: [], remove: ['UNIT#U1'] });
    expect((await stores.registry.load()).unreadable).toEqual([]);
  });

  test('keeps fallback staff under the address in the key', async () => {
    await applyRegistry(db.client, table, REGISTRY, TODAY);
    await damage(keys.fallbackStaff('admin@example.com'), (body) => damaged(body, 'name'));
    const { registry, unreadable } = await stores.registry.load();
    expect(registry.fallbackStaff).toEqual([{ email: 'admin@example.com', name: 'admin@example.com' }]);
    expect(unreadable).toEqual([{ pk: 'REGISTRY', sk: 'STAFF#admin@example.com' }]);
  });

  test('leaves out only the damaged mapping', async () => {
    await applyRegistry(db.client, table, REGISTRY, TODAY);
    await damage(keys.sourceMapping('feishu'), (body) => damaged(body, 'source'));
    const { registry, unreadable } = await stores.registry.load();
    expect(registry).toEqual({ ...REGISTRY, sources: [] });
    expect(unreadable).toEqual([{ pk: 'REGISTRY', sk: 'SOURCE#feishu' }]);
  });

  test('puts the unit of a damaged fact in doubt until the fact is voided', async () => {
    const [broken, other] = [
      declared('2026-07', '2026-07-10'),
      declared('2026-07', '2026-07-11', { unitId: 'U2' }),
    ];
    await stores.unitFacts.append([broken, other]);
    const key = keys.unitFact(broken.unitId, broken.factId);
    await damage(key, (body) => damaged(body, 'data'));
    const record = await stores.registry.load();
    expect(record.unitFacts).toEqual([other]);
    expect(record.unreadable).toEqual([plain(key)]);
    expect([...record.unitsInDoubt]).toEqual([broken.unitId]);
    await stores.unitFacts.append([taken(broken.factId)]);
    const after = await stores.registry.load();
    expect(after.unreadable).toEqual([]);
    expect([...after.unitsInDoubt]).toEqual([]);
  });

  test('names a quarantined event with damaged problems, and lists the others', async () => {
    const sealBody = async (sealed: Uint8Array) => ({ keyId: 'current', sealed });
    const openBody = async ({ sealed }: { readonly sealed: Uint8Array }) => sealed;
    const keeper = dynamodbQuarantineWriter(db.client, table, sealBody);
    const receivedAt = '2026-11-20T01:00:00.000Z' as Instant;
    for (const deliveryId of ['m1', 'm2'])
      await keeper.keep({ source: 'standard', deliveryId, receivedAt }, new Uint8Array(), ['x']);
    const day = plainDate('2026-11-20');
    const key = keys.quarantine(day, 'standard', 'm1');
    await replaceAttribute(key, 'sealedProblems', { B: new TextEncoder().encode('["x"') });
    const store = dynamodbQuarantineAdmin(db.client, table, { sealBody, openBody }, (record) =>
      heardOf.push(record),
    );
    expect((await store.list(day, day)).map(({ deliveryId }) => deliveryId)).toEqual(['m2']);
    expect(await store.find({ day, source: 'standard', deliveryId: 'm1' })).toBeUndefined();
    expect(heardOf).toEqual([plain(key), plain(key)]);
  });
});

test('a finding with a code that this release has no sentence for is unreadable', async () => {
  await stores.rosterFindings.keep([found('2026-11-20', { code: 'roster-of-old' as never })]);
  expect(await stores.rosterFindings.list('U1')).toMatchObject({
    items: [],
    unreadable: [{ pk: 'ROSTER#U1' }],
  });
});

test('a fact of an unknown kind is unreadable', async () => {
  const strange = { ...aHire({ employeeId: 'E1' }), kind: 'employee.married' as never };
  const key = keys.fact('E1', plainDate('2026-11-02'), strange.factId);
  await replaceAttribute(key, 'kind', { S: 'employee.married' });
  expect((await stores.employees.load('E1')).unreadableFacts).toMatchObject([{ factId: strange.factId }]);
});

test('a version that is not a number is named as unreadable', async () => {
  await keepSpell('E1');
  await replaceAttribute(keys.head('E1'), 'version', { S: 'one' });
  expect((await stores.employees.load('E1')).unreadableFacts).toEqual([
    { record: { pk: 'EMPLOYEE#E1', sk: 'HEAD' } },
  ]);
});

test('a quarantined event without a readable time is named, and the others are counted', async () => {
  const keeper = dynamodbQuarantineWriter(db.client, table, async () => ({
    keyId: 'current',
    sealed: new Uint8Array([1]),
  }));
  const receivedAt = '2026-11-20T01:00:00.000Z' as Instant;
  for (const deliveryId of ['m1', 'm2'])
    await keeper.keep({ source: 'standard', deliveryId, receivedAt }, new Uint8Array(), ['x']);
  const key = keys.quarantine(plainDate('2026-11-20'), 'standard', 'm1');
  await replaceAttribute(key, 'receivedAt', { N: '1' });
  expect(await stores.quarantine.countSince('2026-11-19T00:00:00.000Z' as Instant)).toEqual({
    count: 1,
    unreadable: [plain(key)],
  });
});

test('an invalid day in the days that a source was heard is left out', async () => {
  const notes = stores.notes;
  await notes.heard('feishu', '2026-11-20T01:00:00.000Z' as Instant);
  await replaceAttribute(keys.heard('feishu', 'yesterday' as never), 'expiresAt', { N: '1' });
  const heard = stores.heardOf(['feishu']);
  expect(await heard.daysHeard('feishu', plainDate('2026-11-01'))).toEqual(['2026-11-20']);
  expect(heardOf).toEqual([{ pk: 'SOURCE#feishu', sk: 'HEARD#yesterday' }]);
});

describe('Unreadable records of the daily run', () => {
  const [LI, FRIDAY, MONDAY] = ['li@example.com', plainDate('2026-11-20'), plainDate('2026-11-23')];
  const EARLY = '2026-11-23T00:30:00.000Z' as Instant;
  const LAPSES = '2026-11-23T00:31:30.000Z' as Instant;
  const RUN = { day: MONDAY, scheduledAt: EARLY, workingDay: true, recipients: [LI, 'wang@example.com'] };
  const since: PreviousDigest = {
    coveredUntil: FRIDAY,
    composedAt: EARLY,
    caseIds: ['E1/2026-11-02/enrolment'],
  };
  const send = (day = MONDAY) =>
    stores.runs.recordSent({ day, recipient: LI, attempt: 1, messageId: '<x>', sentAt: EARLY, since });
  const claim = () => stores.runs.claim({ day: MONDAY, recipient: LI, now: EARLY, lapsesAt: LAPSES });

  test.each([
    ['not compressed text', { B: new Uint8Array([1, 2, 3]) }],
    ['of another type', { S: '{"coveredUntil":"2026-11-20"}' }],
  ])('claim as if there were no previous digest when that is %s', async (_, value) => {
    await send(FRIDAY);
    const key = keys.digestSent(LI, FRIDAY);
    await replaceAttribute(key, 'since', value);
    expect(await claim()).toEqual({ is: 'claimed', since: undefined, unreadable: [plain(key)] });
    expect(heardOf).toEqual([plain(key)]);
    expect(await claim()).toEqual({ is: 'held' });
    await send();
    expect(await claim()).toEqual({ is: 'already-sent' });
  });

  test('claim as if there were no previous digest when the day’s record does not name it', async () => {
    const key = keys.mail(MONDAY, LI);
    await replaceAttribute(key, 'digestBefore', { S: 'x' });
    expect(await claim()).toEqual({ is: 'claimed', since: undefined, unreadable: [plain(key)] });
  });

  test('claim a mail whose earlier claim has an invalid expiry', async () => {
    await replaceAttribute(keys.mail(MONDAY, LI), 'claimedUntil', { N: '9999999999' });
    expect(await claim()).toMatchObject({ is: 'claimed' });
  });

  test('open a run whose record has no number of attempts', async () => {
    await replaceAttribute(keys.run(MONDAY), 'attempt', { S: 'first' });
    expect(await stores.runs.open(RUN)).toBe(1);
    expect(heardOf).toEqual([plain(keys.run(MONDAY))]);
    expect(await stores.runs.open(RUN)).toBe(2);
    expect(await stores.runs.find(MONDAY)).toMatchObject({ attempt: 2, recipients: 2 });
  });

  test.each([
    ['recipients', { S: 'two' }],
    ['attempt', { S: 'first' }],
    ['workingDay', { S: 'yes' }],
  ])('find no run in a record whose %s is damaged', async (attribute, value) => {
    await stores.runs.open(RUN);
    await replaceAttribute(keys.run(MONDAY), attribute, value);
    expect(await stores.runs.find(MONDAY)).toBeUndefined();
    expect(heardOf).toEqual([plain(keys.run(MONDAY))]);
  });

  test.each([
    ['outcome', { S: 'lost' }],
    ['outcome', { N: '1' }],
    ['attempt', { S: 'first' }],
  ])('count no mail in a record whose %s is damaged', async (attribute, value) => {
    await stores.runs.open(RUN);
    await send();
    await replaceAttribute(keys.mail(MONDAY, LI), attribute, value);
    expect((await stores.runs.find(MONDAY))?.outcomes.sent).toBe(0);
    expect(heardOf).toEqual([plain(keys.mail(MONDAY, LI))]);
  });
});

describe('Unreadable records of a leaver’s guide', () => {
  const key = { employeeId: 'E1', spellId: '2026-01-05' };
  const times = {
    now: '2026-11-23T00:30:00.000Z' as Instant,
    lapsesAt: '2026-11-23T00:31:30.000Z' as Instant,
  };

  test.each([
    ['outcome', { S: 'lost' }],
    ['outcome', { N: '1' }],
    ['settledAt', { S: 'yesterday' }],
  ])('do not let a guide be sent again when its %s is damaged', async (attribute, value) => {
    await stores.guides.settle({ ...key, outcome: 'sent', at: times.now });
    await replaceAttribute(keys.guide('E1', '2026-01-05'), attribute, value);
    expect(await stores.guides.claim({ ...key, ...times })).toEqual({ is: 'unreadable' });
    expect(heardOf).toEqual([plain(keys.guide('E1', '2026-01-05'))]);
  });

  test('let a guide be claimed when an earlier claim has an invalid expiry', async () => {
    await replaceAttribute(keys.guide('E1', '2026-01-05'), 'claimedUntil', { N: '9999999999' });
    expect(await stores.guides.claim({ ...key, ...times })).toEqual({ is: 'claimed' });
  });
});

const REGISTRY = registrySchema.parse({
  units: ['U1', 'U2'].map((unitId) => ({
    unitId,
    name: `单位 ${unitId}`,
    region: '北京',
    channel: 'online',
    staff: [{ email: 'li@example.com', name: '李', roles: ['handler'] }],
  })),
  fallbackStaff: [{ email: 'admin@example.com', name: '管理员' }],
  sources: [{ source: 'feishu', units: { 研发部: 'U1' } }],
});

function charge(id: string): UnknownCharge {
  return {
    id,
    unitId: 'U1',
    month: month('2026-10'),
    unitAmount: fen(100_00),
    personalAmount: fen(20_00),
    receivedAt: '2026-11-20T01:00:00.000Z' as Instant,
  };
}
