import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod/mini';
import { type Spell, UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { FoundSpells, OnUnreadable, SpellReader, SpellSnapshot, UnreadableSpell } from '../../ports.ts';
import { getAll, ITEMS_A_PAGE, inAdvance, partition, queryAll } from './items.ts';
import { BY_UNIT, type Item, idIn, keys, textOf } from './keys.ts';
import { bodyOf, keyOf, NOT_REPORTED } from './records.ts';

/** @returns undefined for what is not the whole spell that its key names. */
export function spellIn(item: Item, form: z.ZodMiniType<Spell>): Spell | undefined {
  const spell = bodyOf(item, form);
  if (spell === undefined) return undefined;
  const key = keys.spell(spell.employeeId, spell.spellId);
  return key.pk.S === item.pk?.S && key.sk.S === item.sk?.S ? spell : undefined;
}

/** The stored snapshots of an employee, without those that cannot be read: the fold writes them anew. */
export async function storedSnapshots(
  client: DynamoDBClient,
  tableName: string,
  employeeId: string,
): Promise<SpellSnapshot[]> {
  const query = partition(tableName, keys.employee(employeeId), keys.spell('', '').sk.S);
  return snapshotsIn(await queryAll(client, { ...query, ConsistentRead: true }));
}

async function snapshotsIn(items: readonly Item[]): Promise<SpellSnapshot[]> {
  const { spellForm } = await import('./stored-forms.ts');
  return items.flatMap((item) => {
    const spell = spellIn(item, spellForm());
    const wakeKey = item.wakeKey?.S ?? '';
    return spell === undefined
      ? []
      : [{ spell, wakeOn: wakeKey.slice(0, wakeKey.indexOf('#')) as PlainDate }];
  });
}

/** Every snapshot of the unit with its day, page by page, without those that cannot be read. As the index has them. */
export async function* unitSnapshots(
  client: DynamoDBClient,
  tableName: string,
  unitId: string,
): AsyncGenerator<readonly SpellSnapshot[]> {
  for await (const items of unitPages(client, tableName, unitId)) yield await snapshotsIn(items);
}

async function* unitPages(
  client: DynamoDBClient,
  tableName: string,
  unitId: string,
): AsyncGenerator<readonly Item[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      IndexName: BY_UNIT,
      Limit: ITEMS_A_PAGE,
      KeyConditionExpression: 'unitId = :unit',
      ExpressionAttributeValues: { ':unit': { S: unitId } },
    },
  );
  for await (const { Items = [] } of inAdvance(pages)) yield Items;
}

/** Reads spell snapshots; those that are due cost as much as there are, not as much as there are employees. */
export function dynamodbSpells(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): SpellReader {
  const read = async (items: readonly Item[]): Promise<FoundSpells> => {
    const { spellForm } = await import('./stored-forms.ts');
    const spells: Spell[] = [];
    const unreadable: UnreadableSpell[] = [];
    for (const item of items) {
      const spell = spellIn(item, spellForm());
      if (spell === undefined) unreadable.push(namedIn(item));
      else spells.push(spell);
    }
    for (const { record } of unreadable) onUnreadable(record);
    return { items: spells, unreadable };
  };
  return {
    async due(unitId, day) {
      const items = await queryAll(client, {
        TableName: tableName,
        IndexName: BY_UNIT,
        Limit: ITEMS_A_PAGE,
        KeyConditionExpression: 'unitId = :unit AND wakeKey < :dayIsOver',
        // In a key `#` follows the day; `~` sorts after it.
        ExpressionAttributeValues: { ':unit': { S: unitId }, ':dayIsOver': { S: `${day}~` } },
      });
      return read(items);
    },
    async *ofUnit(unitId) {
      for await (const items of unitPages(client, tableName, unitId)) yield await read(items);
    },
    async byId(ids) {
      const distinct = new Map(ids.map((id) => [`${id.employeeId}\n${id.spellId}`, id]));
      const wanted = [...distinct.values()].map(({ employeeId, spellId }) => keys.spell(employeeId, spellId));
      return read(await getAll(client, tableName, wanted, false));
    },
  };
}

function namedIn(item: Item): UnreadableSpell {
  return {
    employeeId: textOf(item.pk).slice(keys.employee('').length),
    spellId: idIn(item.sk),
    unitId: item.unitId?.S ?? UNKNOWN_UNIT,
    record: keyOf(item),
  };
}

/** The item of a snapshot. `wakeKey` sorts the index: what is due comes first. */
export function spellItem(spell: Spell, wakeOn: string): Item {
  return {
    ...keys.spell(spell.employeeId, spell.spellId),
    unitId: { S: spell.unitId },
    wakeKey: { S: `${wakeOn}#${spell.spellId}` },
    body: { S: JSON.stringify(spell) },
  };
}
