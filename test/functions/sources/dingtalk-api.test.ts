import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dingtalkApi } from '../../../functions/sources/dingtalk/api.ts';
import { anAccess, aQuestion, LONG_AGO, type TestAccess } from '../../support/vendors/an-access.ts';
import {
  afternoonOf,
  DINGTALK_KEY,
  type DingtalkApi,
  dingtalkApi as startDingtalk,
} from '../../support/vendors/dingtalk-api.ts';

let dingtalk: DingtalkApi;
let access: TestAccess;

beforeEach(async () => {
  dingtalk = await startDingtalk();
  access = anAccess(dingtalk.url, DINGTALK_KEY);
});
afterEach(() => dingtalk.stop());

const MAPPED = { units: { '11': 'U-GZ' } };
const about = (what: 'hire' | 'leave' | 'change', told = {}) =>
  aQuestion('dingtalk', what, { userId: '007' }, told);
const ask = (question = about('hire'), mapping: object = MAPPED) =>
  dingtalkApi.details(question, access.to(dingtalkApi, mapping));

const STAFF = {
  'sys00-name': '陈静',
  'sys00-confirmJoinTime': '2026-03-02',
  'sys00-mainDeptId': '11',
  'sys00-mainDept': '研发部',
  'sys01-employeeType': '全职',
};
const HIRED = {
  kind: 'employee.hired',
  data: {
    employeeId: '007',
    unitId: 'U-GZ',
    name: '陈静',
    hiredOn: '2026-03-02',
    category: 'regular',
  },
};
const left = (reason: string) => ({
  kind: 'employee.terminated',
  data: { employeeId: '007', lastWorkingDay: '2026-06-30', reason },
});

describe('details of a DingTalk hire', () => {
  test('states the hire from the roster, and asks only for the fields in use', async () => {
    dingtalk.staff.set('007', { ...STAFF, 'sys02-mobile': '13800000000' });
    expect(await ask()).toEqual({
      is: 'told',
      statements: [HIRED],
      cancellation: { what: 'leave', by: 'silence' },
    });
    const asked = dingtalk.requests.at(-1);
    expect(asked?.body).toMatchObject({ userIdList: ['007'], appAgentId: 4242 });
    expect(asked?.body?.fieldFilterList).not.toContain('sys02-mobile');
  });

  test('waits while the day is missing, and then leaves it to people', async () => {
    const { 'sys00-confirmJoinTime': _, ...undated } = STAFF;
    dingtalk.staff.set('007', undated);
    expect(await ask()).toEqual({ is: 'not-yet', why: 'dingtalk does not give the day of the hire yet' });
    expect(await ask(about('hire', LONG_AGO))).toMatchObject({ is: 'told', statements: [] });
  });

  test('names both the unknown department and the unknown kind of employment', async () => {
    dingtalk.staff.set('007', { ...STAFF, 'sys01-employeeType': '劳务外包' });
    expect(await ask(about('hire'), {})).toMatchObject({
      is: 'not-understood',
      unmapped: [
        { field: 'unit', value: '11' },
        { field: 'category', value: '劳务外包' },
      ],
    });
  });

  test('takes the unit of the contract company if the department has none', async () => {
    dingtalk.staff.set('007', { ...STAFF, 'sys05-contractCompanyName': '广州某某有限公司' });
    const mapping = { units: { 广州某某有限公司: 'U-GZ' } };
    expect(await ask(about('hire'), mapping)).toMatchObject({ statements: [HIRED] });
  });
});

