import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { translateFeishu } from '../../../functions/sources/feishu/events.ts';
import { aContext, RECEIVED_AT } from './a-context.ts';
import { PERSONNEL_EVENTS } from './feishu-personnel-events.ts';
import { feishuEvent } from './feishu-sender.ts';

const translate = (content: unknown, mapping: object = {}) =>
  translateFeishu(Buffer.from(JSON.stringify(content)), aContext('feishu', mapping));

const STATED_AT = '2026-10-20T09:00:00.000Z';

describe('a Feishu personnel event', () => {
  test.each(PERSONNEL_EVENTS)('$sentence', ({ type, event, fact, about, keys, is }) => {
    const translation = translate(feishuEvent(type, event));
    if (is !== undefined) {
      expect(translation.is).toBe(is);
      return;
    }
    const id = (event as { employment_id: string }).employment_id;
    expect(translation).toEqual({
      is: 'facts',
      facts:
        fact === undefined
          ? []
          : [
              {
                kind: fact,
                factId: 'feishu:d-1',
                employeeId: id,
                statedAt: STATED_AT,
                receivedAt: RECEIVED_AT,
                data: { employeeId: id, employmentId: id },
              },
            ],
      ...(about !== undefined && {
        ask: {
          source: 'feishu',
          deliveryId: 'd-1',
          employeeId: id,
          keys: { employmentId: id, ...keys },
          about,
          statedAt: STATED_AT,
          delaySeconds: 10,
        },
      }),
    });
  });

  test('uses our ids in facts, and Feishu’s ids in questions', () => {
    const event = feishuEvent('corehr.employment.created_v1', { employment_id: '007' });
    expect(translate(event, { idPrefix: 'fs-', defaultUnitId: 'U1' })).toMatchObject({
      facts: [{ employeeId: 'fs-007', data: { employeeId: 'fs-007', employmentId: '007', unitId: 'U1' } }],
      ask: { employeeId: 'fs-007', keys: { employmentId: '007' } },
    });
  });

  test.each([
    ['milliseconds', '1792486800000'],
    ['microseconds', '1792486800000000'],
    ['seconds', 1792486800],
  ])('is stated at the time given in %s', (_, create_time) => {
    const event = feishuEvent('corehr.employment.resigned_v1', { employment_id: '7' }, { create_time });
    expect(translate(event)).toMatchObject({ facts: [{ statedAt: STATED_AT }] });
  });

  test('is stated when it was received if it has no time', () => {
    const silent = { create_time: undefined };
    const event = feishuEvent('corehr.employment.resigned_v1', { employment_id: '7' }, silent);
    expect(translate(event)).toMatchObject({ facts: [{ statedAt: RECEIVED_AT }] });
  });

  test('names the invalid field, without its value', () => {
    const event = feishuEvent('corehr.employment.resigned_v1', { employment_id: 'x'.repeat(129) });
    expect(translate(event)).toEqual({
      is: 'not-understood',
      problems: ['event.employment_id: must have at most 128 characters, has 129'],
    });
  });

  test('tells a person what to decide about a deleted employment', () => {
    const event = feishuEvent('corehr.employment.deleted_v1', { employment_id: '201571108' });
    expect(translate(event)).toEqual({
      is: 'not-understood',
      problems: [
        'the record of employment 201571108 was deleted: if the hire was a mistake, state employee.hire_cancelled; if they left, state employee.terminated with the last working day',
      ],
    });
  });
});

test('a Feishu event of the older form has its type in the event and its time in seconds', () => {
  const event = { type: 'corehr.employment.resigned_v1', employment_id: '7' };
  const old = { ts: '1792486800.7171419', uuid: 'u-1', token: 't', type: 'event_callback', event };
  expect(translate(old)).toMatchObject({ facts: [{ statedAt: '2026-10-20T09:00:00.717Z' }] });
});

test.each([
  ['invalid JSON', Buffer.from('{'), 'the message is not JSON in UTF-8'],
  ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'the message is not JSON in UTF-8'],
  ['no event', Buffer.from('{"header":{"event_type":"x"}}'), 'event: '],
  ['no type', Buffer.from('{"event":{}}'), 'header.event_type: names no event, nor does event.type'],
])('a Feishu message with %s cannot be understood', (_, message, problem) => {
  expect(translateFeishu(message, aContext('feishu'))).toEqual({
    is: 'not-understood',
    problems: [expect.stringContaining(problem)],
  });
});

test('translateFeishu does not throw on any content', () => {
  const contacts = ['contact.user.created_v3', 'contact.user.updated_v3'];
  const type = fc.constantFrom(...PERSONNEL_EVENTS.map((each) => each.type), ...contacts);
  fc.assert(
    fc.property(type, fc.object(), fc.constantFrom('corehr', 'contact'), (type, event, ids) => {
      const { is } = translate(feishuEvent(type, event), { ids });
      expect(['facts', 'ignored', 'not-understood']).toContain(is);
    }),
  );
});
