import { describe, expect, test } from 'vitest';
import { translateDingtalk } from '../../../functions/sources/dingtalk/events.ts';
import type { Translation } from '../../../functions/sources/webhook/source.ts';
import { aContext, RECEIVED_AT, STATED_AT, toldBy } from './a-context.ts';
import {
  MDM_CHANGE,
  OLD_USER_LEAVE,
  ONBOARDING,
  RECORD_CHANGE,
  USER_ACTIVE,
  USER_ADD,
  USER_LEAVE,
  USER_MODIFY,
} from './dingtalk-pushes.ts';

const translated = (push: unknown, mapping: object = {}): Translation => {
  const text = typeof push === 'string' ? push : JSON.stringify(push);
  return translateDingtalk(Buffer.from(text), aContext('dingtalk', mapping));
};
const { noticeOf, askOf } = toldBy('dingtalk');

describe('translateDingtalk', () => {
  test.each([
    ['user_add_org', USER_ADD, 'hire', '007'],
    ['user_leave_org', USER_LEAVE, 'leave', '007'],
    ['hrm_mdm_user_change 1', MDM_CHANGE, 'hire', '0130140'],
    ['hrm_mdm_user_change 4', { ...MDM_CHANGE, changeType: 4 }, 'leave', '0130140'],
    ['hrm_mdm_user_change "4"', { ...MDM_CHANGE, changeType: '4' }, 'leave', '0130140'],
  ] as const)('makes a notice of %s, and asks for the day', (_, push, about, userId) => {
    expect(translated(push)).toEqual({
      is: 'facts',
      facts: [noticeOf(about, userId)],
      ask: askOf(about, userId),
    });
  });

  test.each([
    ['user_active_org', USER_ACTIVE, 'change', '007'],
    ['hrm_mdm_user_change 2, confirmed', { ...MDM_CHANGE, changeType: 2 }, 'change', '0130140'],
    ['hrm_mdm_user_change 3, moved', { ...MDM_CHANGE, changeType: 3 }, 'change', '0130140'],
    ['hrm_mdm_user_change 8, promoted', { ...MDM_CHANGE, changeType: 8 }, 'change', '0130140'],
    ['hrm_mdm_user_change without a number', { ...MDM_CHANGE, changeType: 'toString' }, 'change', '0130140'],
    ['hrm_mdm_user_change 99, unknown', { ...MDM_CHANGE, changeType: 99 }, 'change', '0130140'],
    ['hrm_user_record_change', RECORD_CHANGE, 'change', '0130140'],
    ['hrm_solution_manage for onboarding', ONBOARDING, 'hire', '0130140'],
    ['hrm_solution_manage of another type', { ...ONBOARDING, solutionType: 'x' }, 'change', '0130140'],
  ] as const)('only asks a question for %s', (_, push, about, userId) => {
    expect(translated(push)).toEqual({ is: 'facts', facts: [], ask: askOf(about, userId) });
  });

  test('makes one part for each person of a batch', () => {
    const push = { ...USER_LEAVE, userId: ['007', '7', '007'] };
    expect(translated(push)).toEqual({
      is: 'several',
      parts: [
        { is: 'facts', facts: [noticeOf('leave', '007', {}, ':1')], ask: askOf('leave', '007', ':1') },
        { is: 'facts', facts: [noticeOf('leave', '7', {}, ':2')], ask: askOf('leave', '7', ':2') },
      ],
    });
  });

  test('reads the older form with capitals in the same way', () => {
    expect(translated(OLD_USER_LEAVE)).toMatchObject({
      is: 'several',
      parts: [
        { facts: [{ employeeId: 'user1', statedAt: '2026-11-20T23:58:20.000Z' }] },
        { facts: [{ employeeId: 'user2' }] },
      ],
    });
  });

  test.each([
    ['without a time', undefined],
    ['with an invalid time', 43535463645],
    ['with a time that is a word', 'soon'],
  ])('takes the time of receipt for an event %s', (_, EventTime) => {
    const push = { ...USER_ADD, EventTime, timeStamp: undefined };
    expect(translated(push)).toMatchObject({ facts: [{ statedAt: RECEIVED_AT }] });
  });

  test.each(['org_dept_create', 'bpms_instance_change', 'user_dept_change', 'toString', ''])(
    'ignores the event type %s',
    (EventType) => {
      expect(translated({ ...USER_ADD, EventType })).toEqual({ is: 'ignored', type: EventType });
    },
  );
});

