import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { aQuestion } from '../../support/vendors/an-access.ts';
import { dingtalkVendor } from '../../support/vendors/dingtalk.ts';
import {
  afternoonOf,
  DINGTALK_KEY,
  type DingtalkApi,
  dingtalkApi as startDingtalk,
} from '../../support/vendors/dingtalk-api.ts';
import { processWire } from '../../support/vendors/wires.ts';
import { type EnrichingStage, enrichingStage } from './enriching-stage.ts';

const KEYS = {
  token: 'a-token',
  aesKey: Buffer.alloc(32, 5).toString('base64').slice(0, 43),
  receiver: 'ding1',
};
const SECRET = { current: { token: KEYS.token, aesKey: KEYS.aesKey, ownerKey: KEYS.receiver } };
const STAFF = {
  'sys00-name': '陈静',
  'sys00-confirmJoinTime': '2026-11-16',
  'sys00-mainDeptId': '11',
};

const dynamodb = await dynamodbForFile();
let dingtalk: DingtalkApi;
let stage: EnrichingStage;

beforeEach(async () => {
  dingtalk = await startDingtalk();
  stage = await stageWith({ dingtalk: { current: DINGTALK_KEY } });
});
afterEach(() => dingtalk.stop());

function stageWith(apiSecrets: Readonly<Record<string, object>>): Promise<EnrichingStage> {
  const registry = {
    units: [],
    sources: [{ source: 'dingtalk', units: { '11': 'U-GZ' }, api: { baseUrl: dingtalk.url } }],
  };
  return enrichingStage(dynamodb, { registry, secrets: { dingtalk: SECRET }, apiSecrets });
}

/** DingTalk pushes that a person was hired (1) or left (4), without the day. */
async function push(changeType: 1 | 4, eventId: string): Promise<void> {
  const event = {
    EventType: 'hrm_mdm_user_change',
    EventTime: String(Date.parse(stage.clock.now())),
    eventId,
    staffId: '007',
    changeType,
  };
  const letter = dingtalkVendor(KEYS).letter(event, Date.parse(stage.clock.now()));
  const wire = processWire((source, request) => stage.receive(request, source));
  expect((await wire(letter))?.status).toBe(200);
}

const question = (about: 'hire' | 'leave' | 'change', told = {}) =>
  aQuestion('dingtalk', about, { userId: '007' }, { statedAt: stage.clock.now(), ...told });

test('a thin event first opens a case without a day, and its details give the day', async () => {
  dingtalk.staff.set('007', STAFF);
  await push(1, 'e1');
  expect(await stage.cases('007', '2026-11-23')).toEqual(['date-missing']);
  expect(await stage.workOff()).toEqual(['stored']);
  expect(await stage.cases('007', '2026-11-23')).toEqual(['enrolment by 2026-12-16']);
  dingtalk.dismissals.set('007', { status: 1, lastWorkDay: afternoonOf('2026-11-20') });
  await push(4, 'e2');
  expect(await stage.cases('007', '2026-11-23')).toContain('date-missing');
  expect(await stage.workOff()).toEqual(['stored']);
  expect(await stage.cases('007', '2026-11-23')).toContain('removal by 2026-12-04');
});

describe('enrichEvent: repeated requests for details', () => {
  beforeEach(() => void dingtalk.staff.set('007', STAFF));

  test('change nothing if the answer is the same, with the same or another delivery', async () => {
    expect(await stage.enrich(question('hire'))).toBe('stored');
    expect(await stage.enrich(question('hire'))).toBe('nothing-new');
    expect(await stage.enrich(question('change', { deliveryId: 'd2' }))).toBe('nothing-new');
    expect(await stage.facts('007')).toHaveLength(1);
    expect(stage.meter.counts.DetailsFetched).toBe(3);
  });

  test('keep the latest answer, even if the requests come in another order', async () => {
    const [first, second] = [question('hire'), question('leave', { deliveryId: 'd2' })];
    dingtalk.dismissals.set('007', { status: 2, lastWorkDay: afternoonOf('2026-11-20') });
    expect(await stage.enrich(second)).toBe('stored');
    expect(await stage.enrich(first)).toBe('nothing-new');
    expect(await stage.cases('007', '2026-11-23')).toContain('removal by 2026-12-04');
  });

  test('cancel a leave that the HR system cancelled, and void its notice', async () => {
    dingtalk.dismissals.set('007', { status: 1, lastWorkDay: afternoonOf('2026-11-20') });
    await push(4, 'e1');
    expect(await stage.workOff()).toEqual(['stored']);
    dingtalk.dismissals.set('007', { status: 3 });
    stage.clock.advance(3600);
    expect(await stage.enrich(question('change', { deliveryId: 'd2' }))).toBe('stored');
    expect(await stage.cases('007', '2026-11-23')).toEqual(['enrolment by 2026-12-16']);
  });
});

