import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { systemClock, systemPace } from '../adapters/clock.ts';
import { dynamodbActivities } from '../adapters/dynamodb/activities.ts';
import { dynamodbAuditLog } from '../adapters/dynamodb/audit-log.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbQuarantineAdmin } from '../adapters/dynamodb/quarantine.ts';
import { dynamodbSessions, dynamodbSignInCodes } from '../adapters/dynamodb/sign-ins.ts';
import { dynamodbStores } from '../adapters/dynamodb/stores.ts';
import { dynamodbUploads } from '../adapters/dynamodb/uploads.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { sqsRequestQueue } from '../adapters/sqs-request-queue.ts';
import { observation } from '../adapters/telemetry.ts';
import { everyFunction, hostsSchema, readEnvironment, sourcesSchema } from '../environment.ts';
import { caseLinkSchema } from '../mail/case-link.ts';
import { createPortal } from './portal.ts';
import { requestOf, resultOf } from './requests.ts';

const settings = z.object({
  ...everyFunction,
  CODE_QUEUE_URL: z.string(),
  UPLOAD_QUEUE_URL: z.string(),
  DATA_KEY_SECRET_ARN: z.string(),
  REPLAY_QUEUE_URL: z.string(),
  SOURCES: sourcesSchema,
  FALLBACK_MAILBOX: z.optional(z.string()),
  CASE_LINK: z.optional(caseLinkSchema),
  API_HOSTS: z.optional(hostsSchema),
});
const env = readEnvironment(settings);
const { observed, ...telemetry } = observation(env);
const table = [dynamodbClient(), env.TABLE_NAME] as const;
const stores = dynamodbStores(...table, { clock: systemClock, ...telemetry });
const secrets = managedSecrets({}, env.DATA_KEY_SECRET_ARN, systemClock);
const portal = createPortal({
  ...stores,
  ...telemetry,
  clock: systemClock,
  pace: systemPace,
  codes: dynamodbSignInCodes(...table),
  sessions: dynamodbSessions(...table),
  activities: dynamodbActivities(...table, telemetry.onUnreadable),
  codeQueue: sqsRequestQueue(env.CODE_QUEUE_URL),
  uploads: dynamodbUploads(...table, secrets),
  uploadQueue: sqsRequestQueue(env.UPLOAD_QUEUE_URL),
  identityKey: secrets.identityKey,
  audit: dynamodbAuditLog(...table, telemetry.onUnreadable),
  heard: stores.heardOf(env.SOURCES),
  quarantined: dynamodbQuarantineAdmin(...table, secrets, telemetry.onUnreadable),
  replays: sqsRequestQueue(env.REPLAY_QUEUE_URL),
  fallbackMailbox: env.FALLBACK_MAILBOX,
  caseLink: env.CASE_LINK,
  apiHosts: env.API_HOSTS,
});

/** The staff portal's Lambda handler. It answers one request of a browser. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(
  async (event: APIGatewayProxyEventV2) => {
    const { sourceIp } = event.requestContext.http;
    return resultOf(await portal.fetch(requestOf(event), { ip: sourceIp }));
  },
).use(observed);
