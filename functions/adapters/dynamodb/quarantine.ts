import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { isUnsigned } from '../../../domain/facts/source-order.ts';
import { addDays, chinaDayOf, type PlainDate } from '../../../domain/values/plain-date.ts';
import {
  type Clock,
  type Delivery,
  type OnUnreadable,
  type Quarantine,
  type QuarantinedEvent,
  type QuarantineKey,
  type QuarantineStore,
  type RecordKey,
  SecretUnavailable,
} from '../../ports.ts';
import { hasItem, ifConditionHolds, partition, putNew, queryAll } from './items.ts';
import { expiry, type Item, keys, numberOf, textOf } from './keys.ts';
import { bodyOf, instantIn, jsonIn, keyOf, NOT_REPORTED, readEach } from './records.ts';

export const KEPT_DAYS = 90;
/** How far back a count looks, at most: events older than this were reported by an earlier digest. */
const MOST_DAYS_COUNTED = 35;
/**
 * Of one source and day, unsigned messages that are kept. Whoever knows the token or the path can make up any number of
 * them; a real HR system that is set up wrong sends its few dozen changes of a day, and a first push of a company of
 * some hundreds still fits. Signed messages are kept however many they are.
 */
export const MOST_UNSIGNED_A_DAY = 1000;

interface Sealed {
  readonly keyId: string;
  readonly sealed: Uint8Array;
}

/** Encrypts a body before it is stored; see seal-body. */
export type SealBody = (body: Uint8Array) => Promise<Sealed>;

/** Opens what {@link SealBody} sealed. @throws SecretUnavailable when its key is gone, Error when it was tampered with. */
export type OpenBody = (body: Sealed) => Promise<Uint8Array>;

/**
 * Keeps what was verified and not understood, encrypted, for 90 days: a short item, which lists show, and apart from it
 * its body. What was kept is counted by source and day, so that nobody has to read it to know how much there is.
 */
export function dynamodbQuarantineAdmin(
  client: DynamoDBClient,
  tableName: string,
  seal: SealBody,
): Pick<Quarantine, 'keep'> {
  return {
    async keep(delivery, body, problems) {
      const { source, deliveryId, receivedAt } = delivery;
      const day = chinaDayOf(receivedAt);
      const key = keys.quarantine(day, source, deliveryId);
      if (await hasItem(client, tableName, key)) return 'duplicate';
      // Before it is kept: an attempt that ends in between counts one too many, and none is missed.
      if (!(await counted(client, tableName, delivery))) return 'full';
      const expiresAt = expiry(receivedAt, KEPT_DAYS);
      const sealed = await seal(body);
      const bodyItem = {
        ...keys.quarantinedBody(day, source, deliveryId),
        keyId: { S: sealed.keyId },
        sealedBody: { B: sealed.sealed },
        expiresAt,
      };
      await client.send(new PutItemCommand({ TableName: tableName, Item: bodyItem }));
      const item = {
        ...key,
        receivedAt: { S: receivedAt },
        ...problemsItem(await seal(jsonBytes(problems))),
        expiresAt,
      };
      return (await putNew(client, tableName, item)) ? 'kept' : 'duplicate';
    },
  };
}

/** Counts a message of its source and day. @returns false where it is one unsigned message too many, which is counted apart. */
async function counted(
  client: DynamoDBClient,
  tableName: string,
  { source, deliveryId, receivedAt }: Delivery,
): Promise<boolean> {
  const adding = (names: string, condition?: string) =>
    new UpdateItemCommand({
      TableName: tableName,
      Key: keys.quarantineCount(chinaDayOf(receivedAt), source),
      UpdateExpression: `SET expiresAt = :expiry ADD ${names}`,
      ...(condition !== undefined && { ConditionExpression: condition }),
      ExpressionAttributeValues: {
        ':expiry': expiry(receivedAt, KEPT_DAYS),
        ':one': { N: '1' },
        ...(condition !== undefined && { ':most': { N: String(MOST_UNSIGNED_A_DAY) } }),
      },
    });
  if (!isUnsigned(source, deliveryId)) {
    await client.send(adding('kept :one'));
    return true;
  }
  const room = 'attribute_not_exists(unsignedKept) OR unsignedKept < :most';
  const admitted = await ifConditionHolds(client.send(adding('kept :one, unsignedKept :one', room)));
  if (admitted === undefined) await client.send(adding('dropped :one'));
  return admitted !== undefined;
}

function jsonBytes(problems: readonly string[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(problems));
}

