import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock } from '../adapters/clock.ts';
import { answeringDynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbEmployees } from '../adapters/dynamodb/employees.ts';
import { dynamodbQuarantineWriter } from '../adapters/dynamodb/quarantine.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbSourceNotes } from '../adapters/dynamodb/source-notes.ts';
import { dynamodbUnitFacts } from '../adapters/dynamodb/unit-facts.ts';
import { lazyDetailsQueue } from '../adapters/lazy-details-queue.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { observation } from '../adapters/telemetry.ts';
import { everyFunction, familySchema, readEnvironment, sourcesSchema } from '../environment.ts';
import { registryContext } from '../intake/registry-lookup.ts';
import { sourcesWith } from '../sources/sources.ts';
import { hookRequestOf, hookResponseOf, sourceOf } from './hook-request.ts';
import { receiveEvent } from './receive-event.ts';

const settings = z.object({
  ...everyFunction,
  DATA_KEY_SECRET_ARN: z.string(),
  UNSIGNED_SOURCES: z.optional(sourcesSchema),
  WEBHOOK_SECRET_ARN_: familySchema,
  /** This variable is absent if no source needs details. */
  DETAILS_QUEUE_URL: z.optional(z.string()),
});
const env = readEnvironment(settings);
const { observed, ...telemetry } = observation(env);
const table = [answeringDynamodbClient(), env.TABLE_NAME] as const;
const secrets = managedSecrets(env.WEBHOOK_SECRET_ARN_, env.DATA_KEY_SECRET_ARN, systemClock);
const ports = {
  ...telemetry,
  ...registryContext(dynamodbRegistry(...table, telemetry.onUnreadable), systemClock),
  sources: sourcesWith(env.WEBHOOK_SECRET_ARN_),
  secrets,
  unsigned: env.UNSIGNED_SOURCES,
  employees: dynamodbEmployees(...table, telemetry.onUnreadable),
  quarantine: dynamodbQuarantineWriter(...table, secrets.sealBody),
  unitFacts: dynamodbUnitFacts(...table),
  notes: dynamodbSourceNotes(...table, systemClock),
  details: lazyDetailsQueue(env.DETAILS_QUEUE_URL),
  calendar: publishedCalendar,
  clock: systemClock,
};

/** Handles one delivery of an HR system, or its handshake, on the source's own route. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(
  async (event: APIGatewayProxyEventV2) =>
    hookResponseOf(await receiveEvent(sourceOf(event), hookRequestOf(event), ports)),
).use(observed);
