import { beforeEach, describe, expect, test } from 'vitest';
import { mayChange, sourceOf } from '../../../domain/facts/source-order.ts';
import { registrySchema } from '../../../domain/units/unit.ts';
import { effectiveUnitFacts } from '../../../domain/units/unit-facts.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { applyRegistry, dynamodbRegistry } from '../../../functions/adapters/dynamodb/registry.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { SECRET, signedRequest } from '../../support/signed-request.ts';
import { APP, feishuEvent, unsigned } from '../sources/feishu-sender.ts';
import { HIRE } from './every-type.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from './receiving-stage.ts';

const KEY = 'k'.repeat(40);

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;

const sources = (...names: readonly string[]) =>
  names.map((source) => ({ source, sharesIdsWith: names.filter((name) => name !== source) }));

async function stageWith(...names: readonly string[]): Promise<ReceivingStage> {
  return receivingStage(dynamodb, {
    secrets: { xinrenxinshi: { current: { key: KEY } }, cloudevents: { current: SECRET } },
    registry: { units: [], sources: sources(...names) },
  });
}

beforeEach(async () => {
  stage = await stageWith('standard', 'cloudevents', 'xinrenxinshi');
});

const spells = async () => (await stage.ports.employees.load('E1')).spells;

/** 薪人薪事 does not sign its messages, so anybody who knows the address can send this. */
const pushed = (body: object) => {
  const posted = { method: 'POST' as const, headers: {}, query: {}, pathKey: KEY };
  return stage.receive({ ...posted, body: Buffer.from(JSON.stringify(body)) }, 'xinrenxinshi');
};
const dismissal = () =>
  pushed({ type: 'employee_dismiss', messageId: 'm1', employeeId: 'E1', dismissDate: '2026-11-20' });

function cloudevent(type: string, data: object) {
  const event = { specversion: '1.0', id: 'c1', source: '/hr', type, time: '2026-11-20t01:00:00z', data };
  const headers = { 'content-type': 'application/cloudevents+json' };
  const request = signedRequest(JSON.stringify(event), { id: 'msg_c1', timestamp: NOW_SECONDS, headers });
  return stage.receive(request, 'cloudevents');
}

describe('an employment stated by a source that signs', () => {
  beforeEach(() => stage.send('employee.hired', { ...HIRE, hiredOn: '2026-10-08' }));

  test('is not ended by a dismissal from a source that does not sign, which is kept as a dispute', async () => {
    expect(await dismissal()).toMatchObject({ code: 'accepted' });
    expect(await stage.facts('E1')).toHaveLength(2);
    expect(await spells()).toMatchObject([
      {
        situation: { is: 'employed' },
        disputes: [
          {
            said: { is: 'left', source: 'xinrenxinshi', day: '2026-11-20' },
            held: { is: 'hired', source: 'standard', day: '2026-10-08' },
          },
        ],
      },
    ]);
  });

  test('is not voided with the secret of another source', async () => {
    const data = { factId: 'standard:msg_1', employeeId: 'E1', reason: 'test' };
    expect(await cloudevent('fact.voided', data)).toMatchObject({ code: 'accepted' });
    expect(await stage.facts('E1')).toHaveLength(2);
    expect(await spells()).toMatchObject([
      { situation: { is: 'employed' }, disputes: [{ said: { is: 'voided', source: 'cloudevents' } }] },
    ]);
  });

  test('is voided by a source that precedes it in the registry', async () => {
    stage = await stageWith('cloudevents', 'standard');
    await stage.send('employee.hired', { ...HIRE, hiredOn: '2026-10-08' });
    await cloudevent('fact.voided', { factId: 'standard:msg_1', employeeId: 'E1', reason: 'test' });
    expect(await spells()).toEqual([]);
  });
});

