import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { chinaDayOf, parsePlainDate } from '../../../domain/values/plain-date.ts';
import type { Clock, OnUnreadable, SourceNotes, SourcesHeard } from '../../ports.ts';
import { queryAll } from './items.ts';
import { expiry, idIn, keys } from './keys.ts';
import { NOT_REPORTED, readEach } from './records.ts';

/** Long enough to know the rhythm of a small company. */
const HEARD_KEPT_DAYS = 400;
/** A word that does not come again is no trouble any more. */
const UNMAPPED_KEPT_DAYS = 60;
/** As many characters as the name of a word in a mapping may have; a sort key has room for no more than 1 KB. */
const LONGEST_WORD = 200;

/** Notes of each source, written once a day and instance, not with each event. */
export function dynamodbSourceNotes(client: DynamoDBClient, tableName: string, clock: Clock): SourceNotes {
  const noted = new Set<string>();
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
    async unmapped(source, words) {
      for (const { field, value: whole } of words) {
        const value = whole.slice(0, LONGEST_WORD).toWellFormed();
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

/** @param sources of this deployment, by name. */
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
  };
}
