import { describe, expect, test } from 'vitest';
import { translateFeishu } from '../../../functions/sources/feishu/events.ts';
import { aContext } from './a-context.ts';
import { feishuEvent } from './feishu-sender.ts';

/** A user as Feishu's documentation shows it, without the fields that our code does not read. */
const USER = {
  open_id: 'ou_7dab',
  union_id: 'on_5768',
  user_id: 'e33ggbyz',
  name: '张三',
  email: 'zhangsan@example.com',
  mobile: '13800000000',
  gender: 1,
  status: { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false },
  department_ids: ['od-second', 'od-main'],
  join_time: 1615381702,
  employee_no: 'e33ggbyz',
  employee_type: 1,
  orders: [
    { department_id: 'od-second', user_order: 100, department_order: 100, is_primary_dept: false },
    { department_id: 'od-main', user_order: 100, department_order: 100, is_primary_dept: true },
  ],
};
const MAPPED = { ids: 'contact', units: { 'od-main': 'U1', 'od-second': 'U2' } };

function translate(
  type: string,
  object: object,
  { mapping = MAPPED, before }: { mapping?: object; before?: object } = {},
) {
  const event = feishuEvent(`contact.user.${type}_v3`, { object, ...(before && { old_object: before }) });
  return translateFeishu(Buffer.from(JSON.stringify(event)), aContext('feishu', mapping));
}

const ASKED = { employeeId: 'e33ggbyz', keys: { userId: 'e33ggbyz', openId: 'ou_7dab' }, delaySeconds: 10 };

describe('the choice of the Feishu address book', () => {
  test('excludes personnel, and is made only by the mapping', () => {
    const type = 'contact.user.created_v3';
    expect(translate('created', USER, { mapping: {} })).toEqual({ is: 'ignored', type });
    const resigned = feishuEvent('corehr.employment.resigned_v1', { employment_id: '7' });
    expect(
      translateFeishu(Buffer.from(JSON.stringify(resigned)), aContext('feishu', { ids: 'contact' })),
    ).toMatchObject({ is: 'ignored' });
  });

  test.each(['contact.department.created_v3', 'contact.user.frozen_v3', 'contact.toString'])(
    'ignores %s',
    (type) => {
      const event = Buffer.from(JSON.stringify(feishuEvent(type, { object: USER })));
      expect(translateFeishu(event, aContext('feishu', MAPPED))).toEqual({ is: 'ignored', type });
    },
  );
});

describe('a user added in Feishu', () => {
  test('is hired on the day of joining, into the unit of the main department', () => {
    expect(translate('created', USER)).toEqual({
      is: 'facts',
      facts: [
        {
          kind: 'employee.hired',
          factId: 'feishu:d-1',
          employeeId: 'e33ggbyz',
          statedAt: '2026-10-20T09:00:00.000Z',
          receivedAt: '2026-11-21T01:00:00.000Z',
          data: {
            ...{ employeeId: 'e33ggbyz', unitId: 'U1', name: '张三' },
            ...{ hiredOn: '2021-03-10', sex: 'male', category: 'regular' },
          },
        },
      ],
    });
  });

  test.each([
    ['the last second of a day in China', 1792511999, '2026-10-20'],
    ['the first second of the next day', 1792512000, '2026-10-21'],
    ['the same second as text', '1792512000', '2026-10-21'],
  ])('is hired on the day in China: %s', (_, join_time, hiredOn) => {
    expect(translate('created', { ...USER, join_time })).toMatchObject({ facts: [{ data: { hiredOn } }] });
  });

  test.each([
    ['an intern', 2, 'intern', undefined],
    ['a contract for services', 4, 'labour-service', undefined],
    ['a type without a category', 3, 'regular', [{ field: 'category', value: '3' }]],
    ['a type of the company’s own', '7', 'dispatched', undefined],
  ])('has the category of its type: %s', (_, employee_type, category, unmapped) => {
    const mapping = { ...MAPPED, categories: { 7: 'dispatched' } };
    const translation = translate('created', { ...USER, employee_type }, { mapping });
    expect(translation).toMatchObject({ facts: [{ data: { category } }] });
    expect('unmapped' in translation ? translation.unmapped : undefined).toEqual(unmapped);
  });

  test.each([
    ['to a department without a unit', USER, { ids: 'contact' }, [{ field: 'unit', value: 'od-main' }]],
    ['without a day of joining', { ...USER, join_time: undefined }, MAPPED, undefined],
    ['with 0 as the day of joining', { ...USER, join_time: 0 }, MAPPED, undefined],
    ['without a name', { ...USER, name: undefined }, MAPPED, undefined],
  ])('leads to a notice and a question if added %s', (_, user, mapping, unmapped) => {
    const translation = translate('created', user, { mapping });
    expect(translation).toMatchObject({
      facts: [{ kind: 'employee.hire_noticed', data: { employeeId: 'e33ggbyz' } }],
      ask: { ...ASKED, about: 'hire' },
    });
    expect('unmapped' in translation ? translation.unmapped : undefined).toEqual(unmapped);
  });

  test('is known by the open id if the user id is not visible', () => {
    const { user_id: _, ...user } = USER;
    expect(translate('created', user)).toMatchObject({ facts: [{ employeeId: 'ou_7dab' }] });
    const empty = translate('created', { ...user, user_id: '' });
    expect(empty).toMatchObject({ facts: [{ employeeId: 'ou_7dab' }] });
  });

  test('without any id is not understood', () => {
    expect(translate('created', { name: '张三' })).toEqual({
      is: 'not-understood',
      problems: ['event.object.user_id: missing, and open_id as well'],
    });
  });
});

