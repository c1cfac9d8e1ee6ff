import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { PreviousDigest } from '../../../domain/digest/digest.ts';
import { once } from '../../../domain/values/once.ts';
import { NEVER, type PlainDate } from '../../../domain/values/plain-date.ts';
import { partition, queryAll } from './items.ts';
import { type Item, keys, textOf } from './keys.ts';
import { jsonIn, wholeNumberIn } from './records.ts';
import { count, day as dayForm, fen, instant, month, text, texts } from './scalar-forms.ts';

interface Table {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** The form of what a digest stores for the next one, which reports only the differences. The value may be null. */
const sinceForm = once(() => {
  const units = z.array(z.object({ unitId: text, cases: count }));
  const spans = z.array(z.object({ from: month, to: month }));
  const reported = z.object({
    at: count,
    unitPart: z.exactOptional(fen),
    personalPart: z.exactOptional(fen),
    months: spans,
    estimated: spans,
    lateFee: z.exactOptional(z.literal(true)),
  });
  const since = z.object({
    coveredUntil: dayForm,
    composedAt: instant,
    caseIds: texts,
    told: z.exactOptional(z.object({ cases: count, money: z.array(reported) })),
    administration: z.exactOptional(
      z.object({
        unitsWithoutHandler: units,
        unregisteredUnits: units,
        quarantined: count,
        refused: z.exactOptional(
          z.array(z.object({ source: text, malformed: count, unsigned: count, mismatched: count })),
        ),
        notComputed: count,
        undeliverable: z.exactOptional(z.array(z.object({ address: text, since: dayForm }))),
        silent: z.exactOptional(z.array(z.object({ source: text, lastHeardOn: dayForm }))),
        unlisted: z.exactOptional(texts),
        unmapped: z.exactOptional(z.array(z.object({ source: text, field: text, value: text }))),
        unsigned: z.exactOptional(texts),
        unreadable: z.exactOptional(z.array(z.object({ pk: text, sk: text }))),
      }),
    ),
    unwatched: z.exactOptional(texts),
  });
  return z.nullable(since);
});

/** The latest digest before `day`; when an old day is run again, later ones are ignored. */
export async function lastDigestBefore(
  { client, tableName }: Table,
  recipient: string,
  day: PlainDate,
): Promise<Item | undefined> {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :recipient AND sk < :day',
      ExpressionAttributeValues: { ':recipient': keys.digestSent(recipient, day).pk, ':day': { S: day } },
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    }),
  );
  return Items?.[0];
}

export async function digestOf(
  { client, tableName }: Table,
  recipient: string,
  day: PlainDate,
): Promise<Item | undefined> {
  const { pk, sk } = keys.digestSent(recipient, day);
  const [digest] = await queryAll(client, { ...partition(tableName, pk.S, sk.S), ConsistentRead: true });
  return digest;
}

export function digestsSince(
  { client, tableName }: Table,
  recipient: string,
  from: PlainDate,
): Promise<readonly Item[]> {
  return queryAll(client, {
    TableName: tableName,
    KeyConditionExpression: 'pk = :recipient AND sk BETWEEN :from AND :last',
    ExpressionAttributeValues: {
      ':recipient': keys.digestSent(recipient, from).pk,
      ':from': { S: from },
      // The parts of large digests sort after every day.
      ':last': { S: NEVER },
    },
  });
}

/** @returns what the digest stored for the next one, which may be null; undefined if it cannot be read. */
export async function sinceIn(table: Table, digest: Item): Promise<PreviousDigest | null | undefined> {
  const body = jsonIn(unpacked(digest.parts === undefined ? digest.since?.B : await joined(table, digest)));
  return sinceForm().safeParse(body).success ? (body as PreviousDigest | null) : undefined;
}

/**
 * The greatest size of a digest's content in one item. DynamoDB limits an item to 400 KB; a digest may list any number
 * of cases, and their ids can hardly be compressed.
 */
const MOST_BYTES_AN_ITEM = 200_000;

/**
 * Stores a digest's content, compressed. If it does not fit into one item, it is stored in parts. The parts are written
 * before the digest's item and named by a hash of the content, so a reader never joins parts of two attempts.
 */
export async function putDigest(
  { client, tableName }: Table,
  { recipient, day, since, expiresAt }: DigestToKeep,
): Promise<void> {
  const bytes = gzipSync(JSON.stringify(since));
  const key = keys.digestSent(recipient, day);
  if (bytes.length <= MOST_BYTES_AN_ITEM) {
    const Item = { ...key, since: { B: bytes }, expiresAt };
    await client.send(new PutItemCommand({ TableName: tableName, Item }));
    return;
  }
  const content = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const parts = Array.from({ length: Math.ceil(bytes.length / MOST_BYTES_AN_ITEM) }, (_, number) => ({
    ...keys.digestPart(recipient, { day, content, number }),
    bytes: { B: bytes.subarray(number * MOST_BYTES_AN_ITEM, (number + 1) * MOST_BYTES_AN_ITEM) },
    expiresAt,
  }));
  for (const Item of parts) await client.send(new PutItemCommand({ TableName: tableName, Item }));
  const Item = { ...key, parts: { N: String(parts.length) }, content: { S: content }, expiresAt };
  await client.send(new PutItemCommand({ TableName: tableName, Item }));
}

interface DigestToKeep {
  readonly recipient: string;
  readonly day: PlainDate;
  readonly since: PreviousDigest;
  readonly expiresAt: AttributeValue;
}

/** @returns undefined if a part is missing. */
async function joined(
  { client, tableName }: Table,
  { pk, sk, parts, content }: Item,
): Promise<Uint8Array | undefined> {
  const query = partition(tableName, textOf(pk), keys.digestParts(textOf(sk), content?.S ?? ''));
  const found = await queryAll(client, { ...query, ConsistentRead: true });
  const bytes = found.map((part) => part.bytes?.B ?? new Uint8Array());
  return found.length === wholeNumberIn(parts) ? Buffer.concat(bytes) : undefined;
}

function unpacked(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && gunzipSync(bytes).toString('utf8');
  } catch {
    return undefined;
  }
}
