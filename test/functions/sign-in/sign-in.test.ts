import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { dynamodbSessions, dynamodbSignInCodes } from '../../../functions/adapters/dynamodb/sign-ins.ts';
import type { CodeRequest, RegistryRecord } from '../../../functions/ports.ts';
import {
  addresseeWith,
  addressIn,
  codeFor,
  codeInPlace,
  enterCode,
  newSecret,
  personOf,
  requestCode,
  sessionOf,
  sessionToken,
} from '../../../functions/sign-in/sign-in.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';

const WANG = 'wang.fang@example.com';
const ADMIN = 'admin@example.com';

const record: RegistryRecord = {
  registry: {
    units: [
      {
        unitId: 'BJ',
        name: '北京',
        region: '北京',
        channel: 'online',
        staff: [{ email: 'Wang.Fang@example.com', name: '王芳', roles: ['handler'], language: 'zh' }],
        localPolicy: {},
      },
    ],
    fallbackStaff: [{ email: ADMIN, name: '管理员' }],
    sources: [],
  },
  unregisteredUnitIds: [],
  registeredOn: new Map(),
  unitFacts: [],
  coverage: new Map(),
  unmapped: [],
  unreadable: [],
  unitsInDoubt: new Set(),
};

let dynamodb: EmbeddedDynamoDb;
let tableName: string;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
  tableName = await dynamodb.newTable();
});
afterAll(() => dynamodb.stop());

/** The ports of the sign-in over a table, with a clock that does not advance, and the queued requests for codes. */
function startDoor() {
  const time = { now: '2026-12-01T01:00:00.000Z' as Instant };
  const asked: CodeRequest[] = [];
  const ports = {
    codes: dynamodbSignInCodes(dynamodb.client, tableName),
    sessions: dynamodbSessions(dynamodb.client, tableName),
    codeQueue: { ask: async (request: CodeRequest) => void asked.push(request) },
    registry: { load: async () => record },
    clock: { now: () => time.now },
  };
  const later = (minutes: number) => {
    time.now = new Date(Date.parse(time.now) + minutes * 60_000).toISOString() as Instant;
  };
  /** Requests a code. @returns the code and the secret of the requesting browser. */
  const ask = async (address: string, ip = newSecret()) => {
    const secret = newSecret();
    const outcome = await requestCode({ address, secret, ip }, ports);
    const request = asked.at(-1);
    const made = outcome === 'asked' && request !== undefined ? await codeFor(request, ports) : undefined;
    return { outcome, secret, code: made?.code ?? '' };
  };
  const enter = (address: string, { secret, code }: { secret: string; code: string }, shared = false) => {
    const addressee = addresseeWith(address, record, undefined);
    return enterCode({ addressee, address, secret, code, shared, browser: 'Firefox' }, ports);
  };
  return { ports, asked, later, ask, enter, time };
}

/** An address of the registry that no other test uses, because the limits count per address. */
let count = 0;
function somebody(): string {
  count += 1;
  const email = `person${count}@example.com`;
  record.registry.units[0]?.staff.push({ email, name: email, roles: ['handler'], language: 'zh' });
  return email;
}

const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('A sign-in code', () => {
  it('signs in a person of the registry once', async () => {
    const { ask, enter } = startDoor();
    const who = somebody();
    const asked = await ask(who);
    expect(asked.code).toMatch(/^\d{6}$/);
    expect(await enter(who, asked)).toMatchObject({ session: { address: who, shared: false } });
    expect(await enter(who, asked)).toBeUndefined();
  });

  it('is not made for a person outside the registry, who gets the same answer', async () => {
    const { ask, asked } = startDoor();
    expect(await ask('stranger@example.com')).toMatchObject({ outcome: 'asked', code: '' });
    expect(asked).toHaveLength(1);
  });

  it('works only in the browser that requested it', async () => {
    const { ask, enter } = startDoor();
    const who = somebody();
    const { code } = await ask(who);
    expect(await enter(who, { secret: newSecret(), code })).toBeUndefined();
  });

  it('is invalid after five wrong tries', async () => {
    const { ask, enter } = startDoor();
    const who = somebody();
    const asked = await ask(who);
    for (let tries = 0; tries < 5; tries++)
      expect(await enter(who, { ...asked, code: wrong(asked.code) })).toBeUndefined();
    expect(await enter(who, asked)).toBeUndefined();
  });

  it('is invalid after 15 minutes', async () => {
    const { ask, enter, later } = startDoor();
    const [early, late] = [somebody(), somebody()];
    const [first, second] = [await ask(early), await ask(late)];
    later(14);
    expect(await enter(early, first)).toBeDefined();
    later(2);
    expect(await enter(late, second)).toBeUndefined();
  });

  it('is not sent more than ten minutes late', async () => {
    const { ports, asked, later, ask } = startDoor();
    await ask(somebody());
    const [request] = asked;
    later(11);
    expect(request && (await codeFor(request, ports))).toBeUndefined();
  });

  it('can be requested five times an hour per address, and a hundred times per IP address', async () => {
    const { ask, later, ports } = startDoor();
    const who = somebody();
    for (let times = 0; times < 5; times++) expect((await ask(who)).outcome).toBe('asked');
    expect((await ask(who)).outcome).toBe('too-many');
    later(61);
    expect((await ask(who)).outcome).toBe('asked');
    const ip = newSecret();
    for (let times = 0; times < 100; times++)
      expect(
        await requestCode({ address: `x${times}-${ip}@example.com`, secret: newSecret(), ip }, ports),
      ).toBe('asked');
    expect(await requestCode({ address: `y-${ip}@example.com`, secret: newSecret(), ip }, ports)).toBe(
      'too-many',
    );
  });

  it('of an operator replaces the code that was sent', async () => {
    const { ask, enter, ports } = startDoor();
    const who = somebody();
    expect(await codeInPlace(who, ports)).toBeUndefined();
    const asked = await ask(who);
    const made = await codeInPlace(who, ports);
    expect(made?.code).toMatch(/^\d{6}$/);
    if (made?.code !== asked.code) expect(await enter(who, asked)).toBeUndefined();
    expect(await enter(who, { ...asked, code: made?.code ?? '' })).toBeDefined();
  });
});

