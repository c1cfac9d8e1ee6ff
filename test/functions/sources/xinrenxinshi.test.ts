import { beforeEach, describe, expect, test } from 'vitest';
import { receiveEvent } from '../../../functions/receive-event/receive-event.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import { xinrenxinshiSource } from '../../../functions/sources/xinrenxinshi/xinrenxinshi.ts';
import type { RegistryFile } from '../../support/fakes/registry.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { NOW, type ReceivingStage, receivingStage } from '../receive-event/receiving-stage.ts';
import { codeOf, flippedBits } from './verifying.ts';

const KEY = 'k3yForTheTestsOf32CharactersLong';
const OTHER_KEY = 'anotherKeyOf32CharactersForTests';
const DEPARTMENT = '8652b404594144f98cc602ad90744422';
const ADDRESS = '203.0.113.9';

type Mapping = Omit<NonNullable<RegistryFile['sources']>[number], 'source'>;

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await stageWith();
});

function stageWith(
  mapping: Mapping = { units: { [DEPARTMENT]: 'U1' } },
  secret: object = { current: KEY },
): Promise<ReceivingStage> {
  return receivingStage(dynamodb, {
    secrets: { xinrenxinshi: secret },
    registry: { units: [], sources: [{ source: 'xinrenxinshi', ...mapping }] },
  });
}

/** The message for a new employee from the vendor's documents. Only the name of the field `messageId` differs. */
const ENTRY = {
  messageId: 'a947289a217f4d50aec893529048f724',
  type: 'employee_entry',
  sendtime: '1515986177',
  employeeId: '007',
  name: '张三',
  mobile: '15913215421',
  email: 'a@example.com',
  entryDate: '2017-03-02',
  hireType: 0,
  fields: { 转正日期: '2018-01-15', 部门: DEPARTMENT, 工号: '12323' },
};
const SENT_AT = '2018-01-15T03:16:17.000Z';

