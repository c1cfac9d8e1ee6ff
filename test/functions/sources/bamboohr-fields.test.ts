import { describe, expect, test } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { translateBambooHr } from '../../../functions/sources/bamboohr/events.ts';
import type { Translation } from '../../../functions/sources/webhook/source.ts';
import { aContext, RECEIVED_AT } from './a-context.ts';
import { changedEmployee, formRequest } from './bamboohr-sender.ts';

const MAPPED = { units: { Finance: 'U1', Shanghai: 'U2' } };
const PERSON = { 'First Name': 'Ashley', 'Last Name': 'Adams', Department: 'Finance' };
const HIRE = { ...PERSON, 'Hire Date': '2026-03-02', 'Employment Status': 'Full-Time' };

function partsOf(content: unknown, mapping: object = MAPPED): readonly Translation[] {
  const translation = translateBambooHr(Buffer.from(JSON.stringify(content)), aContext('bamboohr', mapping));
  return translation.is === 'several' ? translation.parts : [];
}

function told(
  fields: Record<string, unknown>,
  { changed = Object.keys(fields), mapping = MAPPED as object } = {},
) {
  const [part, ...others] = partsOf(changedEmployee(fields, changed), mapping);
  expect(others).toEqual([]);
  return part?.is === 'facts'
    ? {
        facts: part.facts.map(({ kind, data: { employeeId: _, ...data } }) => ({ kind, ...data })),
        about: part.ask?.about,
        unmapped: part.unmapped,
      }
    : part;
}

describe('a BambooHR hire date that was set', () => {
  test('states a complete hire', () => {
    expect(partsOf(changedEmployee(HIRE))).toEqual([
      {
        is: 'facts',
        facts: [
          {
            kind: 'employee.hired',
            factId: 'bamboohr:d-1:1',
            employeeId: '67890',
            statedAt: '2026-03-31T16:00:05.000Z',
            receivedAt: RECEIVED_AT,
            data: {
              ...{ employeeId: '67890', unitId: 'U1', name: 'Ashley Adams' },
              ...{ hiredOn: '2026-03-02', category: 'regular', department: 'Finance' },
            },
          },
        ],
      },
    ]);
  });

  test.each([
    ['objects', Object.fromEntries(Object.entries(HIRE).map(([name, value]) => [name, { value }]))],
    [
      'named in other ways',
      { hireDate: '2026-03-02', firstName: 'Ashley', 'Last name': 'Adams', department: 'Finance' },
    ],
  ])('is read if the fields are %s', (_, fields) => {
    expect(told(fields)).toMatchObject({
      facts: [{ unitId: 'U1', name: 'Ashley Adams', hiredOn: '2026-03-02' }],
    });
  });

  test('is read under the field names of the registry', () => {
    const fields = { 入职日期: '2026-03-02', 姓名: '张三', 部门: '上海' };
    const mapping = {
      units: { 上海: 'U2' },
      fields: { hiredOn: '入职日期', name: '姓名', department: '部门' },
    };
    expect(told(fields, { mapping })).toMatchObject({
      facts: [{ unitId: 'U2', name: '张三', hiredOn: '2026-03-02' }],
    });
  });

  test.each([
    ['三', '张', '张三'],
    ['Ashley', '张', 'Ashley 张'],
    ['Ashley', undefined, 'Ashley'],
  ])('gives the names %s, %s as the name %s', (first, last, name) => {
    expect(told({ ...HIRE, 'First Name': first, 'Last Name': last ?? null })).toMatchObject({
      facts: [{ name }],
    });
  });

  test('takes the unit of the department, then of the division or place, then the default unit', () => {
    const hired = (fields: object, mapping: object = MAPPED) => told({ ...HIRE, ...fields }, { mapping });
    expect(hired({ Location: 'Shanghai' })).toMatchObject({ facts: [{ unitId: 'U1' }] });
    expect(hired({ Department: 'IT', Location: 'Shanghai' })).toMatchObject({ facts: [{ unitId: 'U2' }] });
    expect(hired({ Department: 'IT' }, { defaultUnitId: 'U3' })).toMatchObject({ facts: [{ unitId: 'U3' }] });
  });

  test('is not understood while its department has no unit in the registry', () => {
    expect(told({ ...HIRE, Department: 'IT' })).toEqual({
      is: 'not-understood',
      problems: [
        'department IT of bamboohr is mapped to no unit: add it to sources[].units in the registry, then replay',
      ],
      unmapped: [{ field: 'unit', value: 'IT' }],
    });
    expect(told({ ...HIRE, Department: '' })).toMatchObject({
      is: 'not-understood',
      problems: [expect.stringContaining('the hire has no department')],
    });
  });

  test.each([
    ['without a name', { 'First Name': '', 'Last Name': '' }, 'fields.name: the hire has no name'],
    [
      'if it is not a calendar day',
      { 'Hire Date': '03/02/2026' },
      'fields.hiredOn: must be a calendar day, YYYY-MM-DD',
    ],
  ])('is not understood %s', (_, fields, problem) => {
    expect(told({ ...HIRE, ...fields })).toMatchObject({
      is: 'not-understood',
      problems: [expect.stringContaining(problem)],
    });
  });

  test('states a regular hire for an unmapped kind of employment, and notes the word', () => {
    expect(told({ ...HIRE, 'Employment Status': 'Contractor' })).toMatchObject({
      facts: [{ category: 'regular' }],
      unmapped: [{ field: 'category', value: 'Contractor' }],
    });
    const mapping = { ...MAPPED, categories: { Contractor: 'labour-service' } };
    expect(told({ ...HIRE, 'Employment Status': 'Contractor' }, { mapping })).toMatchObject({
      facts: [{ category: 'labour-service' }],
    });
  });

  test.each(['0000-00-00', '', null, { value: null }])(
    'leads to a question if it was removed: %j',
    (none) => {
      expect(told({ ...PERSON, 'Hire Date': none }, { changed: ['Hire Date'] })).toMatchObject({
        facts: [],
        about: 'change',
      });
    },
  );

  test('states nothing if only other fields changed', () => {
    expect(told(HIRE, { changed: ['Mobile Phone'] })).toEqual({ is: 'ignored', type: 'Updated' });
  });
});

