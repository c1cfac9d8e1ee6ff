import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { GuideClaim, GuideDeliveries, GuideKey, SettledDelivery } from '../../ports.ts';
import { expiry, type Item, keys, textOf } from './keys.ts';

/** As long as what was sent in digests is kept; the fact that follows from it stays for good. */
const KEPT_DAYS = 800;

/** Mails with a leaver's guide as records, one for each spell: a claim lapses, what is settled stays so. */
export function dynamodbGuideDeliveries(client: DynamoDBClient, tableName: string): GuideDeliveries {
  const at = ({ employeeId, spellId }: GuideKey) => ({
    TableName: tableName,
    Key: keys.guide(employeeId, spellId),
  });
  return {
    async claim({ now, lapsesAt, ...key }) {
      try {
        await client.send(
          new UpdateItemCommand({
            ...at(key),
            UpdateExpression: 'SET claimedUntil = :lapsesAt',
            ConditionExpression:
              'attribute_not_exists(settledAt) AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
            ExpressionAttributeValues: { ':lapsesAt': { S: lapsesAt }, ':now': { S: now } },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return { is: 'claimed' };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return refusedClaim(error.Item);
      }
    },
    async settle({ outcome, at: settledAt, ...key }) {
      await client.send(
        new UpdateItemCommand({
          ...at(key),
          UpdateExpression:
            'SET settledAt = :settledAt, outcome = :outcome, expiresAt = :expiry REMOVE claimedUntil',
          ExpressionAttributeValues: {
            ':settledAt': { S: settledAt },
            ':outcome': { S: outcome },
            ':expiry': expiry(settledAt, KEPT_DAYS),
          },
        }),
      );
    },
    async release(key) {
      await client.send(new UpdateItemCommand({ ...at(key), UpdateExpression: 'REMOVE claimedUntil' }));
    },
  };
}

function refusedClaim(item: Item | undefined): GuideClaim {
  if (item?.settledAt === undefined) return { is: 'held' };
  return {
    is: 'settled',
    outcome: textOf(item.outcome) as SettledDelivery['outcome'],
    at: textOf(item.settledAt) as Instant,
  };
}
