import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { sealed, signed, unsealed } from '../sources/callback-sender.ts';
import { OLD_USER_LEAVE, USER_ADD, USER_MODIFY } from '../sources/dingtalk-pushes.ts';
import { CREATE_PARTY, CREATE_USER, DELETE_USER, RENAME_USER } from '../sources/wecom-messages.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from './receiving-stage.ts';

const KEYS = {
  token: 'mryue',
  aesKey: 'Yue0EfdN5900c1ce5cf6A152c63DDe1808a60c5ecd7',
  receiver: 'receiver01',
};
const { token, aesKey } = KEYS;
const DINGTALK = { token, aesKey, ownerKey: KEYS.receiver };
const WECOM = { token, aesKey, receiveId: KEYS.receiver };

let dynamodb: EmbeddedDynamoDb;
let stage: ReceivingStage;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());
beforeEach(async () => {
  stage = await receivingStage(dynamodb, {
    secrets: { dingtalk: { current: DINGTALK }, wecom: { current: WECOM } },
  });
});

const timestamp = String(NOW_SECONDS);
const nonce = '263014780';

function pushed(push: unknown, keys = KEYS): HookRequest {
  const encrypt = sealed(typeof push === 'string' ? push : JSON.stringify(push), keys);
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    query: { signature: signed(keys.token, timestamp, nonce, encrypt), timestamp, nonce },
    body: Buffer.from(JSON.stringify({ encrypt })),
  };
}

function posted(xml: string): HookRequest {
  const encrypt = sealed(xml, KEYS);
  return {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    query: { msg_signature: signed(token, timestamp, nonce, encrypt), timestamp, nonce },
    body: Buffer.from(`<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`),
  };
}

describe('DingTalk', () => {
  const send = (push: unknown, keys = KEYS) => stage.receive(pushed(push, keys), 'dingtalk');

  /** Only an answer that DingTalk can decrypt stops it from trying again. */
  function expectAcknowledged(answer: { status: number; body: unknown; headers?: object }, keys = KEYS) {
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    const { msg_signature, timeStamp, nonce: own, encrypt } = JSON.parse(String(answer.body));
    expect(msg_signature).toBe(signed(keys.token, timeStamp, own, encrypt));
    expect(unsealed(encrypt, keys)).toBe('success');
  }

  test('gets its answer to an event, whose notice is stored and whose day is asked for', async () => {
    const answer = await send(USER_ADD);
    expect(answer.code).toBe('accepted');
    expectAcknowledged(answer);
    expect(await stage.facts('007')).toMatchObject([
      { kind: 'employee.hire_noticed', factId: 'dingtalk:c7c7120f2c07419a' },
    ]);
    expect(stage.asked).toMatchObject([{ source: 'dingtalk', employeeId: '007', keys: { userId: '007' } }]);
  });

  test('gets it again for a repetition, that changes nothing', async () => {
    await send(USER_ADD);
    const again = await send(USER_ADD);
    expect(again.code).toBe('duplicate');
    expectAcknowledged(again);
    expect(await stage.facts('007')).toHaveLength(1);
  });

  test('gets it for what is nothing to us, and for what is put in quarantine', async () => {
    const ignored = await send({ ...USER_ADD, EventType: 'org_dept_create' });
    expect(ignored.code).toBe('ignored');
    expectAcknowledged(ignored);
    const kept = await send('{"EventType":');
    expect(kept.code).toBe('quarantined');
    expectAcknowledged(kept);
    expect(await stage.quarantine()).toMatchObject([{ problems: [expect.stringContaining('JSON')] }]);
  });

  test('may tell of several people at once, each with facts of their own', async () => {
    expectAcknowledged(await send(OLD_USER_LEAVE));
    const [one] = await stage.facts('user1');
    const [other] = await stage.facts('user2');
    expect(one?.factId).toMatch(/^dingtalk:sha256-[0-9a-f]{64}:1$/);
    expect(other?.factId).toBe(one?.factId.replace(/1$/, '2'));
    // Both are taken in at once; which is asked about first is open.
    const asked = stage.asked.map(({ deliveryId }) => `dingtalk:${deliveryId}`);
    expect(asked.sort()).toEqual([one?.factId, other?.factId]);
    expect((await send(OLD_USER_LEAVE)).code).toBe('duplicate');
  });

  test('may tell the day of a hire, in a company that the registry maps', async () => {
    const mapped = await receivingStage(dynamodb, {
      secrets: { dingtalk: { current: DINGTALK } },
      registry: {
        units: [{ unitId: 'U1', name: '一公司', region: 'beijing', channel: 'online', staff: [] }],
        fallbackStaff: [{ email: 'hr@example.com', name: '人事' }],
        sources: [{ source: 'dingtalk', idPrefix: 'dt-', units: { dingcorp01: 'U1' } }],
      },
    });
    await mapped.receive(pushed(USER_MODIFY), 'dingtalk');
    expect(await mapped.facts('dt-007')).toMatchObject([
      { kind: 'employee.hired', data: { unitId: 'U1', hiredOn: '2026-11-18' } },
    ]);
    expect((await mapped.ports.employees.load('dt-007')).spells).toMatchObject([
      { unitId: 'U1', situation: { is: 'employed', start: { on: '2026-11-18' } } },
    ]);
  });

  test('has its challenge answered, and nothing is stored of it', async () => {
    const answer = await send({ EventType: 'check_url' });
    expect(answer.code).toBe('handshake');
    expectAcknowledged(answer);
    expect(stage.calls).toEqual([]);
  });

  test('is told in our own words what was refused', async () => {
    expect(await send(USER_ADD, { ...KEYS, token: 'other' })).toMatchObject({
      status: 401,
      body: { error: { code: 'signature-mismatch' } },
    });
    expect(await send(USER_ADD, { ...KEYS, receiver: 'other' })).toMatchObject({
      status: 401,
      body: { error: { code: 'wrong-receiver' } },
    });
    const request = { ...pushed(USER_ADD), method: 'GET' } as const;
    expect(await stage.receive(request, 'dingtalk')).toMatchObject({ status: 405 });
    expect(await stage.facts('007')).toEqual([]);
  });

  test('may use a secret that is about to end, or one that came a minute ago', async () => {
    const next = { ...KEYS, token: 'next' };
    await send({ EventType: 'check_url' });
    const old = { ...DINGTALK, notAfter: '2026-12-31' };
    stage.manager.hold('dingtalk', JSON.stringify({ old, next: { ...DINGTALK, token: 'next' } }));
    stage.clock.advance(60);
    expectAcknowledged(await send(USER_ADD, next), next);
    expect(stage.meter.counts.RetiringSecretUsed).toBeUndefined();
    expectAcknowledged(await send({ ...USER_ADD, eventId: 'e2' }));
    expect(stage.meter.counts.RetiringSecretUsed).toBe(1);
  });

  test('is asked to come again while its secret lacks a part', async () => {
    stage.manager.hold('dingtalk', JSON.stringify({ current: { token, aesKey } }));
    expect(await send(USER_ADD)).toMatchObject({ status: 503, code: 'secret-unavailable' });
    expect(JSON.stringify(stage.log.lines)).toContain('must have ownerKey');
    expect(JSON.stringify(stage.log.lines)).not.toContain(aesKey);
  });
});