describe('enrichEvent: answers that are not available yet', () => {
  test('asks again while the record lacks the day, and then stores it', async () => {
    const { 'sys00-confirmJoinTime': _, ...undated } = STAFF;
    dingtalk.staff.set('007', undated);
    expect(await stage.enrich(question('hire'))).toBe('not-yet');
    dingtalk.staff.set('007', STAFF);
    expect(await stage.enrich(question('hire'))).toBe('stored');
  });

  test('asks again while the HR system does not answer, and loses nothing', async () => {
    dingtalk.down = true;
    await push(1, 'e1');
    const [asked = question('hire')] = stage.asked;
    expect(await stage.enrich(asked)).toBe('unavailable');
    expect(await stage.cases('007', '2026-11-23')).toEqual(['date-missing']);
    dingtalk.down = false;
    dingtalk.staff.set('007', STAFF);
    expect(await stage.enrich(asked)).toBe('stored');
  });

  test('makes no request after a 429 until the given time is over', async () => {
    dingtalk.staff.set('007', STAFF);
    dingtalk.next('dimissionInfos', { status: 429, headers: { 'retry-after': '30' }, json: {} });
    expect(await stage.enrich(question('hire'))).toBe('unavailable');
    expect(await stage.enrich(question('hire'))).toBe('unavailable');
    stage.clock.advance(31);
    expect(await stage.enrich(question('hire'))).toBe('stored');
  });

  test('throws when the store fails', async () => {
    dingtalk.staff.set('007', STAFF);
    const load = () => Promise.reject(new Error('the table is away'));
    const { enrichEvent } = await import('../../../functions/enrich-event/enrich-event.ts');
    const employees = { ...stage.enrichPorts.employees, load };
    await expect(enrichEvent(question('hire'), { ...stage.enrichPorts, employees })).rejects.toThrow('away');
  });
});

describe('enrichEvent without an API', () => {
  test.each([
    ['an empty secret', { dingtalk: {} }],
    ['a secret that the stack created and nobody filled', { dingtalk: {}, feishu: {} }],
  ])('keeps the notice and raises no alarm with %s', async (_, apiSecrets) => {
    stage = await stageWith(apiSecrets);
    await push(1, 'e1');
    expect(await stage.workOff()).toEqual(['no-api']);
    expect(await stage.cases('007', '2026-11-23')).toEqual(['date-missing']);
    expect(stage.meter.counts).not.toHaveProperty('DetailsFailed');
    expect(stage.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(stage.log.lines).toContainEqual({
      level: 'warn',
      message: 'no API is configured for this HR system; its handler is asked for the day',
      ids: { source: 'dingtalk', deliveryId: 'e1', employeeId: '007' },
    });
  });

  test('returns no-api for a source that has no API', async () => {
    expect(await stage.enrich(question('hire', { source: 'standard' }))).toBe('no-api');
  });

  test('asks again later for a secret that lacks a part, and logs which', async () => {
    stage = await stageWith({ dingtalk: { current: { appKey: 'k' } } });
    expect(await stage.enrich(question('hire'))).toBe('unavailable');
    expect(stage.log.lines.at(-1)?.ids.why).toMatch(/"current" must have appKey and appSecret/);
  });

  test('asks again later while Secrets Manager is down', async () => {
    stage.apiSecrets.down = true;
    expect(await stage.enrich(question('hire'))).toBe('unavailable');
  });
});

describe('enrichEvent: answers that cannot be understood', () => {
  test('notes and counts an unmapped department, and does not ask again', async () => {
    dingtalk.staff.set('007', { ...STAFF, 'sys00-mainDeptId': '99' });
    expect(await stage.enrich(question('hire'))).toBe('not-understood');
    expect(stage.meter.counts.DetailsFailed).toBe(1);
    expect(stage.notes.unmappedWords).toEqual([{ source: 'dingtalk', field: 'unit', value: '99' }]);
    expect(await stage.facts('007')).toEqual([]);
  });

  test('logs the fields of an answer of another shape', async () => {
    dingtalk.next('dimissionInfos', { json: { result: 7 } });
    expect(await stage.enrich(question('hire'))).toBe('not-understood');
    expect(stage.log.lines.at(-1)?.ids.problems).toMatch(/answer\.result/);
  });
});

test('no log line contains a name, a key or an answer', async () => {
  dingtalk.staff.set('007', STAFF);
  await stage.enrich(question('hire'));
  dingtalk.next('lists/query', { status: 403, json: { code: 'Forbidden', message: '陈静' } });
  await stage.enrich(question('hire'));
  const written = JSON.stringify(stage.log.lines);
  for (const secret of ['陈静', DINGTALK_KEY.appSecret, 't-1', '2026-11-16'])
    expect(written).not.toContain(secret);
});