function request(content: unknown, over: Partial<HookRequest> = {}): HookRequest {
  const body = content instanceof Uint8Array ? content : Buffer.from(textOf(content));
  const headers = { 'content-type': 'application/json;charset=UTF-8' };
  return { method: 'POST', query: {}, headers, pathKey: KEY, sourceIp: ADDRESS, body, ...over };
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

const receive = (content: unknown, over?: Partial<HookRequest>) =>
  stage.receive(request(content, over), 'xinrenxinshi');

const ACK = {
  status: 200,
  body: '{"message":"success"}',
  headers: { 'content-type': 'application/json; charset=utf-8' },
};

/** Sends a message. @returns the stored facts of the employee. */
async function factsOf(message: object, employeeId = '007') {
  expect(await receive(message)).toMatchObject({ ...ACK, code: 'accepted' });
  return stage.facts(employeeId);
}

async function expectKept(message: unknown, problem: RegExp, id: unknown = ENTRY.messageId) {
  expect(await receive(message)).toEqual({ ...ACK, code: 'quarantined' });
  const [kept] = await stage.quarantine();
  expect(kept).toMatchObject({
    deliveryId: id,
    problems: expect.arrayContaining([expect.stringMatching(problem)]),
  });
  expect(await stage.facts('007')).toEqual([]);
}

describe('the proof of the 薪人薪事 sender', () => {
  test('is the key in the path; the log has the name of the key and nothing of the key', async () => {
    stage = await stageWith({}, { current: KEY, next: { key: OTHER_KEY } });
    expect(await receive({ type: 'x', messageId: '1' })).toMatchObject({ status: 200 });
    expect(await receive({ type: 'x', messageId: '1' }, { pathKey: OTHER_KEY })).toMatchObject({
      status: 200,
    });
    expect(stage.log.lines.map(({ ids }) => ids.secretId)).toEqual(['current', 'next']);
    expect(JSON.stringify(stage.log.lines)).not.toMatch(/k3yFor|anotherKey/);
  });

  test.each([
    ['missing', undefined, 'missing-key'],
    ['empty', '', 'missing-key'],
    ['another one', OTHER_KEY, 'wrong-key'],
    ['cut short', KEY.slice(0, -1), 'wrong-key'],
    ['longer', `${KEY}x`, 'wrong-key'],
    ['in capitals', KEY.toUpperCase(), 'wrong-key'],
    ['the name of the entry', 'current', 'wrong-key'],
    ['very long', 'k'.repeat(10_000), 'wrong-key'],
  ])('is refused if the key is %s', async (_, pathKey, code) => {
    expect(await receive(ENTRY, { pathKey })).toMatchObject({
      status: 401,
      body: { error: { code, message: expect.any(String) } },
    });
    expect(await stage.facts('007')).toEqual([]);
    expect(await stage.quarantine()).toEqual([]);
  });

  test('is refused if any one bit differs', async () => {
    const secrets = [{ id: 'current', retiring: false, parts: { key: KEY } }];
    for (const { body } of flippedBits(request(KEY))) {
      const pathKey = Buffer.from(body).toString('latin1');
      expect(codeOf(xinrenxinshiSource.verify(request(ENTRY, { pathKey }), secrets, NOW))).toBe('wrong-key');
    }
  });

  test.each([
    ['on the list', '198.51.100.1, 203.0.113.9', ADDRESS, 'accepted'],
    ['not on the list', '198.51.100.1', ADDRESS, 'address-not-listed'],
    ['the last of a network', '203.0.113.8/30', '203.0.113.11', 'accepted'],
    ['one after the network', '203.0.113.8/30', '203.0.113.12', 'address-not-listed'],
    ['of version 6, in a network', '2001:db8::/32', '2001:db8::1', 'accepted'],
    ['of version 6, outside the network', '2001:db8::/32', '2001:db9::1', 'address-not-listed'],
    ['of version 4 written as 6', '203.0.113.9', '::ffff:203.0.113.9', 'accepted'],
    ['unknown', '203.0.113.9', undefined, 'address-not-listed'],
    ['not an address', '0.0.0.0/0', 'localhost', 'address-not-listed'],
  ])('is accepted or refused by an address that is %s', async (_, addresses, sourceIp, code) => {
    stage = await stageWith(undefined, { current: { key: KEY, addresses } });
    expect(await receive(ENTRY, { sourceIp })).toMatchObject({ code });
  });

  test('is accepted from either list of one key with two lists', async () => {
    stage = await stageWith(undefined, {
      one: { key: KEY, addresses: '198.51.100.1' },
      two: { key: KEY, addresses: ADDRESS },
    });
    expect(await receive(ENTRY)).toMatchObject({ code: 'accepted' });
    expect(stage.log.lines.at(-1)?.ids).toMatchObject({ secretId: 'two' });
  });

  test.each([
    [{}, 'must have a key of 32 or more letters and digits'],
    [{ key: KEY.slice(0, 31) }, 'must have a key of 32 or more letters and digits'],
    [{ key: `${KEY}/` }, 'must have a key of 32 or more letters and digits'],
    [{ key: KEY, addresses: '' }, 'has invalid addresses'],
    [{ key: KEY, addresses: '203.0.113.9,' }, 'has invalid addresses'],
    [{ key: KEY, addresses: '203.0.113.256' }, 'has invalid addresses'],
    [{ key: KEY, addresses: '203.0.113.0/33' }, 'has invalid addresses'],
    [{ key: KEY, addresses: '203.0.113.0/' }, 'has invalid addresses'],
    [{ key: KEY, addresses: 'api.example.com' }, 'has invalid addresses'],
  ])('cannot be an entry such as %o', (parts, problem) => {
    expect(xinrenxinshiSource.problemOfSecret(parts)).toContain(problem);
    expect(xinrenxinshiSource.problemOfSecret(parts)).not.toContain('203.0.113.2');
  });

  test.each([{ key: KEY }, { key: 'A1'.repeat(22), addresses: '10.0.0.0/8 , 2001:db8::1,0.0.0.0/0' }])(
    'can be an entry such as %o',
    (parts) => {
      expect(xinrenxinshiSource.problemOfSecret(parts)).toBeUndefined();
    },
  );
});

describe('the answer to 薪人薪事', () => {
  const VERIFY = { messageId: 'uuid', type: 'verify', sendtime: '1515986177' };

  test('is the same for everything under the right key, byte for byte', async () => {
    expect(await receive(VERIFY)).toEqual({ ...ACK, code: 'handshake' });
    expect(await receive(ENTRY)).toEqual({ ...ACK, code: 'accepted' });
    expect(await receive(ENTRY)).toEqual({ ...ACK, code: 'duplicate' });
    const other = { ...ENTRY, messageId: '2', type: 'department_update' };
    expect(await receive(other)).toEqual({ ...ACK, code: 'ignored' });
    expect(await receive('{')).toEqual({ ...ACK, code: 'quarantined' });
  });

  test('is our own error after a failure, so that the sender keeps the message for seven days', async () => {
    const down = { ...stage.ports.employees, load: () => Promise.reject(new Error('no')) };
    const ports = { ...stage.ports, employees: down };
    expect(await receiveEvent('xinrenxinshi', request(ENTRY), ports)).toMatchObject({ status: 503 });
    const headers = { 'content-type': 'text/plain' };
    expect(await receive(ENTRY, { headers })).toMatchObject({ status: 415 });
    expect(await receive(ENTRY, { method: 'GET' })).toMatchObject({ status: 405 });
  });
});

describe('employee_entry', () => {
  test('states a hire on the day as written', async () => {
    expect(await factsOf(ENTRY)).toEqual([
      {
        kind: 'employee.hired',
        factId: `xinrenxinshi:${ENTRY.messageId}`,
        employeeId: '007',
        statedAt: SENT_AT,
        receivedAt: NOW,
        data: {
          employeeId: '007',
          unitId: 'U1',
          name: '张三',
          hiredOn: '2017-03-02',
          category: 'regular',
          contact: { phone: '15913215421' },
        },
      },
    ]);
  });

  test.each([
    ['seconds as digits', '1515986177', SENT_AT],
    ['seconds', 1_515_986_177, SENT_AT],
    ['milliseconds', 1_515_986_177_000, SENT_AT],
    ['nothing', undefined, NOW],
    ['an invalid time', 'soon', NOW],
    ['null', null, NOW],
  ])('is stated at the time when it was sent: %s', async (_, sendtime, statedAt) => {
    expect(await factsOf({ ...ENTRY, sendtime })).toMatchObject([{ statedAt }]);
  });

  test.each([
    [0, 'regular'],
    ['0', 'regular'],
    [10, 'intern'],
    [11, 'labour-service'],
    [13, 'retiree'],
    [15, 'part-time'],
  ])('of hire type %o has the category %s', async (hireType, category) => {
    expect(await factsOf({ ...ENTRY, hireType })).toMatchObject([{ data: { category } }]);
  });

  test.each([
    [12, '顾问'],
    [14, '外包'],
    [16, '16'],
    ['toString', 'toString'],
  ])('of hire type %o is kept until the mapping has a category for it', async (hireType, word) => {
    const problem = new RegExp(`^hireType ${word} of xinrenxinshi is mapped to no category`);
    await expectKept({ ...ENTRY, hireType }, problem);
    expect(stage.notes.unmappedWords).toEqual([{ source: 'xinrenxinshi', field: 'category', value: word }]);
    stage = await stageWith({ defaultUnitId: 'U1', categories: { [word]: 'labour-service' } });
    expect(await factsOf({ ...ENTRY, hireType })).toMatchObject([{ data: { category: 'labour-service' } }]);
  });

  test('of a known hire type has the category that the mapping gives it', async () => {
    stage = await stageWith({ defaultUnitId: 'U1', categories: { 返聘: 'labour-service' } });
    const category = 'labour-service';
    expect(await factsOf({ ...ENTRY, hireType: 13 })).toMatchObject([{ data: { category } }]);
  });

  test('into a department without a unit is kept, and the department is noted', async () => {
    stage = await stageWith({});
    await expectKept(ENTRY, new RegExp(`^department ${DEPARTMENT} of xinrenxinshi is mapped to no unit`));
    expect(stage.notes.unmappedWords).toEqual([{ source: 'xinrenxinshi', field: 'unit', value: DEPARTMENT }]);
  });

  test.each([
    ['without fields', undefined],
    ['with fields that are null', null],
    ['with an empty department', { 部门: ' ' }],
  ])('%s goes to the default unit, or is kept if there is none', async (_, fields) => {
    await expectKept({ ...ENTRY, fields }, /^the hire has no department/);
    stage = await stageWith({ defaultUnitId: 'U9' });
    expect(await factsOf({ ...ENTRY, fields })).toMatchObject([{ data: { unitId: 'U9' } }]);
  });

  test('takes the unit from the field that the mapping names, and the id with its prefix', async () => {
    stage = await stageWith({ idPrefix: 'XR-', units: { 上海公司: 'U2' }, fields: { unit: '合同主体' } });
    const facts = await factsOf({ ...ENTRY, fields: { ...ENTRY.fields, 合同主体: '上海公司' } }, 'XR-007');
    expect(facts).toMatchObject([{ employeeId: 'XR-007', data: { employeeId: 'XR-007', unitId: 'U2' } }]);
  });

  test.each([
    ['with a time of day', '2017-03-02 00:00:00'],
    ['seconds', '1488384000'],
    ['milliseconds', 1_488_384_000_000],
  ])('has its day in any of the forms of a leave: %s', async (_, entryDate) => {
    expect(await factsOf({ ...ENTRY, entryDate })).toMatchObject([{ data: { hiredOn: '2017-03-02' } }]);
  });

  test.each<[string, object, RegExp]>([
    ['no employee', { employeeId: undefined }, /^employeeId: /],
    ['an empty id', { employeeId: '' }, /^employeeId: /],
    ['no name', { name: undefined }, /^name: /],
    ['no day', { entryDate: undefined }, /^hiredOn: /],
    ['a day that does not exist', { entryDate: '2017-02-29' }, /^hiredOn: /],
    ['an all-zero day', { entryDate: '0000-00-00' }, /^hiredOn: /],
    ['no hire type', { hireType: undefined }, /^hireType: missing/],
    ['fields that are a list', { fields: [] }, /^fields: /],
  ])('is kept for a person with %s', async (_, over, problem) => {
    await expectKept({ ...ENTRY, ...over }, problem);
  });
});

describe('employee_update', () => {
  const UPDATE = { messageId: 'u1', type: 'employee_update', sendtime: '1515986177', employeeId: '007' };

  test('states the changes of name, telephone and category', async () => {
    expect(await factsOf({ ...UPDATE, name: '李四', mobile: '139', hireType: 10 })).toMatchObject([
      {
        kind: 'employee.updated',
        data: { employeeId: '007', changes: { name: '李四', phone: '139', category: 'intern' } },
      },
    ]);
  });

  test.each([{}, { name: null, mobile: '' }, { fields: { 部门: 'x' } }])(
    'is ignored if it changes none of them: %o',
    async (said) => {
      expect(await receive({ ...UPDATE, ...said })).toEqual({ ...ACK, code: 'ignored' });
      expect(stage.asked).toEqual([]);
    },
  );

  test('to a hire type without a category is kept for a person', async () => {
    await expectKept({ ...UPDATE, name: '李四', hireType: 12 }, /^hireType 顾问/, 'u1');
  });
});

describe('employee_dismiss', () => {
  const LEAVE = { messageId: 'd1', type: 'employee_dismiss', sendtime: '1515986177', employeeId: '007' };

  test('without a day notices a leave, and asks no API', async () => {
    expect(await factsOf({ ...LEAVE, name: '张三' })).toEqual([
      {
        kind: 'employee.leave_noticed',
        factId: 'xinrenxinshi:d1',
        employeeId: '007',
        statedAt: SENT_AT,
        receivedAt: NOW,
        data: { employeeId: '007', name: '张三' },
      },
    ]);
    expect(stage.asked).toEqual([]);
  });

  test.each([
    [0, 'resigned'],
    ['1', 'dismissed'],
    [2, 'retired'],
    [undefined, 'unknown'],
  ])('with a day and leave type %o states a leave with the reason %s', async (dismissionType, reason) => {
    expect(await factsOf({ ...LEAVE, dismissDate: '2026-11-20', dismissionType })).toMatchObject([
      { kind: 'employee.terminated', data: { employeeId: '007', lastWorkingDay: '2026-11-20', reason } },
    ]);
    expect(stage.notes.unmappedWords).toEqual([]);
  });

  test('of an unknown leave type has an unknown reason, and the word is noted', async () => {
    expect(await factsOf({ ...LEAVE, dismissDate: '2026-11-20', dismissionType: 9 })).toMatchObject([
      { data: { reason: 'unknown' } },
    ]);
    expect(stage.notes.unmappedWords).toEqual([{ source: 'xinrenxinshi', field: 'reason', value: '9' }]);
  });

  test('has the reason from the mapping, and the day from the field that the mapping names', async () => {
    stage = await stageWith({
      reasons: { 被动离职: 'contract-ended' },
      fields: { lastWorkingDay: 'leaveDay' },
    });
    expect(
      await factsOf({ ...LEAVE, leaveDay: '2026-11-20', dismissDate: '2026-01-01', dismissionType: 1 }),
    ).toMatchObject([{ data: { lastWorkingDay: '2026-11-20', reason: 'contract-ended' } }]);
  });

  test.each(['2026-02-30', '0000-00-00', 'soon', '', null, 0, {}])(
    'with %o as the day is a notice, since no day is made up',
    async (dismissDate) => {
      expect(await factsOf({ ...LEAVE, dismissDate })).toMatchObject([{ kind: 'employee.leave_noticed' }]);
    },
  );
});

describe('employee_delete', () => {
  test('is left to a person, and is no leave and no cancelled hire', async () => {
    await receive(ENTRY);
    const message = { messageId: 'x1', type: 'employee_delete', sendtime: '1515986177', employeeId: '007' };
    expect(await receive(message)).toEqual({ ...ACK, code: 'quarantined' });
    expect(await stage.quarantine()).toEqual([
      { deliveryId: 'x1', problems: [expect.stringMatching(/^employee_delete: .* is not a leave/)] },
    ]);
    expect(await stage.facts('007')).toHaveLength(1);
  });
});

describe('dismiss_handover', () => {
  const handover = (launchHandoverStatus: unknown, over: object = {}, sendtime: unknown = 1_763_600_000) => ({
    messageId: `h-${launchHandoverStatus}`,
    type: 'dismiss_handover',
    sendtime,
    data: { ownerId: '007', launchHandoverStatus, dimissionTime: '2025-11-28', ...over },
  });

  test.each([1, '2'])('of status %o states the future leave without a reason', async (status) => {
    expect(await factsOf(handover(status))).toMatchObject([
      {
        kind: 'employee.terminated',
        data: { employeeId: '007', lastWorkingDay: '2025-11-28', reason: 'unknown' },
      },
    ]);
    expect(stage.notes.unmappedWords).toEqual([]);
  });

  test.each([
    ['2025-11-28 00:00:00', '2025-11-28'],
    ['2025-11-28 18:30', '2025-11-28'],
    ['1764259200', '2025-11-28'],
    [1_764_259_200_000, '2025-11-28'],
  ])('with the day written %o means %s in China', async (dimissionTime, lastWorkingDay) => {
    expect(await factsOf(handover(1, { dimissionTime }))).toMatchObject([{ data: { lastWorkingDay } }]);
  });

  test.each([undefined, null, '', '28/11/2025'])('with %o as the day is a notice', async (dimissionTime) => {
    expect(await factsOf(handover(1, { dimissionTime }))).toMatchObject([{ kind: 'employee.leave_noticed' }]);
  });

  const atChinaTime = (text: string) => Date.parse(`${text}+08:00`) / 1000;

  test('withdrawn on the day before takes the leave back', async () => {
    await receive(ENTRY);
    await receive(handover(1, {}, atChinaTime('2025-11-19T09:00:00')));
    expect((await stage.ports.employees.load('007')).spells).toMatchObject([{ situation: { is: 'left' } }]);
    await receive(handover(3, {}, atChinaTime('2025-11-27T23:59:59')));
    expect((await stage.facts('007')).at(-1)).toMatchObject({ kind: 'employee.termination_cancelled' });
    expect((await stage.ports.employees.load('007')).spells).toMatchObject([
      { situation: { is: 'employed' } },
    ]);
  });

  test('withdrawn on the day itself is left to a person, and the leave remains', async () => {
    await receive(ENTRY);
    await receive(handover(1, {}, atChinaTime('2025-11-19T09:00:00')));
    const late = handover(3, {}, atChinaTime('2025-11-28T00:00:00'));
    expect(await receive(late)).toMatchObject({ code: 'quarantined' });
    expect((await stage.ports.employees.load('007')).spells).toMatchObject([{ situation: { is: 'left' } }]);
  });

  test.each<[string, object, RegExp]>([
    [
      'without its day',
      handover(3, { dimissionTime: '' }),
      /^data\.launchHandoverStatus: a handover was with/,
    ],
    ['of another status', handover(4), /^data\.launchHandoverStatus: /],
    ['without an owner', handover(1, { ownerId: undefined }), /^data\.ownerId: /],
    ['without data', { ...handover(1), data: undefined }, /^data: /],
  ])('%s is kept for a person', async (_, message, problem) => {
    await expectKept(message, problem, expect.stringMatching(/^h-/));
  });
});

describe('a 薪人薪事 message', () => {
  const STRANGE = ['recruiment_pre_entry_eliminate', 'handover_node_operate', 'department_create'];
  test.each([...STRANGE, 'toString', '__proto__', ''])('of the type "%s" is ignored', async (type) => {
    const message = { messageId: 'm', type, data: { employeeIds: ['007'] } };
    expect(await receive(message)).toEqual({ ...ACK, code: 'ignored' });
    // Only the registry was read: its settings, and the statements that are stored separately.
    expect(stage.calls).toEqual(['Query', 'Query']);
  });

  test('that is sent again under its id is a duplicate, even with another content', async () => {
    await receive(ENTRY);
    const again = { ...ENTRY, sendtime: '1515986178', name: '李四' };
    expect(await receive(again)).toMatchObject({ code: 'duplicate' });
    expect(await stage.facts('007')).toHaveLength(1);
  });

  test('without an id is known by its content', async () => {
    const { messageId: _, ...message } = ENTRY;
    const [fact] = await factsOf(message);
    expect(fact?.factId).toMatch(/^xinrenxinshi:sha256-[0-9a-f]{64}$/);
    expect(await receive(message)).toMatchObject({ code: 'duplicate' });
    expect(await receive({ ...message, name: '李四' })).toMatchObject({ code: 'accepted' });
  });

  test.each<[string, unknown, RegExp]>([
    ['not JSON', 'hello', /not JSON in UTF-8/],
    ['cut off', JSON.stringify(ENTRY).slice(0, -1), /not JSON in UTF-8/],
    ['not UTF-8', Buffer.from([0x22, 0xd5, 0xc5, 0x22]), /not JSON in UTF-8/],
    ['a list', '[]', /^body: /],
    ['null', 'null', /^body: /],
    ['without a type', '{}', /^type: /],
  ])('that is %s is kept for a person', async (_, content, problem) => {
    await expectKept(content, problem, expect.stringMatching(/^sha256-/));
  });

  test('that is kept leaves no names in the log', async () => {
    await receive({ ...ENTRY, hireType: 12 });
    await receive({ ...ENTRY, entryDate: 'soon' });
    expect(JSON.stringify(stage.log.lines)).not.toMatch(/张三|15913215421/);
  });
});
