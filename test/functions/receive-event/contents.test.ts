import { beforeEach, describe, expect, test } from 'vitest';
import type { EmployeeStore } from '../../../functions/ports.ts';
import type { Answer } from '../../../functions/receive-event/answers.ts';
import { receiveEvent } from '../../../functions/receive-event/receive-event.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { eventText, signedRequest } from '../../support/signed-request.ts';
import { CHARGE, EVERY_TYPE, HIRE, LEAVE } from './every-type.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from './receiving-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await receivingStage(dynamodb);
});

async function expectQuarantined(sent: Promise<Answer>, problem: string | RegExp) {
  const { status, body } = await sent;
  expect({ status, body }).toMatchObject({ status: 202, body: { status: 'quarantined' } });
  const { problems } = body as { problems: string[] };
  expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  expect(await stage.quarantine()).toEqual([expect.objectContaining({ problems })]);
  expect(stage.meter.counts).toEqual({ EventQuarantined: 1 });
}

describe('the time of a statement', () => {
  const at = (hours: number) => new Date((NOW_SECONDS + hours * 3600) * 1000).toISOString();
  const told = (hours: number, type = 'employee.hired', data: object = HIRE) =>
    stage.sendBody(JSON.stringify({ type, timestamp: at(hours), data }));

  test.each([0, 23, 24])('may be %d hours after its receipt', async (hours) => {
    expect(await told(hours)).toMatchObject({ code: 'accepted' });
  });

  test.each([25, 24 * 365])(
    'is kept for a person if it is %d hours after its receipt, since it would take precedence',
    async (hours) => {
      await expectQuarantined(told(hours), /^timestamp: must not be more than a day after/);
      expect(await stage.facts('E1')).toEqual([]);
    },
  );

  test('has the same limit in an event about a unit', async () => {
    const data = { unitId: 'U1', from: '2026-07', on: '2026-07-10' };
    await expectQuarantined(told(25, 'unit.bases_declared', data), /^timestamp: must not be more than a day/);
  });
});

describe('an event of the contract', () => {
  test.each(EVERY_TYPE)('of the type %s is accepted with all its fields', async (type, data) => {
    const answer = await stage.send(type, data);
    expect(answer).toEqual({
      status: 202,
      code: 'accepted',
      body: { status: 'accepted', facts: ['standard:msg_1'] },
    });
    expect(await stage.facts('E1')).toMatchObject([
      { kind: type, factId: 'standard:msg_1', employeeId: 'E1' },
    ]);
    expect(stage.meter.counts).toEqual({ EventAccepted: 1 });
  });

  test.each([
    ['hire', 'employee.hired', HIRE],
    ['leave', 'employee.terminated', LEAVE],
  ])('takes two calls to the database: %s', async (_, type, data) => {
    expect(await callsFor(type, data)).toEqual(['Query', 'TransactWriteItems']);
  });

  test.each([
    ['charge', 'contribution.charged', CHARGE],
    ['filing', 'filing.accepted', { employeeId: 'E1', filing: 'enrolment', on: '2026-11-20' }],
  ])('takes two more calls every five minutes for the files of the unit: %s', async (_, type, data) => {
    expect(await callsFor(type, data)).toEqual(['Query', 'Query', 'Query', 'TransactWriteItems']);
    expect(await callsFor(type, { ...data, employeeId: 'E2' })).toEqual(['Query', 'TransactWriteItems']);
  });

  async function callsFor(type: string, data: object): Promise<readonly string[]> {
    const hires = [
      { ...HIRE, hiredOn: '2026-10-08' },
      { ...HIRE, employeeId: 'E2' },
    ];
    for (const hire of hires) await stage.send('employee.hired', hire);
    stage.calls.length = 0;
    await stage.send(type, data);
    return [...stage.calls];
  }

  test('takes two calls to the database if it is the first event', async () => {
    await stage.send('employee.hired', HIRE);
    expect(stage.calls).toEqual(['Query', 'TransactWriteItems']);
  });
});

