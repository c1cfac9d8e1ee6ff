import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ApiUnavailable } from '../../../functions/sources/api/hr-api.ts';
import { feishuApi } from '../../../functions/sources/feishu/api.ts';
import { anAccess, aQuestion, LONG_AGO, type TestAccess } from '../../support/vendors/an-access.ts';
import {
  FEISHU_KEY,
  type FeishuApi,
  feishuEmployee,
  feishuOffboarding,
  feishuApi as startFeishu,
} from '../../support/vendors/feishu-api.ts';

let feishu: FeishuApi;
let access: TestAccess;

beforeEach(async () => {
  feishu = await startFeishu();
  access = anAccess(feishu.url, FEISHU_KEY);
});
afterEach(() => feishu.stop());

const MAPPED = { units: { C1: 'U-BJ' }, reasons: { 主动离职: 'resigned' } } as const;
const about = (what: 'hire' | 'leave' | 'change', id = '007', told = {}) =>
  aQuestion('feishu', what, { employmentId: id }, told);
const ask = (question = about('hire'), mapping: object = MAPPED) =>
  feishuApi.details(question, access.to(feishuApi, mapping));

const HIRED = {
  kind: 'employee.hired',
  data: { employeeId: '007', employmentId: '007', unitId: 'U-BJ', name: '王芳', hiredOn: '2026-03-02' },
};
const LEFT = {
  kind: 'employee.terminated',
  data: {
    employeeId: '007',
    employmentId: '007',
    lastWorkingDay: '2026-06-30',
    reason: 'resigned',
    insuranceStopMonth: '2026-06',
  },
};