describe('a fact about a unit', () => {
  const declared = () =>
    stage.send('unit.bases_declared', { unitId: 'U1', from: '2026-07', on: '2026-07-10' });
  const voided = { factId: 'standard:msg_1', unitId: 'U1', reason: 'test' };
  const unitFacts = async () =>
    effectiveUnitFacts((await dynamodbRegistry(dynamodb.client, stage.tableName).load()).unitFacts).map(
      ({ kind }) => kind,
    );

  test('is not voided by another source, whose event is quarantined with the reason', async () => {
    await declared();
    const answer = await cloudevent('fact.voided', voided);
    expect(answer).toMatchObject({ code: 'quarantined' });
    expect(JSON.stringify(answer)).toContain('cloudevents cannot void what standard stated');
    expect(await unitFacts()).toEqual(['unit.bases_declared']);
  });

  test('is voided by a source that precedes in the registry, and is restored once the order changes', async () => {
    stage = await stageWith('cloudevents', 'standard');
    await declared();
    expect(await cloudevent('fact.voided', voided)).toMatchObject({ code: 'accepted' });
    expect(await unitFacts()).toEqual([]);
    const registry = { units: [], sources: sources('standard', 'cloudevents') };
    await applyRegistry(
      dynamodb.client,
      stage.tableName,
      registrySchema.parse(registry),
      plainDate('2026-12-01'),
    );
    expect(await unitFacts()).toEqual(['unit.bases_declared']);
  });
});

test('a source that does not sign can end an employment that only itself has stated', async () => {
  const entry = { type: 'employee_entry', messageId: 'm0', employeeId: 'E1', name: '赵敏' };
  const registry = { units: [], sources: [{ source: 'xinrenxinshi', units: { 研发部: 'U1' } }] };
  stage = await receivingStage(dynamodb, { secrets: { xinrenxinshi: { current: { key: KEY } } }, registry });
  await pushed({ ...entry, entryDate: '2026-10-08', hireType: 0, fields: { 部门: '研发部' } });
  await dismissal();
  expect(await spells()).toMatchObject([{ situation: { is: 'left', end: { on: '2026-11-20' } } }]);
});

describe('a Feishu app without a key', () => {
  const { verificationToken } = APP;
  const TRIAL = { verificationToken, unsigned: true };
  const told = unsigned(
    feishuEvent('contact.user.created_v3', {
      object: { user_id: '007', name: '张三', department_ids: ['od-1'], join_time: 1792512000 },
    }),
  );
  const received = async (secrets: object, allowed: readonly string[]) => {
    const sources = [{ source: 'feishu', ids: 'contact' as const, units: { 'od-1': 'U1' } }];
    const registry = { units: [], sources };
    stage = await receivingStage(dynamodb, { secrets: { feishu: secrets }, unsigned: allowed, registry });
    return stage.receive(told, 'feishu');
  };

  test('is accepted if its secret and the deployment allow it, and ranks as unsigned', async () => {
    expect(await received({ current: TRIAL }, ['feishu'])).toMatchObject({ code: 'accepted' });
    const [fact] = await stage.facts('007');
    expect(fact?.factId).toBe('feishu:unsigned-e-1');
    const [source, order] = [sourceOf(fact?.factId ?? ''), { sources: ['feishu'] }];
    expect(mayChange(source, 'feishu', order)).toBe(false);
    expect(mayChange(source, 'bamboohr', order)).toBe(false);
    expect(mayChange('bamboohr', source, order)).toBe(true);
    expect(mayChange(sourceOf('feishu:e-1'), 'bamboohr', order)).toBe(true);
  });

  test.each([
    ['the deployment does not allow it', { current: TRIAL }, [], 'secret-unavailable'],
    ['its secret does not say so', { current: { verificationToken } }, ['feishu'], 'secret-unavailable'],
    ['another entry has a key', { current: TRIAL, next: APP }, ['feishu'], 'not-signed'],
  ])('is refused if %s', async (_, secrets, allowed, code) => {
    expect(await received(secrets, allowed)).toMatchObject({ code });
    expect(await stage.facts('007')).toEqual([]);
  });
});
