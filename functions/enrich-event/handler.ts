import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock, systemPace } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbStores } from '../adapters/dynamodb/stores.ts';
import { eachOfBatch } from '../adapters/queue-batch.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { observation } from '../adapters/telemetry.ts';
import { everyFunction, familySchema, readEnvironment } from '../environment.ts';
import { registryWords } from '../intake/registry-lookup.ts';
import { configuredApis } from '../sources/configured-access.ts';
import { enrichEvent } from './enrich-event.ts';
import { takeQuestions } from './take-questions.ts';

/** A question takes some calls, one after the other, and has to end before the function does. */
const TIME = { clock: systemClock, pace: systemPace, timeoutMilliseconds: 5_000 };

const env = readEnvironment(
  z.object({ ...everyFunction, DATA_KEY_SECRET_ARN: z.string(), API_SECRET_ARN_: familySchema }),
);
const { observed, ...telemetry } = observation(env);
const stores = dynamodbStores(dynamodbClient(), env.TABLE_NAME, { clock: systemClock, ...telemetry });
const ports = {
  ...stores,
  ...telemetry,
  ...registryWords(stores.registry, systemClock),
  ...configuredApis(env.API_SECRET_ARN_, TIME),
  secrets: managedSecrets(env.API_SECRET_ARN_, env.DATA_KEY_SECRET_ARN, systemClock),
  calendar: publishedCalendar,
  clock: systemClock,
};

/** Takes questions from the queue, one at a time; what could not be answered yet comes back. */
export const handler = middy<SQSEvent, SQSBatchResponse>((event: SQSEvent) =>
  eachOfBatch(event, (batch) =>
    takeQuestions(batch, { ...ports, enrich: (request) => enrichEvent(request, ports) }),
  ),
).use(observed);
