import { type BatchGetItemCommandOutput, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Spell } from '../../../../domain/employment/spell.ts';
import { NEVER, type PlainDate, plainDate } from '../../../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../../../functions/adapters/dynamodb/employees.ts';
import { dynamodbSpells } from '../../../../functions/adapters/dynamodb/spells.ts';
import { aSpell } from '../../../support/a-spell.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../../support/embedded-dynamodb.ts';

let dynamodb: EmbeddedDynamoDb;
let tableName: string;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());
beforeEach(async () => {
  tableName = await dynamodb.newTable();
});

async function keep(spell: Spell, wakeOn: PlainDate): Promise<void> {
  const store = dynamodbEmployees(dynamodb.client, tableName);
  const { employeeId } = spell;
  const { version } = await store.load(employeeId);
  const nothing = { facts: [], goneSpellIds: [], samePersonAs: [] };
  await store.commit({ employeeId, version, spells: [{ spell, wakeOn }], ...nothing });
}

function spellOf(employeeId: string, unitId = 'U1', hiredOn = '2026-11-02'): Spell {
  return aSpell({ employeeId, unitId, hiredOn });
}

describe('the spells that are due', () => {
  const due = async (day: string, unitId = 'U1') =>
    (await dynamodbSpells(dynamodb.client, tableName).due(unitId, plainDate(day))).items.map(
      ({ employeeId }) => employeeId,
    );

  test.each([
    ['the day before', '2026-11-20', []],
    ['the day itself', '2026-11-21', ['E1']],
    ['the day after', '2026-11-22', ['E1']],
  ])('hold one on %s its day comes', async (_, day, expected) => {
    await keep(spellOf('E1'), plainDate('2026-11-21'));
    expect(await due(day)).toEqual(expected);
  });

  test('do not hold one with nothing pending, but for the day that means never', async () => {
    await keep(spellOf('E1'), NEVER);
    expect(await due('9999-12-30')).toEqual([]);
    expect(await due(NEVER)).toEqual(['E1']);
  });

  test('are those of one unit, the longest due first', async () => {
    await keep(spellOf('E1'), plainDate('2026-11-21'));
    await keep(spellOf('E2'), plainDate('2026-11-03'));
    await keep(spellOf('E3', 'U10'), plainDate('2026-11-01'));
    expect(await due('2026-11-21')).toEqual(['E2', 'E1']);
  });

  test('follow a spell to its new day and its new unit', async () => {
    await keep(spellOf('E1'), plainDate('2026-11-21'));
    await keep(spellOf('E1'), NEVER);
    expect(await due('2026-11-21')).toEqual([]);
    await keep(spellOf('E1', 'U2'), plainDate('2026-11-21'));
    expect(await due('2026-11-21', 'U1')).toEqual([]);
    expect(await due('2026-11-21', 'U2')).toEqual(['E1']);
  });

  test('are found whatever the id of the unit looks like', async () => {
    for (const unitId of ['U#1', '../U', '上海分公司🏢', '单'.repeat(64)]) {
      await keep(spellOf(`E-${unitId}`, unitId), plainDate('2026-11-21'));
      expect(await due('2026-11-21', unitId)).toEqual([`E-${unitId}`]);
    }
  });

  test('are all there when they fill more than one page', async () => {
    const long = '部'.repeat(60_000);
    for (let i = 0; i < 8; i++) {
      const spell = spellOf(`E${i}`);
      await keep({ ...spell, person: { ...spell.person, department: long } }, plainDate('2026-11-21'));
    }
    expect(await due('2026-11-21')).toHaveLength(8);
  });
});

describe('spells by key', () => {
  const ids = Array.from({ length: 230 }, (_, i) => ({ employeeId: `E${i}`, spellId: '2026-11-02' }));

  async function keepAll(): Promise<void> {
    await Promise.all(ids.map(({ employeeId }) => keep(spellOf(employeeId), NEVER)));
  }

  test('are all found, more than one call can ask for, asked for twice and in any order', async () => {
    await keepAll();
    const { items: found } = await dynamodbSpells(dynamodb.client, tableName).byId([
      ...ids,
      ...[...ids].reverse(),
    ]);
    expect(found.map(({ employeeId }) => employeeId).sort()).toEqual(ids.map((id) => id.employeeId).sort());
  });

  test('are asked for again when the database leaves some unprocessed', async () => {
    await keepAll();
    const busy = new DynamoDBClient(dynamodb.settings);
    leaveUnprocessed(busy, 30);
    const { items: found } = await dynamodbSpells(busy, tableName).byId(ids);
    expect(new Set(found.map(({ employeeId }) => employeeId)).size).toBe(230);
    expect(found).toHaveLength(230);
    busy.destroy();
  });

  test('that no longer exist are left out', async () => {
    await keep(spellOf('E1'), NEVER);
    const gone = { employeeId: 'E1', spellId: '1999-01-01' };
    const { items: found } = await dynamodbSpells(dynamodb.client, tableName).byId([
      gone,
      ...ids.slice(0, 2),
    ]);
    expect(found.map(({ employeeId }) => employeeId)).toEqual(['E1']);
    expect(await dynamodbSpells(dynamodb.client, tableName).byId([])).toEqual({ items: [], unreadable: [] });
  });
});

/** Makes the database answer at most `most` of the keys of each call, as it does when it is busy. */
function leaveUnprocessed(client: DynamoDBClient, most: number): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const { RequestItems } = args.input as { RequestItems: Record<string, { Keys: object[] }> };
      const [name = '', { Keys } = { Keys: [] }] = Object.entries(RequestItems)[0] ?? [];
      const input = { RequestItems: { [name]: { Keys: Keys.slice(0, most) } } };
      const { output, response } = await next({ ...args, input: input as typeof args.input });
      const left = Keys.slice(most);
      const UnprocessedKeys = left.length > 0 ? { [name]: { Keys: left } } : {};
      return { response, output: { ...output, UnprocessedKeys } as BatchGetItemCommandOutput };
    },
    { step: 'initialize' },
  );
}
