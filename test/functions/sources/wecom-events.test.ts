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

describe('a change of the address book becomes', () => {
  test.each([
    ['create_user', CREATE_USER, 'hire', {}],
    ['create_user of an old address', FULL_CREATE_USER, 'hire', { name: '李<四>' }],
    ['delete_user', DELETE_USER, 'leave', {}],
    ['delete_user of a suite', SUITE_DELETE_USER, 'leave', {}],
    ['create_user named by its id', FULL_CREATE_USER.replace('李<四>', '007'), 'hire', {}],
    ['create_user in CDATA', CREATE_USER.replace('create_user', '<![CDATA[create_user]]>'), 'hire', {}],
    ['create_user without CDATA', CREATE_USER.replaceAll(/<!\[CDATA\[|\]\]>/g, ''), 'hire', {}],
  ] as const)('%s: a notice, and a question for the day', (_, xml, about, told) => {
    expect(translated(xml)).toEqual({
      is: 'facts',
      facts: [noticeOf(about, '007', told)],
      ask: askOf(about, '007'),
    });
  });

  test('update_user: a question alone', () => {
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
    ['nothing', '<xml></xml>', 'unknown'],
  ])('%s: nothing to us', (_, xml, type) => {
    expect(translated(xml)).toEqual({ is: 'ignored', type });
  });

  test.each(['', 'soon', '0', '99999999999999999'])('stated at %j: when it was received', (time) => {
    const xml = DELETE_USER.replace('1795219200', time);
    expect(translated(xml)).toMatchObject({ facts: [{ statedAt: RECEIVED_AT }] });
  });
});

describe('the unit of a notice', () => {
  test.each([
    ["the main department's first", { 1: 'U1', 2: 'U2', wwcorp01: 'U3' }, 'U2'],
    ['else that of any department', { 3: 'U1', wwcorp01: 'U3' }, 'U1'],
    ["else the company's", { wwcorp01: 'U3' }, 'U3'],
  ])('is %s', (_, units, unitId) => {
    expect(translated(FULL_CREATE_USER, { units })).toMatchObject({ facts: [{ data: { unitId } }] });
  });

  test('of a suite is that of the company that it is for', () => {
    const mapping = { units: { wwcorp01: 'U3' } };
    expect(translated(SUITE_DELETE_USER, mapping)).toMatchObject({ facts: [{ data: { unitId: 'U3' } }] });
  });

  test('that nobody mapped is left out', () => {
    expect(translated(CREATE_USER, { units: { 9: 'U9' } })).toMatchObject({
      facts: [{ data: { employeeId: '007' } }],
    });
  });
});

describe('an id that changes', () => {
  const problem = (first: string, old: string) =>
    `UserID ${old} became li.si: add "li.si": "${first}" to sources[].formerIds of wecom in the registry, then replay`;

  test('is put before a person, and nothing is stored of a second one', () => {
    expect(translated(RENAME_USER)).toEqual({ is: 'not-understood', problems: [problem('007', '007')] });
  });

  test('a second time leads back to the first id', () => {
    const xml = RENAME_USER.replace('007', 'a1');
    expect(translated(xml, { formerIds: { a1: '007' } })).toEqual({
      is: 'not-understood',
      problems: [problem('007', 'a1')],
    });
  });

  test('once the registry knows it, is a change of the same employee, asked for by the new id', () => {
    const mapping = { idPrefix: 'wx-', formerIds: { 'li.si': '007' } };
    expect(translated(RENAME_USER, mapping)).toEqual({
      is: 'facts',
      facts: [],
      ask: askOf('change', 'li.si', '', 'wx-007'),
    });
  });

  test('and what comes under the new id then is about the same employee', () => {
    const xml = DELETE_USER.replace('007', 'li.si');
    const mapping = { formerIds: { 'li.si': '007' } };
    expect(translated(xml, mapping)).toEqual({
      is: 'facts',
      facts: [noticeOf('leave', '007')],
      ask: askOf('leave', 'li.si', '', '007'),
    });
  });

  test('into itself changes nothing', () => {
    expect(translated(RENAME_USER.replace('li.si', '007'))).toMatchObject({ ask: askOf('change', '007') });
  });
});

describe('what cannot be understood says why', () => {
  test.each([
    ['no XML', '{}', 'the decrypted message has text outside its elements'],
    ['a DOCTYPE', `<!DOCTYPE xml>${DELETE_USER}`, 'the decrypted message has a DOCTYPE'],
    ['a message cut short', DELETE_USER.slice(0, -10), 'the decrypted message'],
    ['other bytes', Buffer.from([0xd5, 0xc5]), 'the decrypted message is not UTF-8'],
    ['a blank for an id', DELETE_USER.replace('007', ' '), 'UserID: is missing'],
    ['nobody', DELETE_USER.replace('<![CDATA[007]]>', ''), 'UserID: is missing'],
    [
      'an id longer than ours may be',
      DELETE_USER.replace('007', 'x'.repeat(129)),
      'employeeId: must have at most',
    ],
    [
      'a name with a control character',
      FULL_CREATE_USER.replace('李<四>', 'a\u0007b'),
      'name: contains a control',
    ],
  ])('%s', (_, xml, problem) => {
    const translation = translated(xml);
    if (translation.is !== 'not-understood') throw new Error('it was understood');
    expect(translation.problems.join()).toContain(problem);
  });
});
