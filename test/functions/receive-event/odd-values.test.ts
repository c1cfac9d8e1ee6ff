import { beforeEach, describe, expect, test } from 'vitest';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { SECRET, signedRequest } from '../../support/signed-request.ts';
import { HIRE } from './every-type.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from './receiving-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await receivingStage(dynamodb, { secrets: { cloudevents: { current: SECRET } } });
});

const E1 = { employeeId: 'E1' };
const CHARGE = { ...E1, unitId: 'U1', unitAmount: '1', personalAmount: '1' };

describe('a day that nobody can mean is kept in quarantine', () => {
  test.each<[string, string, object, string]>([
    [
      'a hire on the last day that there is',
      'employee.hired',
      { ...HIRE, hiredOn: '9999-12-31' },
      'data.hiredOn',
    ],
    ['a hire before anybody', 'employee.hired', { ...HIRE, hiredOn: '1900-01-01' }, 'data.hiredOn'],
    ['a hire a day too early', 'employee.hired', { ...HIRE, hiredOn: '1949-12-31' }, 'data.hiredOn'],
    ['a hire a day too late', 'employee.hired', { ...HIRE, hiredOn: '2028-11-22' }, 'data.hiredOn'],
    ['a contract', 'employee.hired', { ...HIRE, contractSignedOn: '9999-12-31' }, 'data.contractSignedOn'],
    ['a birth to come', 'employee.hired', { ...HIRE, birthDate: '2030-01-01' }, 'data.birthDate'],
    [
      'a month paid elsewhere',
      'employee.hired',
      { ...HIRE, previousCover: { region: '天津', lastPaidMonth: '9999-12' } },
      'data.previousCover.lastPaidMonth',
    ],
    [
      'a leave',
      'employee.terminated',
      { ...E1, lastWorkingDay: '9999-12-31', reason: 'resigned' },
      'data.lastWorkingDay',
    ],
    [
      'a month to stop',
      'employee.terminated',
      { ...E1, lastWorkingDay: '2026-11-20', reason: 'resigned', insuranceStopMonth: '2099-01' },
      'data.insuranceStopMonth',
    ],
    [
      'a leave taken back',
      'employee.termination_cancelled',
      { ...E1, lastWorkingDay: '1900-01-01' },
      'data.lastWorkingDay',
    ],
    ['a return', 'employee.resumed', { ...E1, resumedOn: '1900-01-01' }, 'data.resumedOn'],
    [
      'a move',
      'employee.transferred',
      { ...E1, toUnitId: 'U2', effectiveOn: '9999-12-31' },
      'data.effectiveOn',
    ],
    [
      'a change',
      'employee.updated',
      { ...E1, effectiveOn: '9999-12-31', changes: { name: '赵明' } },
      'data.effectiveOn',
    ],
    [
      'a change of a birth',
      'employee.updated',
      { ...E1, changes: { birthDate: '1899-12-31' } },
      'data.changes.birthDate',
    ],
    ['a charge', 'contribution.charged', { ...CHARGE, month: '1900-01' }, 'data.month'],
    ['a filing', 'filing.accepted', { ...E1, filing: 'enrolment', on: '9999-12-31' }, 'data.on'],
    [
      'one of several months',
      'refund.requested',
      { ...E1, months: ['2026-10', '9999-12'], on: '2026-11-20', way: 'refund' },
      'data.months',
    ],
    [
      'a declaration of bases',
      'unit.bases_declared',
      { unitId: 'U1', from: '9999-07', on: '2026-11-20' },
      'data.from',
    ],
  ])('%s', async (_, type, data, place) => {
    expect(await stage.send(type, data)).toMatchObject({ code: 'quarantined' });
    expect(await stage.quarantine()).toMatchObject([
      { problems: [expect.stringContaining(`${place}: no day`)] },
    ]);
  });

  test('so is the time of an event', async () => {
    const body = JSON.stringify({ type: 'employee.hired', timestamp: '9999-12-31T00:00:00Z', data: HIRE });
    expect(await stage.sendBody(body)).toMatchObject({ code: 'quarantined' });
    expect(await stage.quarantine()).toMatchObject([
      { problems: [expect.stringMatching(/^timestamp: no day/)] },
    ]);
  });
});

test.each(['1950-01-01', '2028-11-21'])('a hire on %s can be meant', async (hiredOn) => {
  expect(await stage.send('employee.hired', { ...HIRE, hiredOn })).toMatchObject({ code: 'accepted' });
});

test('somebody born in 1936 may work', async () => {
  expect(await stage.send('employee.hired', { ...HIRE, birthDate: '1936-05-05' })).toMatchObject({
    code: 'accepted',
  });
});

describe('an identity number that was pasted with invisible characters', () => {
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
  ])('is the same number: %s', async (_, number) => {
    const identity = (told: string) => ({ type: 'resident-id', number: told });
    await stage.send('employee.hired', { ...HIRE, employeeId: 'P', identity: identity(NUMBER) });
    await stage.send('employee.hired', { ...HIRE, employeeId: 'Q', identity: identity(number) });
    const plain = await hashOf('P');
    expect(plain).toMatchObject({ birthDate: '1949-12-31', sex: 'female' });
    expect(plain).not.toHaveProperty('problem');
    expect(await hashOf('Q')).toEqual(plain);
  });
});

describe('a time written with small letters, as RFC 3339 allows', () => {
  test.each([
    '2026-11-20t01:00:00z',
    '2026-11-20T01:00:00z',
    '2026-11-20t09:00:00+08:00',
    '2026-11-20t01:00:00.000z',
  ])('%s is taken as the time of an event', async (time) => {
    const data = { ...HIRE, hiredOn: '2026-11-18' };
    const event = { specversion: '1.0', id: 'w04', source: '/hr', type: 'employee.hired', time, data };
    const headers = { 'content-type': 'application/cloudevents+json' };
    const signing = { id: 'msg_w04', timestamp: NOW_SECONDS, headers };
    const answer = await stage.receive(signedRequest(JSON.stringify(event), signing), 'cloudevents');
    expect(answer).toMatchObject({ code: 'accepted' });
    expect(await stage.facts('E1')).toMatchObject([{ statedAt: '2026-11-20T01:00:00.000Z' }]);
    const plain = JSON.stringify({
      type: 'employee.hired',
      timestamp: time,
      data: { ...data, employeeId: 'E2' },
    });
    expect(await stage.sendBody(plain)).toMatchObject({ code: 'accepted' });
    expect(await stage.facts('E2')).toMatchObject([{ statedAt: '2026-11-20T01:00:00.000Z' }]);
  });
});