describe('a user changed in Feishu', () => {
  const updated = (changes: object) => [{ kind: 'employee.updated', data: { changes } }];
  const hiredOn = (day: string) => [{ kind: 'employee.hired', data: { hiredOn: day } }];
  test.each([
    ['a new name', { name: '李四' }, updated({ name: '张三' }), undefined],
    ['another day of joining', { join_time: 1615000000 }, hiredOn('2021-03-10'), undefined],
    ['another type', { employee_type: 2 }, updated({ category: 'regular' }), undefined],
    ['another department', { department_ids: ['od-old'] }, [], 'change'],
    ['a flag', { status: { is_resigned: true } }, [], 'change'],
    [
      'a new name beside an unreadable field',
      { name: '李四', gender: null },
      updated({ name: '张三' }),
      undefined,
    ],
    ['another department beside one', { department_ids: ['od-old'], gender: null }, [], 'change'],
    ['an unreadable name', { name: null }, updated({ name: '张三' }), undefined],
    ['an unreadable day of joining', { join_time: {} }, hiredOn('2021-03-10'), undefined],
    ['an unreadable type', { employee_type: null }, updated({ category: 'regular' }), undefined],
    ['unreadable departments', { department_ids: [1] }, [], 'change'],
    ['unreadable flags', { status: 'x' }, [], 'change'],
    ['earlier values that are missing', undefined, [], 'change'],
    ['earlier values that are no object', [], [], 'change'],
  ])('leads to the fact or question for %s', (_, before, facts, about) => {
    const translation = translate('updated', USER, before && { before });
    expect(translation).toMatchObject({ is: 'facts', facts });
    expect(translation.is === 'facts' ? translation.ask?.about : translation).toBe(about);
  });

  test.each([
    ['all fields that are read are as before', { ...USER, mobile: '1' }],
    ['no field that is read has an earlier value', { mobile: '1' }],
    ['only a field that is not compared has an unreadable earlier value', { gender: 'x' }],
  ])('is ignored if %s', (_, before) => {
    expect(translate('updated', USER, { before })).toMatchObject({ is: 'ignored' });
  });

  test.each(['李四', null])('is ignored if the event no longer has the name %j', (name) => {
    const now = { ...USER, name: undefined };
    expect(translate('updated', now, { before: { name } })).toMatchObject({ is: 'ignored' });
  });

  test('leads to a question if the new type is unmapped, and the type is noted', () => {
    const before = { employee_type: 1 };
    expect(translate('updated', { ...USER, employee_type: 3 }, { before })).toMatchObject({
      facts: [],
      ask: { ...ASKED, about: 'change' },
      unmapped: [{ field: 'category', value: '3' }],
    });
  });

  test('leads to a question if the new day of joining has no unit', () => {
    const translation = translate('updated', USER, { mapping: { ids: 'contact' }, before: { join_time: 1 } });
    expect(translation).toMatchObject({ facts: [], ask: { ...ASKED, about: 'change' } });
  });
});

test('a user deleted in Feishu has left on an unknown day, whatever the flags say', () => {
  const before = { open_id: 'ou_7dab', department_ids: ['od-main'] };
  expect(translate('deleted', USER, { before })).toMatchObject({
    facts: [{ kind: 'employee.leave_noticed', data: { employeeId: 'e33ggbyz', name: '张三', unitId: 'U1' } }],
    ask: { ...ASKED, about: 'leave' },
  });
});
