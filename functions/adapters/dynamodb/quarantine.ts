import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { addDays, chinaDayOf } from '../../../domain/values/plain-date.ts';
import type { Clock, OnUnreadable, Quarantine, RecordKey } from '../../ports.ts';
import { partition, queryAll } from './items.ts';
import { expiry, keys } from './keys.ts';
import { instantIn, NOT_REPORTED, readEach } from './records.ts';

const KEPT_DAYS = 90;
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
      return putOnce(client, {
        TableName: tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
      });
    },
  };
}

async function putOnce(
  client: DynamoDBClient,
  input: ConstructorParameters<typeof PutItemCommand>[0],
): Promise<'kept' | 'duplicate'> {
  try {
    await client.send(new PutItemCommand(input));
    return 'kept';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'duplicate';
    throw error;
  }
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