describe('details of a DingTalk leave', () => {
  beforeEach(() => void dingtalk.staff.set('007', STAFF));

  test.each([
    [1, ['个人原因'], [], 'resigned'],
    [2, [], ['严重违法违纪'], 'dismissed'],
    [2, ['合同到期不续签'], [], 'contract-ended'],
  ])(
    'states the reason of a leave of status %s for %j%j',
    async (status, voluntaryReason, passiveReason, reason) => {
      const lastWorkDay = afternoonOf('2026-06-30');
      dingtalk.dismissals.set('007', { status, lastWorkDay, voluntaryReason, passiveReason });
      expect(await ask(about('leave'))).toEqual({ is: 'told', statements: [HIRED, left(reason)] });
    },
  );

  test('takes any moment of a day in China for that day', async () => {
    for (const time of ['00:00:00', '23:59:59']) {
      const lastWorkDay = Date.parse(`2026-06-30T${time}+08:00`);
      dingtalk.dismissals.set('007', { status: 2, lastWorkDay });
      expect(await ask(about('leave'))).toMatchObject({ statements: [HIRED, left('unknown')] });
    }
  });

  test('states an unknown reason for the company’s own word, and notes the word', async () => {
    dingtalk.dismissals.set('007', {
      status: 2,
      lastWorkDay: afternoonOf('2026-06-30'),
      passiveReason: ['协议解除'],
    });
    expect(await ask(about('leave'))).toMatchObject({
      statements: [HIRED, left('unknown')],
      unmapped: [{ field: 'reason', value: '协议解除' }],
    });
  });

  test('waits while the record denies the leave, and then cancels it', async () => {
    dingtalk.dismissals.set('007', { status: 3 });
    expect(await ask(about('leave'))).toMatchObject({ is: 'not-yet' });
    expect(await ask(about('leave', LONG_AGO))).toMatchObject({
      cancellation: { what: 'leave', by: 'word' },
    });
    expect(await ask(about('change'))).toMatchObject({ cancellation: { what: 'leave', by: 'word' } });
  });

  test('states no leave that is only applied for', async () => {
    dingtalk.dismissals.set('007', { status: 4, lastWorkDay: afternoonOf('2026-06-30') });
    expect(await ask(about('change'))).toEqual({ is: 'told', statements: [HIRED] });
  });

  test('states the leave from the record alone if the roster no longer has the person', async () => {
    dingtalk.staff.clear();
    dingtalk.dismissals.set('007', { status: 2, lastWorkDay: afternoonOf('2026-06-30'), mainDeptId: 11 });
    expect(await ask(about('leave'))).toEqual({ is: 'told', statements: [left('unknown')] });
  });
});

test('the DingTalk API fetches a new token when the old one has expired, in new and old calls', async () => {
  dingtalk.staff.set('007', STAFF);
  await ask();
  dingtalk.expireTokens();
  expect(await ask()).toMatchObject({ is: 'told' });
  dingtalk.expireTokens();
  expect(await Array.fromAsync(dingtalkApi.roster?.(access.to(dingtalkApi, MAPPED)) ?? [])).toHaveLength(1);
  expect(dingtalk.paths().filter((path) => path.endsWith('accessToken'))).toHaveLength(3);
});

test('the DingTalk API reports a refusal by its code alone', async () => {
  const json = { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied', message: '陈静' };
  dingtalk.next('dimissionInfos', { status: 403, json });
  const error = await ask().catch((thrown: Error) => thrown);
  expect(String(error)).toMatch(/ApiUnavailable: dingtalk refuses .*dimissionInfos with code Forbidden/);
  expect(String(error)).not.toContain('陈静');
});

test('the DingTalk API reports a wrong key by the name of the entry', async () => {
  const wrong = access.to(dingtalkApi, MAPPED, { ...DINGTALK_KEY, appSecret: 'no' });
  await expect(dingtalkApi.details(about('hire'), wrong)).rejects.toThrow(
    /does not accept the appKey and appSecret of entry "current"/,
  );
});

test('details fails as misunderstood on an answer of another shape', async () => {
  dingtalk.next('dimissionInfos', { json: { result: { userId: '007' } } });
  await expect(ask()).rejects.toMatchObject({ name: 'ApiMisunderstood' });
});

test('roster lists everybody in service over several pages, with future leaves', async () => {
  for (const id of ['1', '2', '3']) dingtalk.staff.set(id, STAFF);
  dingtalk.dismissals.set('3', { status: 1, lastWorkDay: afternoonOf('2026-06-30') });
  const all = await Array.fromAsync(
    dingtalkApi.roster?.(access.to(dingtalkApi, { ...MAPPED, idPrefix: 'dd-' })) ?? [],
  );
  const person = { name: '陈静', unitId: 'U-GZ', units: ['11', '研发部'], hiredOn: '2026-03-02' };
  expect(all).toEqual([
    { employeeId: 'dd-1', ...person },
    { employeeId: 'dd-2', ...person },
    { employeeId: 'dd-3', ...person, lastWorkingDay: '2026-06-30' },
  ]);
});

test('problemOfSecret names the missing part of a DingTalk secret', () => {
  expect(dingtalkApi.problemOfSecret(DINGTALK_KEY)).toBeUndefined();
  expect(dingtalkApi.problemOfSecret({ ...DINGTALK_KEY, agentId: 'x' })).toMatch(/agentId in digits/);
});
