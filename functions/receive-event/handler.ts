import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbEmployees } from '../adapters/dynamodb/employees.ts';
import { dynamodbQuarantineKeeper } from '../adapters/dynamodb/quarantine.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbSourceNotes } from '../adapters/dynamodb/source-notes.ts';
import { dynamodbUnitFacts } from '../adapters/dynamodb/unit-facts.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { observation } from '../adapters/telemetry.ts';
import { readEnvironment, readFamily } from '../environment.ts';
import { registryWords } from '../intake/registry-lookup.ts';
import type { DetailsQueue } from '../ports.ts';
import { SOURCES } from '../sources/sources.ts';
import { hookRequestOf } from './hook-request.ts';
import { receiveEvent } from './receive-event.ts';

const env = readEnvironment(
  z.object({
    TABLE_NAME: z.string(),
    DATA_KEY_SECRET_ARN: z.string(),
    /** Absent where no source leaves anything to ask for. */
    DETAILS_QUEUE_URL: z.optional(z.string()),
  }),
);
const secretArns = readFamily('WEBHOOK_SECRET_ARN_');
const client = dynamodbClient();
const { log, meter, observed } = observation();
const secrets = managedSecrets(secretArns, env.DATA_KEY_SECRET_ARN, systemClock);
const ports = {
  sources: new Map([...SOURCES].filter(([name]) => Object.hasOwn(secretArns, name))),
  secrets,
  employees: dynamodbEmployees(client, env.TABLE_NAME),
  quarantine: dynamodbQuarantineKeeper(client, env.TABLE_NAME, secrets.sealBody),
  ...registryWords(dynamodbRegistry(client, env.TABLE_NAME), systemClock),
  unitFacts: dynamodbUnitFacts(client, env.TABLE_NAME),
  notes: dynamodbSourceNotes(client, env.TABLE_NAME, systemClock),
  details: lazyDetailsQueue(env.DETAILS_QUEUE_URL),
  calendar: publishedCalendar,
  clock: systemClock,
  meter,
  log,
};

/** Loaded with the first event that leaves something out: most need no queue, and none should wait for one. */
function lazyDetailsQueue(url: string | undefined): DetailsQueue {
  let opened: Promise<DetailsQueue> | undefined;
  const open = async (queueUrl: string) =>
    (await import('../adapters/sqs-details-queue.ts')).sqsDetailsQueue(queueUrl);
  return {
    async ask(request) {
      if (url === undefined)
        throw new Error(`no queue is configured for the details that ${request.source} leaves out`);
      opened ??= open(url);
      await (await opened).ask(request);
    },
  };
}

/** `/hooks/{source}`: one delivery of an HR system, or its handshake. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(
  async (event: APIGatewayProxyEventV2) => {
    const answer = await receiveEvent(event.pathParameters?.source ?? '', hookRequestOf(event), ports);
    return {
      statusCode: answer.status,
      headers: { 'content-type': 'application/json; charset=utf-8', ...answer.headers },
      body: typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
    };
  },
).use(observed);
