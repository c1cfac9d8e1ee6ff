import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { registrySchema } from '../../../../domain/units/unit.ts';
import { type Instant, plainDate } from '../../../../domain/values/plain-date.ts';
import { applyRegistry, dynamodbRegistry } from '../../../../functions/adapters/dynamodb/registry.ts';
import {
  dynamodbSourceNotes,
  dynamodbSourcesHeard,
} from '../../../../functions/adapters/dynamodb/source-notes.ts';
import type { SourceNotes } from '../../../../functions/ports.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../support/embedded-dynamodb.ts';
import { fakeClock } from '../../../support/fakes/clock.ts';

let dynamodb: EmbeddedDynamoDb;
let tableName: string;
let writes: number;
let notes: SourceNotes;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());
beforeEach(async () => {
  tableName = await dynamodb.newTable();
  writes = 0;
  notes = anInstance();
});

const NOW = '2026-11-21T01:00:00.000Z';
const at = (text: string) => text as Instant;

/** One instance of the function: what it has noted already is its own. */
function anInstance(): SourceNotes {
  const client = new DynamoDBClient(dynamodb.settings);
  client.middlewareStack.add(
    (next) => (args) => {
      writes += 1;
      return next(args);
    },
    { step: 'initialize' },
  );
  return dynamodbSourceNotes(client, tableName, fakeClock(NOW));
}

const days = (from = '2000-01-01', source = 'feishu') =>
  dynamodbSourcesHeard(dynamodb.client, tableName, ['feishu', 'wecom']).daysHeard(source, plainDate(from));

describe('refused requests', () => {
  const refusals = (from: string, until: string) =>
    dynamodbSourcesHeard(dynamodb.client, tableName, ['feishu', 'wecom']).refusals(
      plainDate(from),
      plainDate(until),
    );

  test('are counted by source, day in China and reason, and are no day on which it was heard', async () => {
    await notes.refused('feishu', 'unsigned', at('2026-11-20T15:59:59.999Z'));
    await notes.refused('feishu', 'unsigned', at('2026-11-20T16:00:00.000Z'));
    await anInstance().refused('feishu', 'mismatched', at('2026-11-21T02:00:00.000Z'));
    const feishu = { source: 'feishu', malformed: 0, unsigned: 1, mismatched: 0 };
    expect(await refusals('2026-11-20', '2026-11-21')).toEqual([feishu]);
    expect(await refusals('2026-11-20', '2026-11-22')).toEqual([{ ...feishu, unsigned: 2, mismatched: 1 }]);
    for (const [from, until] of [
      ['2026-11-22', '2026-11-30'],
      ['2026-11-21', '2026-11-21'],
    ] as const)
      expect(await refusals(from, until)).toEqual([]);
    expect(await days()).toEqual([]);
  });

  test('cost a write each while they are few, and one for a hundred in a flood', async () => {
    for (let i = 0; i < 1050; i++) await notes.refused('wecom', 'malformed', at(NOW));
    expect(writes).toBe(109);
    const counted = { source: 'wecom', malformed: 1000, unsigned: 0, mismatched: 0 };
    expect(await refusals('2026-11-21', '2026-11-22')).toEqual([counted]);
  });
});

