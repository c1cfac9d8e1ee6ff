import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, test } from 'vitest';
import { registrySchema } from '../../../../domain/units/unit.ts';
import { type Instant, plainDate } from '../../../../domain/values/plain-date.ts';
import { applyRegistry, dynamodbRegistry } from '../../../../functions/adapters/dynamodb/registry.ts';
import {
  dynamodbSourceNotes,
  dynamodbSourcesHeard,
} from '../../../../functions/adapters/dynamodb/source-notes.ts';
import type { SourceNotes } from '../../../../functions/ports.ts';
import { watchedClient } from '../../../support/embedded-dynamodb.ts';
import { fakeClock } from '../../../support/fakes/clock.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';

const dynamodb = await dynamodbForFile();
let tableName: string;
let writes: number;
let notes: SourceNotes;
beforeEach(async () => {
  tableName = await dynamodb.newTable();
  writes = 0;
  notes = anInstance();
});

const NOW = '2026-11-21T01:00:00.000Z';
const at = (text: string) => text as Instant;

/** Another instance of the function, with its own memory of what it has noted. */
function anInstance(): SourceNotes {
  const client = watchedClient(dynamodb, () => {
    writes += 1;
  });
  return dynamodbSourceNotes(client, tableName, fakeClock(NOW));
}

const days = (from = '2000-01-01', source = 'feishu') =>
  dynamodbSourcesHeard(dynamodb.client, tableName, ['feishu', 'wecom']).daysHeard(source, plainDate(from));

describe('SourceNotes.refused', () => {
  const refusals = (from: string, until: string) =>
    dynamodbSourcesHeard(dynamodb.client, tableName, ['feishu', 'wecom']).refusals(
      plainDate(from),
      plainDate(until),
    );

  test('counts refusals by source, day in China and reason, and does not count them as heard', async () => {
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

  test('writes the first refusals one by one, and in a flood once per hundred', async () => {
    for (let i = 0; i < 1050; i++) await notes.refused('wecom', 'malformed', at(NOW));
    expect(writes).toBe(109);
    const counted = { source: 'wecom', malformed: 1000, unsigned: 0, mismatched: 0 };
    expect(await refusals('2026-11-21', '2026-11-22')).toEqual([counted]);
  });
});

describe('SourceNotes.heard', () => {
  test('writes once per day in China, not once per event', async () => {
    await notes.heard('feishu', at('2026-11-20T15:59:59.999Z'));
    await notes.heard('feishu', at('2026-11-20T16:00:00.000Z'));
    await notes.heard('feishu', at('2026-11-21T15:59:59.999Z'));
    expect(writes).toBe(2);
    expect(await days()).toEqual(['2026-11-20', '2026-11-21']);
  });

  test('writes once for many events at the same moment', async () => {
    await Promise.all(Array.from({ length: 10 }, () => notes.heard('feishu', at(NOW))));
    expect(writes).toBe(1);
  });

  test('writes again from another instance, which stores the same day', async () => {
    await notes.heard('feishu', at(NOW));
    await anInstance().heard('feishu', at(NOW));
    expect(writes).toBe(2);
    expect(await days()).toEqual(['2026-11-21']);
  });

  test('stores the days of each source separately; daysHeard returns them from a given day on', async () => {
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

  test('tries again with the next event after a failure; the record expires after 400 days', async () => {
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

describe('SourceNotes.unmapped', () => {
  const unmapped = async () => (await dynamodbRegistry(dynamodb.client, tableName).load()).unmapped;
  const apply = (mapping: object) =>
    applyRegistry(
      dynamodb.client,
      tableName,
      registrySchema.parse({ units: [], sources: [{ source: 'feishu', ...mapping }] }),
      plainDate('2026-11-21'),
    );

  test('stores each word once, whatever characters it has', async () => {
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

  test('cuts words that are longer than a mapping allows, so that they cannot block an event', async () => {
    await notes.unmapped('feishu', [{ field: 'unit', value: `${'部'.repeat(199)}👩${'部'.repeat(5_000)}` }]);
    expect(await unmapped()).toEqual([
      { source: 'feishu', field: 'unit', value: `${'部'.repeat(199)}\ufffd` },
    ]);
  });

  test('lists a word until the registry maps it in the same field', async () => {
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

  test('lists words for units until the mapping has a default unit', async () => {
    await notes.unmapped('feishu', [
      { field: 'unit', value: 'od-1' },
      { field: 'reason', value: 'r' },
    ]);
    await apply({ defaultUnitId: 'U1' });
    expect((await unmapped()).map(({ field }) => field)).toEqual(['reason']);
  });

  test('lists words of another source that the mapping does not cover', async () => {
    await notes.unmapped('wecom', [{ field: 'unit', value: 'od-1' }]);
    await apply({ units: { 'od-1': 'U1' }, defaultUnitId: 'U1' });
    expect(await unmapped()).toEqual([{ source: 'wecom', field: 'unit', value: 'od-1' }]);
  });
});