describe('a repeated event', () => {
  test('is answered as a duplicate, with a success', async () => {
    await stage.send('employee.hired', HIRE, { id: 'same' });
    const again = await stage.send('employee.hired', HIRE, { id: 'same' });
    expect(again).toEqual({ status: 200, code: 'duplicate', body: { status: 'duplicate' } });
    expect(await stage.facts('E1')).toHaveLength(1);
    expect(stage.meter.counts).toEqual({ EventAccepted: 1, EventDuplicate: 1 });
  });

  test('is a duplicate even a year later', async () => {
    await stage.send('employee.hired', HIRE, { id: 'same' });
    stage.clock.set('2027-11-21T01:00:00Z');
    expect(await stage.send('employee.hired', HIRE, { id: 'same' })).toMatchObject({ code: 'duplicate' });
    expect(await stage.facts('E1')).toHaveLength(1);
  });

  test('with the same content in another delivery is accepted, and makes one spell', async () => {
    await stage.send('employee.hired', HIRE);
    expect(await stage.send('employee.hired', HIRE)).toMatchObject({ status: 202 });
    expect(await stage.facts('E1')).toHaveLength(2);
    expect((await stage.ports.employees.load('E1')).spells).toHaveLength(1);
  });

  test('that is not understood is in quarantine once', async () => {
    await stage.send('employee.hired', {}, { id: 'same' });
    expect(await stage.send('employee.hired', {}, { id: 'same' })).toMatchObject({ code: 'quarantined' });
    expect(await stage.quarantine()).toHaveLength(1);
  });

  test('that was corrected after it was not understood is accepted', async () => {
    await stage.send('employee.hired', {}, { id: 'same' });
    expect(await stage.send('employee.hired', HIRE, { id: 'same' })).toMatchObject({ code: 'accepted' });
  });
});

describe('receiveEvent with unknown names', () => {
  test.each([
    'employee.married',
    '',
    'Employee.Hired',
    '__proto__',
    'constructor',
    'toString',
    'case.acknowledged',
    'case.snoozed',
    'guide.settled',
    'employee.hire_noticed',
    'employee.leave_noticed',
  ])('ignores the type "%s" with a success', async (type) => {
    expect(await stage.sendBody(JSON.stringify({ type }))).toEqual({
      status: 200,
      code: 'ignored',
      body: { status: 'ignored' },
    });
    expect(stage.meter.counts).toEqual({ EventIgnored: 1 });
    expect(stage.calls).toEqual([]);
  });

  test('accepts an unknown unit, which is then listed as unregistered', async () => {
    expect(await stage.send('employee.hired', { ...HIRE, unitId: 'U#新' })).toMatchObject({
      code: 'accepted',
    });
    expect(await stage.unregisteredUnitIds()).toEqual(['U#新']);
  });

  test.each(['toString', '__proto__', '', 'Standard'])(
    'refuses the source "%s" without naming the known ones',
    async (source) => {
      const answer = await stage.receive(signedRequest('{}', { id: 'm', timestamp: NOW_SECONDS }), source);
      expect(answer).toMatchObject({
        status: 404,
        body: { error: { message: 'there is no source with this name' } },
      });
    },
  );
});

describe('an event that is not understood while the quarantine of the day is full', () => {
  test('is answered with an error, so that its sender can try again, and is counted for an alarm', async () => {
    const keep = async () => 'full' as const;
    const ports = { ...stage.ports, quarantine: { keep } };
    const request = signedRequest('{"type":"employee.hired"}', { id: 'm', timestamp: NOW_SECONDS });
    expect(await receiveEvent('standard', request, ports)).toMatchObject({
      status: 429,
      code: 'quarantine-full',
    });
    expect(stage.meter.counts).toEqual({ QuarantineFull: 1 });
  });
});