describe('a BambooHR termination', () => {
  const LEFT = { ...HIRE, 'Termination Date': '2026-03-31', 'Employment Status': 'Terminated' };
  const changed = ['Employment Status', 'Termination Date'];

  test('is a leave on its last day, with an unknown reason', () => {
    expect(told(LEFT, { changed })).toEqual({
      facts: [{ kind: 'employee.terminated', lastWorkingDay: '2026-03-31', reason: 'unknown' }],
      about: undefined,
      unmapped: undefined,
    });
  });

  test('has the reason to which the registry maps its words', () => {
    const why = { 'Termination Reason': 'Moved away', 'Termination Type': 'Resignation (Voluntary)' };
    const fields = { ...LEFT, ...why };
    expect(told(fields, { changed })).toMatchObject({
      facts: [{ reason: 'unknown' }],
      unmapped: [{ field: 'reason', value: 'Moved away' }],
    });
    const mapping = { ...MAPPED, reasons: { 'Resignation (Voluntary)': 'resigned' } };
    expect(told(fields, { changed, mapping })).toMatchObject({
      facts: [{ reason: 'resigned' }],
      unmapped: undefined,
    });
  });

  test('is also a status of another name that the registry maps to a reason', () => {
    const mapping = { ...MAPPED, reasons: { 离职: 'resigned' } };
    const fields = { ...PERSON, 'Employment Status': '离职' };
    expect(told(fields, { changed: ['Employment Status'], mapping })).toMatchObject({
      facts: [{ kind: 'employee.leave_noticed' }],
    });
    expect(told({ ...LEFT, 'Employment Status': '离职' }, { changed, mapping })).toMatchObject({
      facts: [{ kind: 'employee.terminated', reason: 'resigned' }],
    });
  });

  test.each(['0000-00-00', undefined])('notices a leave and asks about it if it has no day (%s)', (none) => {
    const fields = { ...LEFT, 'Termination Date': none };
    expect(told(fields, { changed: ['employmentHistoryStatus'] })).toMatchObject({
      facts: [{ kind: 'employee.leave_noticed', name: 'Ashley Adams', unitId: 'U1' }],
      about: 'leave',
    });
  });

  test('is ignored if it ended the employment before a rehire', () => {
    const again = { ...HIRE, 'Hire Date': '2026-04-01', 'Termination Date': '2026-03-31' };
    expect(told(again)).toMatchObject({ facts: [{ kind: 'employee.hired', hiredOn: '2026-04-01' }] });
    expect(told({ ...again, 'Hire Date': '2026-03-31' })).toMatchObject({
      facts: [{ kind: 'employee.hired' }, { kind: 'employee.terminated' }],
    });
  });

  test('makes two facts of one part when it comes with its hire', () => {
    const [part] = partsOf(changedEmployee({ ...HIRE, 'Termination Date': '2026-12-31' }));
    expect(part?.is === 'facts' && part.facts.map(({ factId }) => factId)).toEqual([
      'bamboohr:d-1:1:1',
      'bamboohr:d-1:1:2',
    ]);
  });

  test('leads to a question when it was taken back', () => {
    const fields = { ...HIRE, 'Termination Date': '0000-00-00' };
    expect(told(fields, { changed: ['Termination Date'] })).toMatchObject({ facts: [], about: 'change' });
  });
});

