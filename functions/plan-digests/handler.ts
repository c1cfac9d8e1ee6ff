import middy from '@middy/core';
import * as z from 'zod/mini';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { employeeIds } from '../adapters/dynamodb/employee-ids.ts';
import { dynamodbMailAddresses } from '../adapters/dynamodb/mail-addresses.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbRuns } from '../adapters/dynamodb/runs.ts';
import { dynamodbSpells } from '../adapters/dynamodb/spells.ts';
import { dynamodbUnknownCharges } from '../adapters/dynamodb/unknown-charges.ts';
import { sqsDigestQueue } from '../adapters/sqs-digest-queue.ts';
import { observation } from '../adapters/telemetry.ts';
import { everyFunction, readEnvironment } from '../environment.ts';
import { scheduledRun } from '../scheduled-run.ts';
import { type PlannedRun, planDigests } from './plan-digests.ts';

const env = readEnvironment(
  z.object({ ...everyFunction, DIGEST_QUEUE_URL: z.string(), FALLBACK_MAILBOX: z.optional(z.string()) }),
);
const { observed, ...telemetry } = observation(env);
const queue = sqsDigestQueue(env.DIGEST_QUEUE_URL);
const table = [dynamodbClient(), env.TABLE_NAME, telemetry.onUnreadable] as const;
const ports = {
  registry: dynamodbRegistry(...table),
  spells: dynamodbSpells(...table),
  runs: dynamodbRuns(...table),
  mailAddresses: dynamodbMailAddresses(table[0], table[1], systemClock, table[2]),
  ...telemetry,
  queue,
  guides: queue,
  passes: queue,
  unknownCharges: dynamodbUnknownCharges(...table),
  employeeIds: (of: { readonly unitId: string }) => employeeIds(table[0], table[1], of),
  fallbackMailbox: env.FALLBACK_MAILBOX,
};

/** Plans the day's digests. The schedule starts this function with the scheduled time, a person with a day. */
export const handler = middy<unknown, PlannedRun>((event: unknown) =>
  planDigests(scheduledRun(event, systemClock.now()), ports),
).use(observed);
