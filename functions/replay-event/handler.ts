import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbQuarantineAdmin } from '../adapters/dynamodb/quarantine.ts';
import { lazyDetailsQueue } from '../adapters/lazy-details-queue.ts';
import { eachOfBatch } from '../adapters/queue-batch.ts';
import { managedSecrets } from '../adapters/secrets.ts';
import { commonPorts } from '../composition.ts';
import { everyFunction, readEnvironment } from '../environment.ts';
import { registryContext } from '../intake/registry-lookup.ts';
import { replayEvents } from './replay-event.ts';

const settings = z.object({
  ...everyFunction,
  DATA_KEY_SECRET_ARN: z.string(),
  /** This variable is absent if no source needs details. */
  DETAILS_QUEUE_URL: z.optional(z.string()),
});
const env = readEnvironment(settings);
const { observed, ports: common } = commonPorts(env);
const secrets = managedSecrets({}, env.DATA_KEY_SECRET_ARN, systemClock);
const ports = {
  ...common,
  identityKey: secrets.identityKey,
  quarantine: dynamodbQuarantineAdmin(dynamodbClient(), env.TABLE_NAME, secrets, common.onUnreadable),
  details: lazyDetailsQueue(env.DETAILS_QUEUE_URL),
};

/** Replays quarantined events that administrators selected on the portal. The portal itself cannot open them. */
export const handler = middy<SQSEvent, SQSBatchResponse>((event: SQSEvent) =>
  eachOfBatch(event, (batch) =>
    // The registry is loaded again for each batch, because a mapping may just have been corrected.
    replayEvents(batch, { ...ports, ...registryContext(ports.registry, systemClock) }),
  ),
).use(observed);
