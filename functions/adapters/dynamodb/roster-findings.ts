import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { KeptFinding } from '../../../domain/roster/finding.ts';
import type { RosterFindings } from '../../ports.ts';
import { partition, queryAll, writeAll } from './items.ts';
import { bodyOf, expiry, keys } from './keys.ts';

/** Over the longest holidays; a roster that is not pulled any more has nothing to say. */
const KEPT_DAYS = 14;

/** Findings of pulled rosters; put and removed whole, so repeating does no harm. */
export function dynamodbRosterFindings(client: DynamoDBClient, tableName: string): RosterFindings {
  return {
    async list(unitId) {
      const items = await queryAll(client, partition(tableName, keys.rosterFindings(unitId)));
      return items.map((item) => bodyOf<KeptFinding>(item));
    },
    keep: (findings) =>
      writeAll(
        client,
        tableName,
        findings.map((kept) => ({
          PutRequest: {
            Item: {
              ...keyOf(kept),
              body: { S: JSON.stringify(kept) },
              expiresAt: expiry(kept.seenAt, KEPT_DAYS),
            },
          },
        })),
      ),
    remove: (findings) =>
      writeAll(
        client,
        tableName,
        findings.map((kept) => ({ DeleteRequest: { Key: keyOf(kept) } })),
      ),
  };
}

function keyOf({ source, finding: { unitId, employeeId, kind } }: KeptFinding) {
  return keys.rosterFinding(unitId, source, employeeId, kind);
}
