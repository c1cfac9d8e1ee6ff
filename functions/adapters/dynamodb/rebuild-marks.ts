import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { RebuildMarks } from '../../ports.ts';
import { keys } from './keys.ts';
import { bodyOf } from './records.ts';
import { count, text } from './scalar-forms.ts';

const markForm = z.object({ after: text, done: count, total: z.exactOptional(count) });

/** The progress of interrupted rebuilds. An unreadable mark is treated as absent. */
export function dynamodbRebuildMarks(client: DynamoDBClient, TableName: string): RebuildMarks {
  return {
    async find(unitId) {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: keys.rebuild(unitId) }));
      return Item && bodyOf(Item, markForm);
    },
    async keep(unitId, mark) {
      const Item = { ...keys.rebuild(unitId), body: { S: JSON.stringify(mark) } };
      await client.send(new PutItemCommand({ TableName, Item }));
    },
    async remove(unitId) {
      await client.send(new DeleteItemCommand({ TableName, Key: keys.rebuild(unitId) }));
    },
  };
}
