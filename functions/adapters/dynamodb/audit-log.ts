import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { AuditEntry, AuditLog, OnUnreadable } from '../../ports.ts';
import { latest, putNew } from './items.ts';
import { expiry, keys } from './keys.ts';
import { bodyOf, NOT_REPORTED, readEach } from './records.ts';
import { flag, instant, text, texts } from './scalar-forms.ts';

/** The number of days for which entries are kept: ten years. */
const KEPT_DAYS = 3653;

// Any text is accepted as the action. An action that only a later release knows is displayed by its name.
const entryForm = z.object({
  at: instant,
  by: text,
  verified: flag,
  action: text,
  about: texts,
}) as unknown as z.ZodMiniType<AuditEntry>;

/** The audit log of the deployment. Entries are never overwritten. */
export function dynamodbAuditLog(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): AuditLog {
  return {
    async note(entry) {
      const item = {
        ...keys.audit(entry.at, randomUUID()),
        body: { S: JSON.stringify(entry) },
        expiresAt: expiry(entry.at, KEPT_DAYS),
      };
      if (!(await putNew(client, tableName, item)))
        throw new Error('an entry of the audit log has this key already');
    },
    async list(range) {
      const items = await latest(client, tableName, keys.audits, range);
      return readEach(items, (item) => bodyOf(item, entryForm), onUnreadable).items;
    },
  };
}
