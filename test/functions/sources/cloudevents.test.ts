import { beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../functions/receive-event/answers.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { OTHER_SECRET, SECRET, signedRequest } from '../../support/signed-request.ts';
import { NOW, NOW_SECONDS, type ReceivingStage, receivingStage } from '../receive-event/receiving-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await receivingStage(dynamodb, { secrets: { cloudevents: { current: SECRET } } });
});

const LEAVE = { employeeId: '007', lastWorkingDay: '2026-03-31', reason: 'resigned' };
const IN_BASE64 = Buffer.from(JSON.stringify(LEAVE)).toString('base64');
const EVENT = {
  specversion: '1.0',
  id: 'A234-1234-1234',
  source: '/hris/core',
  type: 'com.example.employee.terminated',
  subject: '007',
  time: '2026-03-31T18:00:00+08:00',
  datacontenttype: 'application/json',
  data: LEAVE,
};
/** The source and the id of an event together identify it. */
const FACT_ID = 'cloudevents:/hris/core|A234-1234-1234';

const STRUCTURED = 'application/cloudevents+json; charset=utf-8';
const BATCH = 'application/cloudevents-batch+json';

let sent = 0;
function request(
  content: unknown,
  headers: HookRequest['headers'],
  signing: { readonly id?: string; readonly secret?: string } = {},
): HookRequest {
  sent += 1;
  const body =
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content);
  return signedRequest(body, { id: `msg_${sent}`, timestamp: NOW_SECONDS, ...signing, headers });
}

const receive = (made: HookRequest): Promise<Answer> => stage.receive(made, 'cloudevents');
const structured = (event: unknown, id?: string) =>
  receive(request(event, { 'content-type': STRUCTURED }, id ? { id } : {}));
const batch = (events: unknown, id?: string) =>
  receive(request(events, { 'content-type': BATCH }, id ? { id } : {}));

const problemsOf = ({ body }: Answer) => (body as { readonly problems?: readonly string[] }).problems;

describe('a CloudEvent', () => {
  test.each([
    ['in structured mode', () => structured(EVENT)],
    ['in a batch of one', () => batch([EVENT])],
    ['sent with its data in base64', () => structured({ ...EVENT, data: undefined, data_base64: IN_BASE64 })],
    ['of our own type without a prefix', () => structured({ ...EVENT, type: 'employee.terminated' })],
    [
      'reduced to its required attributes',
      () => structured({ ...EVENT, subject: undefined, datacontenttype: undefined }),
    ],
    ['given attributes that are null', () => structured({ ...EVENT, subject: null, datacontenttype: null })],
    ['given unknown attributes', () => structured({ ...EVENT, traceparent: '00-1', ourown: 1 })],
  ])('that is %s becomes a fact known by its source and id', async (_, send) => {
    expect(await send()).toMatchObject({ status: 202, body: { status: 'accepted', facts: [FACT_ID] } });
    expect(await stage.facts('007')).toEqual([
      {
        kind: 'employee.terminated',
        factId: FACT_ID,
        employeeId: '007',
        statedAt: '2026-03-31T10:00:00.000Z',
        receivedAt: NOW,
        data: LEAVE,
      },
    ]);
  });

  test.each([undefined, null])('without a time is stated when it was received: %s', async (time) => {
    await structured({ ...EVENT, time });
    expect(await stage.facts('007')).toMatchObject([{ statedAt: NOW }]);
  });

  test.each(['com.example.employee.married', 'hired', 'employee', 'case.acknowledged', 'x.constructor'])(
    'of the type %s is ignored with a success',
    async (type) => {
      expect(await structured({ ...EVENT, type })).toMatchObject({ status: 200, code: 'ignored' });
      expect(stage.calls).toEqual([]);
    },
  );

  test('about a unit is taken in as in our own contract', async () => {
    const data = { unitId: 'U1', from: '2026-07', on: '2026-07-10' };
    const declared = { ...EVENT, type: 'unit.bases_declared', data };
    expect(await structured(declared)).toMatchObject({ code: 'accepted', body: { facts: [FACT_ID] } });
    expect(await batch([declared])).toMatchObject({ code: 'duplicate' });
  });

  test('has its identity number hidden as in our own contract', async () => {
    const identity = { type: 'resident-id', number: '11010519491231002X' };
    const hire = { employeeId: 'E1', unitId: 'U1', name: '张三', hiredOn: '2026-11-20', identity };
    await structured({ ...EVENT, type: 'employee.hired', data: hire });
    await batch([{ ...EVENT, id: '2', type: 'employee.hired', data: hire }]);
    const facts = await stage.facts('E1');
    expect(facts).toHaveLength(2);
    expect(JSON.stringify(facts)).not.toContain(identity.number);
  });
});

