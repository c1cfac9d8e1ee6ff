import middy from '@middy/core';
import * as z from 'zod/mini';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbRuns } from '../adapters/dynamodb/runs.ts';
import { dynamodbSpells } from '../adapters/dynamodb/spells.ts';
import { sqsDigestQueue, sqsGuideQueue } from '../adapters/sqs-digest-queue.ts';
import { observation } from '../adapters/telemetry.ts';
import { readEnvironment } from '../environment.ts';
import { scheduledRun } from '../scheduled-run.ts';
import { type PlannedRun, planDigests } from './plan-digests.ts';

const env = readEnvironment(
  z.object({
    TABLE_NAME: z.string(),
    DIGEST_QUEUE_URL: z.string(),
    FALLBACK_MAILBOX: z.optional(z.string()),
  }),
);
const client = dynamodbClient();
const { log, meter, observed } = observation();
const ports = {
  registry: dynamodbRegistry(client, env.TABLE_NAME),
  runs: dynamodbRuns(client, env.TABLE_NAME),
  queue: sqsDigestQueue(env.DIGEST_QUEUE_URL),
  spells: dynamodbSpells(client, env.TABLE_NAME),
  guides: sqsGuideQueue(env.DIGEST_QUEUE_URL),
  fallbackMailbox: env.FALLBACK_MAILBOX,
  meter,
  log,
};

/** Fired by the schedule with the time it was meant for, or by a person with a day. */
export const handler = middy<unknown, PlannedRun>(async (event: unknown) =>
  planDigests(scheduledRun(event, systemClock.now()), ports),
).use(observed);