function problemsItem({ keyId, sealed }: Sealed) {
  return { problemsKeyId: { S: keyId }, sealedProblems: { B: sealed } };
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
        const found = await ofDay(day);
        if (typeof found === 'number') {
          count += found;
          continue;
        }
        const read = readEach(found, (item) => instantIn(item.receivedAt), onUnreadable);
        count += read.items.filter((receivedAt) => receivedAt > since).length;
        unreadable.push(...read.unreadable);
      }
      return { count, unreadable };
    },
  };

  /** What was kept on a day; where it fills more than a page only how much, by the counters, the whole day of it. */
  async function ofDay(day: PlainDate): Promise<readonly Item[] | number> {
    const query = {
      ...partition(tableName, keys.quarantineDay(day)),
      ProjectionExpression: 'pk, sk, receivedAt',
    };
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(query));
    if (LastEvaluatedKey === undefined) return Items;
    const counters = await queryAll(client, partition(tableName, keys.quarantineCounts(day)));
    const kept = counters.reduce((sum, counter) => sum + numberOf(counter.kept), 0);
    // An earlier release kept bodies in the items and counted nothing.
    return kept > 0 ? kept : queryAll(client, query);
  }
}

const DAYS_AT_ONCE = 10;

/** What lies in quarantine, for a person to look at, to take in again or to throw away. */
export function dynamodbQuarantineStore(
  client: DynamoDBClient,
  tableName: string,
  { sealBody, openBody }: { readonly sealBody: SealBody; readonly openBody: OpenBody },
  onUnreadable: OnUnreadable = NOT_REPORTED,
): QuarantineStore {
  const at = ({ day, source, deliveryId }: QuarantineKey) => ({
    TableName: tableName,
    Key: keys.quarantine(day, source, deliveryId),
  });
  const bodyAt = ({ day, source, deliveryId }: QuarantineKey) => ({
    TableName: tableName,
    Key: keys.quarantinedBody(day, source, deliveryId),
  });
  const ofDay = async (day: PlainDate) => {
    const items = await queryAll(client, {
      ...partition(tableName, keys.quarantineDay(day)),
      ProjectionExpression: 'pk, sk, receivedAt, problems, problemsKeyId, sealedProblems',
    });
    const events = new Map<Item, QuarantinedEvent | undefined>();
    // One whose key is gone must not hide the others.
    for (const item of items) events.set(item, await eventIn(day, item).catch(() => undefined));
    return readEach(items, (item) => events.get(item), onUnreadable).items;
  };
  /** What was wrong with it; undefined where that cannot be read. @throws SecretUnavailable */
  const problemsIn = async (item: Item): Promise<readonly string[] | undefined> => {
    // An earlier release kept them as text.
    const sealed = opening(item.problemsKeyId, item.sealedProblems);
    if (sealed === undefined) return bodyOf(item, problemsForm, 'problems');
    try {
      return problemsForm.safeParse(jsonIn(new TextDecoder().decode(await openBody(sealed)))).data;
    } catch (error) {
      if (error instanceof SecretUnavailable) throw error;
      return undefined;
    }
  };
  /** A source's name holds no `#`; whatever follows the first one is the delivery's. */
  const eventIn = async (day: PlainDate, item: Item): Promise<QuarantinedEvent | undefined> => {
    const receivedAt = instantIn(item.receivedAt);
    const problems = await problemsIn(item);
    if (receivedAt === undefined || problems === undefined) return undefined;
    const [source = '', deliveryId = ''] = textOf(item.sk).split(/#(.*)/s);
    return { day, source, deliveryId, receivedAt, problems };
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
      const event = await eventIn(key.day, Item);
      const apart = await client.send(new GetItemCommand({ ...bodyAt(key), ConsistentRead: true }));
      // An earlier release kept the body in the item itself.
      const { keyId, sealedBody } = apart.Item ?? Item;
      const sealed = opening(keyId, sealedBody);
      if (event === undefined || sealed === undefined) {
        onUnreadable(keyOf(Item));
        return undefined;
      }
      return { ...event, body: await openBody(sealed) };
    },
    async remove(key) {
      await client.send(new DeleteItemCommand(at(key)));
      await client.send(new DeleteItemCommand(bodyAt(key)));
    },
    async noteProblems(key, problems) {
      const { problemsKeyId, sealedProblems } = problemsItem(await sealBody(jsonBytes(problems)));
      const update = new UpdateItemCommand({
        ...at(key),
        UpdateExpression: 'SET problemsKeyId = :keyId, sealedProblems = :sealed REMOVE problems',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':keyId': problemsKeyId, ':sealed': sealedProblems },
      });
      // Somebody else may have taken it in, or thrown it away, in the meantime.
      await ifConditionHolds(client.send(update));
    },
  };
}

const problemsForm = z.array(z.string());

function opening(key: Item[string] | undefined, bytes: Item[string] | undefined): Sealed | undefined {
  const [keyId, sealed] = [key?.S, bytes?.B];
  return keyId === undefined || sealed === undefined ? undefined : { keyId, sealed };
}
