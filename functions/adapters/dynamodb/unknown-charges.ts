import { type DynamoDBClient, paginateQuery, type WriteRequest } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { ENDED_STATUSES } from '../../../domain/facts/insurance.ts';
import { strangersCharges, type UnknownRow } from '../../../domain/units/unknown-charge.ts';
import type { Month } from '../../../domain/values/month.ts';
import { once } from '../../../domain/values/once.ts';
import type { OnUnreadable, RecordKey, UnknownCharges } from '../../ports.ts';
import { inAdvance, partition, writeAll } from './items.ts';
import { keys } from './keys.ts';
import { bodyOf, NOT_REPORTED, readEach } from './records.ts';
import { count, day, fen, instant, month, text } from './scalar-forms.ts';

/** The fields of a stored row that this release needs. */
export const unknownRowForm: () => z.ZodMiniType<UnknownRow> = once(() => {
  const row = {
    id: text,
    unitId: text,
    month,
    doubt: z.exactOptional(text),
    employeeId: z.exactOptional(text),
    agencyNumber: z.exactOptional(text),
    masked: z.exactOptional(text),
    hash: z.exactOptional(text),
    name: z.exactOptional(text),
    replacedBy: z.exactOptional(text),
    receivedAt: instant,
  };
  const charge = z.object({
    ...row,
    unitAmount: fen,
    personalAmount: fen,
    base: z.exactOptional(fen),
    chargedOn: z.exactOptional(day),
    supplement: z.exactOptional(z.literal(true)),
    offset: z.exactOptional(z.literal(true)),
    occurrence: z.exactOptional(count),
  });
  const listing = z.object({
    ...row,
    on: day,
    status: z.enum(['listed', ...ENDED_STATUSES]),
    since: z.exactOptional(day),
  });
  return z.union([charge, listing, z.object({ ...row, doubt: text })]);
});

/**
 * Stores rows of bills and lists whose person is unknown or doubtful. Each row is written and removed as a whole, so
 * repeating a write changes nothing.
 */
export function dynamodbUnknownCharges(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): UnknownCharges {
  const write = (requests: readonly WriteRequest[]) => writeAll(client, tableName, requests);
  const rows = async (unitId: string, month?: Month) => {
    const prefix = month && keys.unknownCharge(unitId, month, '').sk.S;
    const query = { ...partition(tableName, keys.unknownCharges(unitId), prefix), ConsistentRead: true };
    const found = { items: [] as UnknownRow[], unreadable: [] as RecordKey[] };
    for await (const { Items = [] } of inAdvance(paginateQuery({ client }, query))) {
      const { items, unreadable } = readEach(Items, (item) => bodyOf(item, unknownRowForm()), onUnreadable);
      for (const row of items) found.items.push(row);
      found.unreadable.push(...unreadable);
    }
    return found;
  };
  return {
    rows: (unitId) => rows(unitId),
    async list(unitId, month) {
      const { items, unreadable } = await rows(unitId, month);
      return { items: strangersCharges(items), unreadable };
    },
    keep: (some) =>
      write(
        some.map((row) => ({ PutRequest: { Item: { ...keyOf(row), body: { S: JSON.stringify(row) } } } })),
      ),
    remove: (some) => write(some.map((row) => ({ DeleteRequest: { Key: keyOf(row) } }))),
  };
}

function keyOf({ unitId, month, id }: Pick<UnknownRow, 'id' | 'unitId' | 'month'>) {
  return keys.unknownCharge(unitId, month, id);
}
