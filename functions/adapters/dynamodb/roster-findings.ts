import { type DynamoDBClient, paginateQuery, type WriteRequest } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { type KeptFinding, ROSTER_FINDING_KINDS } from '../../../domain/roster/finding.ts';
import { ROSTER_FINDING_TEXTS, type RosterFindingCode } from '../../../domain/roster/texts.ts';
import { once } from '../../../domain/values/once.ts';
import type { OnUnreadable, RosterFindings } from '../../ports.ts';
import { ITEMS_A_PAGE, partition, queryAll, writeAll } from './items.ts';
import { expiry, type Item, keys } from './keys.ts';
import { bodyOf, NOT_REPORTED, readEach } from './records.ts';
import { day, flag, instant, text, texts } from './scalar-forms.ts';

/**
 * A code for which this release has a text. A finding with another code could not be displayed, so it is treated as
 * unreadable.
 */
const code = z.custom<RosterFindingCode>(
  (value) => typeof value === 'string' && Object.hasOwn(ROSTER_FINDING_TEXTS, value),
);

/** The fields of a stored finding that this release needs. */
const keptFindingForm = once(
  () =>
    z.object({
      source: text,
      finding: z.object({
        kind: z.enum(ROSTER_FINDING_KINDS),
        employeeId: text,
        name: z.exactOptional(text),
        unitId: text,
        code,
        values: z.record(text, text),
        mends: z.array(z.object({ kind: text, data: z.object({ employeeId: text }) })),
      }),
      roster: z.object({
        unitIds: texts,
        asOf: day,
        complete: flag,
        people: z.array(z.object({ employeeId: text })),
        since: z.exactOptional(day),
      }),
      foundAt: instant,
      seenAt: instant,
      dismissedAt: z.exactOptional(instant),
    }) as z.ZodMiniType as z.ZodMiniType<KeptFinding>,
);

/**
 * The number of days for which a finding is kept after the last roster that showed it; longer than the longest
 * holidays.
 */
const KEPT_DAYS = 14;

/**
 * Stores findings of pulled rosters. Each finding is written and removed as a whole, so repeating a write changes
 * nothing.
 */
export function dynamodbRosterFindings(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): RosterFindings {
  const write = (requests: readonly WriteRequest[]) => writeAll(client, tableName, requests);
  const read = (items: readonly Item[]) =>
    readEach(items, (item) => bodyOf(item, keptFindingForm()), onUnreadable);
  return {
    async list(unitId) {
      return read(await queryAll(client, partition(tableName, keys.rosterFindings(unitId))));
    },
    async *pages(unitId, source) {
      const query = partition(tableName, keys.rosterFindings(unitId), `${source}#`);
      for await (const { Items = [] } of paginateQuery({ client }, { ...query, Limit: ITEMS_A_PAGE }))
        yield read(Items);
    },
    keep: (findings) => write(findings.map((kept) => ({ PutRequest: { Item: itemOf(kept) } }))),
    remove: (findings) => write(findings.map((kept) => ({ DeleteRequest: { Key: keyOf(kept) } }))),
  };
}

function itemOf(kept: KeptFinding): Item {
  const expiresAt = expiry(kept.seenAt, KEPT_DAYS);
  return { ...keyOf(kept), body: { S: JSON.stringify(kept) }, expiresAt };
}

function keyOf({ source, finding: { unitId, employeeId, kind } }: KeptFinding) {
  return keys.rosterFinding(unitId, source, employeeId, kind);
}