describe('another BambooHR change', () => {
  const updated = (changes: object) => ({ kind: 'employee.updated', changes });
  const moved = { kind: 'employee.transferred', toUnitId: 'U1', effectiveOn: '2026-03-15' };
  const DATED = { 'Job Information: Date': '2026-03-15' };
  const asked = (field: string, value: string) => ({ about: 'change', unmapped: { field, value } });
  interface Outcome {
    readonly fact?: object;
    readonly about?: string;
    readonly unmapped?: object;
  }
  test.each<[string, object, string[], Outcome]>([
    ['of the name', {}, ['First Name'], { fact: updated({ name: 'Ashley Adams' }) }],
    [
      'of the kind of employment',
      {},
      ['Employment Status'],
      { fact: updated({ category: 'part-time' }), about: 'change' },
    ],
    ['of the department', {}, ['Department'], { about: 'change' }],
    ['of the department, with a date', DATED, ['Department', ...Object.keys(DATED)], { fact: moved }],
    [
      'to an unmapped kind of employment',
      { 'Employment Status': 'Contractor' },
      ['Employment Status'],
      asked('category', 'Contractor'),
    ],
    ['to a department without a unit', { Department: 'IT' }, ['Department'], asked('unit', 'IT')],
  ])('%s has its fact, question or unmapped word', (_, over, changed, { fact, about, unmapped }) => {
    const fields = { ...HIRE, 'Employment Status': 'Part-Time', ...over };
    expect(told(fields, { changed })).toMatchObject({
      ...{ facts: fact === undefined ? [] : [fact], about },
      unmapped: unmapped && [unmapped],
    });
  });

  test('of the department within one unit opens no second employment', () => {
    const moved = { Department: 'Finance', 'Job Information: Date': '2026-06-01' };
    const facts = [HIRE, moved].flatMap((fields) =>
      partsOf(changedEmployee(fields)).flatMap((part) => (part.is === 'facts' ? part.facts : [])),
    );
    expect(facts.at(-1)).toMatchObject({ kind: 'employee.transferred', data: { toUnitId: 'U1' } });
    expect(foldSpells('67890', facts)).toMatchObject([{ unitId: 'U1', situation: { is: 'employed' } }]);
  });
});

describe('a BambooHR batch', () => {
  const timestamp = '2026-03-31T16:00:05+00:00';

  test('has a part for each employee, handled on its own', () => {
    const parts = partsOf({
      employees: [
        { id: 7, action: 'Created', timestamp, changedFields: [], fields: [] },
        { id: '007', action: 'Deleted', timestamp, changedFields: {}, fields: {} },
        { id: '8', action: 'Updated', timestamp, changedFields: ['First Name'], fields: {} },
        { id: '9', action: 'Archived', timestamp },
      ],
    });
    expect(parts).toMatchObject([
      {
        is: 'facts',
        facts: [{ kind: 'employee.hire_noticed', factId: 'bamboohr:d-1:1', employeeId: '7' }],
        ask: { about: 'hire', deliveryId: 'd-1:1', keys: { employeeId: '7' } },
      },
      { is: 'not-understood', problems: [expect.stringContaining('employee 007 was deleted')] },
      { is: 'facts', facts: [], ask: { about: 'change', deliveryId: 'd-1:3', employeeId: '8' } },
      { is: 'ignored', type: 'Archived' },
    ]);
  });

  test('is read from a form, and is stated when it was received', () => {
    const { body } = formRequest(
      [
        ['employees[12][changedFields][0]', 'Hire Date'],
        ['employees[12][Hire Date]', '2026-03-02'],
        ['employees[12][First Name]', '三'],
        ['employees[12][Last Name]', '张'],
        ['employees[12][Department]', 'Finance'],
        ['employees[13][changedFields][0]', 'Employee #'],
        ['employees[13][Employee #]', '9'],
      ],
      0,
    );
    expect(translateBambooHr(body, aContext('bamboohr', MAPPED))).toMatchObject({
      is: 'several',
      parts: [
        {
          is: 'facts',
          facts: [
            {
              kind: 'employee.hired',
              employeeId: '12',
              statedAt: RECEIVED_AT,
              data: { name: '张三', hiredOn: '2026-03-02', unitId: 'U1' },
            },
          ],
        },
        { is: 'ignored' },
      ],
    });
  });
});