describe('the mapping of DingTalk', () => {
  test('adds the prefix to ids, and gives the company its unit', () => {
    const mapping = { idPrefix: 'dt-', units: { dingcorp01: 'U1' } };
    expect(translated(USER_ADD, mapping)).toEqual({
      is: 'facts',
      facts: [noticeOf('hire', 'dt-007', { unitId: 'U1' })],
      ask: askOf('hire', '007', '', 'dt-007'),
    });
  });

  test('can give one unit to everybody', () => {
    expect(translated(USER_LEAVE, { defaultUnitId: 'U9' })).toMatchObject({
      facts: [{ data: { unitId: 'U9' } }],
    });
  });

  test('leaves the unit of a notice open if it does not name the company', () => {
    expect(translated(USER_ADD, { units: { 1234: 'U1' } })).toMatchObject({
      facts: [{ data: { employeeId: '007' } }],
    });
  });
});

describe('a change in the DingTalk address book', () => {
  const hired = (part = '', data: object = {}) => ({
    kind: 'employee.hired',
    factId: `dingtalk:d-1${part}`,
    employeeId: '007',
    statedAt: STATED_AT,
    receivedAt: RECEIVED_AT,
    data: {
      employeeId: '007',
      unitId: 'U1',
      name: '李四',
      hiredOn: '2026-11-18',
      category: 'regular',
      ...data,
    },
  });
  const mapping = { units: { dingcorp01: 'U1' } };
  const modified = (prev: object | undefined, curr: object | undefined, more: object = {}) => ({
    ...USER_MODIFY,
    diffInfo: { prev, curr, userid: '007', ...more },
  });

  test('of the day of hire states a hire on that day, and asks a question', () => {
    const ask = askOf('change', '007');
    expect(translated(USER_MODIFY, mapping)).toEqual({ is: 'facts', facts: [hired()], ask });
  });

  test.each([
    ['a record without a day', { name: '李四' }],
    ['a record with an empty day', { name: '李四', hiredDate: '' }],
    ['a new person', undefined],
  ])('states a hire if there was no earlier day: %s', (_, prev) => {
    const push = modified(prev, { name: '李四', hiredDate: '2026-11-18' });
    expect(translated(push, mapping)).toMatchObject({ facts: [hired()] });
  });

  test.each([
    ['of another field', { name: '李', hiredDate: '2026-11-18' }, { name: '李四', hiredDate: '2026-11-18' }],
    ['the removal of the day', { hiredDate: '2026-11-18' }, { name: '李四' }],
    ['between records without days', { name: '李' }, { name: '李四' }],
    ['without any record', undefined, undefined],
  ])('only asks a question if it is %s', (_, prev, curr) => {
    const push = modified(prev, curr);
    const asked = { is: 'facts', facts: [], ask: askOf('change', '007') };
    expect(translated(push, mapping)).toEqual(asked);
    expect(translated(push)).toEqual(asked);
  });

  test('has a part for each of several people', () => {
    const { diffInfo } = USER_MODIFY;
    const push = { ...USER_MODIFY, diffInfo: [diffInfo, { ...diffInfo, userid: '008' }] };
    expect(translated(push, mapping)).toMatchObject({
      is: 'several',
      parts: [
        { facts: [hired(':1')], ask: askOf('change', '007', ':1') },
        { facts: [{ employeeId: '008', factId: 'dingtalk:d-1:2' }] },
      ],
    });
  });

  test('finds the person beside the records or inside them', () => {
    const { userid, ...entries } = USER_MODIFY.diffInfo;
    // There are three changes but only two different people, so it is unclear whose change the second one is.
    const of = { ...USER_MODIFY, diffInfo: [entries, entries, entries], userId: ['007', '007', '008'] };
    expect(translated(of, mapping)).toMatchObject({ parts: Array(3).fill({ is: 'not-understood' }) });
    expect(translated({ ...USER_MODIFY, diffInfo: entries }, mapping)).toMatchObject({ facts: [hired()] });
    expect(translated({ ...USER_MODIFY, userId: undefined }, mapping)).toMatchObject({ facts: [hired()] });
    expect(translated({ ...USER_MODIFY, diffInfo: entries, userId: undefined }, mapping)).toEqual({
      is: 'not-understood',
      problems: ['diffInfo.userid: is missing'],
    });
    expect(userid).toBe('007');
  });

  test('is kept if the company has no unit, and the company is noted', () => {
    expect(translated(USER_MODIFY)).toEqual({
      is: 'not-understood',
      problems: [
        'department dingcorp01 of dingtalk is mapped to no unit: add it to sources[].units in the registry, then replay',
      ],
      unmapped: [{ field: 'unit', value: 'dingcorp01' }],
    });
  });

  test('leaves the hire to the API if departments are mapped', () => {
    expect(translated(USER_MODIFY, { units: { 1234: 'U1' } })).toEqual({
      is: 'facts',
      facts: [],
      ask: askOf('change', '007'),
    });
  });

  test.each([
    [
      'an invalid day',
      { name: '李四', hiredDate: '2026-02-30' },
      'diffInfo.curr.hiredOn: must be a calendar day',
    ],
    ['a day in another form', { name: '李四', hiredDate: 1795219200000 }, 'diffInfo.curr.hiredOn'],
    ['no name', { hiredDate: '2026-11-18' }, 'diffInfo.curr.name'],
  ])('is not understood with %s', (_, curr, problem) => {
    expect(translated(modified(undefined, curr), mapping)).toMatchObject({
      is: 'not-understood',
      problems: [expect.stringContaining(problem)],
    });
  });
});

