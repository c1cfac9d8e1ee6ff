import middy from '@middy/core';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbStores } from '../adapters/dynamodb/stores.ts';
import { observation } from '../adapters/telemetry.ts';
import { everyFunction, readEnvironment, sourcesSchema } from '../environment.ts';
import { scheduledRun } from '../scheduled-run.ts';
import { type CheckedRun, checkDay } from './check-run.ts';

const env = readEnvironment(z.object({ ...everyFunction, SOURCES: sourcesSchema }));
const { observed, ...telemetry } = observation(env);
const { heardOf, ...stores } = dynamodbStores(dynamodbClient(), env.TABLE_NAME, {
  clock: systemClock,
  ...telemetry,
});
const ports = { ...stores, ...telemetry, heard: heardOf(env.SOURCES), calendar: publishedCalendar };

/** Fired by the schedule some time after the run, with the time it was meant for. */
export const handler = middy<unknown, CheckedRun>((event: unknown) =>
  checkDay(scheduledRun(event, systemClock.now()).day, ports),
).use(observed);
