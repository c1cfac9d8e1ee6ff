import middy from '@middy/core';
import * as z from 'zod/mini';
import { systemClock } from '../adapters/clock.ts';
import { sqsDigestQueue } from '../adapters/sqs-digest-queue.ts';
import { commonPorts } from '../composition.ts';
import { everyFunction, readEnvironment } from '../environment.ts';
import { scheduledRun } from '../scheduled-run.ts';
import { type PlannedRun, planDigests } from './plan-digests.ts';

const env = readEnvironment(
  z.object({ ...everyFunction, DIGEST_QUEUE_URL: z.string(), FALLBACK_MAILBOX: z.optional(z.string()) }),
);
const { observed, ports: common } = commonPorts(env);
const queue = sqsDigestQueue(env.DIGEST_QUEUE_URL);
const queues = { queue, guides: queue, followUps: queue };
const ports = { ...common, ...queues, fallbackMailbox: env.FALLBACK_MAILBOX };

/** Plans the day's digests. The schedule starts this function with the scheduled time, a person with a day. */
export const handler = middy<unknown, PlannedRun>((event: unknown) =>
  planDigests(scheduledRun(event, systemClock.now()), ports),
).use(observed);
