import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from '../receive-event/receiving-stage.ts';
import {
  bambooHrRequest,
  changedEmployee,
  employeeEvent,
  formRequest,
  PRIVATE_KEY,
} from './bamboohr-sender.ts';

let dynamodb: EmbeddedDynamoDb;
let stage: ReceivingStage;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());
beforeEach(async () => {
  stage = await receivingStage(dynamodb, {
    secrets: { bamboohr: { current: PRIVATE_KEY } },
    registry: { units: [], sources: [{ source: 'bamboohr', units: { Finance: 'U1' } }] },
  });
});

const receive = (request: HookRequest) => stage.receive(request, 'bamboohr');
const send = (content: object, timestamp = NOW_SECONDS) => receive(bambooHrRequest(content, timestamp));
const spells = async (id = '67890') => foldSpells(id, await stage.facts(id));

const ACKNOWLEDGED = { status: 200, body: '{}', headers: { 'content-type': 'application/json' } };
const HIRE = { 'First Name': '三', 'Last Name': '张', Department: 'Finance', 'Hire Date': '2026-03-02' };

describe('an employee', () => {
  test('is hired and leaves by the fields that changed', async () => {
    expect(await send(changedEmployee(HIRE))).toEqual({ ...ACKNOWLEDGED, code: 'accepted' });
    expect(await spells()).toMatchObject([
      { unitId: 'U1', person: { name: '张三' }, situation: { is: 'employed', start: { on: '2026-03-02' } } },
    ]);
    const left = { ...HIRE, 'Termination Date': '2026-11-20', 'Employment Status': 'Terminated' };
    await send(changedEmployee(left, ['Termination Date', 'Employment Status']));
    expect(await spells()).toMatchObject([
      {
        situation: { is: 'left', start: { on: '2026-03-02' }, end: { on: '2026-11-20', reason: 'unknown' } },
      },
    ]);
  });

  test('moved within the unit stays where they are', async () => {
    await send(changedEmployee(HIRE));
    const moved = { Department: 'Finance', 'Job Information: Date': '2026-06-01' };
    await send(changedEmployee(moved));
    expect(await spells()).toMatchObject([{ unitId: 'U1', situation: { is: 'employed' } }]);
  });

  test('told by an event is a notice and a question, once', async () => {
    const created = employeeEvent('created');
    expect(await send(created)).toEqual({ ...ACKNOWLEDGED, code: 'accepted' });
    expect(await send(created, NOW_SECONDS + 300)).toEqual({ ...ACKNOWLEDGED, code: 'duplicate' });
    expect(await spells()).toMatchObject([{ situation: { is: 'noticed', missing: [{ of: 'hire' }] } }]);
    expect(stage.asked[0]).toMatchObject({ about: 'hire', keys: { employeeId: '67890' } });
  });
});

describe('a delivery that cannot be understood is kept, and acknowledged all the same', () => {
  test.each([
    ['a deleted record', bambooHrRequest(employeeEvent('deleted'), NOW_SECONDS)],
    ['a hire into no unit', bambooHrRequest(changedEmployee({ ...HIRE, Department: 'IT' }), NOW_SECONDS)],
    ['half a body', bambooHrRequest('{"type"', NOW_SECONDS)],
    ['a form of nobody', formRequest([['a', 'b']], NOW_SECONDS)],
  ])('%s', async (_, request) => {
    expect(await receive(request)).toEqual({ ...ACKNOWLEDGED, code: 'quarantined' });
    expect(await stage.quarantine()).toHaveLength(1);
  });

  test('while the others of its batch are taken in', async () => {
    const at = '2026-11-20T00:00:00+00:00';
    const employees = [
      { id: '1', action: 'Deleted', timestamp: at },
      { id: '2', action: 'Created', timestamp: at },
    ];
    expect(await send({ employees })).toEqual({ ...ACKNOWLEDGED, code: 'quarantined' });
    expect(await spells('2')).toMatchObject([{ situation: { is: 'noticed' } }]);
    expect(await stage.quarantine()).toMatchObject([{ problems: [expect.stringMatching(/^1: the record/)] }]);
  });
});

test('a stranger is refused in our own words', async () => {
  const request = bambooHrRequest(employeeEvent('created'), NOW_SECONDS, { key: 'other' });
  expect(await receive(request)).toMatchObject({
    status: 401,
    body: { error: { code: 'signature-mismatch' } },
  });
  expect(await stage.facts('67890')).toEqual([]);
});