describe('details from Feishu personnel', () => {
  test('states a hire by the employment id, with its leading zeros', async () => {
    feishu.employees.set('007', feishuEmployee('007'));
    expect(await ask()).toEqual({ is: 'told', statements: [HIRED] });
    const [, asked] = feishu.requests;
    expect(asked?.body?.employment_ids).toEqual(['007']);
    expect(Object.fromEntries(asked?.query ?? [])).toEqual({
      user_id_type: 'people_corehr_id',
      department_id_type: 'people_corehr_department_id',
    });
  });

  test('states a leave with its last working day and the month in which the insurance stops', async () => {
    feishu.employees.set('007', feishuEmployee('007'));
    feishu.offboardings.set('007', [feishuOffboarding('007', '2026-06-30')]);
    expect(await ask(about('leave'))).toEqual({ is: 'told', statements: [HIRED, LEFT] });
  });

  test('takes the offboarding that is in force, not one that was withdrawn later', async () => {
    feishu.employees.set('007', feishuEmployee('007'));
    feishu.offboardings.set('007', [
      feishuOffboarding('007', '2026-07-31', {
        status: 'Withdrawn',
        application_info: { apply_initiating_time: '2026-06-10 10:00:00' },
      }),
      feishuOffboarding('007', '2026-06-30'),
    ]);
    expect(await ask(about('leave'))).toMatchObject({ statements: [HIRED, LEFT] });
  });

  test.each(['Withdrawn', 'Rejected'])('cancels a leave that is %s', async (status) => {
    feishu.employees.set('007', feishuEmployee('007'));
    feishu.offboardings.set('007', [feishuOffboarding('007', '2026-06-30', { status })]);
    expect(await ask(about('leave'))).toEqual({
      is: 'told',
      statements: [HIRED],
      cancellation: { what: 'leave', by: 'word', employmentId: '007' },
    });
  });

  test('waits a limited time for a leave that is only applied for', async () => {
    feishu.employees.set('007', feishuEmployee('007'));
    feishu.offboardings.set('007', [feishuOffboarding('007', '2026-06-30', { status: 'Approving' })]);
    expect(await ask(about('leave'))).toMatchObject({ is: 'not-yet' });
    expect(await ask(about('leave', '007', LONG_AGO))).toEqual({ is: 'told', statements: [HIRED] });
  });

  test('states a leave on the end of the employment if it sees no offboarding', async () => {
    feishu.employees.set(
      '007',
      feishuEmployee('007', {
        employment_status: { enum_name: 'terminated' },
        expiration_date: '2026-06-30',
        reason_for_offboarding: { enum_name: 'secret_reason', display: [] },
      }),
    );
    const { insuranceStopMonth: _, ...data } = { ...LEFT.data, reason: 'unknown' };
    expect(await ask(about('leave'))).toEqual({
      is: 'told',
      statements: [HIRED, { kind: 'employee.terminated', data }],
      unmapped: [{ field: 'reason', value: 'secret_reason' }],
    });
  });

  test('takes no visible leave for silence, and 9999-12-31 for no end', async () => {
    feishu.employees.set('007', feishuEmployee('007', { expiration_date: '9999-12-31' }));
    expect(await ask(about('change'))).toMatchObject({ cancellation: { what: 'leave', by: 'silence' } });
  });

  test('reads a custom field that the registry names', async () => {
    const custom_fields = [{ custom_api_name: 'insured_from', value: '"2026-03-09"' }];
    feishu.employees.set('007', feishuEmployee('007', { custom_fields }));
    feishu.offboardings.set('007', [
      feishuOffboarding('007', '2026-06-30', {}, { last_attendance_date: '2026-06-26' }),
    ]);
    const fields = { hiredOn: 'insured_from', lastWorkingDay: 'last_attendance_date' };
    expect(await ask(about('leave'), { ...MAPPED, fields })).toMatchObject({
      statements: [{ data: { hiredOn: '2026-03-09' } }, { data: { lastWorkingDay: '2026-06-26' } }],
    });
    expect(feishu.requests[1]?.body?.fields).toContain('insured_from');
  });

  test('waits for a person who is not visible yet, and then leaves it to people', async () => {
    expect(await ask()).toMatchObject({ is: 'not-yet' });
    expect(await ask(about('hire', '007', LONG_AGO))).toMatchObject({ is: 'not-understood' });
  });

  test('names a department without a unit, and what to do', async () => {
    feishu.employees.set('007', feishuEmployee('007'));
    expect(await ask(about('hire'), {})).toEqual({
      is: 'not-understood',
      problems: ['department D1 of feishu is mapped to no unit: add it to sources[].units in the registry'],
      unmapped: [{ field: 'unit', value: 'D1' }],
    });
  });

  test('says which permission the app lacks if a hire has no name', async () => {
    feishu.employees.set('007', feishuEmployee('007', { person_info: null }));
    expect(await ask()).toMatchObject({
      is: 'not-understood',
      problems: ['feishu gives no name: allow the app to read it'],
    });
  });

  test('seals a valid identity number, and ignores any other', async () => {
    const of = (national_id_number: string) =>
      feishuEmployee('007', {
        person_info: { legal_name: '王芳', national_id_list: [{ national_id_number }] },
      });
    feishu.employees.set('007', of('11010519491231002X'));
    expect(await ask()).toMatchObject({
      statements: [{ data: { identity: { type: 'resident-id', masked: expect.stringContaining('*') } } }],
    });
    feishu.employees.set('007', of('E12345678'));
    expect(await ask()).toEqual({ is: 'told', statements: [HIRED] });
  });
});

describe('details from the Feishu address book', () => {
  const contact = (what: 'hire' | 'leave' | 'change', told = {}) =>
    aQuestion('feishu', what, { userId: 'u 1', openId: 'ou_1' }, { employeeId: 'u 1', ...told });
  const mapping = { ids: 'contact', units: { 'od-1': 'U-BJ' } };

  test('states the day of joining as a day in China', async () => {
    // The `join_time` is the first moment of 2026-03-02 in China.
    feishu.users.set('u 1', {
      name: '李强',
      gender: 1,
      join_time: 1772380800,
      employee_type: 1,
      department_ids: ['od-1'],
    });
    expect(await ask(contact('hire'), mapping)).toEqual({
      is: 'told',
      statements: [
        {
          kind: 'employee.hired',
          data: {
            employeeId: 'u 1',
            unitId: 'U-BJ',
            name: '李强',
            hiredOn: '2026-03-02',
            sex: 'male',
            category: 'regular',
          },
        },
      ],
    });
  });

  test('finds a leave in personnel after the user was deleted', async () => {
    feishu.offboardings.set('u 1', [feishuOffboarding('u 1', '2026-06-30')]);
    expect(await ask(contact('leave'), mapping)).toMatchObject({
      is: 'told',
      statements: [
        { kind: 'employee.terminated', data: { employeeId: 'u 1', lastWorkingDay: '2026-06-30' } },
      ],
    });
    expect(feishu.requests[1]?.query.get('user_id_type')).toBe('user_id');
  });

  test('leaves the notice to people if nothing is known of a deleted user', async () => {
    expect(await ask(contact('leave', LONG_AGO), mapping)).toEqual({ is: 'told', statements: [] });
  });
});

