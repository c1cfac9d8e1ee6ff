import { afterEach, beforeEach, expect, test } from 'vitest';
import { bambooHrApi } from '../../../functions/sources/bamboohr/api.ts';
import { anAccess, aQuestion, LONG_AGO, type TestAccess } from '../../support/vendors/an-access.ts';
import {
  BAMBOOHR_KEY,
  type BambooHrApi,
  bambooHrApi as startBambooHr,
} from '../../support/vendors/bamboohr-api.ts';

let bamboo: BambooHrApi;
let access: TestAccess;

beforeEach(async () => {
  bamboo = await startBambooHr();
  access = anAccess(bamboo.url, BAMBOOHR_KEY);
});
afterEach(() => bamboo.stop());

const MAPPED = { units: { Shanghai: 'U-SH' } };
const about = (what: 'hire' | 'leave' | 'change', told = {}) =>
  aQuestion('bamboohr', what, { employeeId: '007' }, told);
const ask = (question = about('hire'), mapping: object = MAPPED) =>
  bambooHrApi.details(question, access.to(bambooHrApi, mapping));

const EMPLOYEE = {
  firstName: '芳',
  lastName: '王',
  hireDate: '2026-03-02',
  terminationDate: '0000-00-00',
  status: 'Active',
  employmentHistoryStatus: 'Full-Time',
  location: 'Shanghai',
  department: null,
  ssn: '000-00-0000',
};
const HIRED = {
  kind: 'employee.hired',
  data: { employeeId: '007', unitId: 'U-SH', name: '王芳', hiredOn: '2026-03-02', category: 'regular' },
};

test('details states a hire, and asks for future values and only the fields in use', async () => {
  bamboo.employees.set('007', EMPLOYEE);
  expect(await ask()).toEqual({
    is: 'told',
    statements: [HIRED],
    cancellation: { what: 'leave', by: 'silence' },
  });
  const [asked] = bamboo.requests;
  expect(asked?.path).toBe('/api/v1/employees/007');
  expect(asked?.query.get('onlyCurrent')).toBe('false');
  expect(asked?.query.get('fields')).not.toContain('ssn');
});

test('details states a leave, with its reason if the registry names the field', async () => {
  bamboo.employees.set('007', {
    ...EMPLOYEE,
    terminationDate: '2026-06-30',
    employmentHistoryStatus: 'Terminated',
    status: 'Inactive',
    customReason: 'Went home',
  });
  const left = { employeeId: '007', lastWorkingDay: '2026-06-30', reason: 'unknown' };
  expect(await ask(about('leave'))).toMatchObject({
    statements: [{ kind: 'employee.hired' }, { kind: 'employee.terminated', data: left }],
  });
  const fields = { reason: 'customReason' };
  expect(await ask(about('leave'), { ...MAPPED, fields })).toMatchObject({
    unmapped: [{ field: 'reason', value: 'Went home' }],
  });
  const known = { ...MAPPED, fields, reasons: { 'Went home': 'resigned' } };
  expect(await ask(about('leave'), known)).toMatchObject({
    statements: [{ kind: 'employee.hired' }, { data: { reason: 'resigned' } }],
  });
});

test('details takes the last day before a rehire for no leave', async () => {
  bamboo.employees.set('007', { ...EMPLOYEE, terminationDate: '2025-12-31' });
  expect(await ask(about('change'))).toEqual({
    is: 'told',
    statements: [HIRED],
    cancellation: { what: 'leave', by: 'silence' },
  });
});

test('details waits for a record that is not filled in yet', async () => {
  bamboo.employees.set('007', { ...EMPLOYEE, hireDate: '0000-00-00' });
  expect(await ask()).toMatchObject({ is: 'not-yet' });
  expect(await ask(about('hire', LONG_AGO))).toMatchObject({ is: 'told', statements: [] });
});

test('details leaves a deleted record to a person', async () => {
  expect(await ask(about('change', LONG_AGO))).toEqual({
    is: 'not-understood',
    problems: ['bamboohr does not show this person: the record was deleted'],
  });
});

test.each([
  [401, 'does not accept the apiKey of entry "current"'],
  [403, 'is not allowed to read this'],
])('details fails on status %s and says what is wrong', async (status, what) => {
  bamboo.next('employees', { status, json: '' });
  await expect(ask()).rejects.toThrow(what);
});

test('details pauses after a 503 for as long as Retry-After says', async () => {
  bamboo.employees.set('007', EMPLOYEE);
  bamboo.next('employees', { status: 503, headers: { 'retry-after': '120' }, json: '' });
  await expect(ask()).rejects.toThrow('bamboohr answered 503');
  await expect(ask()).rejects.toThrow('asked for a pause');
  expect(bamboo.requests).toHaveLength(1);
  access.clock.advance(121);
  expect(await ask()).toMatchObject({ is: 'told' });
});

test('details fails as misunderstood on an answer of another shape', async () => {
  bamboo.next('employees', { json: [] });
  await expect(ask()).rejects.toMatchObject({ name: 'ApiMisunderstood' });
});

test('roster lists everybody except those who left', async () => {
  bamboo.employees.set('1', EMPLOYEE);
  bamboo.employees.set('2', { ...EMPLOYEE, terminationDate: '2026-06-30' });
  bamboo.employees.set('3', { ...EMPLOYEE, status: 'Inactive' });
  const all = await Array.fromAsync(bambooHrApi.roster?.(access.to(bambooHrApi, MAPPED)) ?? []);
  const person = { name: '王芳', unitId: 'U-SH', units: ['Shanghai'], hiredOn: '2026-03-02' };
  expect(all).toEqual([
    { employeeId: '1', ...person },
    { employeeId: '2', ...person, lastWorkingDay: '2026-06-30' },
  ]);
});

test('problemOfSecret names a missing part, and refuses a domain that leads elsewhere', () => {
  expect(bambooHrApi.problemOfSecret(BAMBOOHR_KEY)).toBeUndefined();
  expect(bambooHrApi.problemOfSecret({ ...BAMBOOHR_KEY, companyDomain: 'evil.example/' })).toMatch(
    /companyDomain/,
  );
});

test.each(['1900-01-01', '1949-12-31', '2999-12-31', '9000-01-01'])(
  'details and roster take no hire on %s, which is a slip',
  async (hireDate) => {
    bamboo.employees.set('007', { ...EMPLOYEE, hireDate });
    const told = await ask();
    expect(told.is).not.toBe('told');
    const listed = await Array.fromAsync(bambooHrApi.roster?.(access.to(bambooHrApi, MAPPED)) ?? []);
    expect(listed.map(({ hiredOn }) => hiredOn)).toEqual([undefined]);
  },
);
