import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Since } from '../../../domain/digest/digest.ts';
import type { Instant, PlainDate } from '../../../domain/values/plain-date.ts';
import type { Claim, Outcome, RunRecord, Runs } from '../../ports.ts';
import { partition, queryAll } from './items.ts';
import { expiry, type Item, keys, numberOf, textOf } from './keys.ts';

/** How long it is kept what was sent to whom: longer than any dispute over a year's filings. */
const KEPT_DAYS = 800;

/** Runs and deliveries as records: doing it again is a no-op, a claim lapses. */
export function dynamodbRuns(client: DynamoDBClient, tableName: string): Runs {
  const table = { TableName: tableName };
  return {
    open: (run) => openRun(client, tableName, run),
    find: (day) => findRun(client, tableName, day),
    claim: (claim) => claimMail(client, tableName, claim),
    async recordSent({ day, recipient, attempt, messageId, sentAt, since }) {
      // First, so that a crash in between repeats this mail rather than telling the next day's reader everything anew.
      await rememberDigest(client, tableName, { day, recipient, sentAt, since });
      await client.send(
        new UpdateItemCommand({
          ...table,
          Key: keys.mail(day, recipient),
          UpdateExpression:
            'SET sentAt = :sentAt, messageId = :messageId, attempt = :attempt, outcome = :sent, expiresAt = :expiry REMOVE claimedUntil',
          ExpressionAttributeValues: {
            ':sentAt': { S: sentAt },
            ':messageId': { S: messageId },
            ':attempt': { N: String(attempt) },
            ':sent': { S: 'sent' },
            ':expiry': expiry(sentAt, KEPT_DAYS),
          },
        }),
      );
    },
    async release({ day, recipient, attempt, outcome }) {
      await noteOutcome(client, tableName, { day, recipient, attempt, outcome });
    },
  };
}

/** What was sent stays sent: only a later attempt notes beside it that it found it so. */
async function noteOutcome(
  client: DynamoDBClient,
  tableName: string,
  { day, recipient, attempt, outcome }: Parameters<Runs['release']>[0],
): Promise<void> {
  const laterAttempt = outcome === 'already-sent' ? ' OR attempt < :attempt' : '';
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keys.mail(day, recipient),
        UpdateExpression: 'SET attempt = :attempt, outcome = :outcome REMOVE claimedUntil',
        ConditionExpression: `attribute_not_exists(sentAt)${laterAttempt}`,
        ExpressionAttributeValues: { ':attempt': { N: String(attempt) }, ':outcome': { S: outcome } },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function openRun(
  client: DynamoDBClient,
  tableName: string,
  run: Parameters<Runs['open']>[0],
): Promise<number> {
  const { Attributes } = await client.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key: keys.run(run.day),
      UpdateExpression:
        'SET scheduledAt = :scheduledAt, workingDay = :workingDay, recipients = :recipients ADD attempt :one',
      ExpressionAttributeValues: {
        ':scheduledAt': { S: run.scheduledAt },
        ':workingDay': { BOOL: run.workingDay },
        ':recipients': { N: String(run.recipients) },
        ':one': { N: '1' },
      },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return numberOf(Attributes?.attempt);
}

async function findRun(
  client: DynamoDBClient,
  tableName: string,
  day: PlainDate,
): Promise<RunRecord | undefined> {
  const items = await queryAll(client, { ...partition(tableName, keys.runDay(day)), ConsistentRead: true });
  const run = items.find(({ sk }) => textOf(sk) === 'RUN');
  if (run === undefined) return undefined;
  const attempt = numberOf(run.attempt);
  const outcomes: Record<Outcome, number> = { sent: 0, 'nothing-to-say': 0, 'already-sent': 0, failed: 0 };
  for (const mail of items) {
    if (mail.outcome !== undefined && numberOf(mail.attempt) === attempt)
      outcomes[textOf(mail.outcome) as Outcome]++;
  }
  return {
    day,
    attempt,
    workingDay: run.workingDay?.BOOL === true,
    recipients: numberOf(run.recipients),
    outcomes,
  };
}

async function claimMail(
  client: DynamoDBClient,
  tableName: string,
  { day, recipient, now, lapsesAt }: Parameters<Runs['claim']>[0],
): Promise<Claim> {
  const since = await lastDigestBefore(client, tableName, recipient, day);
  try {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keys.mail(day, recipient),
        UpdateExpression: 'SET claimedUntil = :lapsesAt, since = if_not_exists(since, :since)',
        ConditionExpression:
          'attribute_not_exists(sentAt) AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
        ExpressionAttributeValues: {
          ':lapsesAt': { S: lapsesAt },
          ':now': { S: now },
          ':since': packed(since),
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { is: 'claimed', since: sinceIn(Attributes) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item?.sentAt === undefined ? { is: 'held' } : { is: 'already-sent' };
  }
}

function sinceIn(item: Item | undefined): Since | undefined {
  const packed = item?.since?.B;
  if (packed === undefined) throw new Error('the record of a digest lacks what the one before covered');
  return (JSON.parse(gunzipSync(packed).toString('utf8')) as Since | null) ?? undefined;
}

/** Compressed: a digest may list thousands of cases, and an item holds 400 KB. */
function packed(since: Since | undefined): AttributeValue {
  return { B: gzipSync(JSON.stringify(since ?? null)) };
}

/** The digest before `day`; a later one (an old day is run again) is not "before". */
async function lastDigestBefore(
  client: DynamoDBClient,
  tableName: string,
  recipient: string,
  day: PlainDate,
): Promise<Since | undefined> {
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
  return Items?.[0] && sinceIn(Items[0]);
}

/** One item per digest sent, in the order of days, so that the one before any day can be found. */
async function rememberDigest(
  client: DynamoDBClient,
  tableName: string,
  { day, recipient, sentAt, since }: { day: PlainDate; recipient: string; sentAt: Instant; since: Since },
): Promise<void> {
  await client.send(
    new PutItemCommand({
      TableName: tableName,
      Item: {
        ...keys.digestSent(recipient, day),
        since: packed(since),
        expiresAt: expiry(sentAt, KEPT_DAYS),
      },
    }),
  );
}