describe('a DingTalk push that cannot be understood', () => {
  test.each([
    ['not JSON', '{', 'not a JSON object'],
    ['an array', [], 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['no type', {}, 'EventType'],
    ['a type that is not a text', { EventType: 1 }, 'EventType'],
    ['an empty list of people', { ...USER_ADD, userId: [] }, 'userid'],
    ['no list of people', { ...USER_ADD, userId: undefined }, 'userid'],
    ['an empty id', { ...USER_ADD, userId: [''] }, 'userid'],
    ['an id that is a number, without its leading zeros', { ...USER_ADD, userId: [7] }, 'userid'],
    ['no staffId', { ...MDM_CHANGE, staffId: undefined }, 'staffid'],
    ['no changeType', { ...MDM_CHANGE, changeType: undefined }, 'changetype'],
    ['no solutionType', { ...ONBOARDING, solutionType: undefined }, 'solutiontype'],
    ['an id that is too long', { ...USER_ADD, userId: ['x'.repeat(129)] }, 'employeeId'],
    ['an invalid diffInfo', { ...USER_MODIFY, diffInfo: ['x'] }, 'diffInfo'],
    ['an empty diffInfo', { ...USER_MODIFY, diffInfo: [] }, 'diffInfo'],
  ])('says why: %s', (_, push, problem) => {
    const translation = translated(push);
    if (translation.is !== 'not-understood') throw new Error('it was understood');
    expect(translation.problems.join()).toContain(problem);
  });

  test('does not stop the others of a batch', () => {
    const push = { ...USER_ADD, userId: ['007', 'x'.repeat(129)] };
    expect(translated(push)).toMatchObject({
      is: 'several',
      parts: [{ is: 'facts' }, { is: 'not-understood' }],
    });
  });

  test('does no harm with deep nesting or with the names of object properties', () => {
    const deep = `{"EventType":"user_modify_org","diffInfo":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(translated(deep).is).toBe('not-understood');
    const odd = JSON.stringify(USER_ADD).replace('{', '{"__proto__":{"userId":["evil"]},"constructor":1,');
    expect(translated(odd)).toMatchObject({ facts: [{ employeeId: '007' }] });
  });
});
