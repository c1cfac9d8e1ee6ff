import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import { syntheticNumber } from '../../infra/local/demo/event.ts';
import { EVERY_HR_SYSTEM } from '../support/local-stack.ts';
import { dingtalkVendor } from '../support/vendors/dingtalk.ts';
import {
  afternoonOf,
  DINGTALK_KEY,
  type DingtalkApi,
  dingtalkApi as startDingtalk,
} from '../support/vendors/dingtalk-api.ts';
import { httpWire } from '../support/vendors/wires.ts';
import { type Allowed, allowedActions, patternOf } from './allowed.ts';
import { type Stage, startStage } from './stage.ts';

/**
 * A vendor's thin event takes the path through the deployed parts: the route, a function, the queue with its delay,
 * another function and the table.
 */

const KEYS = {
  token: 'a-token',
  aesKey: Buffer.alloc(32, 5).toString('base64').slice(0, 43),
  receiver: 'ding1',
};

/** The secrets with the API keys of the HR systems that send no event in this test. */
const OTHER_API_KEY = /:secret:canbao\/dev\/api\/(feishu|wecom|bamboohr)/;

let dingtalk: DingtalkApi;
let stage: Stage;

beforeAll(async () => {
  dingtalk = await startDingtalk();
  stage = await startStage({
    record: true,
    environment: EVERY_HR_SYSTEM,
    secretValues: {
      'canbao/dev/webhook/dingtalk': JSON.stringify({
        current: { token: KEYS.token, aesKey: KEYS.aesKey, ownerKey: KEYS.receiver },
      }),
      'canbao/dev/api/dingtalk': JSON.stringify({ current: DINGTALK_KEY }),
    },
  });
  await stage.apply({
    units: [],
    sources: [{ source: 'dingtalk', units: { '11': 'U-GZ' }, api: { baseUrl: dingtalk.url } }],
  });
});

afterAll(async () => {
  await stage?.stop();
  await dingtalk?.stop();
});

async function push(changeType: 1 | 4, eventId: string): Promise<void> {
  const event = {
    EventType: 'hrm_mdm_user_change',
    EventTime: String(Date.now()),
    eventId,
    staffId: '007',
    changeType,
  };
  const reply = await httpWire(stage.stack.api)(dingtalkVendor(KEYS).letter(event, Date.now()));
  expect(reply?.status).toBe(200);
  await stage.stack.drained();
}

const known = async () => {
  const { facts, spells } = await dynamodbEmployees(stage.dynamodb, stage.stack.table).load('007');
  return {
    kinds: facts.map(({ kind }) => kind).sort(),
    situations: spells.map(({ situation }) => situation.is),
  };
};

describe('A thin event', { shuffle: false }, () => {
  test('of a hire and of a leave gets its day from the HR system', async () => {
    dingtalk.staff.set('007', {
      'sys00-name': '陈静',
      'sys00-confirmJoinTime': '2026-03-02',
      'sys00-mainDeptId': '11',
      'sys02-certNo': syntheticNumber('510104', '1992-03-14', 27),
    });
    await push(1, 'e1');
    expect(await known()).toEqual({
      kinds: ['employee.hire_noticed', 'employee.hired'],
      situations: ['employed'],
    });
    dingtalk.dismissals.set('007', { status: 1, lastWorkDay: afternoonOf('2026-06-30') });
    await push(4, 'e2');
    expect((await known()).situations).toEqual(['left']);
  });

  test('is enriched with exactly the permissions of the role of enrich-event', () => {
    const inWords = ({ action, resource, partition }: Omit<Allowed, 'caller' | 'condition'>) =>
      `${action} on ${resource} in ${partition}`;
    const { deployment, calls } = stage.stack;
    const id = deployment.functions.find(({ name }) => name.endsWith('enrich-event'))?.logicalId;
    const did = new Set(
      calls.flatMap(({ caller, needs }) =>
        caller === id ? needs.map((need) => inWords({ ...need, partition: patternOf(need.partition) })) : [],
      ),
    );
    const may = allowedActions(deployment)
      .filter(({ caller, action }) => caller === id && !/^(logs|kms|sqs):/.test(action))
      .filter(({ resource }) => !OTHER_API_KEY.test(resource))
      .map(inWords);
    expect([...did].sort()).toEqual(may.sort());
  });

  test('leaves no name, key or answer in the log', async () => {
    // The last log lines are only written when the stack stops.
    await stage.stack.stop();
    for (const secret of ['陈静', DINGTALK_KEY.appSecret, '2026-06-30'])
      expect(stage.log()).not.toContain(secret);
  });
});
