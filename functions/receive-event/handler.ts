import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbEmployees } from '../adapters/dynamodb/employees.ts';
import { dynamodbQuarantineKeeper } from '../adapters/dynamodb/quarantine.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { observation } from '../adapters/observed.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { readEnvironment } from '../environment.ts';
import { SOURCES } from '../hris/sources.ts';
import { hookRequestOf } from './hook-request.ts';
import { receiveEvent } from './receive-event.ts';
import { unitsOf } from './units-of.ts';

const env = readEnvironment(
  z.object({
    TABLE_NAME: z.string(),
    WEBHOOK_SECRET_ARN_STANDARD: z.string(),
    DATA_KEY_SECRET_ARN: z.string(),
  }),
);
const client = dynamodbClient();
const { log, meter, observed } = observation();
const secrets = managedSecrets(
  { standard: env.WEBHOOK_SECRET_ARN_STANDARD },
  env.DATA_KEY_SECRET_ARN,
  systemClock,
);
const ports = {
  sources: SOURCES,
  secrets,
  employees: dynamodbEmployees(client, env.TABLE_NAME),
  quarantine: dynamodbQuarantineKeeper(client, env.TABLE_NAME, secrets.sealBody),
  unit: unitsOf(dynamodbRegistry(client, env.TABLE_NAME), systemClock),
  calendar: publishedCalendar,
  clock: systemClock,
  meter,
  log,
};

/** `POST /hooks/{source}`: one delivery of an HR system. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(
  async (event: APIGatewayProxyEventV2) => {
    const answer = await receiveEvent(event.pathParameters?.source ?? '', hookRequestOf(event), ports);
    return {
      statusCode: answer.status,
      headers: { 'content-type': 'application/json; charset=utf-8', ...answer.headers },
      body: JSON.stringify(answer.body),
    };
  },
).use(observed);
