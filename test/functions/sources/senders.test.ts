import { beforeEach, describe, expect, test } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { refusedIn } from '../../support/fakes/meter.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import {
  type AllVendors,
  allVendors,
  madeUpSecrets,
  type SecretsOfAll,
} from '../../support/vendors/all-vendors.ts';
import { type ChangedEmployee, changed } from '../../support/vendors/bamboohr.ts';
import { bambooFields } from '../../support/vendors/bamboohr-events.ts';
import type { Mode } from '../../support/vendors/cloudevents.ts';
import { dingtalkVendor, type Spelling } from '../../support/vendors/dingtalk.ts';
import { dingtalkUsers } from '../../support/vendors/dingtalk-events.ts';
import { feishuUser } from '../../support/vendors/feishu-events.ts';
import {
  type Delivered,
  deliver,
  greet,
  type SenderClock,
  type Vendor,
  type Wire,
} from '../../support/vendors/vendor.ts';
import { wecomChange } from '../../support/vendors/wecom-events.ts';
import { losingAnswers, losingLetters, processWire, slow } from '../../support/vendors/wires.ts';
import { xinEmployee } from '../../support/vendors/xinrenxinshi-events.ts';
import { type ReceivingStage, receivingStage } from '../receive-event/receiving-stage.ts';

/** The event that a vendor sends about one person, our id of the person, and the kind of the resulting fact. */
interface Told {
  readonly employeeId: string;
  readonly kind: string;
  event(at: number): object;
}

const STATED = '2026-11-20T10:00:00+08:00';
const HIRE = { employeeId: 'E1', unitId: 'U1', name: '张三', hiredOn: '2026-11-20' };
const contractEvent = { id: 'msg-1', type: 'employee.hired', timestamp: STATED, data: HIRE };
const bamboo = { 'First Name': 'Ashley', 'Last Name': 'Adams', 'Hire Date': '2026-11-20', Department: 'D1' };

const TOLD: Readonly<Record<keyof AllVendors, Told>> = {
  standard: { employeeId: 'E1', kind: 'employee.hired', event: () => contractEvent },
  cloudevents: { employeeId: 'E1', kind: 'employee.hired', event: () => contractEvent },
  feishu: {
    employeeId: 'u1',
    kind: 'employee.hired',
    event: (at) => feishuUser('created', { userId: 'u1', name: '张三', joinedOn: '2026-11-20' }, at),
  },
  dingtalk: {
    employeeId: '007',
    kind: 'employee.hire_noticed',
    event: (at) => dingtalkUsers('user_add_org', ['007'], at),
  },
  wecom: {
    employeeId: '007',
    kind: 'employee.hire_noticed',
    event: (at) => wecomChange('create_user', '007', at),
  },
  bamboohr: {
    employeeId: '007',
    kind: 'employee.hired',
    event: (at) => bambooFields('007', bamboo, ['Hire Date'], at),
  },
  xinrenxinshi: {
    employeeId: '007',
    kind: 'employee.hired',
    event: (at) =>
      xinEmployee('employee_entry', '007', at, {
        name: '张三',
        entryDate: '2026-11-20',
        hireType: 0,
        fields: { 部门: 'D1' },
      }),
  },
};

const OURS = madeUpSecrets('1');
const NEXT = madeUpSecrets('2');
const vendors = allVendors(OURS);
const NAMES = Object.keys(TOLD) as (keyof AllVendors)[];
const GREETING = NAMES.filter((name) => vendors[name].greeting !== undefined);

interface Repeating {
  readonly name: keyof AllVendors;
  readonly signsAnew: boolean;
}

/**
 * Standard Webhooks signs each attempt again. For the other vendors this is not documented, so both ways are tested.
 */
const REPEATING = NAMES.filter((name) => vendors[name].waits.length > 0).flatMap(
  (name): readonly Repeating[] =>
    name === 'standard' || name === 'cloudevents'
      ? [{ name, signsAnew: true }]
      : [true, false].map((signsAnew) => ({ name, signsAnew })),
);

const registry = {
  units: [{ unitId: 'U1', name: '一公司', region: '成都', channel: 'online' as const, staff: [] }],
  fallbackStaff: [{ email: 'hr@example.com', name: '人事' }],
  sources: [
    { source: 'feishu', ids: 'contact' as const, units: { 'od-1': 'U1' } },
    { source: 'bamboohr', units: { D1: 'U1' } },
    { source: 'xinrenxinshi', units: { D1: 'U1' } },
  ],
};

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
let wire: Wire;
let clock: SenderClock;

beforeEach(async () => {
  stage = await receivingStage(dynamodb, { secrets: held(OURS), registry });
  wire = processWire((source, request) => stage.receive(request, source));
  // Sender and receiver share one clock, so that the waiting times of retries pass for both.
  clock = { now: () => Date.parse(stage.clock.now()), advance: stage.clock.advance };
});