describe('a CloudEvent that is sent again', () => {
  test.each([
    ['in another delivery', () => structured(EVENT)],
    ['in a batch of its own', () => batch([EVENT], 'another')],
    ['in a batch', () => batch([EVENT])],
  ])('is a duplicate %s', async (_, again) => {
    await structured(EVENT);
    expect(await again()).toMatchObject({ status: 200, code: 'duplicate' });
    expect(await stage.facts('007')).toHaveLength(1);
  });

  test.each([
    ['another id', { id: 'A234-1234-1235' }],
    ['another source', { source: '/hris/other' }],
  ])('is a new event with %s', async (_, over) => {
    await structured(EVENT);
    expect(await structured({ ...EVENT, ...over })).toMatchObject({ code: 'accepted' });
    expect(await stage.facts('007')).toHaveLength(2);
  });

  test('is a new event if only source and id joined together are the same', async () => {
    await structured({ ...EVENT, source: '/a|b', id: 'c' });
    expect(await structured({ ...EVENT, source: '/a', id: 'b|c' })).toMatchObject({ code: 'accepted' });
  });

  test('is recognized by an id and source of any length and script', async () => {
    const odd = { ...EVENT, id: '张'.repeat(300), source: 'https://例子.中国/' };
    expect(await structured(odd)).toMatchObject({
      body: { facts: [expect.stringMatching(/^cloudevents:sha256-[0-9a-f]{64}$/)] },
    });
    expect(await structured(odd)).toMatchObject({ code: 'duplicate' });
  });
});

describe('an invalid CloudEvent', () => {
  test.each<[string, unknown, RegExp]>([
    ['no id', { ...EVENT, id: undefined }, /^id: /],
    ['an empty id', { ...EVENT, id: '' }, /^id: must be a text/],
    ['an id that is a number', { ...EVENT, id: 1 }, /^id: /],
    ['half a surrogate pair as id', { ...EVENT, id: '\ud83d' }, /^id: must be a text/],
    ['no source', { ...EVENT, source: undefined }, /^source: /],
    ['no type', { ...EVENT, type: undefined }, /^type: /],
    ['no specversion', { ...EVENT, specversion: undefined }, /^specversion: must be "1.0"/],
    ['a later specversion', { ...EVENT, specversion: '9' }, /^specversion: must be "1.0"/],
    ['the earlier specversion', { ...EVENT, specversion: '0.3' }, /^specversion: must be "1.0"/],
    ['a time without an offset', { ...EVENT, time: '2026-03-31T18:00:00' }, /^time: .*offset/],
    [
      'data in XML',
      { ...EVENT, datacontenttype: 'text/xml', data: '<a/>' },
      /^datacontenttype: must be JSON/,
    ],
    ['no data', { ...EVENT, data: undefined }, /^data: /],
    ['data that is a text', { ...EVENT, data: JSON.stringify(LEAVE) }, /^data: /],
    ['data in base64 that is not JSON', { ...EVENT, data: undefined, data_base64: 'AAAA' }, /^data: /],
    ['data of another form', { ...EVENT, data: { employeeId: '007' } }, /^data\.lastWorkingDay: /],
    ['a text instead of an object', '"employee.hired"', /^body: /],
    ['not JSON', '{', /not JSON/],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0x22]), /not JSON/],
    ['half a character of GB 18030', Buffer.from([0x7b, 0xd5, 0xc5, 0x7d]), /not JSON/],
  ])('is kept for a person: %s', async (_, event, problem) => {
    const answer = await structured(event, 'odd');
    expect(answer).toMatchObject({ status: 202, code: 'quarantined' });
    expect(problemsOf(answer)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
    expect(await stage.quarantine()).toEqual([expect.objectContaining({ deliveryId: 'odd' })]);
    expect(await stage.facts('007')).toEqual([]);
  });

  test('is kept for a person if it voids a fact without naming the employee', async () => {
    await structured(EVENT);
    const voided = { factId: FACT_ID, reason: '误' };
    const type = 'fact.voided';
    expect(problemsOf(await structured({ ...EVENT, id: 'v1', type, data: voided }))).toEqual([
      expect.stringContaining('send data.employeeId'),
    ]);
    const whole = { ...EVENT, id: 'v2', type, data: { ...voided, employeeId: '007' } };
    expect(await structured(whole)).toMatchObject({ code: 'accepted' });
    expect((await stage.ports.employees.load('007')).spells).toEqual([]);
  });
});

