import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbActivities } from '../adapters/dynamodb/activities.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbStores } from '../adapters/dynamodb/stores.ts';
import { dynamodbUploads } from '../adapters/dynamodb/uploads.ts';
import { eachOfBatch, jsonOf } from '../adapters/queue-batch.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { observation } from '../adapters/telemetry.ts';
import { everyFunction, readEnvironment } from '../environment.ts';
import { deletingNothing } from '../intake/deleting-nothing.ts';
import { workUpload } from './work-upload.ts';

const settings = z.object({ ...everyFunction, DATA_KEY_SECRET_ARN: z.string() });
const env = readEnvironment(settings);
const { observed, ...telemetry } = observation(env);
const table = [dynamodbClient(), env.TABLE_NAME] as const;
const stores = dynamodbStores(...table, { clock: systemClock, ...telemetry });
const ports = {
  ...stores,
  employees: deletingNothing(stores.employees),
  ...telemetry,
  clock: systemClock,
  activities: dynamodbActivities(...table, telemetry.onUnreadable),
  uploads: dynamodbUploads(...table, managedSecrets({}, env.DATA_KEY_SECRET_ARN, systemClock)),
};

const requestSchema = z.object({ unitId: z.string(), id: z.string() });

/** Processes uploads that take longer than a request of the portal may. Expired uploads are ignored. */
export const handler = middy<SQSEvent, SQSBatchResponse>((event: SQSEvent) =>
  eachOfBatch(event, async (batch) => {
    const failed: string[] = [];
    for (const queued of batch) {
      const request = requestSchema.safeParse(jsonOf(queued)).data;
      try {
        const { unitId = '', id = '' } = request ?? {};
        const upload = await ports.uploads.find(unitId, id, systemClock.now());
        if (upload !== undefined) await workUpload(upload, ports);
        ports.log.info('an upload was processed', { messageId: queued.id, found: upload !== undefined });
      } catch (error) {
        failed.push(queued.id);
        const cause = error instanceof Error ? error.name : typeof error;
        ports.log.error('an upload could not be processed', { messageId: queued.id, error: cause });
      }
    }
    return failed;
  }),
).use(observed);
