import middy from '@middy/core';
import * as z from 'zod/mini';
import { publishedCalendar } from '../../domain/calendar/calendar.ts';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbRegistry } from '../adapters/dynamodb/registry.ts';
import { dynamodbRuns } from '../adapters/dynamodb/runs.ts';
import { dynamodbSourcesHeard } from '../adapters/dynamodb/source-notes.ts';
import { observation } from '../adapters/telemetry.ts';
import { readEnvironment, sourcesSchema } from '../environment.ts';
import { scheduledRun } from '../scheduled-run.ts';
import { type CheckedRun, checkRun, watchSilence } from './check-run.ts';

const env = readEnvironment(z.object({ TABLE_NAME: z.string(), SOURCES: sourcesSchema }));
const { log, meter, observed } = observation();
const client = dynamodbClient();
const ports = {
  runs: dynamodbRuns(client, env.TABLE_NAME),
  registry: dynamodbRegistry(client, env.TABLE_NAME),
  heard: dynamodbSourcesHeard(client, env.TABLE_NAME, env.SOURCES),
  calendar: publishedCalendar,
  meter,
  log,
};

/** Fired by the schedule some time after the run, with the time it was meant for. */
export const handler = middy<unknown, CheckedRun>(async (event: unknown) => {
  const { day } = scheduledRun(event, systemClock.now());
  const checked = await checkRun(day, ports);
  await watchSilence(day, ports);
  return checked;
}).use(observed);
