import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test, vi } from 'vitest';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import { NO_ORDER } from '../../domain/facts/source-order.ts';
import { registrySchema } from '../../domain/units/unit.ts';
import { chinaDayOf, type Instant, plainDate } from '../../domain/values/plain-date.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { dynamodbRegistry } from '../../functions/adapters/dynamodb/registry.ts';
import { dynamodbSignInCodes } from '../../functions/adapters/dynamodb/sign-ins.ts';
import { embeddedMeter, observation } from '../../functions/adapters/telemetry.ts';
import { checkDay } from '../../functions/check-run/check-run.ts';
import { handleFeedback } from '../../functions/mail-feedback/handle-feedback.ts';
import { planDigests } from '../../functions/plan-digests/plan-digests.ts';
import { type PullPorts, pullRosters } from '../../functions/pull-roster/pull-roster.ts';
import { sendSignInCodes } from '../../functions/send-sign-in-code/send-sign-in-code.ts';
import { COUNT_ALARMS } from '../../infra/constructs/count-alarms.ts';
import { aSpell } from '../support/a-spell.ts';
import { billStage } from '../support/bill-stage.ts';
import { accepted, hired, left } from '../support/facts.ts';
import { fakeClock } from '../support/fakes/clock.ts';
import { noFollowUps } from '../support/fakes/follow-ups.ts';
import { fakeGuideQueue } from '../support/fakes/guides.ts';
import { fakeLog } from '../support/fakes/log.ts';
import { fakeMailAddresses } from '../support/fakes/mail-addresses.ts';
import { fakeMailer } from '../support/fakes/mailer.ts';
import { fakeMeter } from '../support/fakes/meter.ts';
import { fakeQueue } from '../support/fakes/queue.ts';
import { fakeRegistry } from '../support/fakes/registry.ts';
import { fakeRuns } from '../support/fakes/runs.ts';
import { fakeSpells } from '../support/fakes/spells.ts';
import { dynamodbForFile } from '../support/file-fixtures.ts';
import { bounce } from '../support/ses-events.ts';
import { eventText, OTHER_SECRET, SECRET, signedRequest } from '../support/signed-request.ts';
import { aQuestion, testAccessTo } from '../support/vendors/an-access.ts';
import { DINGTALK_KEY, dingtalkApi } from '../support/vendors/dingtalk-api.ts';
import { enrichingStage } from './enrich-event/enriching-stage.ts';
import { ADDRESS, guideStage } from './leaver-guide/guide-stage.ts';
import { NOW, NOW_SECONDS, receivingStage } from './receive-event/receiving-stage.ts';
import { stage as digestStage } from './send-digest/send-digest-stage.ts';

/** Checks that a function writes each metric that an alarm watches. */

const db = await dynamodbForFile();

type Counts = Readonly<Record<string, number | undefined>>;

const BODY = eventText('employee.hired', { employeeId: 'E1', unitId: 'U1', hiredOn: '2026-11-20' });
const SIGNING = { id: 'm1', timestamp: NOW_SECONDS };

/** The metrics that receive-event writes for one request. */
const received =
  (request: Parameters<Awaited<ReturnType<typeof receivingStage>>['receive']>[0]) =>
  async (): Promise<Counts> => {
    const stage = await receivingStage(db);
    await stage.receive(request);
    return stage.meter.counts;
  };

async function fullQuarantine(): Promise<Counts> {
  const key = 'k'.repeat(44);
  const stage = await receivingStage(db, { secrets: { xinrenxinshi: { current: key } } });
  const Item = {
    ...keys.quarantineCount(chinaDayOf(NOW), 'xinrenxinshi'),
    unsignedKept: { N: '1000' },
  };
  await db.client.send(new PutItemCommand({ TableName: stage.tableName, Item }));
  const request = { method: 'POST', headers: {}, query: {}, pathKey: key, body: Buffer.from('{}') } as const;
  await stage.receive(request, 'xinrenxinshi');
  return stage.meter.counts;
}

async function retiringSecret(): Promise<Counts> {
  const stage = await receivingStage(db);
  stage.manager.hold('webhook', JSON.stringify({ old: { key: SECRET, notAfter: '2026-12-31' } }));
  await stage.receive(signedRequest(BODY, SIGNING));
  return stage.meter.counts;
}

