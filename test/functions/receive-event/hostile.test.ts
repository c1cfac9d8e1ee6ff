import { beforeEach, describe, expect, test } from 'vitest';
import { TooLargeToStore } from '../../../functions/ports.ts';
import { LARGEST_BODY } from '../../../functions/receive-event/answers.ts';
import { receiveEvent } from '../../../functions/receive-event/receive-event.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { eventText, OTHER_SECRET, SECRET, signedRequest } from '../../support/signed-request.ts';
import { sealed, signed } from '../../support/vendors/callback-cipher.ts';
import { bambooHrRequest, changedEmployee, PRIVATE_KEY } from '../sources/bamboohr-sender.ts';
import { USER_LEAVE } from '../sources/dingtalk-pushes.ts';
import { APP, feishuEvent, signedEvent } from '../sources/feishu-sender.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from './receiving-stage.ts';

/**
 * A sender with a valid secret sends extreme sizes, ids and numbers. It must never get a 5xx, because it would then
 * repeat the event forever.
 */

const KEYS = { token: 't', aesKey: 'Yue0EfdN5900c1ce5cf6A152c63DDe1808a60c5ecd7', receiver: 'r' };
const PATH_KEY = 'k'.repeat(44);
/**
 * The longest prefix that the registry allows. With it, a valid id of the HR system can become longer than our ids may
 * be.
 */
const PREFIX = 'p'.repeat(40);

const HIRE = { employeeId: 'E1', unitId: 'U', name: '张三', hiredOn: '2026-11-02' };

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await receivingStage(dynamodb, {
    secrets: {
      bamboohr: { current: PRIVATE_KEY },
      cloudevents: { current: SECRET },
      dingtalk: { current: { token: KEYS.token, aesKey: KEYS.aesKey, ownerKey: KEYS.receiver } },
      feishu: { current: APP },
      wecom: { current: { token: KEYS.token, aesKey: KEYS.aesKey, receiveId: KEYS.receiver } },
      xinrenxinshi: { current: PATH_KEY },
    },
    registry: { units: [], sources: [{ source: 'feishu', idPrefix: PREFIX }] },
  });
});

const bamboohr = (body: object) => stage.receive(bambooHrRequest(body, NOW_SECONDS), 'bamboohr');
const posted = { method: 'POST' as const, headers: { 'content-type': 'application/json' }, query: {} };
const xinrenxinshi = (body: object) =>
  stage.receive({ ...posted, pathKey: PATH_KEY, body: Buffer.from(JSON.stringify(body)) }, 'xinrenxinshi');
const cloudevents = (body: string, headers: Record<string, string>, id = 'msg_1') =>
  stage.receive(signedRequest(body, { id, timestamp: NOW_SECONDS, headers }), 'cloudevents');
const callbackQuery = (encrypt: string) => {
  const timestamp = String(NOW_SECONDS);
  return { msg_signature: signed(KEYS.token, timestamp, 'n', encrypt), timestamp, nonce: 'n' };
};
const dingtalk = (push: object) => {
  const encrypt = sealed(JSON.stringify(push), KEYS);
  const body = Buffer.from(JSON.stringify({ encrypt }));
  return stage.receive({ ...posted, query: callbackQuery(encrypt), body }, 'dingtalk');
};
const wecom = (fields: string) => {
  const encrypt = sealed(`<xml><Event>change_contact</Event>${fields}</xml>`, KEYS);
  const body = Buffer.from(`<xml><Encrypt>${encrypt}</Encrypt></xml>`);
  const headers = { 'content-type': 'text/xml' };
  return stage.receive({ method: 'POST', headers, query: callbackQuery(encrypt), body }, 'wecom');
};

const STRUCTURED = { 'content-type': 'application/cloudevents+json' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };
const BATCHES = [
  ['of as many numbers as fit', `[${'1,'.repeat(LARGEST_BODY / 2 - 2)}1]`],
  ['of as many objects as fit', `[${'{},'.repeat(LARGEST_BODY / 3 - 2)}{}]`],
] as const;

describe('the problems of a hostile event', () => {
  test.each(BATCHES)('are limited in number for a batch %s', async (_, body) => {
    expect(await cloudevents(body, BATCH)).toMatchObject({ status: 202, code: 'quarantined' });
    const [kept] = await stage.quarantine();
    expect(kept?.problems).toHaveLength(21);
    expect(kept?.problems.at(-1)).toMatch(/^… and \d+ more$/);
    for (const { ids } of stage.log.lines) expect(JSON.stringify(ids).length).toBeLessThan(10_000);
  });

  test('are limited in number for a whole company hired into unmapped departments', async () => {
    const employees = Array.from({ length: 1_000 }, (_, n) => ({
      ...{ id: String(n), action: 'Updated', changedFields: ['Hire Date'] },
      fields: { 'Hire Date': '2026-11-02', 'Full Name': '张三', Department: `人力资源服务部${n}` },
    }));
    expect(await bamboohr({ employees })).toMatchObject({ status: 200, code: 'quarantined' });
    expect((await stage.quarantine())[0]?.problems).toHaveLength(21);
  });

  test('are limited in length for a department name as long as a body', async () => {
    const long = '部'.repeat(80_000);
    const hire = { type: 'employee_entry', messageId: 'm1', employeeId: '1', name: '张三' };
    const entry = { ...hire, entryDate: '2026-11-02', hireType: 0, fields: { 部门: long } };
    expect(await xinrenxinshi(entry)).toMatchObject({ status: 200, code: 'quarantined' });
    const fields = { 'Hire Date': '2026-11-02', 'Full Name': '张三', Department: long };
    expect(await bamboohr(changedEmployee(fields))).toMatchObject({ status: 200, code: 'quarantined' });
    for (const { problems } of await stage.quarantine())
      for (const problem of problems) expect(problem.length).toBeLessThanOrEqual(301);
  });

  test('are on one line for ids with control characters', async () => {
    const renamed =
      '<ChangeType>update_user</ChangeType><UserID>a\u001b[2J</UserID><NewUserID>b\r\n</NewUserID>';
    expect(await wecom(renamed)).toMatchObject({ status: 200, code: 'quarantined' });
    const [kept] = await stage.quarantine();
    expect(kept?.problems.join('')).not.toMatch(/\p{Cc}/u);
  });
});

