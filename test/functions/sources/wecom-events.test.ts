import { describe, expect, test } from 'vitest';
import type { Translation } from '../../../functions/sources/webhook/source.ts';
import { translateWecom } from '../../../functions/sources/wecom/events.ts';
import { aContext, RECEIVED_AT, toldBy } from './a-context.ts';
import {
  CREATE_PARTY,
  CREATE_USER,
  DELETE_USER,
  FULL_CREATE_USER,
  RENAME_USER,
  SUITE_DELETE_USER,
  UPDATE_TAG,
  UPDATE_USER,
} from './wecom-messages.ts';

const translated = (xml: string | Uint8Array, mapping: object = {}): Translation =>
  translateWecom(Buffer.from(xml), aContext('wecom', mapping));
const { noticeOf, askOf } = toldBy('wecom');

describe('translateWecom', () => {
  test.each([
    ['create_user', CREATE_USER, 'hire', {}],
    ['create_user from an old address book', FULL_CREATE_USER, 'hire', { name: '李<四>' }],
    ['delete_user', DELETE_USER, 'leave', {}],
    ['delete_user of a suite', SUITE_DELETE_USER, 'leave', {}],
    ['create_user with the id as the name', FULL_CREATE_USER.replace('李<四>', '007'), 'hire', {}],
    ['create_user in CDATA', CREATE_USER.replace('create_user', '<![CDATA[create_user]]>'), 'hire', {}],
    ['create_user without CDATA', CREATE_USER.replaceAll(/<!\[CDATA\[|\]\]>/g, ''), 'hire', {}],
  ] as const)('makes a notice of %s, and asks for the day', (_, xml, about, told) => {
    expect(translated(xml)).toEqual({
      is: 'facts',
      facts: [noticeOf(about, '007', told)],
      ask: askOf(about, '007'),
    });
  });

  test('only asks a question for update_user', () => {
    expect(translated(UPDATE_USER)).toEqual({ is: 'facts', facts: [], ask: askOf('change', '007') });
  });

  test.each([
    ['create_party', CREATE_PARTY, 'change_contact.create_party'],
    ['update_tag', UPDATE_TAG, 'change_contact.update_tag'],
    ['another event', CREATE_USER.replace('change_contact', 'subscribe'), 'subscribe'],
    ['a message', '<xml><MsgType>text</MsgType><Content>007</Content></xml>', 'text'],
    ['a ticket', '<xml><SuiteId>s</SuiteId><InfoType>suite_ticket</InfoType></xml>', 'suite_ticket'],
    ['an unknown change', CREATE_USER.replace('create_user', 'toString'), 'change_contact.toString'],
    ['a change without a type', CREATE_USER.replace('create_user', ''), 'change_contact.unknown'],
    ['an empty message', '<xml></xml>', 'unknown'],
  ])('ignores %s', (_, xml, type) => {
    expect(translated(xml)).toEqual({ is: 'ignored', type });
  });

  test.each(['', 'soon', '0', '99999999999999999'])(
    'takes the time of receipt for an event with the time %j',
    (time) => {
      const xml = DELETE_USER.replace('1795219200', time);
      expect(translated(xml)).toMatchObject({ facts: [{ statedAt: RECEIVED_AT }] });
    },
  );
});

describe('the unit of a WeCom notice', () => {
  test.each([
    ['that of the main department first', { 1: 'U1', 2: 'U2', wwcorp01: 'U3' }, 'U2'],
    ['else that of any department', { 3: 'U1', wwcorp01: 'U3' }, 'U1'],
    ['else that of the company', { wwcorp01: 'U3' }, 'U3'],
  ])('is %s', (_, units, unitId) => {
    expect(translated(FULL_CREATE_USER, { units })).toMatchObject({ facts: [{ data: { unitId } }] });
  });

  test('is that of the client company for a suite', () => {
    const mapping = { units: { wwcorp01: 'U3' } };
    expect(translated(SUITE_DELETE_USER, mapping)).toMatchObject({ facts: [{ data: { unitId: 'U3' } }] });
  });

  test('is left out if it is not mapped', () => {
    expect(translated(CREATE_USER, { units: { 9: 'U9' } })).toMatchObject({
      facts: [{ data: { employeeId: '007' } }],
    });
  });
});

describe('a changed WeCom id', () => {
  const problem = (first: string, old: string) =>
    `UserID ${old} became li.si: add "li.si": "${first}" to sources[].formerIds of wecom in the registry, then replay`;

  test('is left to a person, and no second employee is stored', () => {
    expect(translated(RENAME_USER)).toEqual({ is: 'not-understood', problems: [problem('007', '007')] });
  });

  test('leads to the first id when it changes again', () => {
    const xml = RENAME_USER.replace('007', 'a1');
    expect(translated(xml, { formerIds: { a1: '007' } })).toEqual({
      is: 'not-understood',
      problems: [problem('007', 'a1')],
    });
  });

  test('becomes a change of the same employee once the registry has it, asked for by the new id', () => {
    const mapping = { idPrefix: 'wx-', formerIds: { 'li.si': '007' } };
    expect(translated(RENAME_USER, mapping)).toEqual({
      is: 'facts',
      facts: [],
      ask: askOf('change', 'li.si', '', 'wx-007'),
    });
  });

  test('stands for the same employee in later events', () => {
    const xml = DELETE_USER.replace('007', 'li.si');
    const mapping = { formerIds: { 'li.si': '007' } };
    expect(translated(xml, mapping)).toEqual({
      is: 'facts',
      facts: [noticeOf('leave', '007')],
      ask: askOf('leave', 'li.si', '', '007'),
    });
  });

  test('changes nothing if it is the same as before', () => {
    expect(translated(RENAME_USER.replace('li.si', '007'))).toMatchObject({ ask: askOf('change', '007') });
  });
});

describe('a WeCom message that cannot be understood', () => {
  test.each([
    ['not XML', '{}', 'the decrypted message has text outside its elements'],
    ['a DOCTYPE', `<!DOCTYPE xml>${DELETE_USER}`, 'the decrypted message has a DOCTYPE'],
    ['a message cut short', DELETE_USER.slice(0, -10), 'the decrypted message'],
    ['bytes that are not UTF-8', Buffer.from([0xd5, 0xc5]), 'the decrypted message is not UTF-8'],
    ['a space as the id', DELETE_USER.replace('007', ' '), 'UserID: is missing'],
    ['an empty id', DELETE_USER.replace('<![CDATA[007]]>', ''), 'UserID: is missing'],
    ['an id that is too long', DELETE_USER.replace('007', 'x'.repeat(129)), 'employeeId: must have at most'],
    [
      'a name with a control character',
      FULL_CREATE_USER.replace('李<四>', 'a\u0007b'),
      'name: contains a control',
    ],
  ])('says why: %s', (_, xml, problem) => {
    const translation = translated(xml);
    if (translation.is !== 'not-understood') throw new Error('it was understood');
    expect(translation.problems.join()).toContain(problem);
  });
});
