import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { compact } from '../../../domain/values/compact.ts';
import { type PlainDate, parsePlainDate } from '../../../domain/values/plain-date.ts';
import { recipientTag } from '../../mail/recipient-tag.ts';
import { severalAtOnce } from '../../pace.ts';
import type {
  Claim,
  MailAboutCase,
  NotCounted,
  OnUnreadable,
  Outcome,
  RunRecord,
  Runs,
} from '../../ports.ts';
import { ifConditionHolds, partition, queryAll } from './items.ts';
import { expiry, type Item, keys, numberOf, textOf, UNCLAIMED } from './keys.ts';
import { instantIn, keyOf, NOT_REPORTED, wholeNumberIn } from './records.ts';
import { digestOf, digestsSince, lastDigestBefore, putDigest, sinceIn } from './sent-digests.ts';

/** How long delivery records are kept: longer than any dispute over a year's filings. */
const KEPT_DAYS = 800;

/**
 * Stores runs and deliveries. Except for opening a run, repeating a write changes nothing. Claims expire. An unreadable
 * previous digest is treated as absent.
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
    mailsAbout: (query) => mailsAbout(table, query),
    claim: (claim) => claimMail(table, claim),
    notCounted: (day, recipients) => notCounted(table, day, recipients),
    async countIn(day, recipient) {
      const update = new UpdateItemCommand({
        TableName: tableName,
        Key: keys.run(day),
        UpdateExpression: 'ADD counted :tags, recipients :one',
        ConditionExpression: 'attribute_exists(pk) AND NOT contains(counted, :tag)',
        ExpressionAttributeValues: {
          ':tags': { SS: [recipientTag(recipient)] },
          ':tag': { S: recipientTag(recipient) },
          ':one': { N: '1' },
        },
      });
      await ifConditionHolds(client.send(update));
    },
    async recordSent({ day, recipient, attempt, messageId, transportId, sentAt, since }) {
      const expiresAt = expiry(sentAt, KEPT_DAYS);
      // The digest is written before the mail is recorded as sent. After a crash in between, this mail is repeated, but
      // the next digest does not list everything as new.
      await putDigest(table, { recipient, day, since, expiresAt });
      const update = (more: Partial<UpdateItemCommandInput>, sets = '') =>
        new UpdateItemCommand({
          TableName: tableName,
          Key: keys.mail(day, recipient),
          UpdateExpression: `SET sentAt = :sentAt, messageId = :messageId, transportId = :transportId, outcome = :sent, expiresAt = :expiry${sets} REMOVE claimedUntil`,
          ...more,
          ExpressionAttributeValues: {
            ':sentAt': { S: sentAt },
            ':messageId': { S: messageId },
            ':transportId': transportId === undefined ? { NULL: true } : { S: transportId },
            ':sent': { S: 'sent' },
            ':expiry': expiresAt,
            ...more.ExpressionAttributeValues,
          },
        });
      const asLatest = update(
        { ConditionExpression: NOT_LATER, ExpressionAttributeValues: { ':attempt': { N: String(attempt) } } },
        ', attempt = :attempt',
      );
      // A later attempt has noted an outcome; the mail is recorded as sent anyway.
      if ((await ifConditionHolds(client.send(asLatest))) === undefined) await client.send(update({}));
    },
    async recordDelivered({ day, recipient, transportId, at }) {
      const update = new UpdateItemCommand({
        TableName: tableName,
        Key: keys.mail(day, recipient),
        UpdateExpression: 'SET deliveredAt = if_not_exists(deliveredAt, :at)',
        // The delivery notification may arrive before the mail is recorded as sent.
        ConditionExpression:
          'attribute_exists(pk) AND (attribute_not_exists(transportId) OR transportId = :transportId)',
        ExpressionAttributeValues: { ':at': { S: at }, ':transportId': { S: transportId } },
      });
      await ifConditionHolds(client.send(update));
    },
    release: (release) => noteOutcome(table, release),
  };
}

interface Table {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly onUnreadable: OnUnreadable;
}

/** The condition that no later attempt is recorded. An unreadable attempt number is treated as absent. */
const NOT_LATER = 'NOT attempt > :attempt';

/**
 * Records the outcome and releases the claim. A mail that was sent stays recorded as sent; only a later attempt may
 * record `already-sent`.
 */
async function noteOutcome(
  { client, tableName }: Table,
  { day, recipient, attempt, outcome }: Parameters<Runs['release']>[0],
): Promise<void> {
  const laterAttempt = outcome === 'already-sent' ? ' OR attempt < :attempt' : '';
  const Key = keys.mail(day, recipient);
  const noted = new UpdateItemCommand({
    TableName: tableName,
    Key,
    UpdateExpression: 'SET attempt = :attempt, outcome = :outcome REMOVE claimedUntil',
    ConditionExpression: `${NOT_LATER} AND (attribute_not_exists(sentAt)${laterAttempt})`,
    ExpressionAttributeValues: { ':attempt': { N: String(attempt) }, ':outcome': { S: outcome } },
  });
  if ((await ifConditionHolds(client.send(noted))) !== undefined) return;
  const released = { TableName: tableName, Key, UpdateExpression: 'REMOVE claimedUntil' };
  await client.send(new UpdateItemCommand(released));
}

