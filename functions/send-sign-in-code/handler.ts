import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { systemClock } from '../adapters/clock.ts';
import { configuredMailer, mailEnvironment } from '../adapters/configured-mailer.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbMailAddresses } from '../adapters/dynamodb/mail-addresses.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbSignInCodes } from '../adapters/dynamodb/sign-ins.ts';
import { eachOfBatch } from '../adapters/queue-batch.ts';
import { observation } from '../adapters/telemetry.ts';
import { everyFunction, readEnvironment } from '../environment.ts';
import { senderSchema } from '../mail/build-mail.ts';
import { noting } from '../mail/noting-mailer.ts';
import { sendSignInCodes } from './send-sign-in-code.ts';

const settings = z.object({
  ...everyFunction,
  SENDER: senderSchema,
  FALLBACK_MAILBOX: z.optional(z.string()),
});
const env = readEnvironment(z.intersection(settings, mailEnvironment));
const { observed, ...telemetry } = observation(env);
const table = [dynamodbClient(), env.TABLE_NAME] as const;
const ports = {
  ...telemetry,
  codes: dynamodbSignInCodes(...table),
  registry: dynamodbRegistry(...table, telemetry.onUnreadable),
  clock: systemClock,
  mailer: noting(configuredMailer(env), {
    ...telemetry,
    clock: systemClock,
    mailAddresses: dynamodbMailAddresses(...table, systemClock, telemetry.onUnreadable),
  }),
  sender: env.SENDER,
  fallbackMailbox: env.FALLBACK_MAILBOX,
};

/** Sends sign-in codes to registered people. Requests by other people are dropped without an answer. */
export const handler = middy<SQSEvent, SQSBatchResponse>((event: SQSEvent) =>
  eachOfBatch(event, (batch) => sendSignInCodes(batch, ports)),
).use(observed);
