import middy from '@middy/core';
import * as z from 'zod/mini';
import { systemClock } from '../adapters/clock.ts';
import { dynamodbClient } from '../adapters/dynamodb/client.ts';
import { dynamodbRuns } from '../adapters/dynamodb/runs.ts';
import { observation } from '../adapters/observed.ts';
import { readEnvironment } from '../environment.ts';
import { scheduledRun } from '../plan-digests/scheduled-run.ts';
import { type CheckedRun, checkRun } from './check-run.ts';

const env = readEnvironment(z.object({ TABLE_NAME: z.string() }));
const { log, meter, observed } = observation();
const ports = { runs: dynamodbRuns(dynamodbClient(), env.TABLE_NAME), meter, log };

/** Fired by the schedule some time after the run, with the time it was meant for. */
export const handler = middy<unknown, CheckedRun>(async (event: unknown) =>
  checkRun(scheduledRun(event, systemClock.now()).day, ports),
).use(observed);
