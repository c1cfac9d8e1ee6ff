import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { NO_COVERAGE } from '../../../../domain/units/coverage.ts';
import { registrySchema } from '../../../../domain/units/unit.ts';
import { monthOf, plusMonths } from '../../../../domain/values/month.ts';
import { plainDate } from '../../../../domain/values/plain-date.ts';
import { keys } from '../../../../functions/adapters/dynamodb/keys.ts';
import { applyRegistry, dynamodbRegistry } from '../../../../functions/adapters/dynamodb/registry.ts';
import { dynamodbUnitFacts } from '../../../../functions/adapters/dynamodb/unit-facts.ts';
import { dynamodbUnknownCharges } from '../../../../functions/adapters/dynamodb/unknown-charges.ts';
import type { RecordKey } from '../../../../functions/ports.ts';
import { DAMAGES, damageItem } from '../../../support/damaged.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';
import { aVoid, billImported, listImported, matched } from '../../../support/import-facts.ts';

const dynamodb = await dynamodbForFile();
let tableName: string;
let reported: RecordKey[];
beforeEach(async () => {
  tableName = await dynamodb.newTable();
  reported = [];
});

const load = () => dynamodbRegistry(dynamodb.client, tableName, (key) => reported.push(key)).load();
const unitFacts = () => dynamodbUnitFacts(dynamodb.client, tableName);
const coverageOfUnit = async (unitId = 'U1') => (await load()).coverage.get(unitId);

describe('dynamodbUnitFacts: facts about imports', () => {
  test('stores them apart from the registry, which holds their fold', async () => {
    const facts = [
      billImported('2026-10', 'a'),
      listImported('2026-11-03', 'b'),
      matched('E1', { hash: 'h' }),
    ];
    expect(await unitFacts().append(facts)).toBe('taken');
    const record = await load();
    expect(record.unitFacts).toEqual([]);
    expect(record.coverage.get('U1')).toMatchObject({
      bills: [{ month: '2026-10', import: 'a', extent: 'whole', asOf: '2026-10-31' }],
      lists: [{ on: '2026-11-03', import: 'b' }],
    });
    expect((await unitFacts().ofImports('U1')).items.map(({ kind }) => kind).sort()).toEqual([
      'bill.imported',
      'list.imported',
      'person.matched',
    ]);
    expect(record.unregisteredUnitIds).toEqual(['U1']);
  });

  test('stores a fact once; a repetition folds what an interruption left unfolded', async () => {
    const fact = billImported('2026-10', 'a');
    const key = keys.importFact('U1', fact.factId);
    await dynamodb.client.send(
      new PutItemCommand({ TableName: tableName, Item: { ...key, body: { S: JSON.stringify(fact) } } }),
    );
    expect(await coverageOfUnit()).toBeUndefined();
    expect(await unitFacts().append([fact])).toBe('duplicate');
    expect((await coverageOfUnit())?.bills).toHaveLength(1);
  });

  test('stores a void beside its import; voiding the void restores the import from that time on', async () => {
    const bill = billImported('2026-10', 'a');
    const voided = aVoid(bill.factId, 'v1', '2026-11-05T02:00:00.000Z');
    await unitFacts().append([bill, voided]);
    expect(await coverageOfUnit()).toEqual({ ...NO_COVERAGE, changedAt: '2026-11-05T02:00:00.000Z' });
    expect((await load()).unitFacts).toEqual([]);
    await unitFacts().append([aVoid(voided.factId, 'v2', '2026-11-09T02:00:00.000Z')]);
    expect((await coverageOfUnit())?.bills).toMatchObject([
      { import: 'a', knownAt: '2026-11-09T02:00:00.000Z' },
    ]);
  });

  test('loses nothing when many writers append at once', async () => {
    const months = Array.from({ length: 12 }, (_, i) => plusMonths(monthOf(plainDate('2026-01-01')), i));
    await Promise.all(
      months.map((month, i) =>
        dynamodbUnitFacts(dynamodb.client, tableName).append([billImported(month, `i${i}`)]),
      ),
    );
    expect((await coverageOfUnit())?.bills.map(({ month }) => month)).toEqual(months);
  });

  test('lists each person who cannot be matched for certain once, as a doubt', async () => {
    const unknown = dynamodbUnknownCharges(dynamodb.client, tableName);
    const row = { unitId: 'U1', month: '2026-10', receivedAt: '2026-11-01T02:00:00.000Z', name: '张三' };
    await unknown.keep([
      { ...row, id: 'bill:a:1', unitAmount: 1, personalAmount: 1 },
      { ...row, id: 'bill:b:1', unitAmount: 1, personalAmount: 1, doubt: 'several-ids' },
      { ...row, id: 'bill:c:1', on: plainDate('2026-10-08'), status: 'listed', hash: 'h' },
    ] as never);
    expect(await unitFacts().foldCoverage('U1')).toBe(true);
    expect(await unitFacts().foldCoverage('U1')).toBe(false);
    expect((await coverageOfUnit())?.doubts).toEqual([
      { month: '2026-10', hash: 'h', name: '张三' },
      { month: '2026-10', name: '张三' },
    ]);
    expect((await unknown.list('U1')).items.map(({ id }) => id)).toEqual(['bill:a:1']);
  });
});

