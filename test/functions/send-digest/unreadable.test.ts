import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registrySchema } from '../../../domain/units/unit.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { keys } from '../../../functions/adapters/dynamodb/keys.ts';
import { applyRegistry } from '../../../functions/adapters/dynamodb/registry.ts';
import { dynamodbStores } from '../../../functions/adapters/dynamodb/stores.ts';
import { planDigests } from '../../../functions/plan-digests/plan-digests.ts';
import { sendDigest } from '../../../functions/send-digest/send-digest.ts';
import { aSpell } from '../../support/a-spell.ts';
import { DAMAGES, damageItem } from '../../support/damaged.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { fakeFollowUpQueue } from '../../support/fakes/follow-ups.ts';
import { fakeGuideQueue } from '../../support/fakes/guides.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMailer } from '../../support/fakes/mailer.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { fakeQueue } from '../../support/fakes/queue.ts';
import { readMail } from '../../support/read-mail.ts';
import { declared } from '../../support/unit-facts.ts';
import { REGISTRY } from './send-digest-stage.ts';

const FRIDAY = plainDate('2026-11-20');
const MORNING = `${FRIDAY}T00:30:00.000Z` as Instant;
const SPELLS = [
  aSpell({ employeeId: 'e-1', unitId: 'u-bj', hiredOn: '2026-11-18', name: '张三' }),
  aSpell({ employeeId: 'e-2', unitId: 'u-cd', hiredOn: '2026-11-19', name: '陈静' }),
  aSpell({ employeeId: 'e-3', unitId: 'u-bj', hiredOn: '2024-03-01', leftOn: '2026-11-17', name: '刘洋' }),
];

let db: EmbeddedDynamoDb;
let table: string;
let filled: string;
/** The results of the day without damage. */
let before: Awaited<ReturnType<typeof runDay>>;
beforeAll(async () => {
  db = await startEmbeddedDynamoDb();
  await fillTable();
  filled = await db.copyOf(table);
  before = await runDay();
});
afterAll(() => db.stop());
beforeEach(async () => {
  table = await db.copyOf(filled);
});

async function fillTable(): Promise<void> {
  table = await db.newTable();
  await applyRegistry(db.client, table, registrySchema.parse(REGISTRY), plainDate('2026-11-02'));
  const { employees } = storesFor(table).stores;
  for (const spell of SPELLS)
    await employees.commit({
      employeeId: spell.employeeId,
      version: 0,
      facts: [],
      goneSpellIds: [],
      samePersonAs: [],
      spells: [{ spell, wakeOn: plainDate('2026-11-17') }],
    });
}

function storesFor(tableName: string) {
  const [meter, log] = [fakeMeter(), fakeLog()];
  const stores = dynamodbStores(db.client, tableName, {
    clock: fakeClock(MORNING),
    onUnreadable: () => meter.count('RecordUnreadable'),
  });
  return { stores, meter, log };
}

/** Runs the whole day with the table. @returns the mails by recipient, and the metrics. */
async function runDay(language?: 'en') {
  const { stores, meter, log } = storesFor(table);
  const [mailer, queue] = [fakeMailer(), fakeQueue()];
  const { heardOf, guides: _, registry, ...others } = stores;
  const ports = {
    ...others,
    registry:
      language === undefined ? registry : { load: async () => inLanguage(await registry.load(), language) },
    guides: fakeGuideQueue(),
    followUps: fakeFollowUpQueue(),
    async *employeeIds(): AsyncGenerator<string> {},
    heard: heardOf([]),
    sessions: { lastSeenOn: async () => undefined },
    clock: fakeClock(MORNING),
    mailer,
    queue,
    meter,
    log,
    sender: { name: '参保管家', address: 'canbao@mail.example.com', domain: 'mail.example.com' },
  };
  await planDigests({ day: FRIDAY, scheduledAt: MORNING }, ports);
  for (let request = queue.take(); request !== undefined; request = queue.take())
    await sendDigest(request, ports);
  return {
    raw: new Map(mailer.sent.map((mail) => [mail.to, Buffer.from(mail.raw).toString()])),
    mailer,
    meter,
  };
}