describe('that a source was heard', () => {
  test('is noted once a day in China, not with each event', async () => {
    await notes.heard('feishu', at('2026-11-20T15:59:59.999Z'));
    await notes.heard('feishu', at('2026-11-20T16:00:00.000Z'));
    await notes.heard('feishu', at('2026-11-21T15:59:59.999Z'));
    expect(writes).toBe(2);
    expect(await days()).toEqual(['2026-11-20', '2026-11-21']);
  });

  test('is noted once by many events at the same moment', async () => {
    await Promise.all(Array.from({ length: 10 }, () => notes.heard('feishu', at(NOW))));
    expect(writes).toBe(1);
  });

  test('is noted again by another instance, and is the same note', async () => {
    await notes.heard('feishu', at(NOW));
    await anInstance().heard('feishu', at(NOW));
    expect(writes).toBe(2);
    expect(await days()).toEqual(['2026-11-21']);
  });

  test('is noted for each source apart, and told from a day on', async () => {
    for (const [source, day] of [
      ['feishu', '18'],
      ['wecom', '19'],
      ['feishu', '20'],
    ] as const)
      await notes.heard(source, at(`2026-11-${day}T01:00:00.000Z`));
    expect(await days()).toEqual(['2026-11-18', '2026-11-20']);
    expect(await days('2026-11-19')).toEqual(['2026-11-20']);
    expect(await days('2026-11-20')).toEqual(['2026-11-20']);
    expect(await days('2026-11-21')).toEqual([]);
    expect(await days('2000-01-01', 'wecom')).toEqual(['2026-11-19']);
  });

  test('is tried again with the next event when it could not be noted, and lapses after 400 days', async () => {
    const table = tableName;
    tableName = 'no-such-table';
    const failing = anInstance();
    await expect(failing.heard('feishu', at(NOW))).rejects.toThrow();
    await expect(failing.heard('feishu', at(NOW))).rejects.toThrow();
    tableName = table;
    await notes.heard('feishu', at(NOW));
    const { Items } = await dynamodb.client.send(new ScanCommand({ TableName: tableName }));
    const lapses = Date.parse(NOW) / 1000 + 400 * 86_400;
    expect(Items).toEqual([expect.objectContaining({ expiresAt: { N: String(lapses) } })]);
  });
});

describe('words that no mapping knows', () => {
  const unmapped = async () => (await dynamodbRegistry(dynamodb.client, tableName).load()).unmapped;
  const apply = (mapping: object) =>
    applyRegistry(
      dynamodb.client,
      tableName,
      registrySchema.parse({ units: [], sources: [{ source: 'feishu', ...mapping }] }),
      plainDate('2026-11-21'),
    );

  test('are kept once each, whatever is in them', async () => {
    const words = [
      { field: 'unit', value: '研发部#1' },
      { field: 'unit', value: '' },
      { field: 'reason', value: '其他\n原因' },
    ] as const;
    await notes.unmapped('feishu', words);
    await notes.unmapped('feishu', words);
    expect(writes).toBe(3);
    const told = await unmapped();
    expect(told).toHaveLength(3);
    for (const word of words) expect(told).toContainEqual({ source: 'feishu', ...word });
  });

  test('too long for any mapping are cut, so that they cannot stop an event', async () => {
    await notes.unmapped('feishu', [{ field: 'unit', value: `${'部'.repeat(199)}👩${'部'.repeat(5_000)}` }]);
    expect(await unmapped()).toEqual([
      { source: 'feishu', field: 'unit', value: `${'部'.repeat(199)}\ufffd` },
    ]);
  });

  test('are no longer told once the registry maps them, each in its own field', async () => {
    await notes.unmapped('feishu', [
      { field: 'unit', value: 'od-1' },
      { field: 'reason', value: 'od-1' },
      { field: 'category', value: 'toString' },
    ]);
    await apply({ reasons: { 'od-1': 'resigned' } });
    expect((await unmapped()).map(({ field }) => field)).toEqual(['category', 'unit']);
    await apply({ units: { 'od-1': 'U1' }, categories: { toString: 'intern' } });
    expect((await unmapped()).map(({ field }) => field)).toEqual(['reason']);
  });

  test('of units are no longer told once there is a unit for all others', async () => {
    await notes.unmapped('feishu', [
      { field: 'unit', value: 'od-1' },
      { field: 'reason', value: 'r' },
    ]);
    await apply({ defaultUnitId: 'U1' });
    expect((await unmapped()).map(({ field }) => field)).toEqual(['reason']);
  });

  test('of another source stay', async () => {
    await notes.unmapped('wecom', [{ field: 'unit', value: 'od-1' }]);
    await apply({ units: { 'od-1': 'U1' }, defaultUnitId: 'U1' });
    expect(await unmapped()).toEqual([{ source: 'wecom', field: 'unit', value: 'od-1' }]);
  });
});