/** The stored secrets by source. A secret with only one part is stored as plain text. */
function held(current: SecretsOfAll, others: Readonly<Record<string, SecretsOfAll>> = {}) {
  const entry = (parts: Readonly<Record<string, string>> = {}) =>
    Object.keys(parts).length === 1 ? parts.key : parts;
  return Object.fromEntries(
    Object.entries(current).map(([source, parts]) => [
      source,
      {
        current: entry(parts),
        ...Object.fromEntries(Object.entries(others).map(([id, secrets]) => [id, entry(secrets[source])])),
      },
    ]),
  );
}

function enter(secrets: Readonly<Record<string, object>>): void {
  for (const [source, secret] of Object.entries(secrets)) stage.manager.hold(source, JSON.stringify(secret));
}

interface How {
  readonly over?: Wire;
  readonly signsAnew?: boolean;
  readonly by?: AllVendors;
  /** The time of the event. The same time gives the same event again. */
  readonly at?: number;
}

function send(name: keyof AllVendors, how: How = {}): Promise<Delivered> {
  const { over = wire, signsAnew = true, by = vendors, at = clock.now() } = how;
  return deliver(by[name] as Vendor<object>, TOLD[name].event(at), { wire: over, clock, signsAnew });
}

async function expectStoredOnce(name: keyof AllVendors): Promise<void> {
  const { employeeId, kind } = TOLD[name];
  const facts = await stage.facts(employeeId);
  expect(facts.map((fact) => fact.kind)).toEqual([kind]);
  expect(foldSpells(employeeId, facts)).toHaveLength(1);
}

const lost = (times: number) => Array.from({ length: times }, () => 'no answer');

describe.each(GREETING)('the greeting of %s', (name) => {
  test('gets the answer that the sender expects', async () => {
    expect(await greet(vendors[name] as Vendor<never>, { wire, clock })).toBe(true);
    expect(stage.calls).toEqual([]);
  });

  test('gets no answer if the keys differ from ours', async () => {
    const stranger = allVendors(NEXT)[name] as Vendor<never>;
    // In this request a CloudEvents sender only gives its name and no key, so it always gets permission to send.
    expect(await greet(stranger, { wire, clock })).toBe(name === 'cloudevents');
  });
});

describe.each(NAMES)('the sender %s', (name) => {
  test('takes our answer as received, and gets it again for a repetition', async () => {
    const at = clock.now();
    const first = await send(name, { at });
    expect(first.is).toBe('received');
    expect(first.attempts).toHaveLength(1);
    expect((await send(name, { at })).is).toBe('received');
    await expectStoredOnce(name);
  });

  test('takes our answer to an event that is not understood as received, and does not repeat it', async () => {
    const unreadable = { ...(TOLD[name].event(clock.now()) as object), ...BROKEN[name] };
    const { is, attempts } = await deliver(vendors[name] as Vendor<object>, unreadable, { wire, clock });
    expect([is, attempts.length]).toEqual(['received', 1]);
    expect(await stage.quarantine()).toHaveLength(1);
  });

  test('is refused with other keys, and nothing is stored', async () => {
    const { is, attempts } = await send(name, { by: allVendors(NEXT) });
    expect(is).toBe('lost');
    expect(new Set(attempts)).toEqual(new Set([401]));
    expect(attempts.length).toBe(name === 'bamboohr' ? 1 : vendors[name].waits.length + 1);
    expect(await stage.facts(TOLD[name].employeeId)).toEqual([]);
    expect(stage.meter.counts).toEqual({ EventMismatched: attempts.length });
  });
});

/** For each vendor, the changes that make its event impossible to understand, although it is signed correctly. */
const BROKEN: Readonly<Record<keyof AllVendors, object>> = {
  standard: { data: { ...HIRE, hiredOn: '2026-02-30' } },
  cloudevents: { data: { ...HIRE, hiredOn: '2026-02-30' } },
  feishu: { event: { object: {} } },
  dingtalk: { userId: [] },
  wecom: { userId: '' },
  bamboohr: { employees: [] },
  xinrenxinshi: { entryDate: '2026-02-30' },
};

describe.each(REPEATING)(
  'the sender $name, with each attempt signed anew: $signsAnew',
  ({ name, signsAnew }) => {
    const retries = vendors[name].waits.length;

    test('gets our answer on its last attempt, and the event is stored once', async () => {
      const over = losingAnswers(wire, retries);
      const { is, attempts } = await send(name, { over, signsAnew });
      expect([is, attempts.slice(0, -1)]).toEqual(['received', lost(retries)]);
      await expectStoredOnce(name);
    });

    test('reaches us on its last attempt', async () => {
      const over = losingLetters(wire, retries);
      expect((await send(name, { over, signsAnew })).is).toBe('received');
      await expectStoredOnce(name);
    });

    test('tries again after an answer that came too late', async () => {
      const over = slow(wire, vendors[name].limitSeconds + 0.1, 1);
      const { is, attempts } = await send(name, { over, signsAnew });
      expect([is, attempts[0], attempts.length]).toEqual(['received', 'too late', 2]);
      await expectStoredOnce(name);
    });

    test('tries again while our secret cannot be loaded', async () => {
      stage.manager.down = true;
      const over: Wire = async (letter) => {
        const reply = await wire(letter);
        stage.manager.down = false;
        return reply;
      };
      const { is, attempts } = await send(name, { over, signsAnew });
      expect([is, attempts[0], attempts.length]).toEqual(['received', 503, 2]);
      await expectStoredOnce(name);
    });
  },
);

