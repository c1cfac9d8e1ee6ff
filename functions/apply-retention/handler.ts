import middy from '@middy/core';
import * as z from 'zod/mini';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbAuditLog } from '../adapters/dynamodb/audit-log.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbPersonalData } from '../adapters/dynamodb/personal-data.ts';
import { commonPorts } from '../composition.ts';
import { everyFunction, readEnvironment } from '../environment.ts';
import { scheduledRun } from '../scheduled-run.ts';
import { type Applied, applyRetention } from './apply-retention.ts';

const env = readEnvironment(
  z.object({ ...everyFunction, RETENTION_YEARS: z.coerce.number().check(z.int(), z.positive()) }),
);
const { observed, ports: common } = commonPorts(env);
const personalData = dynamodbPersonalData(dynamodbClient(), env.TABLE_NAME);
const audit = dynamodbAuditLog(dynamodbClient(), env.TABLE_NAME);
const ports = { ...common, personalData, audit, years: env.RETENTION_YEARS };

/**
 * Removes old personal data. The schedule starts this function after the run was checked; a person starts it with a
 * day.
 */
export const handler = middy<unknown, Applied>((event: unknown) =>
  applyRetention(scheduledRun(event, systemClock.now()).day, ports),
).use(observed);
