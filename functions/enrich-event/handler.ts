import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock, systemPace } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbEmployees } from '../adapters/dynamodb/employees.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbSourceNotes } from '../adapters/dynamodb/source-notes.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { observation } from '../adapters/telemetry.ts';
import { readEnvironment, readFamily } from '../environment.ts';
import { registryWords } from '../intake/registry-lookup.ts';
import type { DetailsRequest } from '../ports.ts';
import { accessTo } from '../sources/api/api-access.ts';
import { HR_APIS } from '../sources/hr-apis.ts';
import { enrichEvent } from './enrich-event.ts';
import { takeQuestions } from './take-questions.ts';

/** A question takes some calls, one after the other, and has to end before the function does. */
const CALL_TIMEOUT_MILLISECONDS = 5_000;

const env = readEnvironment(z.object({ TABLE_NAME: z.string(), DATA_KEY_SECRET_ARN: z.string() }));
const secretArns = readFamily('API_SECRET_ARN_');
const client = dynamodbClient();
const { log, meter, observed } = observation();
const ports = {
  apis: new Map([...HR_APIS].filter(([name]) => Object.hasOwn(secretArns, name))),
  access: accessTo({
    clock: systemClock,
    pace: systemPace,
    timeoutMilliseconds: CALL_TIMEOUT_MILLISECONDS,
  }),
  secrets: managedSecrets(secretArns, env.DATA_KEY_SECRET_ARN, systemClock),
  employees: dynamodbEmployees(client, env.TABLE_NAME),
  ...registryWords(dynamodbRegistry(client, env.TABLE_NAME), systemClock),
  notes: dynamodbSourceNotes(client, env.TABLE_NAME, systemClock),
  calendar: publishedCalendar,
  clock: systemClock,
  meter,
  log,
  enrich: (request: DetailsRequest) => enrichEvent(request, ports),
};

/** Takes questions from the queue, one at a time; what could not be answered yet comes back. */
export const handler = middy<SQSEvent, SQSBatchResponse>(async ({ Records }: SQSEvent) => {
  const batch = Records.map(({ messageId, body }) => ({ id: messageId, body }));
  const again = await takeQuestions(batch, ports);
  return { batchItemFailures: again.map((itemIdentifier) => ({ itemIdentifier })) };
}).use(observed);