describe('a CloudEvents batch', () => {
  const of = (...ids: string[]) =>
    ids.map((id) => ({ ...EVENT, id, data: { ...LEAVE, employeeId: `E-${id}` } }));

  test('has each of its events taken in', async () => {
    expect(await batch(of('1', '2'))).toMatchObject({
      status: 202,
      body: { facts: ['cloudevents:/hris/core|1', 'cloudevents:/hris/core|2'] },
    });
    expect(await stage.facts('E-2')).toHaveLength(1);
  });

  test('may be empty', async () => {
    expect(await batch([])).toMatchObject({ status: 200, code: 'ignored' });
  });

  test('stores no event twice when its events come again in other batches', async () => {
    await batch(of('1', '2'));
    expect(await batch(of('2', '3'))).toMatchObject({ code: 'accepted' });
    expect(await batch(of('3', '1'))).toMatchObject({ code: 'duplicate' });
    for (const id of ['1', '2', '3']) expect(await stage.facts(`E-${id}`)).toHaveLength(1);
  });

  test('keeps the valid events, and names the invalid ones by their position', async () => {
    const [first, second] = of('1', '2');
    const events = [first, { ...second, id: undefined }, [], { ...second, type: 'x.y' }];
    const answer = await batch(events, 'mixed');
    expect(answer).toMatchObject({ status: 202, code: 'quarantined' });
    const named = [/^2: id: /, /^3: body: /].map((problem) => expect.stringMatching(problem));
    expect(problemsOf(answer)).toEqual(named);
    expect(await stage.facts('E-1')).toHaveLength(1);
    expect((await stage.quarantine()).map(({ deliveryId }) => deliveryId)).toEqual(['mixed']);
  });
});

describe('a CloudEvents request', () => {
  test.each([
    ['text/plain', 415],
    ['application/cloudevents+xml', 415],
    ['application/cloudevents+avro', 415],
    ['text/json', 415],
    ['application/json', 415],
    ['application/vnd.example+json', 415],
    ['application/cloudevents+json; charset=utf-8', 202],
  ])('is accepted or refused by its content type: %s', async (type, status) => {
    expect(await receive(request(EVENT, { 'content-type': type }))).toMatchObject({ status });
  });

  test('is refused in binary mode, where the type is not signed', async () => {
    const attributes = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/hris', 'ce-type': EVENT.type };
    const made = request(LEAVE, { ...attributes, 'content-type': 'application/json' });
    expect(await receive(made)).toMatchObject({ status: 415 });
    expect(await stage.facts('007')).toEqual([]);
  });

  test('is refused if it is signed with another secret', async () => {
    const made = request(EVENT, { 'content-type': STRUCTURED }, { secret: OTHER_SECRET });
    expect(await receive(made)).toMatchObject({ status: 401, code: 'signature-mismatch' });
  });
});

describe('the CloudEvents handshake', () => {
  const ask = (headers: HookRequest['headers']) =>
    receive({ method: 'OPTIONS', query: {}, headers, body: new Uint8Array() });

  test('allows the sender to send at any rate', async () => {
    const headers = { 'webhook-request-origin': 'eventemitter.example.com', 'webhook-request-rate': '120' };
    expect(await ask(headers)).toEqual({
      status: 200,
      code: 'handshake',
      body: '',
      headers: {
        allow: 'POST',
        'webhook-allowed-origin': 'eventemitter.example.com',
        'webhook-allowed-rate': '*',
        'content-type': 'text/plain; charset=utf-8',
      },
    });
    expect(stage.calls).toEqual([]);
  });

  test.each([undefined, '', 'a b', 'a\r\nx: y', '<script>', 'x'.repeat(254)])(
    'is refused if the origin is missing or invalid: %o',
    async (origin) => {
      const answer = await ask({ 'webhook-request-origin': origin });
      expect(answer).toMatchObject({ status: 401, code: 'missing-origin' });
      expect(answer.headers).toBeUndefined();
    },
  );

  test('takes in no event', async () => {
    const made = request(EVENT, { 'content-type': STRUCTURED, 'webhook-request-origin': 'a.example' });
    expect(await receive({ ...made, method: 'OPTIONS' })).toMatchObject({ code: 'handshake' });
    expect(await stage.facts('007')).toEqual([]);
  });
});