async function checked(daysHeard: readonly string[]): Promise<Counts> {
  const meter = fakeMeter();
  const runs = fakeRuns();
  const day = plainDate('2026-11-23');
  if (daysHeard.length > 0) {
    const scheduledAt = '2026-11-23T00:30:00.000Z' as Instant;
    await runs.open({ day, scheduledAt, workingDay: true, recipients: [] });
  }
  await checkDay(day, {
    runs,
    registry: fakeRegistry({ units: [], sources: [{ source: 'feishu', silentAfterWorkingDays: 1 }] }),
    heard: { sources: ['feishu'], daysHeard: async () => daysHeard.map(plainDate) },
    calendar: publishedCalendar,
    meter,
    log: fakeLog(),
  });
  return meter.counts;
}

async function implausibleRoster(): Promise<Counts> {
  const stage = await billStage(db);
  const unit = { unitId: 'U1', name: '示例公司', region: '北京', channel: 'online', staff: [] };
  const registry = registrySchema.parse({
    units: [unit],
    sources: [{ source: 'feishu', units: { d1: 'U1' } }],
  });
  await stage.store.applyRegistry(registry, plainDate('2026-11-30'));
  await stage.take(
    hired('2026-01-05', 'U1', { name: '甲' }, { employeeId: 'E1', id: 'feishu:m1' }),
    hired('2026-02-02', 'U1', { name: '乙' }, { employeeId: 'E2', id: 'feishu:m2' }),
  );
  const [clock, meter] = [fakeClock('2026-11-30T22:00:00.000Z'), fakeMeter()];
  const nobody: PullPorts['apis'] = new Map([
    [
      'feishu',
      {
        load: async () => ({
          name: 'feishu',
          callsPerSecond: 100,
          hosts: [],
          problemOfSecret: () => undefined,
          details: async () => ({ is: 'told', statements: [] }),
          async *roster() {},
        }),
      },
    ],
  ]);
  await pullRosters({
    apis: nobody,
    access: testAccessTo(clock),
    ...stage.store,
    secrets: {
      sourceSecrets: async () => [{ id: 'current', retiring: false, parts: {} }],
      identityKey: async () => Buffer.alloc(32, 7),
    },
    unit: async () => undefined,
    order: async () => NO_ORDER,
    calendar: publishedCalendar,
    clock,
    meter,
    log: fakeLog(),
  });
  return meter.counts;
}

async function failedDetails(): Promise<Counts> {
  const dingtalk = await dingtalkApi();
  try {
    dingtalk.staff.set('007', { 'sys00-confirmJoinTime': '2026-11-16', 'sys00-mainDeptId': 'unmapped' });
    const stage = await enrichingStage(db, {
      registry: { units: [], sources: [{ source: 'dingtalk', api: { baseUrl: dingtalk.url } }] },
      apiSecrets: { dingtalk: { current: DINGTALK_KEY } },
    });
    await stage.enrich(aQuestion('dingtalk', 'hire', { userId: '007' }, { statedAt: stage.clock.now() }));
    return stage.meter.counts;
  } finally {
    await dingtalk.stop();
  }
}

/** The metrics of the digest on a Friday, for one case. */
async function digest(spell: Partial<Spell>, refused: string[] = []): Promise<Counts> {
  const zhang = aSpell({ employeeId: 'e-1', unitId: 'u-bj', hiredOn: '2026-11-18', name: '张三' });
  const { runDay, mailer, meter } = digestStage('2026-11-20', [{ ...zhang, ...spell }]);
  for (const address of refused) mailer.refuse(address);
  await runDay('2026-11-20');
  return meter.counts;
}

async function failedGuide(): Promise<Counts> {
  const stage = await guideStage(db);
  const at = (day: string) => ({
    statedAt: `${day}T10:00:00.000Z`,
    receivedAt: `${day}T10:00:00.000Z`,
  });
  await stage.take(
    hired('2025-03-03', 'U1', { name: '张三' }, at('2025-03-03')),
    accepted('enrolment', '2025-03-05', '2025-03', at('2025-03-05')),
    left('2026-06-15', 'resigned', { personalEmail: ADDRESS }, at('2026-06-15')),
  );
  stage.mailer.refuse(ADDRESS);
  await stage.run('2026-06-16');
  return stage.meter.counts;
}

async function failedCode(): Promise<Counts> {
  const [mailer, meter, clock] = [fakeMailer(), fakeMeter(), fakeClock(NOW)];
  const address = 'admin@example.com';
  mailer.refuse(address);
  const tableName = await db.newTable();
  const body = JSON.stringify({ address, browser: 'b'.repeat(43), requestedAt: NOW });
  await sendSignInCodes([{ id: '1', body, receives: 1 }], {
    codes: dynamodbSignInCodes(db.client, tableName),
    registry: fakeRegistry({ units: [], fallbackStaff: [{ email: address, name: '管理员' }] }),
    clock,
    mailer,
    sender: { name: '参保管家', address: 'canbao@mail.example.com', domain: 'mail.example.com' },
    meter,
    log: fakeLog(),
  });
  return meter.counts;
}

