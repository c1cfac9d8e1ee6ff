import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { addDays, chinaDayOf, type PlainDate } from '../../../domain/values/plain-date.ts';
import type {
  Clock,
  OnUnreadable,
  Quarantine,
  QuarantinedEvent,
  QuarantineKey,
  QuarantineStore,
  RecordKey,
} from '../../ports.ts';
import { ifConditionHolds, partition, putNew, queryAll } from './items.ts';
import { expiry, type Item, keys, textOf } from './keys.ts';
import { bodyOf, instantIn, keyOf, NOT_REPORTED, readEach } from './records.ts';

export const KEPT_DAYS = 90;
/** How far back a count looks, at most: events older than this were reported by an earlier digest. */
const MOST_DAYS_COUNTED = 35;

/** Encrypts a body before it is stored; see seal-body. */
export type SealBody = (body: Uint8Array) => Promise<{ readonly keyId: string; readonly sealed: Uint8Array }>;

/** Opens what {@link SealBody} sealed. @throws SecretUnavailable when its key is gone, Error when it was tampered with. */
export type OpenBody = (body: { readonly keyId: string; readonly sealed: Uint8Array }) => Promise<Uint8Array>;

/** Keeps what was verified and not understood, encrypted, for 90 days. */
export function dynamodbQuarantineKeeper(
  client: DynamoDBClient,
  tableName: string,
  seal: SealBody,
): Pick<Quarantine, 'keep'> {
  return {
    async keep({ source, deliveryId, receivedAt }, body, problems) {
      const { keyId, sealed } = await seal(body);
      const item = {
        ...keys.quarantine(chinaDayOf(receivedAt), source, deliveryId),
        receivedAt: { S: receivedAt },
        problems: { S: JSON.stringify(problems) },
        keyId: { S: keyId },
        sealedBody: { B: sealed },
        expiresAt: expiry(receivedAt, KEPT_DAYS),
      };
      return (await putNew(client, tableName, item)) ? 'kept' : 'duplicate';
    },
  };
}

/** Tells how many events are kept, for the administrator's digest. */
export function dynamodbQuarantine(
  client: DynamoDBClient,
  tableName: string,
  clock: Clock,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): Pick<Quarantine, 'countSince'> {
  return {
    async countSince(since) {
      const today = chinaDayOf(clock.now());
      let day = chinaDayOf(since);
      if (day < addDays(today, -MOST_DAYS_COUNTED)) day = addDays(today, -MOST_DAYS_COUNTED);
      let count = 0;
      const unreadable: RecordKey[] = [];
      for (; day <= today; day = addDays(day, 1)) {
        const kept = await queryAll(client, {
          ...partition(tableName, keys.quarantineDay(day)),
          ProjectionExpression: 'pk, sk, receivedAt',
        });
        const found = readEach(kept, (item) => instantIn(item.receivedAt), onUnreadable);
        count += found.items.filter((receivedAt) => receivedAt > since).length;
        unreadable.push(...found.unreadable);
      }
      return { count, unreadable };
    },
  };
}

const DAYS_AT_ONCE = 10;

/** What lies in quarantine, for a person to look at, to take in again or to throw away. */
export function dynamodbQuarantineStore(
  client: DynamoDBClient,
  tableName: string,
  openBody: OpenBody,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): QuarantineStore {
  const at = ({ day, source, deliveryId }: QuarantineKey) => ({
    TableName: tableName,
    Key: keys.quarantine(day, source, deliveryId),
  });
  const ofDay = async (day: PlainDate) => {
    const items = await queryAll(client, {
      ...partition(tableName, keys.quarantineDay(day)),
      ProjectionExpression: 'pk, sk, receivedAt, problems',
    });
    return readEach(items, (item) => eventIn(day, item), onUnreadable).items;
  };
  return {
    async list(from, to) {
      const days: PlainDate[] = [];
      for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
      const found: QuarantinedEvent[] = [];
      while (days.length > 0) {
        const some = await Promise.all(days.splice(0, DAYS_AT_ONCE).map(ofDay));
        found.push(...some.flat());
      }
      return found;
    },
    async find(key) {
      const { Item } = await client.send(new GetItemCommand({ ...at(key), ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const event = eventIn(key.day, Item);
      const { keyId, sealedBody } = Item;
      if (event === undefined || keyId?.S === undefined || sealedBody?.B === undefined) {
        onUnreadable(keyOf(Item));
        return undefined;
      }
      return { ...event, body: await openBody({ keyId: keyId.S, sealed: sealedBody.B }) };
    },
    async remove(key) {
      await client.send(new DeleteItemCommand(at(key)));
    },
    async noteProblems(key, problems) {
      const update = new UpdateItemCommand({
        ...at(key),
        UpdateExpression: 'SET problems = :problems',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':problems': { S: JSON.stringify(problems) } },
      });
      // Somebody else may have taken it in, or thrown it away, in the meantime.
      await ifConditionHolds(client.send(update));
    },
  };
}

/** A source's name holds no `#`; whatever follows the first one is the delivery's. */
function eventIn(day: PlainDate, item: Item): QuarantinedEvent | undefined {
  const receivedAt = instantIn(item.receivedAt);
  const problems = bodyOf(item, z.array(z.string()), 'problems');
  if (receivedAt === undefined || problems === undefined) return undefined;
  const [source = '', deliveryId = ''] = textOf(item.sk).split(/#(.*)/s);
  return { day, source, deliveryId, receivedAt, problems };
}
