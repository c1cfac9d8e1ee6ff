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
import { severalAtOnce } from '../../pace.ts';
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
/** How many days back events are counted. Older events were reported by an earlier digest. */
const MOST_DAYS_COUNTED = 35;
/**
 * How many unsigned messages of one source and day are kept. Anybody who knows the token or the path can send any
 * number of them. A real, misconfigured HR system sends a few dozen changes a day; a first push of several hundred
 * people still fits. Signed messages are unlimited.
 */
export const MOST_UNSIGNED_A_DAY = 1000;

interface Sealed {
  readonly keyId: string;
  readonly sealed: Uint8Array;
}

/** Encrypts a body before it is stored, see adapters/secrets.ts. */
export type SealBody = (body: Uint8Array) => Promise<Sealed>;

/**
 * Decrypts the result of {@link SealBody}.
 * @throws SecretUnavailable when its key is missing, Error when it was tampered with.
 */
export type OpenBody = (body: Sealed) => Promise<Uint8Array>;

/**
 * Encrypts verified but unreadable events and keeps them for 90 days. Each has a short item for lists and a separate
 * item with the body. Counters by source and day give the numbers without reading the events.
 */
export function dynamodbQuarantineWriter(
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
      // The event is counted before it is stored. If storing fails, one too many is counted, but none is missed.
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

/**
 * Adds the message to the counter of its source and day.
 * @returns false for an unsigned message beyond the limit; it is added to the number of dropped messages instead.
 */
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

/** Counts the kept events for the administrator's digest. */
export function dynamodbQuarantineCounts(
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

  /** The events kept on a day. If they do not fit into a page, only their number is returned, from the counters. */
  async function ofDay(day: PlainDate): Promise<readonly Item[] | number> {
    const query = {
      ...partition(tableName, keys.quarantineDay(day)),
      ProjectionExpression: 'pk, sk, receivedAt',
    };
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(query));
    if (LastEvaluatedKey === undefined) return Items;
    const counters = await queryAll(client, partition(tableName, keys.quarantineCounts(day)));
    const kept = counters.reduce((sum, counter) => sum + numberOf(counter.kept), 0);
    // An earlier release kept bodies in these items and had no counters.
    return kept > 0 ? kept : queryAll(client, query);
  }
}

const DAYS_AT_ONCE = 10;

/** An administrator's access to the quarantine: lists, opens and removes events, and replaces their problems. */
export function dynamodbQuarantineAdmin(
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
    // An event whose encryption key is missing must not hide the others.
    for (const item of items) events.set(item, await eventIn(day, item).catch(() => undefined));
    return readEach(items, (item) => events.get(item), onUnreadable).items;
  };
  /** The problems found in the event; undefined if they cannot be read. @throws SecretUnavailable */
  const problemsIn = async (item: Item): Promise<readonly string[] | undefined> => {
    // An earlier release stored the problems as text.
    const sealed = opening(item.problemsKeyId, item.sealedProblems);
    if (sealed === undefined) return bodyOf(item, problemsForm, 'problems');
    try {
      return problemsForm.safeParse(jsonIn(new TextDecoder().decode(await openBody(sealed)))).data;
    } catch (error) {
      if (error instanceof SecretUnavailable) throw error;
      return undefined;
    }
  };
  /** A source's name contains no `#`, so in the sort key everything after the first `#` is the delivery id. */
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
      return (await severalAtOnce(days, ofDay, DAYS_AT_ONCE)).flat();
    },
    async find(key) {
      const { Item } = await client.send(new GetItemCommand({ ...at(key), ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const event = await eventIn(key.day, Item);
      const apart = await client.send(new GetItemCommand({ ...bodyAt(key), ConsistentRead: true }));
      // An earlier release kept the body in the event's item.
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
      // The event may have been replayed or dropped meanwhile.
      await ifConditionHolds(client.send(update));
    },
  };
}

const problemsForm = z.array(z.string());

function opening(key: Item[string] | undefined, bytes: Item[string] | undefined): Sealed | undefined {
  const [keyId, sealed] = [key?.S, bytes?.B];
  return keyId === undefined || sealed === undefined ? undefined : { keyId, sealed };
}
