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

describe('an event', () => {
  test('of a record that was made is the notice of a hire', () => {
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
    'of a changed %s leads to a question: a termination looks like any other change',
    (field) => {
      expect(translate(employeeEvent('updated', [field]))).toEqual({
        is: 'facts',
        facts: [],
        ask: { ...ASKED, about: 'change' },
      });
    },
  );

  test('of a deleted record is no leave, and for a person to judge', () => {
    expect(translate(employeeEvent('deleted'))).toEqual({
      is: 'not-understood',
      problems: [
        expect.stringMatching(/^the record of employee 67890 was deleted: if the hire was a mistake, /),
      ],
    });
  });

  test('of another type says nothing', () => {
    expect(translate(employeeEvent('promoted'))).toEqual({ is: 'ignored', type: 'employee.promoted' });
  });

  test.each([
    ['007', '007'],
    [7, '7'],
  ])('is about %j as it stands', (employeeId, theirs) => {
    const translation = translate(employeeEvent('created', undefined, { employeeId }), { idPrefix: 'bb-' });
    expect(translation).toMatchObject({
      facts: [{ employeeId: `bb-${theirs}`, data: { employeeId: `bb-${theirs}` } }],
      ask: { employeeId: `bb-${theirs}`, keys: { employeeId: theirs } },
    });
  });

  test('is read from a form as from JSON', () => {
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
  ['cut short', '{"type":', 'the body is neither JSON nor a form'],
  ['of nothing', '', 'the body is neither JSON nor a form'],
  ['of a number', '7', 'body: '],
  ['without an employee', '{"type":"employee.created","data":{}}', 'data.employeeId: '],
  ['a form without an employee', 'type=employee.created', 'data: '],
  ['of employees that are none', '{"employees":{}}', 'employees: '],
  ['of no employees', '{"employees":[]}', 'employees: '],
  ['of an employee without an id', '{"employees":[{"action":"Updated"}]}', 'employees.0.id: '],
  ['a form of an employee that is a text', 'employees[7]=x', 'employees.0'],
])('a message %s cannot be understood', (_, text, problem) => {
  expect(translateBambooHr(Buffer.from(text), aContext('bamboohr'))).toMatchObject({
    is: 'not-understood',
    problems: expect.arrayContaining([expect.stringContaining(problem)]),
  });
});

test('no content makes it throw', () => {
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
