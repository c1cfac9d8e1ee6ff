import { afterEach, beforeEach, expect, test } from 'vitest';
import { wecomApi } from '../../../functions/sources/wecom/api.ts';
import { anAccess, aQuestion, LONG_AGO, type TestAccess } from '../../support/vendors/an-access.ts';
import { wecomApi as startWecom, WECOM_KEY, type WecomApi } from '../../support/vendors/wecom-api.ts';

let wecom: WecomApi;
let access: TestAccess;

beforeEach(async () => {
  wecom = await startWecom();
  access = anAccess(wecom.url, WECOM_KEY);
});
afterEach(() => wecom.stop());

const MAPPED = { units: { '2': 'U-SZ' } };
const about = (what: 'hire' | 'leave' | 'change', told = {}) =>
  aQuestion('wecom', what, { userId: '007' }, told);
const ask = (question = about('hire'), mapping: object = MAPPED) =>
  wecomApi.details(question, access.to(wecomApi, mapping));

const attr = (name: string, value: string) => ({ type: 0, name, text: { value } });
const MEMBER = { name: '周杰', department: [3, 2], main_department: 2, gender: '1' };

test('details completes a notice without a day, and leaves the day to a person', async () => {
  wecom.members.set('007', MEMBER);
  expect(await ask()).toEqual({
    is: 'told',
    statements: [
      { kind: 'employee.hire_noticed', data: { employeeId: '007', name: '周杰', unitId: 'U-SZ' } },
    ],
  });
});

test('details reads a day from a custom field that the registry names', async () => {
  wecom.members.set('007', {
    ...MEMBER,
    extattr: { attrs: [attr('入职日期', '2026-03-02'), attr('离职日期', '2026-06-30'), attr('爱好', '')] },
  });
  const fields = { hiredOn: '入职日期', lastWorkingDay: '离职日期' };
  expect(await ask(about('change'), { ...MAPPED, fields })).toMatchObject({
    is: 'told',
    statements: [
      {
        kind: 'employee.hired',
        data: { employeeId: '007', unitId: 'U-SZ', hiredOn: '2026-03-02', sex: 'male' },
      },
      { kind: 'employee.terminated', data: { lastWorkingDay: '2026-06-30', reason: 'unknown' } },
    ],
  });
  expect(await ask(about('change'))).toEqual({
    is: 'told',
    statements: [{ kind: 'employee.updated', data: { employeeId: '007', changes: { name: '周杰' } } }],
  });
});

test('details ignores a name that is only the id, as an app without the right to names gets it', async () => {
  wecom.members.set('007', { ...MEMBER, name: '007' });
  expect(await ask(about('change'))).toEqual({ is: 'told', statements: [] });
});

test('details has nothing to add to the event of a deleted member', async () => {
  expect(await ask(about('leave', LONG_AGO))).toEqual({ is: 'told', statements: [] });
  expect(await ask()).toMatchObject({ is: 'not-yet' });
  expect(await ask(about('hire', LONG_AGO))).toMatchObject({ is: 'not-understood' });
});

test('the WeCom API fetches a new token when the old one has expired', async () => {
  wecom.members.set('007', MEMBER);
  await ask();
  wecom.expireTokens();
  expect(await ask()).toMatchObject({ is: 'told' });
  expect(wecom.paths().filter((path) => path.endsWith('gettoken'))).toHaveLength(2);
});

test.each([
  [-1, 'it is busy'],
  [45009, 'it is busy'],
  [60020, 'trusted'],
  [48002, 'may read members'],
])('details fails on errcode %s, and says what to do, without the token', async (errcode, what) => {
  wecom.next('user/get', { json: { errcode, errmsg: 'hint: [1] from ip: 10.0.0.1' } });
  const error = await ask().catch((thrown: Error) => thrown);
  expect(String(error)).toContain(`errcode ${errcode}`);
  expect(String(error)).toContain(what);
  expect(String(error)).not.toMatch(/t-1|10\.0\.0\.1/);
});

test('roster lists a member of several departments once', async () => {
  wecom.members.set('a', { ...MEMBER, name: '甲' });
  wecom.members.set('b', { ...MEMBER, name: '乙', department: [3], main_department: 3 });
  const all = await Array.fromAsync(wecomApi.roster?.(access.to(wecomApi, MAPPED)) ?? []);
  expect(all.sort((x, y) => (x.employeeId < y.employeeId ? -1 : 1))).toEqual([
    { employeeId: 'a', name: '甲', unitId: 'U-SZ', units: ['2', '3'] },
    { employeeId: 'b', name: '乙', units: ['3'] },
  ]);
});

test('problemOfSecret names the missing part of a WeCom secret', () => {
  expect(wecomApi.problemOfSecret(WECOM_KEY)).toBeUndefined();
  expect(wecomApi.problemOfSecret({ corpId: 'ww1' })).toMatch(/corpSecret/);
});
