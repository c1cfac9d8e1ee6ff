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

describe('an event becomes', () => {
  test.each([
    ['user_add_org', USER_ADD, 'hire', '007'],
    ['user_leave_org', USER_LEAVE, 'leave', '007'],
    ['hrm_mdm_user_change 1', MDM_CHANGE, 'hire', '0130140'],
    ['hrm_mdm_user_change 4', { ...MDM_CHANGE, changeType: 4 }, 'leave', '0130140'],
    ['hrm_mdm_user_change "4"', { ...MDM_CHANGE, changeType: '4' }, 'leave', '0130140'],
  ] as const)('%s: a notice, and a question for the day', (_, push, about, userId) => {
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
    ['hrm_mdm_user_change of no number', { ...MDM_CHANGE, changeType: 'toString' }, 'change', '0130140'],
    ['hrm_mdm_user_change 99, unknown', { ...MDM_CHANGE, changeType: 99 }, 'change', '0130140'],
    ['hrm_user_record_change', RECORD_CHANGE, 'change', '0130140'],
    ['hrm_solution_manage, onboarding', ONBOARDING, 'hire', '0130140'],
    ['hrm_solution_manage, another', { ...ONBOARDING, solutionType: 'x' }, 'change', '0130140'],
  ] as const)('%s: a question alone', (_, push, about, userId) => {
    expect(translated(push)).toEqual({ is: 'facts', facts: [], ask: askOf(about, userId) });
  });

  test('a batch: a part for each person, each once', () => {
    const push = { ...USER_LEAVE, userId: ['007', '7', '007'] };
    expect(translated(push)).toEqual({
      is: 'several',
      parts: [
        { is: 'facts', facts: [noticeOf('leave', '007', {}, ':1')], ask: askOf('leave', '007', ':1') },
        { is: 'facts', facts: [noticeOf('leave', '7', {}, ':2')], ask: askOf('leave', '7', ':2') },
      ],
    });
  });

  test('the older form with its capitals: the same', () => {
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
    ['with one that is none', 43535463645],
    ['with one of another kind', 'soon'],
  ])('%s: stated when it was received', (_, EventTime) => {
    const push = { ...USER_ADD, EventTime, timeStamp: undefined };
    expect(translated(push)).toMatchObject({ facts: [{ statedAt: RECEIVED_AT }] });
  });

  test.each(['org_dept_create', 'bpms_instance_change', 'user_dept_change', 'toString', ''])(
    '%s: nothing to us',
    (EventType) => {
      expect(translated({ ...USER_ADD, EventType })).toEqual({ is: 'ignored', type: EventType });
    },
  );
});

describe('the mapping', () => {
  test('gives ids their prefix and the company its unit', () => {
    const mapping = { idPrefix: 'dt-', units: { dingcorp01: 'U1' } };
    expect(translated(USER_ADD, mapping)).toEqual({
      is: 'facts',
      facts: [noticeOf('hire', 'dt-007', { unitId: 'U1' })],
      ask: askOf('hire', '007', '', 'dt-007'),
    });
  });

  test('names a unit for all', () => {
    expect(translated(USER_LEAVE, { defaultUnitId: 'U9' })).toMatchObject({
      facts: [{ data: { unitId: 'U9' } }],
    });
  });

  test('that knows the company not leaves the unit of a notice open', () => {
    expect(translated(USER_ADD, { units: { 1234: 'U1' } })).toMatchObject({
      facts: [{ data: { employeeId: '007' } }],
    });
  });
});