describe('the sender 薪人薪事, which never tries again', () => {
  test('takes an event without an answer as lost, stored or not', async () => {
    expect(await send('xinrenxinshi', { over: losingAnswers(wire, 1) })).toEqual({
      is: 'lost',
      attempts: ['no answer'],
    });
    await expectStoredOnce('xinrenxinshi');
  });
});

describe.each(NAMES)('an exchange of the keys of %s', (name) => {
  const next = allVendors(NEXT);

  test('loses no event, whichever key signed it', async () => {
    const at = clock.now();
    expect((await send(name, { at })).is).toBe('received');
    enter(held(NEXT, { previous: OURS }));
    // The time after which secrets are loaded again. Until then a wrong key does not cause another load.
    clock.advance(30);
    const before = stage.manager.calls;
    expect((await send(name, { by: next, at: at + 1_000 })).attempts).toHaveLength(1);
    expect((await send(name, { at: at + 2_000 })).attempts).toHaveLength(1);
    expect(stage.manager.calls - before).toBe(1);
    expect(refusedIn(stage.meter)).toBe(0);
  });

  test('refuses the old key once it is removed', async () => {
    await send(name);
    enter(held(NEXT));
    clock.advance(301);
    expect((await send(name)).is).toBe('lost');
    expect((await send(name, { by: next })).is).toBe('received');
  });
});

describe('a documented behaviour of senders', () => {
  const hire = TOLD.standard.event(0);
  const dingtalk = {
    token: OURS.dingtalk?.token ?? '',
    aesKey: OURS.dingtalk?.aesKey ?? '',
    receiver: OURS.dingtalk?.ownerKey ?? '',
  };

  test.each<Mode>(['structured', 'batch'])('an event bus may write its events in mode %s', async (mode) => {
    const { cloudevents } = allVendors(OURS, { mode });
    for (let times = 0; times < 2; times += 1)
      expect(await deliver(cloudevents as Vendor<object>, hire, { wire, clock })).toMatchObject({
        is: 'received',
      });
    await expectStoredOnce('cloudevents');
  });

  test('an event bus may send one event in several modes, which is stored once', async () => {
    for (const mode of ['structured', 'batch'] as const) {
      const { cloudevents } = allVendors(OURS, { mode });
      await deliver(cloudevents as Vendor<object>, hire, { wire, clock });
    }
    await expectStoredOnce('cloudevents');
  });

  test.each<Spelling>(['newer', 'older'])('DingTalk may name its parameters the %s way', async (spelling) => {
    const vendor = dingtalkVendor(dingtalk, spelling);
    expect(await greet(vendor as Vendor<never>, { wire, clock })).toBe(true);
    const push = TOLD.dingtalk.event(clock.now());
    expect(await deliver(vendor as Vendor<object>, push, { wire, clock })).toMatchObject({ is: 'received' });
    await expectStoredOnce('dingtalk');
  });

  test('BambooHR may send several employees in one delivery, one of them not understood', async () => {
    const employee = (id: string, fields: Readonly<Record<string, string>>): ChangedEmployee => {
      const timestamp = new Date(clock.now()).toISOString();
      return { id, action: 'Updated', timestamp, changedFields: ['Hire Date'], fields };
    };
    const body = changed(
      employee('11', { ...bamboo, Department: 'elsewhere' }),
      employee('12', bamboo),
      employee('13', bamboo),
    );
    const { is, attempts } = await deliver(vendors.bamboohr, body, { wire, clock });
    expect([is, attempts.length]).toEqual(['received', 1]);
    expect(await stage.facts('11')).toEqual([]);
    for (const id of ['12', '13']) expect(await stage.facts(id)).toHaveLength(1);
    expect(await stage.quarantine()).toMatchObject([
      { problems: [expect.stringMatching(/^1: department elsewhere/)] },
    ]);
  });

  test('WeCom may remove two people in the same second, which are two events', async () => {
    const at = clock.now();
    for (const userId of ['007', '7'])
      await deliver(vendors.wecom, wecomChange('delete_user', userId, at), { wire, clock });
    for (const userId of ['007', '7']) expect(await stage.facts(userId)).toHaveLength(1);
  });
});
