import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { systemPace } from '../adapters/clock.ts';
import { configuredMailer, mailEnvironment } from '../adapters/configured-mailer.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbSessions } from '../adapters/dynamodb/sign-ins.ts';
import { eachOfBatch } from '../adapters/queue-batch.ts';
import { sqsDeadLetters, sqsDigestQueue } from '../adapters/sqs-digest-queue.ts';
import { commonPorts } from '../composition.ts';
import { everyFunction, readEnvironment, sourcesSchema } from '../environment.ts';
import { deletingNothing } from '../intake/deleting-nothing.ts';
import { senderSchema } from '../mail/build-mail.ts';
import { caseLinkSchema } from '../mail/case-link.ts';
import { noting } from '../mail/noting-mailer.ts';
import { paced } from '../mail/paced-mailer.ts';
import { handleRequests } from './handle-requests.ts';
import { sendDigest } from './send-digest.ts';

const settings = z.object({
  ...everyFunction,
  SOURCES: sourcesSchema,
  UNSIGNED_SOURCES: z.optional(sourcesSchema),
  DIGEST_QUEUE_URL: z.string(),
  DIGEST_DEAD_LETTER_QUEUE_URL: z.string(),
  SENDER: senderSchema,
  /** How many mails per second one instance may send. */
  SENDS_PER_SECOND: z.coerce.number().check(z.positive()),
  FALLBACK_MAILBOX: z.optional(z.string()),
  CASE_LINK: z.optional(caseLinkSchema),
  PORTAL_URL: z.optional(z.string()),
});
const env = readEnvironment(z.intersection(settings, mailEnvironment));
const { observed, ports: common } = commonPorts(env);
const ports = {
  ...common,
  unsigned: env.UNSIGNED_SOURCES,
  sessions: dynamodbSessions(dynamodbClient(), env.TABLE_NAME),
  heard: common.heardOf(env.SOURCES),
  queue: { ...sqsDigestQueue(env.DIGEST_QUEUE_URL), ...sqsDeadLetters(env.DIGEST_DEAD_LETTER_QUEUE_URL) },
  mailer: noting(paced(configuredMailer(env), env.SENDS_PER_SECOND, systemPace), common),
  sender: env.SENDER,
  fallbackMailbox: env.FALLBACK_MAILBOX,
  caseLink: env.CASE_LINK,
  portal: env.PORTAL_URL,
};

/** Handles requests from the queue. It returns the failed ones, and the queue keeps only these. */
export const handler = middy<SQSEvent, SQSBatchResponse>((event: SQSEvent) =>
  eachOfBatch(event, (batch) =>
    handleRequests(batch, {
      ...ports,
      send: (request) => sendDigest(request, ports),
      // The code is loaded with the first guide, because most days have no guide.
      sendGuide: async (request) =>
        (await import('../leaver-guide/send-leaver-guide.ts')).sendLeaverGuide(request, ports),
      // The code is loaded with the first request for follow-up work of an import.
      handlePass: async (request) =>
        (await import('../imports/daily-passes.ts')).handlePass(request, {
          ...ports,
          employees: deletingNothing(ports.employees),
        }),
    }),
  ),
).use(observed);
