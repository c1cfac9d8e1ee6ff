import { createHash } from 'node:crypto';
import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Activities, ActivityEntry, OnUnreadable } from '../../ports.ts';
import { latest } from './items.ts';
import { expiry, keys } from './keys.ts';
import { bodyOf, NOT_REPORTED, readEach } from './records.ts';
import { instant } from './scalar-forms.ts';

/** The number of days for which activities are kept. */
const KEPT_DAYS = 400;

export const activityForm = z.object({
  at: instant,
  by: z.string(),
  unitId: z.string(),
  // Any text is accepted. An action that only a later release knows is displayed by its name.
  action: z.string(),
  caseId: z.optional(z.string()),
  employeeId: z.optional(z.string()),
  employeeName: z.optional(z.string()),
  file: z.optional(z.string()),
  factIds: z.array(z.string()),
}) as unknown as z.ZodMiniType<ActivityEntry>;

/** Recorded activities by unit and time. */
export function dynamodbActivities(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): Activities {
  return {
    async note(entry) {
      // If the same action is submitted twice, both entries get the same id.
      const id = createHash('sha256')
        .update(JSON.stringify([entry.action, entry.factIds, entry.file]))
        .digest('hex');
      const Item = {
        ...keys.activity(entry.unitId, entry.at, id.slice(0, 16)),
        body: { S: JSON.stringify(entry) },
        expiresAt: expiry(entry.at, KEPT_DAYS),
      };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },
    async list(unitId, range) {
      const items = await latest(client, tableName, keys.activities(unitId), range);
      return readEach(items, (item) => bodyOf(item, activityForm), onUnreadable).items;
    },
  };
}
