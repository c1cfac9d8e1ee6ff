import { type DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { addDays, chinaDayOf, parsePlainDate } from '../../../domain/values/plain-date.ts';
import type { Clock, OnUnreadable, Refusals, SourceNotes, SourcesHeard } from '../../ports.ts';
import { queryAll } from './items.ts';
import { expiry, type Item, idIn, keys, numberOf } from './keys.ts';
import { NOT_REPORTED, readEach } from './records.ts';

/**
 * The number of days for which a day with an event is kept: long enough to learn how often a small company sends
 * something.
 */
const HEARD_KEPT_DAYS = 400;
/** The number of days for which an unmapped value is kept. A value that does not appear again needs no attention. */
const UNMAPPED_KEPT_DAYS = 60;
/**
 * The greatest length of a value in a mapping. Longer values are shortened, because a value is part of a sort key,
 * which is limited to 1 KB.
 */
const LONGEST_VALUE = 200;
const REFUSALS_KEPT_DAYS = 90;
/**
 * How many refused requests are written at once. They are counted in memory and, after the first hundred of a day,
 * written by the hundred, so that a flood costs few writes.
 */
const REFUSALS_A_WRITE = 100;

/**
 * Records notes about each source. A function instance writes the same note once, not with each event. Refused requests
 * are counted.
 */
export function dynamodbSourceNotes(client: DynamoDBClient, tableName: string, clock: Clock): SourceNotes {
  const noted = new Set<string>();
  const refusals = new Map<string, number>();
  const once = async (note: string, write: () => Promise<unknown>) => {
    if (noted.has(note)) return;
    noted.add(note);
    try {
      await write();
    } catch (error) {
      noted.delete(note);
      throw error;
    }
  };
  return {
    async heard(source, at) {
      const day = chinaDayOf(at);
      const item = { ...keys.heard(source, day), expiresAt: expiry(at, HEARD_KEPT_DAYS) };
      await once(`heard ${source} ${day}`, () =>
        client.send(new PutItemCommand({ TableName: tableName, Item: item })),
      );
    },
    async refused(source, why, at) {
      const day = chinaDayOf(at);
      const of = `${source} ${why} ${day}`;
      const count = (refusals.get(of) ?? 0) + 1;
      refusals.set(of, count);
      const written = count <= REFUSALS_A_WRITE ? 1 : count % REFUSALS_A_WRITE === 0 ? REFUSALS_A_WRITE : 0;
      if (written === 0) return;
      const update = new UpdateItemCommand({
        TableName: tableName,
        Key: keys.refusals(source, day),
        UpdateExpression: 'SET expiresAt = :expiry ADD #why :written',
        ExpressionAttributeNames: { '#why': why },
        ExpressionAttributeValues: {
          ':expiry': expiry(at, REFUSALS_KEPT_DAYS),
          ':written': { N: String(written) },
        },
      });
      await client.send(update);
    },
    async unmapped(source, values) {
      for (const { field, value: whole } of values) {
        const value = whole.slice(0, LONGEST_VALUE).toWellFormed();
        const Item = {
          ...keys.unmapped(source, field, value),
          expiresAt: expiry(clock.now(), UNMAPPED_KEPT_DAYS),
        };
        await once(`unmapped ${source} ${field} ${value}`, () =>
          client.send(new PutItemCommand({ TableName: tableName, Item })),
        );
      }
    },
  };
}

/** Reads the notes about the sources. @param sources the names of the deployment's sources. */
export function dynamodbSourcesHeard(
  client: DynamoDBClient,
  tableName: string,
  sources: readonly string[],
  onUnreadable: OnUnreadable = NOT_REPORTED,
): SourcesHeard {
  return {
    sources,
    async daysHeard(source, from) {
      const items = await queryAll(client, {
        TableName: tableName,
        KeyConditionExpression: 'pk = :source AND sk >= :from',
        ExpressionAttributeValues: {
          ':source': { S: keys.source(source) },
          ':from': keys.heard(source, from).sk,
        },
      });
      return readEach(items, ({ sk }) => parsePlainDate(idIn(sk)), onUnreadable).items;
    },
    async refusals(from, until) {
      if (from >= until) return [];
      const counted = await Promise.all(
        sources.map(async (source) => {
          const items = await queryAll(client, {
            TableName: tableName,
            KeyConditionExpression: 'pk = :source AND sk BETWEEN :from AND :last',
            ExpressionAttributeValues: {
              ':source': { S: keys.source(source) },
              ':from': keys.refusals(source, from).sk,
              ':last': keys.refusals(source, addDays(until, -1)).sk,
            },
          });
          return refusalsIn(source, items);
        }),
      );
      return counted.filter(({ malformed, unsigned, mismatched }) => malformed + unsigned + mismatched > 0);
    },
  };
}

function refusalsIn(source: string, items: readonly Item[]): Refusals {
  const sum = (why: keyof Refusals) => items.reduce((total, item) => total + numberOf(item[why]), 0);
  return {
    source,
    malformed: sum('malformed'),
    unsigned: sum('unsigned'),
    mismatched: sum('mismatched'),
  };
}