describe('the body of an event', () => {
  const withFiller = (bytes: number) => {
    const text = eventText('employee.hired', { ...HIRE, note: '' });
    return text.replace('"note":""', `"note":"${'x'.repeat(bytes - Buffer.byteLength(text))}"`);
  };

  test('is accepted with exactly 256 KB', async () => {
    const body = withFiller(262_144);
    expect(Buffer.byteLength(body)).toBe(262_144);
    expect(await stage.sendBody(body)).toMatchObject({ status: 202, code: 'accepted' });
  });

  test('is refused with one byte more than 256 KB', async () => {
    const answer = await stage.sendBody(withFiller(262_145));
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'too-large' } } });
  });

  test('is kept with exactly 256 KB if it is not understood', async () => {
    expect(await stage.sendBody(Buffer.alloc(262_144, '['))).toMatchObject({ code: 'quarantined' });
    expect(await stage.quarantine()).toHaveLength(1);
  });

  test.each([
    ['application/json'],
    ['application/json; charset=utf-8'],
    ['APPLICATION/JSON;charset=UTF-8'],
    ['application/cloudevents+json'],
    [undefined],
  ])('is accepted with the content type %s', async (type) => {
    const answer = await stage.send('employee.hired', HIRE, { headers: { 'content-type': type } });
    expect(answer).toMatchObject({ code: 'accepted' });
  });

  test.each([
    'text/plain',
    'application/xml',
    'application/jsonp',
    'text/json',
    'application/x-www-form-urlencoded',
    '',
  ])('is refused with the content type "%s"', async (type) => {
    const answer = await stage.send('employee.hired', HIRE, { headers: { 'content-type': type } });
    expect(answer).toMatchObject({ status: 415, body: { error: { code: 'not-json' } } });
    expect(await stage.facts('E1')).toEqual([]);
  });

  test('is read without its byte order mark', async () => {
    expect(await stage.sendBody(`\uFEFF${eventText('employee.hired', HIRE)}`)).toMatchObject({
      code: 'accepted',
    });
  });

  const object = /^body: .*expected object/;
  test.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /not JSON/],
    ['not JSON', 'hello', /not JSON/],
    ['cut off', eventText('employee.hired', HIRE).slice(0, -1), /not JSON/],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), /not JSON in UTF-8/],
    ['UTF-8 with a name in GB 18030', gb18030(), /not JSON in UTF-8/],
    ['200,000 brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, object],
    [
      '200,000 brackets in an event',
      `{"type":"employee.hired","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      /^data: /,
    ],
    ['an array', `[${eventText('employee.hired', HIRE)}]`, object],
    ['a number', '1', object],
    ['a text', '"employee.hired"', object],
    ['null', 'null', object],
    ['an object without a type', '{}', /^type: .*expected string/],
    ['an object whose type is not a text', '{"type":["employee.hired"]}', /^type: .*expected string/],
    ['an event without data', '{"type":"employee.hired","timestamp":"2026-11-20T00:00:00Z"}', /^data: /],
    [
      'an event whose data is a list',
      '{"type":"employee.hired","timestamp":"2026-11-20T00:00:00Z","data":[]}',
      /^data: /,
    ],
  ])('that is %s is kept for a person', async (_, body, problem) => {
    await expectQuarantined(stage.sendBody(body), problem);
  });
});

describe('invalid data in an event', () => {
  async function expectKept(type: string, data: object, problem: RegExp): Promise<void> {
    await expectQuarantined(stage.send(type, data), problem);
    expect(await stage.facts('E1')).toEqual([]);
  }

  test.each<[string, object, RegExp]>([
    ['a day that does not exist', { hiredOn: '2026-02-30' }, /^data\.hiredOn: .*YYYY-MM-DD/],
    ['a leap day in a common year', { hiredOn: '2026-02-29' }, /^data\.hiredOn: /],
    ['a time instead of a day', { hiredOn: '2026-11-20T00:00:00Z' }, /^data\.hiredOn: /],
    ['a day in another notation', { hiredOn: '20/11/2026' }, /^data\.hiredOn: /],
    ['a day as a number', { hiredOn: 20261120 }, /^data\.hiredOn: /],
    ['half a surrogate pair', { name: '张\ud83d' }, /^data\.name: .*surrogate/],
    ['a name of 10,000 characters', { name: '张'.repeat(10_000) }, /^data\.name: .*at most 100/],
    ['a name of spaces', { name: '　 ' }, /^data\.name: .*empty/],
    ['a line break in an id', { employeeId: 'E\n1' }, /^data\.employeeId: .*control/],
    ['a null byte in an id', { employeeId: 'E\u00001' }, /^data\.employeeId: .*control/],
    ['an id of 129 characters', { employeeId: 'E'.repeat(129) }, /^data\.employeeId: /],
    ['an unknown category', { category: 'boss' }, /^data\.category: .*"regular"/],
    [
      'an impossible original retirement age',
      { originalRetirementAge: 58 },
      /^data\.originalRetirementAge: .*55/,
    ],
    ['an identity without a number', { identity: { type: 'passport' } }, /^data\.identity\.number: /],
    ['no employee', { employeeId: undefined }, /^data\.employeeId: /],
  ])('is kept for a person in a hire: %s', (_, over, problem) =>
    expectKept('employee.hired', { ...HIRE, ...over }, problem),
  );

  test.each<[string, object, RegExp]>([
    ['a month that does not exist', { month: '2026-13' }, /^data\.month: .*YYYY-MM/],
    ['three decimals', { unitAmount: 712.465 }, /^data\.unitAmount: .*two decimals/],
    ['a negative amount', { unitAmount: -1 }, /^data\.unitAmount: /],
    ['an amount with an exponent in a text', { unitAmount: '1e3' }, /^data\.unitAmount: /],
    ['an amount beyond the limit', { unitAmount: 1e21 }, /^data\.unitAmount: /],
    ['an amount that is not a number', { unitAmount: 'NaN' }, /^data\.unitAmount: /],
    ['a thousands separator', { unitAmount: '1,000' }, /^data\.unitAmount: /],
    ['full-width digits', { unitAmount: '１００' }, /^data\.unitAmount: /],
  ])('is kept for a person in a charge: %s', (_, over, problem) =>
    expectKept('contribution.charged', { ...CHARGE, ...over }, problem),
  );

  test.each<[string, string, object, RegExp]>([
    [
      'an unknown reason',
      'employee.terminated',
      { ...LEAVE, reason: 'fired' },
      /^data\.reason: .*"resigned"/,
    ],
    [
      'a changed identity without a type',
      'employee.updated',
      { employeeId: 'E1', changes: { identity: { number: '1' } } },
      /^data\.changes\.identity\.type: /,
    ],
    [
      'a change without fields',
      'employee.updated',
      { employeeId: 'E1', changes: {} },
      /^data\.changes: has no field/,
    ],
    [
      'changes that are a list',
      'employee.updated',
      { employeeId: 'E1', changes: [] },
      /^data\.changes: .*expected object/,
    ],
    [
      'a cancelled hire without a day',
      'employee.hire_cancelled',
      { employeeId: 'E1' },
      /^data: needs employmentId or hiredOn/,
    ],
    [
      'a refund without months',
      'refund.requested',
      { employeeId: 'E1', months: [], on: '2026-11-20', way: 'refund' },
      /^data\.months: /,
    ],
    [
      'a voided fact that is unknown',
      'fact.voided',
      { factId: 'standard:msg_0', reason: '误' },
      /send data\.employeeId/,
    ],
    [
      'a voided fact with an invalid id',
      'fact.voided',
      { factId: 'msg_0', reason: '误' },
      /send data\.employeeId/,
    ],
  ])('is kept for a person: %s', (_, type, data, problem) => expectKept(type, data, problem));

  test('is kept for a person: an event time without a time zone', async () => {
    const body = JSON.stringify({ type: 'employee.hired', timestamp: '2026-11-20', data: HIRE });
    await expectQuarantined(stage.sendBody(body), /^timestamp: .*offset/);
  });

  test('is named completely, in at most twenty lines', async () => {
    await expectQuarantined(stage.send('employee.hired', { hiredOn: 'x' }), /^data\.unitId/);
    const [{ problems } = { problems: [] }] = await stage.quarantine();
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'data.employeeId',
      'data.unitId',
      'data.name',
      'data.hiredOn',
    ]);
    const months = Array.from({ length: 50 }, () => 'x');
    const answer = await stage.send('refund.settled', {
      employeeId: 'E1',
      months,
      on: '2026-11-20',
      way: 'offset',
    });
    expect((answer.body as { problems: string[] }).problems).toHaveLength(20);
  });
});

describe('unusual data in an event', () => {
  test('is accepted unchanged: markup and quotes in a name', async () => {
    const name = `<script>alert("x")</script>'; DROP TABLE --`;
    await stage.send('employee.hired', { ...HIRE, name });
    expect(await stage.facts('E1')).toMatchObject([{ data: { name } }]);
  });

  test.each(['E#1', '../../REGISTRY', '__proto__', 'constructor', '👩‍💼', 'E'.repeat(128)])(
    'is accepted unchanged: the employee id %s',
    async (employeeId) => {
      expect(await stage.send('employee.hired', { ...HIRE, employeeId })).toMatchObject({ code: 'accepted' });
      expect(await stage.facts(employeeId)).toHaveLength(1);
    },
  );

  test.each(['a#b', '../x', '__proto__', 'm:1:2'])(
    'is accepted unchanged: the delivery id %s, by which the fact can be voided',
    async (id) => {
      const { body } = await stage.send('employee.hired', HIRE, { id });
      expect(body).toEqual({ status: 'accepted', facts: [`standard:${id}`] });
      const voided = await stage.send('fact.voided', { factId: `standard:${id}`, reason: '误' });
      expect(voided).toMatchObject({ code: 'accepted' });
      expect((await stage.ports.employees.load('E1')).spells).toEqual([]);
    },
  );

  test('is accepted: a whole amount written with an exponent', async () => {
    const body = eventText('contribution.charged', CHARGE).replace('148.4', '1e3');
    await stage.sendBody(body);
    expect(await stage.facts('E1')).toMatchObject([{ data: { personalAmount: 100_000 } }]);
  });

  test('is left out: unknown fields and names of object properties', async () => {
    const body = eventText('employee.hired', HIRE).replace(
      '"employeeId"',
      '"__proto__":{"category":"intern"},"constructor":1,"toString":null,"salary":99999,"employeeId"',
    );
    expect(await stage.sendBody(body)).toMatchObject({ code: 'accepted' });
    const [fact] = await stage.facts('E1');
    expect(fact?.data).toEqual({ ...HIRE, category: 'regular' });
  });

  test('is left out: an identity where the contract has none', async () => {
    const answer = await stage.send('contribution.charged', { ...CHARGE, identity: '11010519491231002X' });
    expect(answer).toMatchObject({ code: 'accepted' });
    expect(JSON.stringify(await stage.facts('E1'))).not.toContain('11010519491231002X');
  });

  test('is accepted: the void of a fact still to come, if it names the employee', async () => {
    await stage.send('fact.voided', { factId: 'standard:late', reason: '误', employeeId: 'E1' });
    expect(await stage.send('employee.hired', HIRE, { id: 'late' })).toMatchObject({ code: 'accepted' });
    expect((await stage.ports.employees.load('E1')).spells).toEqual([]);
  });
});