type RegistryRecord = Awaited<ReturnType<ReturnType<typeof storesFor>['stores']['registry']['load']>>;
function inLanguage(record: RegistryRecord, language: 'en'): RegistryRecord {
  const units = record.registry.units.map((unit) => ({
    ...unit,
    staff: unit.staff.map((person) => ({ ...person, language })),
  }));
  return { ...record, registry: { ...record.registry, units } };
}

const textTo = async (mails: ReturnType<typeof fakeMailer>['sent'], to: string) => {
  const mail = mails.find((it) => it.to === to);
  if (mail === undefined) throw new Error(`no mail to ${to}`);
  return (await readMail(mail)).text ?? '';
};

describe.each(DAMAGES)('A snapshot %s', (_, damaged) => {
  const key = keys.spell('e-1', '2026-11-18');
  const damage = () => damageItem(db.client, table, key, (body) => damaged(body, 'situation'));

  test('becomes a case for staff, and everybody else’s digest is unchanged', async () => {
    await damage();
    const after = await runDay();
    expect(after.raw.get('Wang@Example.com')).toBe(before.raw.get('Wang@Example.com'));
    const [was, is] = [
      await textTo(before.mailer.sent, 'li@example.com'),
      await textTo(after.mailer.sent, 'li@example.com'),
    ];
    expect(was).toContain('张三');
    expect(is).not.toContain('张三');
    expect(is).toContain('e-1');
    expect(is).toContain('这段劳动关系读不出来');
    const cardOf = (text: string) => text.slice(text.indexOf('刘洋')).split('\n\n')[0];
    expect(cardOf(is)).toBe(cardOf(was));
    expect(after.meter.counts.RecordUnreadable).toBeGreaterThanOrEqual(1);
    expect(after.meter.counts).not.toHaveProperty('CaseNotComputed');
  });

  test('is named to the administrator by its key only', async () => {
    await damage();
    const after = await runDay();
    expect(before.raw.has('admin@example.com')).toBe(false);
    const text = await textTo(after.mailer.sent, 'admin@example.com');
    expect(text).toContain('存储的记录无法读取：EMPLOYEE#e-1 SPELL#2026-11-18');
    expect(text).not.toContain('张三');
  });

  test('is reported in English too', async () => {
    await damage();
    const { mailer } = await runDay('en');
    expect(await textTo(mailer.sent, 'li@example.com')).toContain('of this employment cannot be read');
  });
});

describe.each(DAMAGES)('Another record %s', (_, damaged) => {
  test('of a unit leaves the other unit’s digest unchanged; its cases go to the administrator', async () => {
    await damageItem(db.client, table, keys.unit('u-bj'), (body) => damaged(body, 'staff'));
    const after = await runDay();
    expect(after.raw.get('Wang@Example.com')).toBe(before.raw.get('Wang@Example.com'));
    expect([...after.raw.keys()].sort()).toEqual(['Wang@Example.com', 'admin@example.com']);
    const text = await textTo(after.mailer.sent, 'admin@example.com');
    expect(text).toContain('存储的记录无法读取：REGISTRY UNIT#u-bj');
    expect(text).toContain('张三');
  });

  test('of a fact about a unit makes its declaration a case for staff; the other unit is unchanged', async () => {
    const fact = declared('2026-07', '2026-07-10', { unitId: 'u-bj' });
    await storesFor(table).stores.unitFacts.append([fact]);
    await damageItem(db.client, table, keys.unitFact('u-bj', fact.factId), (body) => damaged(body, 'data'));
    const after = await runDay();
    expect(after.raw.get('Wang@Example.com')).toBe(before.raw.get('Wang@Example.com'));
    expect(await textTo(after.mailer.sent, 'li@example.com')).toContain('年度缴费基数申报待办无法自动计算');
    expect(await textTo(after.mailer.sent, 'admin@example.com')).toContain(
      `存储的记录无法读取：STATED FACT#u-bj#${fact.factId}`,
    );
  });
});
