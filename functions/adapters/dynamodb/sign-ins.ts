import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Instant, type PlainDate, parsePlainDate } from '../../../domain/values/plain-date.ts';
import type { Session, Sessions, SignInCodes } from '../../ports.ts';
import { ifConditionHolds, partition, queryAll } from './items.ts';
import { expiry, type Item, idIn, keys } from './keys.ts';
import { instantIn } from './records.ts';

/** The time from which DynamoDB may delete the item. */
function lapse(at: Instant): { readonly N: string } {
  return { N: String(Math.ceil(Date.parse(at) / 1000)) };
}

/**
 * Stores codes and limits as records that expire. An unreadable code is treated as absent, so the person requests a new
 * one.
 */
export function dynamodbSignInCodes(client: DynamoDBClient, tableName: string): SignInCodes {
  const update = (Key: Item) => ({ TableName: tableName, Key });
  return {
    async allows({ of, tag, most, seconds, now }) {
      const key = update(keys.signInLimit(of, tag));
      const begun = { S: new Date(Date.parse(now) - seconds * 1000).toISOString() };
      const counted = await ifConditionHolds(
        client.send(
          new UpdateItemCommand({
            ...key,
            UpdateExpression: 'ADD requests :one',
            ConditionExpression: 'since > :begun AND requests < :most',
            ExpressionAttributeValues: { ':one': { N: '1' }, ':begun': begun, ':most': { N: String(most) } },
          }),
        ),
      );
      if (counted !== undefined) return true;
      const first = await ifConditionHolds(
        client.send(
          new UpdateItemCommand({
            ...key,
            UpdateExpression: 'SET since = :now, requests = :one, expiresAt = :expiry',
            ConditionExpression: 'attribute_not_exists(since) OR since <= :begun',
            ExpressionAttributeValues: {
              ':now': { S: now },
              ':one': { N: '1' },
              ':begun': begun,
              ':expiry': expiry(now, 1),
            },
          }),
        ),
      );
      return first !== undefined;
    },
    async keep({ person, browser, codeHash, now, lapsesAt }) {
      const Item = {
        ...keys.signInCode(person, browser),
        codeHash: { S: codeHash },
        keptAt: { S: now },
        lapsesAt: { S: lapsesAt },
        tries: { N: '0' },
        expiresAt: lapse(lapsesAt),
      };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },
    async latest(person, now) {
      const codes = await queryAll(client, {
        ...partition(tableName, keys.signIn(person), 'CODE#'),
        ConsistentRead: true,
      });
      const live = codes.filter(({ lapsesAt }) => (instantIn(lapsesAt) ?? '') > now);
      const last = live.toSorted((a, b) => ((a.keptAt?.S ?? '') < (b.keptAt?.S ?? '') ? 1 : -1))[0];
      return last && idIn(last.sk);
    },
    async tryOut({ person, browser, now, most }) {
      const tried = await ifConditionHolds(
        client.send(
          new UpdateItemCommand({
            ...update(keys.signInCode(person, browser)),
            UpdateExpression: 'ADD tries :one',
            ConditionExpression: 'lapsesAt > :now AND tries < :most',
            ExpressionAttributeValues: {
              ':one': { N: '1' },
              ':now': { S: now },
              ':most': { N: String(most) },
            },
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      return tried?.Attributes?.codeHash?.S;
    },
    async use({ person, browser, codeHash }) {
      const removed = await ifConditionHolds(
        client.send(
          new DeleteItemCommand({
            ...update(keys.signInCode(person, browser)),
            ConditionExpression: 'codeHash = :hash',
            ExpressionAttributeValues: { ':hash': { S: codeHash } },
          }),
        ),
      );
      return removed !== undefined;
    },
  };
}

/** The number of days for which the last visit is kept: the longest period for which it matters. */
const SEEN_KEPT_DAYS = 400;

/** Stores sessions as records that expire. An unreadable session is treated as absent. */
export function dynamodbSessions(client: DynamoDBClient, tableName: string): Sessions {
  const at = (person: string, id: string) => ({ TableName: tableName, Key: keys.session(person, id) });
  const noteSeen = (person: string, on: PlainDate) => {
    const Item = { ...keys.lastSeen(person), lastSeenOn: { S: on }, expiresAt: expiry(on, SEEN_KEPT_DAYS) };
    return client.send(new PutItemCommand({ TableName: tableName, Item }));
  };
  return {
    async begin(person, { id, address, begunAt, endsAt, lastSeenOn, shared, browser }) {
      const Item = {
        ...keys.session(person, id),
        address: { S: address },
        begunAt: { S: begunAt },
        endsAt: { S: endsAt },
        lastSeenOn: { S: lastSeenOn },
        shared: { BOOL: shared },
        browser: { S: browser },
        expiresAt: lapse(endsAt),
      };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
      await noteSeen(person, lastSeenOn);
    },
    async find(person, id) {
      // The read is consistent, because the session may have been ended elsewhere a moment ago.
      const { Item } = await client.send(new GetItemCommand({ ...at(person, id), ConsistentRead: true }));
      return Item && sessionIn(Item);
    },
    async list(person) {
      const items = await queryAll(client, {
        ...partition(tableName, keys.signIn(person), 'SESSION#'),
        ConsistentRead: true,
      });
      return items.flatMap((item) => sessionIn(item) ?? []);
    },
    async seen(person, id, on) {
      await ifConditionHolds(
        client.send(
          new UpdateItemCommand({
            ...at(person, id),
            UpdateExpression: 'SET lastSeenOn = :on',
            // This condition prevents restoring a session that was ended meanwhile.
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':on': { S: on } },
          }),
        ),
      );
      await noteSeen(person, on);
    },
    async lastSeenOn(person) {
      const get = new GetItemCommand({ TableName: tableName, Key: keys.lastSeen(person) });
      const { Item } = await client.send(get);
      return parsePlainDate(Item?.lastSeenOn?.S ?? '');
    },
    async end(person, id) {
      await client.send(new DeleteItemCommand(at(person, id)));
    },
  };
}

function sessionIn(item: Item): Session | undefined {
  const [begunAt, endsAt] = [instantIn(item.begunAt), instantIn(item.endsAt)];
  const lastSeenOn = parsePlainDate(item.lastSeenOn?.S ?? '');
  const address = item.address?.S;
  if (begunAt === undefined || endsAt === undefined || lastSeenOn === undefined || address === undefined)
    return undefined;
  const shared = item.shared?.BOOL === true;
  return { id: idIn(item.sk), address, begunAt, endsAt, lastSeenOn, shared, browser: item.browser?.S ?? '' };
}
