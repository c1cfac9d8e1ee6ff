import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Since } from '../../../domain/digest/digest.ts';
import { once } from '../../../domain/values/once.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Claim, OnUnreadable, Outcome, RecordKey, RunRecord, Runs } from '../../ports.ts';
import { ifConditionHolds, partition, queryAll } from './items.ts';
import { expiry, type Item, keys, numberOf, textOf, UNCLAIMED } from './keys.ts';
import { jsonIn, keyOf, NOT_REPORTED } from './records.ts';
import { count, day as dayForm, fen, instant, month, text, texts } from './scalar-forms.ts';

/** How long it is kept what was sent to whom: longer than any dispute over a year's filings. */
const KEPT_DAYS = 800;

/** What a digest has to know of the one before it; null where there was none. */
const sinceForm = once(() => {
  const units = z.array(z.object({ unitId: text, cases: count }));
  const spans = z.array(z.object({ from: month, to: month }));
  const told = z.object({
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
    told: z.exactOptional(z.object({ cases: count, money: z.array(told) })),
    administration: z.exactOptional(
      z.object({
        unitsWithoutHandler: units,
        unregisteredUnits: units,
        quarantined: count,
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

/**
 * Runs and deliveries as records: repeating is a no-op, a claim lapses. An unreadable earlier digest counts as none.
 */
export function dynamodbRuns(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): Runs {
  const table = { client, tableName, onUnreadable };
  return {
    open: (run) => openRun(table, run),
    find: (day) => findRun(table, day),
    claim: (claim) => claimMail(table, claim),
    async recordSent({ day, recipient, attempt, messageId, transportId, sentAt, since }) {
      const expiresAt = expiry(sentAt, KEPT_DAYS);
      // First, so that a crash in between repeats this mail rather than telling the next day's reader everything anew.
      const digest = { ...keys.digestSent(recipient, day), since: packed(since), expiresAt };
      await client.send(new PutItemCommand({ TableName: tableName, Item: digest }));
      await client.send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: keys.mail(day, recipient),
          UpdateExpression:
            'SET sentAt = :sentAt, messageId = :messageId, transportId = :transportId, attempt = :attempt, outcome = :sent, expiresAt = :expiry REMOVE claimedUntil',
          ExpressionAttributeValues: {
            ':sentAt': { S: sentAt },
            ':messageId': { S: messageId },
            ':transportId': transportId === undefined ? { NULL: true } : { S: transportId },
            ':attempt': { N: String(attempt) },
            ':sent': { S: 'sent' },
            ':expiry': expiresAt,
          },
        }),
      );
    },
    async recordDelivered({ day, recipient, transportId, at }) {
      const update = new UpdateItemCommand({
        TableName: tableName,
        Key: keys.mail(day, recipient),
        UpdateExpression: 'SET deliveredAt = if_not_exists(deliveredAt, :at)',
        // The news may come before the mail is recorded as sent.
        ConditionExpression:
          'attribute_exists(pk) AND (attribute_not_exists(transportId) OR transportId = :transportId)',
        ExpressionAttributeValues: { ':at': { S: at }, ':transportId': { S: transportId } },
      });
      await ifConditionHolds(client.send(update));
    },
    release: (release) => noteOutcome(table, release),
  };
}

/** The table, and who hears of what cannot be read in it. */
interface Table {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly onUnreadable: OnUnreadable;
}

/** What was sent stays sent: only a later attempt notes beside it that it found it so. */
async function noteOutcome(
  { client, tableName }: Table,
  { day, recipient, attempt, outcome }: Parameters<Runs['release']>[0],
): Promise<void> {
  const laterAttempt = outcome === 'already-sent' ? ' OR attempt < :attempt' : '';
  const update = new UpdateItemCommand({
    TableName: tableName,
    Key: keys.mail(day, recipient),
    UpdateExpression: 'SET attempt = :attempt, outcome = :outcome REMOVE claimedUntil',
    ConditionExpression: `attribute_not_exists(sentAt)${laterAttempt}`,
    ExpressionAttributeValues: { ':attempt': { N: String(attempt) }, ':outcome': { S: outcome } },
  });
  await ifConditionHolds(client.send(update));
}

/** A record that counts no attempts begins anew, so that the day's digests go out. */
async function openRun(
  { client, tableName, onUnreadable }: Table,
  { day, scheduledAt, workingDay, recipients }: Parameters<Runs['open']>[0],
): Promise<number> {
  const write = async (counting: string) => {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keys.run(day),
        UpdateExpression: `SET scheduledAt = :scheduledAt, workingDay = :workingDay, recipients = :recipients${counting}`,
        ExpressionAttributeValues: {
          ':scheduledAt': { S: scheduledAt },
          ':workingDay': { BOOL: workingDay },
          ':recipients': { N: String(recipients) },
          ':one': { N: '1' },
        },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return numberOf(Attributes?.attempt);
  };
  try {
    return await write(' ADD attempt :one');
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ValidationException') throw error;
    onUnreadable(keyOf(keys.run(day)));
    return await write(', attempt = :one');
  }
}

/** A run that cannot be read is none, and a mail that cannot be read did not go out: both wake somebody. */
async function findRun(
  { client, tableName, onUnreadable }: Table,
  day: PlainDate,
): Promise<RunRecord | undefined> {
  const items = await queryAll(client, { ...partition(tableName, keys.runDay(day)), ConsistentRead: true });
  const run = items.find(({ sk }) => textOf(sk) === 'RUN');
  if (run === undefined) return undefined;
  const [attempt, recipients] = [wholeNumberIn(run.attempt), wholeNumberIn(run.recipients)];
  if (attempt === undefined || recipients === undefined || run.workingDay?.BOOL === undefined) {
    onUnreadable(keyOf(run));
    return undefined;
  }
  const outcomes: Record<Outcome, number> = { sent: 0, 'nothing-to-say': 0, 'already-sent': 0, failed: 0 };
  for (const mail of items) {
    if (mail.outcome === undefined) continue;
    const outcome = mail.outcome.S ?? '';
    if (!isOutcome(outcome, outcomes) || wholeNumberIn(mail.attempt) === undefined) onUnreadable(keyOf(mail));
    else if (wholeNumberIn(mail.attempt) === attempt) outcomes[outcome]++;
  }
  return { day, attempt, workingDay: run.workingDay.BOOL, recipients, outcomes };
}

function isOutcome(text: string, outcomes: Readonly<Record<Outcome, number>>): text is Outcome {
  return Object.hasOwn(outcomes, text);
}

function wholeNumberIn(value: AttributeValue | undefined): number | undefined {
  const number = Number(value?.N);
  return Number.isInteger(number) ? number : undefined;
}

async function claimMail(
  table: Table,
  { day, recipient, now, lapsesAt }: Parameters<Runs['claim']>[0],
): Promise<Claim> {
  const { client, tableName, onUnreadable } = table;
  const unreadable: RecordKey[] = [];
  const read = (item: Item): Since | undefined => {
    const since = sinceIn(item);
    if (since === undefined) {
      unreadable.push(keyOf(item));
      onUnreadable(keyOf(item));
    }
    return since ?? undefined;
  };
  const earlier = await lastDigestBefore(table, recipient, day);
  const since = earlier && read(earlier);
  try {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keys.mail(day, recipient),
        UpdateExpression: 'SET claimedUntil = :lapsesAt, since = if_not_exists(since, :since)',
        ConditionExpression: `attribute_not_exists(sentAt) AND (${UNCLAIMED})`,
        ExpressionAttributeValues: {
          ':lapsesAt': { S: lapsesAt },
          ':now': { S: now },
          ':text': { S: 'S' },
          ':since': packed(since),
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { is: 'claimed', since: Attributes && read(Attributes), unreadable };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item?.sentAt === undefined ? { is: 'held' } : { is: 'already-sent' };
  }
}

/** @returns null where there was no digest before, undefined where it cannot be read. */
function sinceIn(item: Item): Since | null | undefined {
  const body = jsonIn(unpacked(item.since?.B));
  return sinceForm().safeParse(body).success ? (body as Since | null) : undefined;
}

function unpacked(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && gunzipSync(bytes).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Compressed: a digest may list thousands of cases, and an item holds 400 KB. */
function packed(since: Since | undefined): AttributeValue {
  return { B: gzipSync(JSON.stringify(since ?? null)) };
}

/** The digest before `day`; a later one (an old day is run again) is not "before". */
async function lastDigestBefore(
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
