import { beforeEach, describe, expect, test } from 'vitest';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { eventText, SECRET, signedRequest } from '../../support/signed-request.ts';
import { EVERY_TYPE, HIRE } from './every-type.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from './receiving-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await receivingStage(dynamodb, { secrets: { cloudevents: { current: SECRET } } });
});

/** Valid data of each event type. `put` replaces one value in them. */
const WHOLE = new Map([...EVERY_TYPE, ['unit.bases_declared', { unitId: 'U1', on: '2026-11-20' }]]);
const put = (data: object, [name = '', ...inner]: readonly string[], value: unknown): object => {
  const there = (data as Record<string, object>)[name] ?? {};
  return { ...data, [name]: inner.length === 0 ? value : put(there, inner, value) };
};

describe('an implausible day', () => {
  test.each<[string, string, unknown]>([
    ['employee.hired', 'hiredOn', '9999-12-31'],
    ['employee.hired', 'hiredOn', '1900-01-01'],
    ['employee.hired', 'hiredOn', '1949-12-31'],
    ['employee.hired', 'hiredOn', '2028-11-22'],
    ['employee.hired', 'contractSignedOn', '9999-12-31'],
    ['employee.hired', 'birthDate', '2030-01-01'],
    ['employee.hired', 'previousCover.lastPaidMonth', '9999-12'],
    ['employee.terminated', 'lastWorkingDay', '9999-12-31'],
    ['employee.terminated', 'insuranceStopMonth', '2099-01'],
    ['employee.termination_cancelled', 'lastWorkingDay', '1900-01-01'],
    ['employee.resumed', 'resumedOn', '1900-01-01'],
    ['employee.transferred', 'effectiveOn', '9999-12-31'],
    ['employee.updated', 'effectiveOn', '9999-12-31'],
    ['employee.updated', 'changes.birthDate', '1899-12-31'],
    ['contribution.charged', 'month', '1900-01'],
    ['filing.accepted', 'on', '9999-12-31'],
    ['refund.requested', 'months', ['2026-10', '9999-12']],
    ['unit.bases_declared', 'from', '9999-07'],
  ])('puts %s with %s %j into quarantine', async (type, place, value) => {
    const data = put(WHOLE.get(type) ?? expect.unreachable(), place.split('.'), value);
    expect(await stage.send(type, data)).toMatchObject({ code: 'quarantined' });
    expect(await stage.quarantine()).toMatchObject([
      { problems: [expect.stringContaining(`data.${place}: implausible day`)] },
    ]);
  });

  test('puts an event into quarantine if it is the time of the event', async () => {
    const body = eventText('employee.hired', HIRE, '9999-12-31T00:00:00Z');
    expect(await stage.sendBody(body)).toMatchObject({ code: 'quarantined' });
    expect(await stage.quarantine()).toMatchObject([
      { problems: [expect.stringMatching(/^timestamp: implausible day/)] },
    ]);
  });
});

test.each([{ hiredOn: '1950-01-01' }, { hiredOn: '2028-11-21' }, { birthDate: '1936-05-05' }])(
  'receiveEvent accepts a hire with the plausible %o',
  async (over) => {
    expect(await stage.send('employee.hired', { ...HIRE, ...over })).toMatchObject({ code: 'accepted' });
  },
);

describe('an identity number pasted with invisible characters', () => {
  const NUMBER = '11010519491231002X';
  const hashOf = async (employeeId: string) => {
    const [spell] = (await stage.ports.employees.load(employeeId)).spells;
    return spell?.person.identity;
  };
  test.each<[string, string]>([
    ['direction marks', `\u202d${NUMBER}\u202c`],
    ['a byte order mark', `\ufeff${NUMBER}`],
    ['a zero-width space and a joiner', '110105\u200b19491231\u200d002X'],
    ['a soft hyphen', '110105\u00ad19491231002X'],
    ['a variation selector', `${NUMBER}\ufe0f`],
  ])('is taken as the same number without them: %s', async (_, number) => {
    const identity = (told: string) => ({ type: 'resident-id', number: told });
    await stage.send('employee.hired', { ...HIRE, employeeId: 'P', identity: identity(NUMBER) });
    await stage.send('employee.hired', { ...HIRE, employeeId: 'Q', identity: identity(number) });
    const plain = await hashOf('P');
    expect(plain).toMatchObject({ birthDate: '1949-12-31', sex: 'female' });
    expect(plain).not.toHaveProperty('problem');
    expect(await hashOf('Q')).toEqual(plain);
  });
});

describe('an event time in lower case, as RFC 3339 allows', () => {
  test.each([
    '2026-11-20t01:00:00z',
    '2026-11-20T01:00:00z',
    '2026-11-20t09:00:00+08:00',
    '2026-11-20t01:00:00.000z',
  ])('is accepted as %s', async (time) => {
    const data = { ...HIRE, hiredOn: '2026-11-18' };
    const event = { specversion: '1.0', id: 'w04', source: '/hr', type: 'employee.hired', time, data };
    const headers = { 'content-type': 'application/cloudevents+json' };
    const signing = { id: 'msg_w04', timestamp: NOW_SECONDS, headers };
    const answer = await stage.receive(signedRequest(JSON.stringify(event), signing), 'cloudevents');
    expect(answer).toMatchObject({ code: 'accepted' });
    expect(await stage.facts('E1')).toMatchObject([{ statedAt: '2026-11-20T01:00:00.000Z' }]);
    const plain = eventText('employee.hired', { ...data, employeeId: 'E2' }, time);
    expect(await stage.sendBody(plain)).toMatchObject({ code: 'accepted' });
    expect(await stage.facts('E2')).toMatchObject([{ statedAt: '2026-11-20T01:00:00.000Z' }]);
  });
});