describe('A session', () => {
  const begin = async (door: ReturnType<typeof startDoor>, who: string, shared = false) => {
    const begun = await door.enter(who, await door.ask(who), shared);
    if (begun === undefined) throw new Error('the code was not taken');
    return { begun, token: sessionToken(who, begun.secret) };
  };
  const hours = ({ begunAt, endsAt }: { begunAt: string; endsAt: string }) =>
    (Date.parse(endsAt) - Date.parse(begunAt)) / 3_600_000;

  it('lasts 30 days, and 8 hours for administrators and on a shared computer', async () => {
    const door = startDoor();
    expect(hours((await begin(door, somebody())).begun.session)).toBe(720);
    expect(hours((await begin(door, somebody(), true)).begun.session)).toBe(8);
    expect(hours((await begin(door, ADMIN)).begun.session)).toBe(8);
  });

  it('ends after 14 days without use, and notes its use once a day', async () => {
    const door = startDoor();
    const who = somebody();
    const { token, begun } = await begin(door, who);
    door.later(13 * 1440);
    expect(await sessionOf(token, door.ports)).toBeDefined();
    const [kept] = await door.ports.sessions.list(personOf(who));
    expect(kept?.lastSeenOn).toBe('2026-12-14');
    door.later(13 * 1440);
    expect(await sessionOf(token, door.ports)).toBeDefined();
    door.later(3 * 1440);
    expect(await sessionOf(token, door.ports)).toBeDefined();
    expect(begun.session.endsAt).toBe('2026-12-31T01:00:00.000Z');
    door.later(2 * 1440);
    expect(await sessionOf(token, door.ports)).toBeUndefined();
    const idle = await begin(door, somebody());
    door.later(15 * 1440);
    expect(await sessionOf(idle.token, door.ports)).toBeUndefined();
  });

  it('leaves the day on which the person was last seen, even after its end', async () => {
    const door = startDoor();
    const who = somebody();
    const seen = () => door.ports.sessions.lastSeenOn(personOf(who));
    expect(await seen()).toBeUndefined();
    const { token, begun } = await begin(door, who);
    expect(await seen()).toBe('2026-12-01');
    door.later(2 * 1440);
    await sessionOf(token, door.ports);
    await door.ports.sessions.end(personOf(who), begun.session.id);
    expect(await door.ports.sessions.list(personOf(who))).toEqual([]);
    expect(await seen()).toBe('2026-12-03');
  });

  it('is not found with data from the table alone', async () => {
    const door = startDoor();
    const who = somebody();
    const { begun } = await begin(door, who);
    expect(await sessionOf(sessionToken(who, begun.session.id.slice(0, 43)), door.ports)).toBeUndefined();
    for (const token of [undefined, '', 'x', `${personOf(who)}.`, `${personOf(who)}.${'a'.repeat(43)}`])
      expect(await sessionOf(token, door.ports)).toBeUndefined();
  });

  it('that was ended does not come back through use', async () => {
    const door = startDoor();
    const who = somebody();
    const { token, begun } = await begin(door, who);
    await door.ports.sessions.end(personOf(who), begun.session.id);
    await door.ports.sessions.seen(personOf(who), begun.session.id, begun.session.lastSeenOn);
    expect(await sessionOf(token, door.ports)).toBeUndefined();
    expect(await door.ports.sessions.list(personOf(who))).toEqual([]);
  });
});

it.each([
  [' Wang.Fang@Example.com ', WANG],
  ['wang', undefined],
  ['a@b@c.cn', undefined],
  ['a b@c.cn', undefined],
  ['"<x>"@c.cn', undefined],
  ['', undefined],
])('addressIn reads %j as %j', (typed, expected) => {
  expect(addressIn(typed)).toBe(expected);
});
