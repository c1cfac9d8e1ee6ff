import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { GuideClaim, GuideDeliveries, GuideKey, OnUnreadable } from '../../ports.ts';
import { expiry, type Item, keys, UNCLAIMED } from './keys.ts';
import { instantIn, keyOf, NOT_REPORTED } from './records.ts';

/**
 * The number of days for which a record is kept, the same as for digests. The fact about the mail is kept permanently.
 */
const KEPT_DAYS = 800;

/** Records of leaver's guide mails, one per spell. A claim expires; a settled record is final. */
export function dynamodbGuideDeliveries(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): GuideDeliveries {
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
            ConditionExpression: `attribute_not_exists(settledAt) AND (${UNCLAIMED})`,
            ExpressionAttributeValues: {
              ':lapsesAt': { S: lapsesAt },
              ':now': { S: now },
              ':text': { S: 'S' },
            },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return { is: 'claimed' };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const refused = refusedClaim(error.Item);
        if (refused.is === 'unreadable') onUnreadable(keyOf(at(key).Key));
        return refused;
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
  const [outcome, at] = [item.outcome?.S, instantIn(item.settledAt)];
  if (at === undefined || (outcome !== 'sent' && outcome !== 'refused')) return { is: 'unreadable' };
  return { is: 'settled', outcome, at };
}