describe.each(DAMAGES)('dynamodbUnitFacts: a record %s', (_, damaged) => {
  test('keeps the coverage unchanged while a fact is unreadable, until that fact is voided', async () => {
    const [first, second] = [billImported('2026-09', 'a'), billImported('2026-10', 'b')];
    await unitFacts().append([first]);
    const before = await coverageOfUnit();
    await damageItem(dynamodb.client, tableName, keys.importFact('U1', first.factId), (body) =>
      damaged(body, 'data'),
    );
    await expect(unitFacts().append([second])).rejects.toThrow(/UNITFACT#U1 FACT#bill:a:2026-09/);
    expect(await coverageOfUnit()).toEqual(before);
    expect((await unitFacts().ofImports('U1')).unreadable).toHaveLength(1);
    await unitFacts().append([aVoid(first.factId, 'v', '2026-11-05T02:00:00.000Z')]);
    expect((await unitFacts().ofImports('U1')).unreadable).toEqual([]);
    expect((await coverageOfUnit())?.bills.map(({ import: id }) => id)).toEqual(['b']);
  });

  test('names and leaves out an unreadable coverage; folding writes it again', async () => {
    await unitFacts().append([billImported('2026-10', 'a')]);
    const whole = await coverageOfUnit();
    await damageItem(dynamodb.client, tableName, keys.cover('U1'), (body) => damaged(body, 'bills'));
    const record = await load();
    expect(record.coverage.size).toBe(0);
    expect(record.unreadable).toEqual([{ pk: 'STATED', sk: 'COVER#U1' }]);
    expect(reported).toEqual(record.unreadable);
    await dynamodb.client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keys.cover('U1'),
        UpdateExpression: 'SET version = :other',
        ExpressionAttributeValues: { ':other': { S: 'not a number' } },
      }),
    );
    expect(await unitFacts().foldCoverage('U1')).toBe(true);
    expect(await coverageOfUnit()).toEqual(whole);
  });
});

test('ten years of imports of 200 units add less than 1.6 MB to a load of the registry', async () => {
  const months = Array.from({ length: 120 }, (_, i) => plusMonths(monthOf(plainDate('2017-01-01')), i));
  await applyRegistry(
    dynamodb.client,
    tableName,
    registrySchema.parse({
      units: [{ unitId: 'U1', name: '北京示例', region: '北京', channel: 'online', staff: [] }],
    }),
    plainDate('2026-11-01'),
  );
  const name = '北京示例科技有限公司医疗保险缴费明细';
  const facts = months.flatMap((month, i) => [
    billImported(month, `b${i}-3f9c1d2e8a`, { file: `${name}${month}.xlsx` }),
    listImported(`${month}-28`, `l${i}-3f9c1d2e8a`, { file: `${name}${month}.xlsx` }),
  ]);
  for (const fact of facts)
    await dynamodb.client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { ...keys.importFact('U1', fact.factId), body: { S: JSON.stringify(fact) } },
      }),
    );
  await unitFacts().foldCoverage('U1');
  const coverage = await coverageOfUnit();
  const bytes = Buffer.byteLength(JSON.stringify(coverage));
  expect(coverage?.bills).toHaveLength(24);
  expect(coverage?.earlierWholeMonths).toEqual([{ from: '2017-01', to: '2024-12' }]);
  expect(bytes).toBeLessThan(8_000);
  expect((200 * bytes) / 1e6).toBeLessThan(1.6);
  expect(Buffer.byteLength(JSON.stringify(facts)) / bytes).toBeGreaterThan(10);
});