describe('the Feishu token', () => {
  test('is fetched once for many questions', async () => {
    feishu.employees.set('007', feishuEmployee('007'));
    await ask();
    await ask();
    expect(feishu.paths().filter((path) => path.endsWith('/internal'))).toHaveLength(1);
  });

  test('is fetched again, once, when it has expired', async () => {
    feishu.employees.set('007', feishuEmployee('007'));
    await ask();
    feishu.expireTokens();
    expect(await ask()).toMatchObject({ is: 'told' });
    expect(feishu.paths().filter((path) => path.endsWith('/internal'))).toHaveLength(2);
  });

  test('is given up when a new one is refused as well', async () => {
    for (let times = 0; times < 2; times += 1)
      feishu.next('batch_get', { status: 400, json: { code: 99991663, msg: 'no' } });
    await expect(ask()).rejects.toThrow(/code 99991663/);
  });

  test('is replaced before it expires', async () => {
    feishu.employees.set('007', feishuEmployee('007'));
    await ask();
    access.clock.advance(7200 - 299);
    await ask();
    expect(feishu.paths().filter((path) => path.endsWith('/internal'))).toHaveLength(2);
  });

  test('is not given for a wrong secret, and the error names the entry, not the secret', async () => {
    const wrong = access.to(feishuApi, MAPPED, { ...FEISHU_KEY, appSecret: 'not-this-one' });
    const error = await feishuApi.details(about('hire'), wrong).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(ApiUnavailable);
    expect(String(error)).toMatch(
      /does not accept the appId and appSecret of entry "current" \(code 10014\)/,
    );
    expect(String(error)).not.toContain('not-this-one');
  });
});

test('details asks again after a missing permission was granted', async () => {
  feishu.next('batch_get', { status: 400, json: { code: 99991672, msg: 'Access denied. 王芳' } });
  const error = await ask().catch((thrown: Error) => thrown);
  expect(error).toBeInstanceOf(ApiUnavailable);
  expect(String(error)).toMatch(/batch_get with code 99991672/);
  expect(String(error)).not.toContain('王芳');
});

test.each([
  ['an answer that is not JSON', '<html>'],
  ['an answer of another shape', { code: 0, data: { items: 'none' } }],
])('details fails as misunderstood on %s', async (_, json) => {
  feishu.next('batch_get', { json });
  await expect(ask()).rejects.toMatchObject({ name: 'ApiMisunderstood' });
});

test('roster lists everybody over several pages, with the mapped units', async () => {
  for (const id of ['1', '2', '3']) feishu.employees.set(id, feishuEmployee(id));
  feishu.employees.set('4', feishuEmployee('4', { company_id: 'C9', department_id: 'D9' }));
  const all = await Array.fromAsync(
    feishuApi.roster?.(access.to(feishuApi, { ...MAPPED, idPrefix: 'fs-' })) ?? [],
  );
  expect(all.map(({ employeeId }) => employeeId)).toEqual(['fs-1', 'fs-2', 'fs-3', 'fs-4']);
  expect(all[0]).toEqual({
    employeeId: 'fs-1',
    employmentId: '1',
    name: '王芳',
    unitId: 'U-BJ',
    units: ['D1', 'C1'],
    hiredOn: '2026-03-02',
  });
  expect(all[3]).not.toHaveProperty('unitId');
});

test('problemOfSecret names the missing part of a Feishu secret', () => {
  expect(feishuApi.problemOfSecret({ appId: 'a', appSecret: 'b' })).toBeUndefined();
  expect(feishuApi.problemOfSecret({ appId: 'a' })).toMatch(/appId and appSecret/);
});