test('receiveEvent logs nothing of a message except ids', async () => {
  const person = '<ChangeType>create_user</ChangeType><Name>李四</Name>';
  expect(await wecom(`${person}<UserID>007</UserID>`)).toMatchObject({ code: 'accepted' });
  expect(await wecom(person)).toMatchObject({ code: 'quarantined' });
  expect(JSON.stringify(stage.log.lines)).not.toContain('李四');
});

describe('an employee id that no fact can have', () => {
  const long = '1'.repeat(129);
  test.each([
    ['DingTalk, a change', () => dingtalk({ EventType: 'user_active_org', UserId: [long], eventId: 'e' })],
    ['DingTalk, a leave', () => dingtalk({ ...USER_LEAVE, userId: [long] })],
    [
      'DingTalk, as long as a body',
      () => dingtalk({ EventType: 'user_active_org', UserId: ['1'.repeat(150_000)], eventId: 'e' }),
    ],
    ['WeCom, a change', () => wecom(`<ChangeType>update_user</ChangeType><UserID>${long}</UserID>`)],
    ['WeCom, a leave', () => wecom(`<ChangeType>delete_user</ChangeType><UserID>${long}</UserID>`)],
    [
      'WeCom, with a control character',
      () => wecom('<ChangeType>update_user</ChangeType><UserID>a\nb</UserID>'),
    ],
    [
      'Feishu, too long only with the prefix',
      () => {
        const change = feishuEvent('corehr.job_data.changed_v1', { employment_id: '1'.repeat(128) });
        return stage.receive(signedEvent(change, NOW_SECONDS), 'feishu');
      },
    ],
  ])('is named in quarantine, and leads to no question: %s', async (_, send) => {
    expect(await send()).toMatchObject({ status: 200, code: 'quarantined' });
    expect((await stage.quarantine())[0]?.problems[0]).toMatch(/employeeId: /);
    expect(stage.asked).toEqual([]);
  });

  test('is not one of 128 characters with three bytes each', async () => {
    expect(await dingtalk({ ...USER_LEAVE, userId: ['工'.repeat(128)] })).toMatchObject({ code: 'accepted' });
    expect(await stage.facts('工'.repeat(128))).toHaveLength(1);
  });

  test('is a whole number too large for a JavaScript number', async () => {
    const body = '{"employees":[{"id":9007199254740993,"action":"Created"}]}';
    const answer = await stage.receive(bambooHrRequest(body, NOW_SECONDS), 'bamboohr');
    expect(answer).toMatchObject({ code: 'quarantined' });
  });
});

describe('a delivery id that looks like the id of a part', () => {
  const leave = (employeeId: string) => ({
    specversion: '1.0',
    id: employeeId,
    source: '/hris',
    type: 'employee.terminated',
    data: { employeeId, lastWorkingDay: '2026-11-20', reason: 'resigned' },
  });

  test('belongs to a delivery of its own: CloudEvents', async () => {
    const batch = await cloudevents(JSON.stringify([leave('E1'), leave('E2')]), BATCH, 'm');
    const single = await cloudevents(JSON.stringify(leave('E3')), STRUCTURED, 'm:1');
    expect([batch.code, single.code]).toEqual(['accepted', 'accepted']);
    expect(await stage.facts('E3')).toHaveLength(1);
  });

  test('belongs to a delivery of its own: DingTalk', async () => {
    const batch = await dingtalk({ ...USER_LEAVE, eventId: 'e', userId: ['1', '2'] });
    const single = await dingtalk({ ...USER_LEAVE, eventId: 'e:1', userId: ['3'] });
    expect([batch.code, single.code]).toEqual(['accepted', 'accepted']);
    expect(await stage.facts('3')).toHaveLength(1);
  });
});

test('receiveEvent quarantines an event for which an employee has no room left', async () => {
  const commit = () => Promise.reject(new TooLargeToStore('it is full'));
  const ports = { ...stage.ports, employees: { ...stage.ports.employees, commit } };
  const body = eventText('employee.hired', HIRE);
  const request = signedRequest(body, { id: 'm', timestamp: NOW_SECONDS });
  expect(await receiveEvent('standard', request, ports)).toMatchObject({
    status: 202,
    code: 'quarantined',
    body: { problems: [expect.stringContaining('this employee has more records than can be stored')] },
  });
  expect(await stage.quarantine()).toMatchObject([{ deliveryId: 'm' }]);
});

test('receiveEvent reloads a secret without a usable entry once it may have been corrected', async () => {
  const send = () => stage.send('employee.hired', HIRE);
  stage.manager.hold('webhook', JSON.stringify({ current: { notes: 'to be entered' } }));
  expect(await send()).toMatchObject({ status: 503, code: 'secret-unavailable' });
  stage.manager.hold('webhook', JSON.stringify({ current: SECRET, next: OTHER_SECRET }));
  stage.clock.advance(30);
  expect(await send()).toMatchObject({ code: 'accepted' });
});