async function notCounted(
  { client, tableName }: Table,
  day: PlainDate,
  recipients: readonly string[],
): Promise<NotCounted> {
  const command = new GetItemCommand({ TableName: tableName, Key: keys.run(day), ConsistentRead: true });
  const { Item } = await client.send(command);
  const attempt = wholeNumberIn(Item?.attempt);
  // An earlier release stored only the number of recipients.
  if (attempt === undefined || Item?.counted?.SS === undefined)
    return { attempt: attempt ?? 0, recipients: [] };
  const counted = new Set(Item.counted.SS);
  return { attempt, recipients: recipients.filter((recipient) => !counted.has(recipientTag(recipient))) };
}

/**
 * Opens or reopens a run. If the stored attempt number is unreadable, it starts again at 1, so that the day's digests
 * are sent.
 */
async function openRun(
  { client, tableName, onUnreadable }: Table,
  { day, scheduledAt, workingDay, recipients }: Parameters<Runs['open']>[0],
): Promise<number> {
  const write = async (counting: string) => {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keys.run(day),
        UpdateExpression: `SET scheduledAt = :scheduledAt, workingDay = :workingDay, recipients = :recipients, counted = :counted${counting}`,
        ExpressionAttributeValues: {
          // Recipients are stored as hashes, which are shorter. The first value is a placeholder, because a set cannot
          // be empty.
          ':counted': { SS: ['nobody', ...new Set(recipients.map(recipientTag))] },
          ':scheduledAt': { S: scheduledAt },
          ':workingDay': { BOOL: workingDay },
          ':recipients': { N: String(recipients.length) },
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

/** Reads the day's run. An unreadable run is treated as absent, an unreadable mail as not sent; both raise an alarm. */
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

async function claimMail(
  table: Table,
  { day, recipient, now, lapsesAt }: Parameters<Runs['claim']>[0],
): Promise<Claim> {
  const { client, tableName } = table;
  const earlier = await lastDigestBefore(table, recipient, day);
  try {
    const { Attributes } = await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: keys.mail(day, recipient),
        // Only the day of the previous digest is stored here, because the digest itself may be large.
        UpdateExpression: 'SET claimedUntil = :lapsesAt, digestBefore = if_not_exists(digestBefore, :before)',
        ConditionExpression: `attribute_not_exists(sentAt) AND (${UNCLAIMED})`,
        ExpressionAttributeValues: {
          ':lapsesAt': { S: lapsesAt },
          ':now': { S: now },
          ':text': { S: 'S' },
          ':before': earlier?.sk ?? { S: NONE_BEFORE },
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { is: 'claimed', ...(await digestBefore(table, recipient, { earlier, claimed: Attributes })) };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item?.sentAt === undefined ? { is: 'held' } : { is: 'already-sent' };
  }
}

/** The value that is stored if there was no previous digest at the first claim. */
const NONE_BEFORE = 'none';

/** The previous digest as of the first claim of the day, even if another one was sent since. */
async function digestBefore(
  table: Table,
  recipient: string,
  { earlier, claimed = {} }: { readonly earlier: Item | undefined; readonly claimed: Item | undefined },
): Promise<Pick<Extract<Claim, { is: 'claimed' }>, 'since' | 'unreadable'>> {
  const unreadable = (item: Item) => {
    table.onUnreadable(keyOf(item));
    return { since: undefined, unreadable: [keyOf(item)] };
  };
  const fixed = claimed.digestBefore?.S ?? '';
  if (fixed === NONE_BEFORE) return { since: undefined, unreadable: [] };
  const day = parsePlainDate(fixed);
  if (day === undefined) return unreadable(claimed);
  const digest = earlier?.sk?.S === day ? earlier : await digestOf(table, recipient, day);
  if (digest === undefined) return { since: undefined, unreadable: [] };
  const since = await sinceIn(table, digest);
  return since === undefined ? unreadable(digest) : { since: since ?? undefined, unreadable: [] };
}

const MAILS_AT_ONCE = 10;

/**
 * The digest records show which digests contained the case; the delivery records have the times and ids of the mails.
 */
async function mailsAbout(
  table: Table,
  { caseId, recipient, from }: Parameters<Runs['mailsAbout']>[0],
): Promise<readonly MailAboutCase[]> {
  const { client, tableName } = table;
  const reported: PlainDate[] = [];
  for (const item of await digestsSince(table, recipient, from)) {
    const day = parsePlainDate(textOf(item.sk));
    if (day === undefined) continue;
    const since = await sinceIn(table, item);
    if (since === undefined) table.onUnreadable(keyOf(item));
    else if (since?.caseIds.includes(caseId)) reported.push(day);
  }
  const mails = await severalAtOnce(
    reported,
    async (day) => {
      const Key = keys.mail(day, recipient);
      const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key }));
      return Item === undefined ? [] : mailIn(Item, day, recipient);
    },
    MAILS_AT_ONCE,
  );
  return mails.flat();
}

/** Returns an empty list for a mail that was prepared but never recorded as sent. */
function mailIn(item: Item, day: PlainDate, recipient: string): readonly MailAboutCase[] {
  const [sentAt, deliveredAt] = [instantIn(item.sentAt), instantIn(item.deliveredAt)];
  const { messageId, transportId } = item;
  if (sentAt === undefined || messageId?.S === undefined) return [];
  const ids = { messageId: messageId.S, ...compact({ transportId: transportId?.S, deliveredAt }) };
  return [{ day, recipient, sentAt, ...ids }];
}
