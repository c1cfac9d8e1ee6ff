import {
  type BatchGetItemCommandOutput,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { foldSpells } from '../../../../domain/employment/fold.ts';
import type { Spell } from '../../../../domain/employment/spell.ts';
import { compact } from '../../../../domain/values/compact.ts';
import { fen } from '../../../../domain/values/money.ts';
import { month, monthsFromTo } from '../../../../domain/values/month.ts';
import { NEVER, type PlainDate, plainDate } from '../../../../domain/values/plain-date.ts';
import { cleanItems } from '../../../../functions/adapters/dynamodb/clean-items.ts';
import { dynamodbEmployees } from '../../../../functions/adapters/dynamodb/employees.ts';
import { keys } from '../../../../functions/adapters/dynamodb/keys.ts';
import {
  dynamodbSpells,
  spellIn,
  spellItem,
  storedSnapshots,
} from '../../../../functions/adapters/dynamodb/spells.ts';
import { spellForm } from '../../../../functions/adapters/dynamodb/stored-forms.ts';
import { histories } from '../../../domain/employment/histories.ts';
import { aSpell } from '../../../support/a-spell.ts';
import { watchedClient } from '../../../support/embedded-dynamodb.ts';
import * as the from '../../../support/facts.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';

const dynamodb = await dynamodbForFile();
let tableName: string;
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

describe('dynamodbSpells.due', () => {
  const due = async (day: string, unitId = 'U1') =>
    (await dynamodbSpells(dynamodb.client, tableName).due(unitId, plainDate(day))).items.map(
      ({ employeeId }) => employeeId,
    );

  test.each([
    ['the day before', '2026-11-20', []],
    ['the day itself', '2026-11-21', ['E1']],
    ['the day after', '2026-11-22', ['E1']],
  ])('returns the spell from its wake day on: %s', async (_, day, expected) => {
    await keep(spellOf('E1'), plainDate('2026-11-21'));
    expect(await due(day)).toEqual(expected);
  });

  test('returns a spell with nothing pending only on the day that means never', async () => {
    await keep(spellOf('E1'), NEVER);
    expect(await due('9999-12-30')).toEqual([]);
    expect(await due(NEVER)).toEqual(['E1']);
  });

  test('returns the spells of one unit, the longest due first', async () => {
    await keep(spellOf('E1'), plainDate('2026-11-21'));
    await keep(spellOf('E2'), plainDate('2026-11-03'));
    await keep(spellOf('E3', 'U10'), plainDate('2026-11-01'));
    expect(await due('2026-11-21')).toEqual(['E2', 'E1']);
  });

  test('returns a spell by its latest wake day and unit', async () => {
    await keep(spellOf('E1'), plainDate('2026-11-21'));
    await keep(spellOf('E1'), NEVER);
    expect(await due('2026-11-21')).toEqual([]);
    await keep(spellOf('E1', 'U2'), plainDate('2026-11-21'));
    expect(await due('2026-11-21', 'U1')).toEqual([]);
    expect(await due('2026-11-21', 'U2')).toEqual(['E1']);
  });

  test('finds spells whatever characters the unit id has', async () => {
    for (const unitId of ['U#1', '../U', '上海分公司🏢', '单'.repeat(64)]) {
      await keep(spellOf(`E-${unitId}`, unitId), plainDate('2026-11-21'));
      expect(await due('2026-11-21', unitId)).toEqual([`E-${unitId}`]);
    }
  });

  test('returns all spells when they fill more than one page', async () => {
    const long = '部'.repeat(60_000);
    for (let i = 0; i < 8; i++) {
      const spell = spellOf(`E${i}`);
      await keep({ ...spell, person: { ...spell.person, department: long } }, plainDate('2026-11-21'));
    }
    expect(await due('2026-11-21')).toHaveLength(8);
  });
});

describe('spellItem', () => {
  const identity = {
    type: 'resident-id',
    masked: '****************3X',
    hash: 'YmFzZTY0dXJsLW9mLXRoaXJ0eS10d28tYnl0ZXMtaGFzaA',
    birthDate: plainDate('1990-05-17'),
    sex: 'female',
  } as const;
  /** A person who has been in service for a year, was enrolled and charged each month, and has one stated wage. */
  const usual = () =>
    foldSpells(
      'E10234',
      [
        the.hired('2025-09-01', 'BJ', {
          name: '欧阳晓红',
          identity,
          averageMonthlyWage: fen(1_850_000),
        }),
        the.submitted('enrolment', '2025-09-03', 'BJ-250903-0117'),
        the.accepted('enrolment', '2025-09-08', '2025-09'),
        ...monthsFromTo(month('2025-09'), month('2026-08')).map((of) =>
          the.charged('BJ', of, [1813, 373], { chargedOn: `${of}-20` }),
        ),
      ].map((fact, i) => ({
        ...{ ...fact, employeeId: 'E10234' },
        ...(fact.kind === 'contribution.charged' && { factId: `bill:2026-08-BJ:${i}` }),
      })),
    );

  test('stores a usual employee’s spell in less than one write unit (1 KB)', () => {
    const [spell] = usual();
    if (spell === undefined) throw new Error('the facts fold to no spell');
    const bytes = Object.entries(spellItem(spell, '2026-11-21')).map(([name, value]) =>
      Buffer.byteLength(`${name}${value.S}`),
    );
    expect(bytes.reduce((a, b) => a + b)).toBeLessThan(1_024);
  });

  test('restores a spell with the same keys, with and without stored empty lists', async () => {
    const [spell] = usual();
    if (spell === undefined) throw new Error('the facts fold to no spell');
    for (const body of [spellItem(spell, '2026-11-21').body?.S, JSON.stringify(spell)]) {
      const Item = { ...spellItem(spell, '2026-11-21'), body: { S: body ?? '' } };
      await dynamodb.client.send(new PutItemCommand({ TableName: tableName, Item }));
      const { spells } = await dynamodbEmployees(dynamodb.client, tableName).load(spell.employeeId);
      expect(JSON.stringify(spells)).toBe(JSON.stringify([spell]));
    }
  });

  test.each([
    ['first', true],
    ['third', false],
  ])('checks the contribution tier: %s', (contributionTier, accepted) => {
    const spell = spellOf('E1');
    const stored = { ...spell, person: { ...spell.person, contributionTier } } as Spell;
    const read = spellIn(spellItem(stored, '2026-11-21'), spellForm());
    expect(read).toEqual(accepted ? stored : undefined);
  });

  test('restores any spell with the same keys', () => {
    fc.assert(
      fc.property(histories, (facts) => {
        const spells = foldSpells(the.EMPLOYEE, facts);
        const read = spells.map((spell) => spellIn(spellItem(spell, '2026-11-21'), spellForm()));
        expect(JSON.stringify(read)).toBe(JSON.stringify(spells));
      }),
    );
  });
});

describe('dynamodbSpells.byId', () => {
  const ids = Array.from({ length: 230 }, (_, i) => ({ employeeId: `E${i}`, spellId: '2026-11-02' }));

  async function keepAll(): Promise<void> {
    await Promise.all(ids.map(({ employeeId }) => keep(spellOf(employeeId), NEVER)));
  }

  test('finds all spells, also more than one call can request, repeated and in any order', async () => {
    await keepAll();
    const { items: found } = await dynamodbSpells(dynamodb.client, tableName).byId([
      ...ids,
      ...[...ids].reverse(),
    ]);
    expect(found.map(({ employeeId }) => employeeId).sort()).toEqual(ids.map((id) => id.employeeId).sort());
  });

  test('requests again the keys that the database leaves unprocessed', async () => {
    await keepAll();
    const busy = new DynamoDBClient(dynamodb.settings);
    leaveUnprocessed(busy, 49);
    const { items: found } = await dynamodbSpells(busy, tableName).byId(ids);
    expect(new Set(found.map(({ employeeId }) => employeeId)).size).toBe(230);
    expect(found).toHaveLength(230);
    busy.destroy();
  });

  test('leaves out spells that no longer exist', async () => {
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

/** Makes the database answer only the first `most` keys of each call, as a busy database does. */
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

test.each([false, undefined] as const)(
  'a gone spell is in no read, and can come back (mayDelete: %s)',
  async (mayDelete) => {
    const unread: unknown[] = [];
    const note = (key: unknown) => void unread.push(key);
    const employees = dynamodbEmployees(dynamodb.client, tableName, note);
    const spells = dynamodbSpells(dynamodb.client, tableName, note);
    const spell = spellOf('E1');
    const { employeeId, spellId } = spell;
    const found = async () => {
      const record = await employees.load(employeeId);
      const [due, named] = [await spells.due('U1', NEVER), await spells.byId([{ employeeId, spellId }])];
      const snapshots = await storedSnapshots(dynamodb.client, tableName, employeeId);
      return [record.spells, due.items, named.items, snapshots.map((each) => each.spell)].map(
        ({ length }) => length,
      );
    };
    await keep(spell, plainDate('2026-11-21'));
    expect(await found()).toEqual([1, 1, 1, 1]);
    const nothing = { facts: [], spells: [], samePersonAs: [] };
    const gone = { employeeId, version: 1, ...nothing, goneSpellIds: [spellId], ...compact({ mayDelete }) };
    expect(await employees.commit(gone)).toEqual({ is: 'committed' });
    expect(await found()).toEqual([0, 0, 0, 0]);
    expect((await employees.load(employeeId)).unreadableSpellIds).toEqual([]);
    const { Items = [] } = await dynamodb.client.send(new ScanCommand({ TableName: tableName }));
    expect(Items.filter(({ sk }) => sk?.S?.startsWith('SPELL#'))).toEqual(
      mayDelete === false
        ? [{ pk: { S: 'EMPLOYEE#E1' }, sk: { S: `SPELL#${spellId}` }, gone: { BOOL: true } }]
        : [],
    );
    await keep(spell, plainDate('2026-11-21'));
    expect(await found()).toEqual([1, 1, 1, 1]);
    expect(unread).toEqual([]);
  },
);

test('an emptied item is not removed if the spell comes back between the scan and the deletion', async () => {
  const spell = spellOf('E1');
  const gone = { ...keys.spell('E1', spell.spellId), gone: { BOOL: true } };
  await dynamodb.client.send(new PutItemCommand({ TableName: tableName, Item: gone }));
  const racing = watchedClient(
    dynamodb,
    (command) => command === 'DeleteItem' && keep(spell, plainDate('2026-11-21')),
  );
  await cleanItems(racing, tableName);
  const [stored] = await storedSnapshots(dynamodb.client, tableName, 'E1');
  expect(stored).toEqual({ spell, wakeOn: '2026-11-21' });
});
