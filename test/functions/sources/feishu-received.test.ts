import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { mayChange, sourceOf } from '../../../domain/facts/source-order.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from '../receive-event/receiving-stage.ts';
import { APP, encrypted, feishuEvent, signedEvent, unsigned } from './feishu-sender.ts';

let dynamodb: EmbeddedDynamoDb;
let stage: ReceivingStage;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());
beforeEach(async () => {
  stage = await receivingStage(dynamodb, { secrets: { feishu: { current: APP } } });
});

const ID = '7072306364927985196';
const event = (id: string, type: string, data: object = {}, seconds = NOW_SECONDS) =>
  feishuEvent(type, { employment_id: ID, ...data }, { event_id: id, create_time: `${seconds}000` });
const send = (content: object, app = APP) => stage.receive(signedEvent(content, NOW_SECONDS, app), 'feishu');
const spells = async () => foldSpells(ID, await stage.facts(ID));

const ACKNOWLEDGED = { status: 200, body: '{}', headers: { 'content-type': 'application/json' } };

describe('a leave', () => {
  const leave = event('e-2', 'corehr.offboarding.status_updated_v2', { status: 2, offboarding_id: '70' });

  test('is noticed once, and its day asked for', async () => {
    expect(await send(leave)).toEqual({ ...ACKNOWLEDGED, code: 'accepted' });
    expect(await send(leave)).toEqual({ ...ACKNOWLEDGED, code: 'duplicate' });
    expect(await stage.facts(ID)).toMatchObject([{ kind: 'employee.leave_noticed', factId: 'feishu:e-2' }]);
    expect(stage.asked[0]).toMatchObject({ about: 'leave', keys: { employmentId: ID, offboardingId: '70' } });
    expect(await spells()).toMatchObject([{ situation: { is: 'noticed', missing: [{ of: 'leave' }] } }]);
  });

  test('that is withdrawn leaves nothing to be asked of anybody', async () => {
    await send(leave);
    await send(
      event(
        'e-3',
        'corehr.employee.domain_event_v2',
        { event_type: 7, sub_event_type: 7002 },
        NOW_SECONDS + 9,
      ),
    );
    expect(await spells()).toMatchObject([{ situation: { is: 'noticed', missing: [] } }]);
  });
});

test('one hire told by three events is one', async () => {
  await send(event('e-1', 'corehr.employment.created_v1'));
  await send(event('e-2', 'corehr.job_data.employed_v1', { target_user_id: { user_id: 'u' } }));
  await send(event('e-3', 'corehr.employee.domain_event_v2', { event_type: 1, sub_event_type: 1001 }));
  expect(await spells()).toMatchObject([
    { situation: { is: 'noticed', missing: [{ of: 'hire', employmentId: ID }] } },
  ]);
});

describe('what leads to nothing is acknowledged as well', () => {
  test('a type that nobody reads', async () => {
    expect(await send(event('e-1', 'im.message.receive_v1'))).toEqual({ ...ACKNOWLEDGED, code: 'ignored' });
  });

  test('what cannot be understood, which is kept', async () => {
    const answer = await send(event('e-1', 'corehr.employment.deleted_v1'));
    expect(answer).toEqual({ ...ACKNOWLEDGED, code: 'quarantined' });
    expect(await stage.quarantine()).toMatchObject([{ deliveryId: 'e-1' }]);
  });
});

test('the challenge is answered, and nothing kept of it', async () => {
  const challenge = { challenge: 'c-1', token: APP.verificationToken, type: 'url_verification' };
  expect(await stage.receive(unsigned({ encrypt: encrypted(challenge) }), 'feishu')).toEqual({
    status: 200,
    code: 'handshake',
    body: '{"challenge":"c-1"}',
    headers: { 'content-type': 'application/json' },
  });
  expect(stage.calls).toEqual([]);
});

