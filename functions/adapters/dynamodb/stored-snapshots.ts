import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { SpellSnapshot } from '../../ports.ts';
import { bodyOf, keys, textOf } from './keys.ts';
import { partition, queryAll } from './query-all.ts';

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
