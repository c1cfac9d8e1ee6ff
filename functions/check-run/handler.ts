import middy from '@middy/core';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbRuns } from '../adapters/dynamodb/runs.ts';
import { dynamodbSourcesHeard } from '../adapters/dynamodb/source-notes.ts';
import { observation } from '../adapters/telemetry.ts';
import { everyFunction, readEnvironment, sourcesSchema } from '../environment.ts';
import { scheduledRun } from '../scheduled-run.ts';
import { type CheckedRun, checkDay } from './check-run.ts';

const env = readEnvironment(z.object({ ...everyFunction, SOURCES: sourcesSchema }));
const { observed, ...telemetry } = observation(env);
const [client, table] = [dynamodbClient(), env.TABLE_NAME];
const { onUnreadable } = telemetry;
const ports = {
  registry: dynamodbRegistry(client, table, onUnreadable),
  runs: dynamodbRuns(client, table, onUnreadable),
  heard: dynamodbSourcesHeard(client, table, env.SOURCES, onUnreadable),
  ...telemetry,
  calendar: publishedCalendar,
};

/** Checks the day's run. The schedule starts this function some time after the run and passes the scheduled time. */
export const handler = middy<unknown, CheckedRun>((event: unknown) =>
  checkDay(scheduledRun(event, systemClock.now()).day, ports),
).use(observed);
