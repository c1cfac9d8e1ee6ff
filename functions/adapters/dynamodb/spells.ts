import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { SpellReader, SpellSnapshot } from '../../ports.ts';
import { partition, queryAll } from './items.ts';
import { BY_UNIT, bodyOf, type Item, keys, textOf } from './keys.ts';

/** The snapshots of an employee as they stand in the table, to be compared with what the fold gives today. */
export async function storedSnapshots(
  client: DynamoDBClient,
  tableName: string,
  employeeId: string,
): Promise<SpellSnapshot[]> {
  const query = partition(tableName, keys.employee(employeeId), keys.spell('', '').sk.S);
  const items = await queryAll(client, { ...query, ConsistentRead: true });
  return items.map((item) => {
    const wakeKey = textOf(item.wakeKey);
    return { spell: bodyOf<Spell>(item), wakeOn: wakeKey.slice(0, wakeKey.indexOf('#')) as PlainDate };
  });
}

const MOST_KEYS_A_CALL = 100;

/** Reads spell snapshots; those that are due cost as much as there are, not as much as there are employees. */
export function dynamodbSpells(client: DynamoDBClient, tableName: string): SpellReader {
  return {
    async due(unitId, day) {
      const items = await queryAll(client, {
        TableName: tableName,
        IndexName: BY_UNIT,
        KeyConditionExpression: 'unitId = :unit AND wakeKey < :dayIsOver',
        // In a key `#` follows the day; `~` sorts after it.
        ExpressionAttributeValues: { ':unit': { S: unitId }, ':dayIsOver': { S: `${day}~` } },
      });
      return items.map((item) => bodyOf<Spell>(item));
    },
    async byId(ids) {
      const distinct = new Map(ids.map((id) => [`${id.employeeId}\n${id.spellId}`, id]));
      const wanted = [...distinct.values()].map(({ employeeId, spellId }) => keys.spell(employeeId, spellId));
      const found: Spell[] = [];
      while (wanted.length > 0) {
        const batch = wanted.splice(0, MOST_KEYS_A_CALL);
        const page = await client.send(
          new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: batch } } }),
        );
        found.push(...(page.Responses?.[tableName] ?? []).map((item) => bodyOf<Spell>(item)));
        wanted.push(...((page.UnprocessedKeys?.[tableName]?.Keys ?? []) as typeof batch));
      }
      return found;
    },
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