describe('secrets', () => {
  const next = { encryptKey: 'another-key-of-a-test', verificationToken: APP.verificationToken };

  test('may come after the others were loaded', async () => {
    await send(event('e-1', 'x'));
    stage.manager.hold('feishu', JSON.stringify({ current: APP, next }));
    stage.clock.advance(60);
    expect(await send(event('e-2', 'x'), next)).toMatchObject({ status: 200 });
  });

  test('are told of where one is about to end', async () => {
    stage.manager.hold('feishu', JSON.stringify({ old: { ...APP, notAfter: '2026-12-31' }, next }));
    await send(event('e-1', 'x'));
    expect(stage.log.lines.find(({ ids }) => ids?.secretId === 'old')?.message).toContain('about to end');
  });

  test('without a token are none', async () => {
    stage.manager.hold('feishu', JSON.stringify({ current: { encryptKey: 'k' } }));
    expect(await send(event('e-1', 'x'))).toMatchObject({ status: 503, code: 'secret-unavailable' });
  });
});

describe('an app without a key', () => {
  const TRIAL = { verificationToken: APP.verificationToken, unsigned: true };
  const told = {
    ...feishuEvent('contact.user.created_v3', {
      object: { user_id: '007', name: '张三', department_ids: ['od-1'], join_time: 1792512000 },
    }),
  };
  const trial = (secrets: object, allowed = ['feishu']) =>
    receivingStage(dynamodb, {
      secrets: { feishu: secrets },
      unsigned: allowed,
      registry: { units: [], sources: [{ source: 'feishu', ids: 'contact', units: { 'od-1': 'U1' } }] },
    });

  test('is taken where its secret and the deployment say so; its word ranks as unsigned', async () => {
    stage = await trial({ current: TRIAL });
    expect(await stage.receive(unsigned(told), 'feishu')).toMatchObject({ code: 'accepted' });
    const [fact] = await stage.facts('007');
    expect(fact?.factId).toBe('feishu:unsigned-e-1');
    const [source, order] = [sourceOf(fact?.factId ?? ''), { sources: ['feishu'] }];
    expect(mayChange(source, 'feishu', order)).toBe(false);
    expect(mayChange(source, 'bamboohr', order)).toBe(false);
    expect(mayChange('bamboohr', source, order)).toBe(true);
    expect(mayChange(sourceOf('feishu:e-1'), 'bamboohr', order)).toBe(true);
  });

  test.each([
    ['the deployment does not allow it', { current: TRIAL }, [], 'secret-unavailable'],
    [
      'its secret does not say so',
      { current: { verificationToken: APP.verificationToken } },
      ['feishu'],
      'secret-unavailable',
    ],
    ['another entry has a key', { current: TRIAL, next: APP }, ['feishu'], 'not-signed'],
  ])('is refused where %s', async (_, secrets, allowed, code) => {
    stage = await trial(secrets, allowed);
    expect(await stage.receive(unsigned(told), 'feishu')).toMatchObject({ code });
    expect(await stage.facts('007')).toEqual([]);
  });
});

test('a stranger is refused in our own words', async () => {
  expect(
    await send(event('e-1', 'corehr.employment.resigned_v1'), { ...APP, encryptKey: 'x' }),
  ).toMatchObject({
    status: 401,
    body: { error: { code: 'signature-mismatch' } },
  });
  expect(await stage.facts(ID)).toEqual([]);
  expect(await stage.quarantine()).toEqual([]);
});

test('the registry chooses the address book, and its departments are units', async () => {
  stage = await receivingStage(dynamodb, {
    secrets: { feishu: { current: APP } },
    registry: {
      units: [],
      sources: [{ source: 'feishu', ids: 'contact', units: { 'od-1': 'U1' } }],
    },
  });
  const user = { user_id: '007', name: '张三', department_ids: ['od-1'], join_time: 1792512000 };
  await send(feishuEvent('contact.user.created_v3', { object: user }));
  expect(foldSpells('007', await stage.facts('007'))).toMatchObject([
    { unitId: 'U1', situation: { is: 'employed', start: { on: '2026-10-21' } } },
  ]);
});
