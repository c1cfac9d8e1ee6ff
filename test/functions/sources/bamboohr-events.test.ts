import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translateBambooHr } from '../../../functions/sources/bamboohr/events.ts';
import { aContext, RECEIVED_AT } from './a-context.ts';
import { changedEmployee, employeeEvent } from './bamboohr-sender.ts';

const translate = (content: unknown, mapping: object = {}) =>
  translateBambooHr(Buffer.from(JSON.stringify(content)), aContext('bamboohr', mapping));

const ASKED = {
  source: 'bamboohr',
  deliveryId: 'd-1',
  employeeId: '67890',
  keys: { employeeId: '67890' },
  statedAt: '2026-01-31T18:42:00.000Z',
  delaySeconds: 30,
};

describe('a BambooHR webhook event', () => {
  test('notices a hire when a record is created', () => {
    expect(translate(employeeEvent('created'))).toEqual({
      is: 'facts',
      facts: [
        {
          kind: 'employee.hire_noticed',
          factId: 'bamboohr:d-1',
          employeeId: '67890',
          statedAt: '2026-01-31T18:42:00.000Z',
          receivedAt: RECEIVED_AT,
          data: { employeeId: '67890' },
        },
      ],
      ask: { ...ASKED, about: 'hire' },
    });
  });

  test.each([['firstName'], ['terminationDate'], ['employmentHistoryStatus']])(
    'asks about a changed %s, since a leave looks like any other change',
    (field) => {
      expect(translate(employeeEvent('updated', [field]))).toEqual({
        is: 'facts',
        facts: [],
        ask: { ...ASKED, about: 'change' },
      });
    },
  );

  test('leaves a deleted record to a person, and states no leave', () => {
    expect(translate(employeeEvent('deleted'))).toEqual({
      is: 'not-understood',
      problems: [
        expect.stringMatching(/^the record of employee 67890 was deleted: if the hire was a mistake, /),
      ],
    });
  });

  test('is ignored if its type is unknown', () => {
    expect(translate(employeeEvent('promoted'))).toEqual({ is: 'ignored', type: 'employee.promoted' });
  });

  test.each([
    ['007', '007'],
    [7, '7'],
  ])('keeps the employee id %j as it is', (employeeId, theirs) => {
    const translation = translate(employeeEvent('created', undefined, { employeeId }), { idPrefix: 'bb-' });
    expect(translation).toMatchObject({
      facts: [{ employeeId: `bb-${theirs}`, data: { employeeId: `bb-${theirs}` } }],
      ask: { employeeId: `bb-${theirs}`, keys: { employeeId: theirs } },
    });
  });

  test('is read from a form as well as from JSON', () => {
    const employee = ['data[companyId]=12345', 'data[employeeId]=67890', 'data[changedFields][0]=firstName'];
    const body = ['type=employee.updated', ...employee].join('&');
    expect(translateBambooHr(Buffer.from(body), aContext('bamboohr'))).toEqual({
      is: 'facts',
      facts: [],
      ask: { ...ASKED, statedAt: RECEIVED_AT, about: 'change' },
    });
  });
});

test.each([
  ['that is cut short', '{"type":', 'the body is neither JSON nor a form'],
  ['that is empty', '', 'the body is neither JSON nor a form'],
  ['that is a number', '7', 'body: '],
  ['without an employee', '{"type":"employee.created","data":{}}', 'data.employeeId: '],
  ['that is a form without an employee', 'type=employee.created', 'data: '],
  ['whose list of employees is an object', '{"employees":{}}', 'employees: '],
  ['with an empty list of employees', '{"employees":[]}', 'employees: '],
  ['with an employee without an id', '{"employees":[{"action":"Updated"}]}', 'employees.0.id: '],
  ['that is a form whose employee is a text', 'employees[7]=x', 'employees.0'],
])('a BambooHR message %s cannot be understood', (_, text, problem) => {
  expect(translateBambooHr(Buffer.from(text), aContext('bamboohr'))).toMatchObject({
    is: 'not-understood',
    problems: expect.arrayContaining([expect.stringContaining(problem)]),
  });
});

test('translateBambooHr does not throw on any content', () => {
  const contents = fc.oneof(
    fc.json(),
    fc.webQueryParameters(),
    fc.dictionary(fc.string(), fc.anything()).map((fields) => JSON.stringify(changedEmployee(fields))),
    fc.constantFrom('employees[7][__proto__][x]=1', '__proto__[x]=1&type=a', 'employees[7][fields][a]=x'),
  );
  fc.assert(
    fc.property(contents, (text) => {
      translateBambooHr(Buffer.from(text), aContext('bamboohr', { defaultUnitId: 'U1' }));
    }),
  );
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});