describe('a change of the address book', () => {
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

  test('of the day of hire is a hire on that day, and a question', () => {
    const ask = askOf('change', '007');
    expect(translated(USER_MODIFY, mapping)).toEqual({ is: 'facts', facts: [hired()], ask });
  });

  test.each([
    ['that had no day before', { name: '李四' }],
    ['that was empty before', { name: '李四', hiredDate: '' }],
    ['of somebody new', undefined],
  ])('%s is the same', (_, prev) => {
    const push = modified(prev, { name: '李四', hiredDate: '2026-11-18' });
    expect(translated(push, mapping)).toMatchObject({ facts: [hired()] });
  });

  test.each([
    ['of something else', { name: '李', hiredDate: '2026-11-18' }, { name: '李四', hiredDate: '2026-11-18' }],
    ['that takes the day away', { hiredDate: '2026-11-18' }, { name: '李四' }],
    ['without days', { name: '李' }, { name: '李四' }],
    ['without entries', undefined, undefined],
  ])('%s is a question alone', (_, prev, curr) => {
    const push = modified(prev, curr);
    const asked = { is: 'facts', facts: [], ask: askOf('change', '007') };
    expect(translated(push, mapping)).toEqual(asked);
    expect(translated(push)).toEqual(asked);
  });

  test('of several people has a part for each', () => {
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

  test('says whose it is beside the entries or in them', () => {
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

  test('at a company that is mapped to no unit is kept, and the company told', () => {
    expect(translated(USER_MODIFY)).toEqual({
      is: 'not-understood',
      problems: [
        'department dingcorp01 of dingtalk is mapped to no unit: add it to sources[].units in the registry, then replay',
      ],
      unmapped: [{ field: 'unit', value: 'dingcorp01' }],
    });
  });

  test('where departments are mapped is left to the API, which knows them', () => {
    expect(translated(USER_MODIFY, { units: { 1234: 'U1' } })).toEqual({
      is: 'facts',
      facts: [],
      ask: askOf('change', '007'),
    });
  });

  test.each([
    [
      'a day that is none',
      { name: '李四', hiredDate: '2026-02-30' },
      'diffInfo.curr.hiredOn: must be a calendar day',
    ],
    ['a day in another form', { name: '李四', hiredDate: 1795219200000 }, 'diffInfo.curr.hiredOn'],
    ['no name', { hiredDate: '2026-11-18' }, 'diffInfo.curr.name'],
  ])('with %s is not understood', (_, curr, problem) => {
    expect(translated(modified(undefined, curr), mapping)).toMatchObject({
      is: 'not-understood',
      problems: [expect.stringContaining(problem)],
    });
  });
});

describe('what cannot be understood says why', () => {
  test.each([
    ['no JSON', '{', 'not a JSON object'],
    ['an array', [], 'not a JSON object'],
    ['null', 'null', 'not a JSON object'],
    ['no type', {}, 'EventType'],
    ['a type that is no text', { EventType: 1 }, 'EventType'],
    ['nobody', { ...USER_ADD, userId: [] }, 'userid'],
    ['nobody at all', { ...USER_ADD, userId: undefined }, 'userid'],
    ['an empty id', { ...USER_ADD, userId: [''] }, 'userid'],
    ['an id that is a number, its noughts lost', { ...USER_ADD, userId: [7] }, 'userid'],
    ['no staffId', { ...MDM_CHANGE, staffId: undefined }, 'staffid'],
    ['no changeType', { ...MDM_CHANGE, changeType: undefined }, 'changetype'],
    ['no solutionType', { ...ONBOARDING, solutionType: undefined }, 'solutiontype'],
    ['an id longer than ours may be', { ...USER_ADD, userId: ['x'.repeat(129)] }, 'employeeId'],
    ['a diffInfo that is none', { ...USER_MODIFY, diffInfo: ['x'] }, 'diffInfo'],
    ['an empty diffInfo', { ...USER_MODIFY, diffInfo: [] }, 'diffInfo'],
  ])('%s', (_, push, problem) => {
    const translation = translated(push);
    if (translation.is !== 'not-understood') throw new Error('it was understood');
    expect(translation.problems.join()).toContain(problem);
  });

  test('and one person of a batch does not keep the others', () => {
    const push = { ...USER_ADD, userId: ['007', 'x'.repeat(129)] };
    expect(translated(push)).toMatchObject({
      is: 'several',
      parts: [{ is: 'facts' }, { is: 'not-understood' }],
    });
  });

  test('deep nesting and keys of every object do no harm', () => {
    const deep = `{"EventType":"user_modify_org","diffInfo":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(translated(deep).is).toBe('not-understood');
    const odd = JSON.stringify(USER_ADD).replace('{', '{"__proto__":{"userId":["evil"]},"constructor":1,');
    expect(translated(odd)).toMatchObject({ facts: [{ employeeId: '007' }] });
  });
});