describe('WeCom', () => {
  const EMPTY = { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: '' };
  const send = (xml: string) => stage.receive(posted(xml), 'wecom');

  test('gets the bare word of its greeting', async () => {
    const encrypt = sealed('1616140317555161061', KEYS);
    const query = {
      msg_signature: signed(token, timestamp, nonce, encrypt),
      timestamp,
      nonce,
      echostr: encrypt,
    };
    const request = { method: 'GET', headers: {}, query, body: new Uint8Array() } as const;
    expect(await stage.receive(request, 'wecom')).toMatchObject({ ...EMPTY, body: '1616140317555161061' });
  });

  test('gets an empty answer, whatever became of the message', async () => {
    expect(await send(CREATE_USER)).toMatchObject({ ...EMPTY, code: 'accepted' });
    expect(await send(CREATE_USER)).toMatchObject({ ...EMPTY, code: 'duplicate' });
    expect(await send(CREATE_PARTY)).toMatchObject({ ...EMPTY, code: 'ignored' });
    expect(await send('<!DOCTYPE xml><xml/>')).toMatchObject({ ...EMPTY, code: 'quarantined' });
    expect(await stage.facts('007')).toMatchObject([{ kind: 'employee.hire_noticed' }]);
  });

  test('may tell of two people in one second', async () => {
    await send(DELETE_USER);
    await send(DELETE_USER.replace('007', '008'));
    expect(await stage.facts('007')).toMatchObject([{ kind: 'employee.leave_noticed' }]);
    expect(await stage.facts('008')).toMatchObject([{ kind: 'employee.leave_noticed' }]);
  });

  test('may change an id: that waits for a person, and makes nobody new', async () => {
    expect(await send(RENAME_USER)).toMatchObject({ ...EMPTY, code: 'quarantined' });
    expect(await stage.quarantine()).toMatchObject([{ problems: [expect.stringContaining('formerIds')] }]);
    expect(await stage.facts('li.si')).toEqual([]);
    expect(stage.asked).toEqual([]);
  });

  test('once the registry knows both ids, tells of one person under either', async () => {
    const mapped = await receivingStage(dynamodb, {
      secrets: { wecom: { current: WECOM } },
      registry: {
        units: [],
        fallbackStaff: [{ email: 'hr@example.com', name: '人事' }],
        sources: [{ source: 'wecom', formerIds: { 'li.si': '007' } }],
      },
    });
    for (const xml of [CREATE_USER, RENAME_USER, DELETE_USER.replace('007', 'li.si')])
      expect(await mapped.receive(posted(xml), 'wecom')).toMatchObject({ ...EMPTY, code: 'accepted' });
    expect(await mapped.facts('li.si')).toEqual([]);
    expect((await mapped.facts('007')).map(({ kind }) => kind).sort()).toEqual([
      'employee.hire_noticed',
      'employee.leave_noticed',
    ]);
    expect(mapped.asked.map(({ keys }) => keys.userId)).toEqual(['007', 'li.si', 'li.si']);
  });

  test('is told in our own words what was refused', async () => {
    const request = posted(CREATE_USER);
    const json = { ...request, headers: { 'content-type': 'application/json' } };
    expect(await stage.receive(json, 'wecom')).toMatchObject({ status: 415, code: 'unsupported-type' });
    const unsigned = { ...request, query: { timestamp, nonce } };
    expect(await stage.receive(unsigned, 'wecom')).toMatchObject({
      status: 401,
      body: { error: { code: 'missing-parameters' } },
    });
  });

  test('nothing of a message is logged but ids', async () => {
    await send(CREATE_USER.replace('</UserID>', '</UserID><Name>李四</Name>'));
    await send(CREATE_USER.replace('<![CDATA[007]]>', '').replace('</UserID>', '</UserID><Name>李四</Name>'));
    expect(JSON.stringify(stage.log.lines)).not.toContain('李四');
  });
});
