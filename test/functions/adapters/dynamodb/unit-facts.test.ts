import { type AttributeValue, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { registrySchema } from '../../../../domain/units/unit.ts';
import type { UnitFact } from '../../../../domain/units/unit-facts.ts';
import { plainDate } from '../../../../domain/values/plain-date.ts';
import { keys } from '../../../../functions/adapters/dynamodb/keys.ts';
import { applyRegistry, dynamodbRegistry } from '../../../../functions/adapters/dynamodb/registry.ts';
import { dynamodbUnitFacts } from '../../../../functions/adapters/dynamodb/unit-facts.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';
import { declared, seen } from '../../../support/unit-facts.ts';

const dynamodb = await dynamodbForFile();
let tableName: string;
beforeEach(async () => {
  tableName = await dynamodb.newTable();
});

const load = () => dynamodbRegistry(dynamodb.client, tableName).load();
const append = (...facts: Parameters<ReturnType<typeof dynamodbUnitFacts>['append']>[0]) =>
  dynamodbUnitFacts(dynamodb.client, tableName).append(facts);

function registryOf(names: Readonly<Record<string, string>>) {
  const units = Object.entries(names).map(([unitId, name]) => ({
    unitId,
    name,
    region: '北京',
    channel: 'online',
    staff: [],
  }));
  return registrySchema.parse({ units });
}

const apply = (names: Readonly<Record<string, string>>, today: string) =>
  applyRegistry(dynamodb.client, tableName, registryOf(names), plainDate(today));

const JULY = declared('2026-07', '2026-07-20', { id: 'standard:1' });

describe('dynamodbUnitFacts', () => {
  test('stores facts that are loaded with the registry', async () => {
    await apply({ U1: '北京' }, '2026-07-01');
    const facts = [JULY, seen('unit/U1/declare-bases', '2026-07-03', { id: 'staff:2' })];
    expect(await append(...facts)).toBe('taken');
    expect((await load()).unitFacts).toEqual(facts.toSorted((a, b) => (a.factId < b.factId ? -1 : 1)));
  });

  test('keeps facts of units apart whose ids contain the separator of keys', async () => {
    const of = (unitId: string, factId: string) =>
      ({ ...JULY, unitId, factId, data: { ...JULY.data, unitId } }) as UnitFact;
    const facts = [
      of('BJ#standard:x', 'y'),
      of('BJ', 'x#standard:y'),
      of('BJ', 'standard:x#y'),
      of('BJ%23', 'z:1'),
      of('BJ#', 'z:1'),
    ];
    for (const fact of facts) expect(await append(fact)).toBe('taken');
    const { unitFacts } = await load();
    expect(unitFacts).toHaveLength(facts.length);
    expect(unitFacts).toEqual(expect.arrayContaining(facts));
  });

  test('stores a fact once; a repetition is a duplicate and does not change it', async () => {
    expect(await append(JULY)).toBe('taken');
    expect(await append(JULY)).toBe('duplicate');
    expect(await append(declared('2026-01', '2026-01-05', { id: 'standard:1' }))).toBe('duplicate');
    expect((await load()).unitFacts).toEqual([JULY]);
  });

  test('completes a batch of which a part was stored before', async () => {
    const second = declared('2027-07', '2027-07-20', { id: 'standard:2' });
    await append(JULY);
    expect(await append(JULY, second)).toBe('taken');
    expect((await load()).unitFacts).toEqual([JULY, second]);
  });

  test('stores facts of several units at once, whatever characters their ids have', async () => {
    const facts = ['U1', 'U#1', 'U/1'].map((unitId) =>
      declared('2026-07', '2026-07-20', { id: 'standard:1', unitId }),
    );
    expect(await append(...facts)).toBe('taken');
    expect((await load()).unitFacts.map(({ unitId }) => unitId).sort()).toEqual(['U#1', 'U/1', 'U1']);
  });

  test('keeps the facts when the registry changes', async () => {
    await apply({ U1: '北京' }, '2026-07-01');
    await append(JULY);
    await apply({ U2: '上海' }, '2026-08-03');
    const { unitFacts, registry, unregisteredUnitIds } = await load();
    expect(unitFacts).toEqual([JULY]);
    expect(registry.units.map(({ unitId }) => unitId)).toEqual(['U2']);
    expect(unregisteredUnitIds).toEqual(['U1']);
  });
});

describe('Facts that an earlier release stored among the settings', () => {
  const put = (Item: Record<string, AttributeValue>) =>
    dynamodb.client.send(new PutItemCommand({ TableName: tableName, Item }));
  const putAsFormerly = (key: Record<string, AttributeValue>, body: object = {}) =>
    put({ ...key, pk: { S: 'REGISTRY' }, body: { S: JSON.stringify(body) } });

  test('are loaded, and known when they are stated again', async () => {
    await putAsFormerly(keys.unitFact('U1', JULY.factId), JULY);
    await putAsFormerly(keys.seenUnit('U2'));
    await putAsFormerly(keys.unmapped('feishu', 'unit', '外包'));
    const read = await load();
    expect(read.unitFacts).toEqual([JULY]);
    expect(read.unregisteredUnitIds.toSorted()).toEqual(['U1', 'U2']);
    expect(read.unmapped).toEqual([{ source: 'feishu', field: 'unit', value: '外包' }]);
    expect(await append(JULY)).toBe('duplicate');
    expect((await load()).unitFacts).toEqual([JULY]);
  });

  test('are replaced by what is stated later', async () => {
    const cover = { ...keys.cover('U1'), version: { N: '7' } };
    await putAsFormerly(cover, { not: 'read' });
    await dynamodbUnitFacts(dynamodb.client, tableName).foldCoverage('U1');
    const read = await load();
    expect(read.unreadable).toEqual([]);
    expect([...read.coverage.keys()]).toEqual(['U1']);
  });

  test('are no way to add settings: a stated item is never read as a unit or as staff', async () => {
    await apply({ U1: '北京' }, '2026-07-01');
    const [unit] = registryOf({ U1: '外人', U9: '外人' }).units;
    for (const unitId of ['U1', 'U9'])
      await put({
        pk: { S: 'STATED' },
        sk: { S: `UNIT#${unitId}` },
        body: { S: JSON.stringify({ ...unit, unitId }) },
      });
    await put({
      pk: { S: 'STATED' },
      sk: { S: 'STAFF#x@example.com' },
      body: { S: '{"email":"x@example.com","name":"x"}' },
    });
    const { registry } = await load();
    expect(registry.units.map(({ name }) => name)).toEqual(['北京']);
    expect(registry.fallbackStaff).toEqual([]);
  });
});

describe('The day on which a unit was registered', () => {
  test('stays when the unit changes, and starts again when a removed unit returns', async () => {
    await apply({ U1: '北京', U2: '上海' }, '2026-07-01');
    await apply({ U1: '北京新名' }, '2026-08-03');
    await apply({ U1: '北京新名', U2: '上海' }, '2026-09-01');
    const { registeredOn, registry } = await load();
    expect([...registeredOn].sort()).toEqual([
      ['U1', '2026-07-01'],
      ['U2', '2026-09-01'],
    ]);
    expect(registry).toEqual(registryOf({ U1: '北京新名', U2: '上海' }));
  });

  test('stays unknown for a unit that was registered before the day was stored', async () => {
    await apply({ U1: '北京' }, '2024-07-01');
    await dynamodb.client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keys.unit('U1'),
        UpdateExpression: 'REMOVE registeredOn',
      }),
    );
    await apply({ U1: '北京新名', U2: '上海' }, '2026-12-01');
    expect([...(await load()).registeredOn]).toEqual([['U2', '2026-12-01']]);
  });
});