test('an identity number is stored only masked and hashed', async () => {
  const number = '11010519491231002X';
  await stage.send('employee.hired', { ...HIRE, identity: { type: 'resident-id', number } });
  await stage.send('employee.updated', {
    employeeId: 'E1',
    changes: { identity: { type: 'resident-id', number: ' １１０１０５19491231002x ' } },
  });
  const facts = await stage.facts('E1');
  expect(JSON.stringify(facts)).not.toMatch(/0519491231|００/);
  const [hired, updated] = facts.map(
    ({ data }) => data as { identity?: object; changes?: { identity: object } },
  );
  expect(hired?.identity).toEqual({
    type: 'resident-id',
    masked: '****************2X',
    hash: expect.stringMatching(/^[\w-]{43}$/),
    birthDate: '1949-12-31',
    sex: 'female',
  });
  expect(updated?.changes?.identity).toEqual(hired?.identity);
});

describe('an outage of the store', () => {
  const failing: EmployeeStore = {
    load: () => Promise.reject(new Error('E1 张三 could not be read')),
    commit: () => Promise.reject(new Error('no')),
    employeeOfDelivery: () => Promise.reject(new Error('no')),
  };

  test.each([
    ['an event', 'employee.hired', HIRE],
    ['a void', 'fact.voided', { factId: 'standard:x', reason: '误' }],
    ['an event for the quarantine', 'employee.hired', {}],
  ])(
    'makes the receiver ask the sender to try again with %s, and its content is not logged',
    async (_, type, data) => {
      const keep = () => Promise.reject(new Error('no'));
      const request = signedRequest(eventText(type, data), { id: 'm', timestamp: NOW_SECONDS });
      const answer = await receiveEvent('standard', request, {
        ...stage.ports,
        employees: failing,
        quarantine: { keep },
      });
      expect(answer).toMatchObject({
        status: 503,
        headers: { 'retry-after': '30' },
        body: { error: { code: 'store-unavailable' } },
      });
      expect(JSON.stringify(stage.log.lines)).not.toContain('张三');
      expect(await stage.send('employee.hired', HIRE, { id: 'm' })).toMatchObject({ code: 'accepted' });
    },
  );
});

/** An event whose name is encoded in GB 18030, as an old HR system may send it. */
function gb18030(): Uint8Array {
  const [before = '', after = ''] = eventText('employee.hired', HIRE).split('张三');
  return Buffer.concat([Buffer.from(before), Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]), Buffer.from(after)]);
}