async function bounced(): Promise<Counts> {
  const meter = fakeMeter();
  await handleFeedback([{ id: '1', receives: 1, body: JSON.stringify(bounce({ to: 'li@example.com' })) }], {
    mailAddresses: fakeMailAddresses(fakeClock(NOW)),
    runs: { recordDelivered: async () => undefined },
    guideRefused: async () => undefined,
    meter,
    log: fakeLog(),
  });
  return meter.counts;
}

async function nobodyReachable(): Promise<Counts> {
  const [meter, clock] = [fakeMeter(), fakeClock(NOW)];
  const mailAddresses = fakeMailAddresses(clock);
  const staff = [{ email: 'li@example.com', name: '李娜', roles: ['handler' as const] }];
  const unit = { unitId: 'U1', name: '示例公司', region: '北京', channel: 'online' as const, staff };
  await mailAddresses.note('li@example.com', { is: 'bounced', sentAt: NOW });
  await planDigests(
    { day: plainDate('2026-11-20'), scheduledAt: NOW },
    {
      runs: fakeRuns(),
      queue: fakeQueue(),
      registry: fakeRegistry({ units: [unit] }),
      mailAddresses,
      spells: fakeSpells(),
      guides: fakeGuideQueue(),
      ...noFollowUps(),
      meter,
      log: fakeLog(),
    },
  );
  return meter.counts;
}

/** Every function that reads the table counts unreadable records. */
async function unreadableRecord(): Promise<Counts> {
  const tableName = await db.newTable();
  const Item = { ...keys.unit('U1'), body: { S: '{' } };
  await db.client.send(new PutItemCommand({ TableName: tableName, Item }));
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const { meter, onUnreadable } = observation({ SERVICE_NAME: 's', METRIC_NAMESPACE: 'n' });
    await dynamodbRegistry(db.client, tableName, onUnreadable).load();
    meter.flush();
    const lines = written.mock.calls.map(([line]) => JSON.parse(String(line)));
    return lines.find((line) => '_aws' in line) ?? {};
  } finally {
    written.mockRestore();
  }
}

const EMITTED: Readonly<Record<string, () => Promise<Counts>>> = {
  RunIncomplete: () => checked([]),
  RunComplete: () => checked(['2026-11-20']),
  EventQuarantined: received(signedRequest('{}', SIGNING)),
  QuarantineFull: fullQuarantine,
  EventMismatched: received(signedRequest(BODY, { ...SIGNING, secret: OTHER_SECRET })),
  EventUnsigned: received({ ...signedRequest(BODY, SIGNING), headers: {} }),
  EventMalformed: received(signedRequest(BODY, { ...SIGNING, headers: { 'content-type': 'text/plain' } })),
  SourceSilent: () => checked(['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06']),
  RosterImplausible: implausibleRoster,
  RetiringSecretUsed: retiringSecret,
  DetailsFailed: failedDetails,
  DigestFailed: () => digest({}, ['li@example.com']),
  CaseNotComputed: () => digest({ filings: undefined as never }),
  RecordUnreadable: unreadableRecord,
  LeaverGuideFailed: failedGuide,
  SignInCodeFailed: failedCode,
  AddressUndeliverable: bounced,
  NobodyReachable: nobodyReachable,
};

test('every metric with an alarm is in the table EMITTED', () => {
  const watched = [...COUNT_ALARMS.map(({ metric }) => metric), 'RunComplete'];
  expect(Object.keys(EMITTED).sort()).toEqual(watched.sort());
});

test.each(Object.entries(EMITTED))('%s is written by its function', async (metric, run) => {
  expect((await run())[metric]).toBeGreaterThan(0);
});

test('a count is written with the namespace and the dimension of the alarms', () => {
  const lines: object[] = [];
  const meter = embeddedMeter({ namespace: 'Canbao', service: 'canbao-prod' }, (line) => lines.push(line));
  meter.count('EventMismatched');
  meter.flush();
  expect(lines).toMatchObject([
    {
      _aws: {
        CloudWatchMetrics: [
          { Namespace: 'Canbao', Dimensions: [['service']], Metrics: [{ Name: 'EventMismatched' }] },
        ],
      },
      service: 'canbao-prod',
      EventMismatched: 1,
    },
  ]);
});
