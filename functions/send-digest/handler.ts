import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { systemClock, systemPace } from '../adapters/clock.ts';
import { configuredMailer, mailEnvironment } from '../adapters/configured-mailer.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbEmployees } from '../adapters/dynamodb/employees.ts';
import { dynamodbGuideDeliveries } from '../adapters/dynamodb/guide-deliveries.ts';
import { dynamodbQuarantine } from '../adapters/dynamodb/quarantine.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbRosterFindings } from '../adapters/dynamodb/roster-findings.ts';
import { dynamodbRuns } from '../adapters/dynamodb/runs.ts';
import { dynamodbSourcesHeard } from '../adapters/dynamodb/source-notes.ts';
import { dynamodbSpells } from '../adapters/dynamodb/spells.ts';
import { dynamodbUnknownCharges } from '../adapters/dynamodb/unknown-charges.ts';
import { sqsDeadLetters } from '../adapters/sqs-digest-queue.ts';
import { observation } from '../adapters/telemetry.ts';
import { readEnvironment, sourcesSchema } from '../environment.ts';
import { registryWords } from '../intake/registry-lookup.ts';
import { sendLeaverGuide } from '../leaver-guide/send-leaver-guide.ts';
import { senderSchema } from '../mail/build-mail.ts';
import { caseLinkSchema } from '../mail/case-link.ts';
import { paced } from '../mail/paced-mailer.ts';
import type { DigestRequest, GuideRequest } from '../ports.ts';
import { sendDigest } from './send-digest.ts';
import { takeRequests } from './take-requests.ts';

const env = readEnvironment(
  z.object({
    TABLE_NAME: z.string(),
    SOURCES: sourcesSchema,
    DIGEST_DEAD_LETTER_QUEUE_URL: z.string(),
    SENDER: senderSchema,
    /** This instance's share. */
    SENDS_PER_SECOND: z.coerce.number().check(z.positive()),
    FALLBACK_MAILBOX: z.optional(z.string()),
    CASE_LINK: z.optional(caseLinkSchema),
  }),
);
const client = dynamodbClient();
const { log, meter, observed } = observation();
const mailer = configuredMailer(readEnvironment(mailEnvironment));
const registry = dynamodbRegistry(client, env.TABLE_NAME);
const ports = {
  clock: systemClock,
  registry,
  employees: dynamodbEmployees(client, env.TABLE_NAME),
  unit: registryWords(registry, systemClock).unit,
  guides: dynamodbGuideDeliveries(client, env.TABLE_NAME),
  spells: dynamodbSpells(client, env.TABLE_NAME),
  unknownCharges: dynamodbUnknownCharges(client, env.TABLE_NAME),
  rosterFindings: dynamodbRosterFindings(client, env.TABLE_NAME),
  runs: dynamodbRuns(client, env.TABLE_NAME),
  heard: dynamodbSourcesHeard(client, env.TABLE_NAME, env.SOURCES),
  quarantine: dynamodbQuarantine(client, env.TABLE_NAME, systemClock),
  queue: sqsDeadLetters(env.DIGEST_DEAD_LETTER_QUEUE_URL),
  mailer: paced(mailer, env.SENDS_PER_SECOND, systemPace),
  sender: env.SENDER,
  fallbackMailbox: env.FALLBACK_MAILBOX,
  caseLink: env.CASE_LINK,
  meter,
  log,
  send: (request: DigestRequest) => sendDigest(request, ports),
  sendGuide: (request: GuideRequest) => sendLeaverGuide(request, ports),
};

/** Takes requests from the queue; those that failed are named, so that the queue keeps only them. */
export const handler = middy<SQSEvent, SQSBatchResponse>(async ({ Records }: SQSEvent) => {
  const batch = Records.map(({ messageId, body, attributes }) => ({
    id: messageId,
    body,
    receives: Number(attributes.ApproximateReceiveCount),
  }));
  const failed = await takeRequests(batch, ports);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}).use(observed);
