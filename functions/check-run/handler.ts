import middy from '@middy/core';
import * as z from 'zod/mini';
import { systemClock } from '../adapters/clock.ts';
import { commonPorts } from '../composition.ts';
import { everyFunction, readEnvironment, sourcesSchema } from '../environment.ts';
import { scheduledRun } from '../scheduled-run.ts';
import { type CheckedRun, checkDay } from './check-run.ts';

const env = readEnvironment(z.object({ ...everyFunction, SOURCES: sourcesSchema }));
const { observed, ports: common } = commonPorts(env);
const ports = { ...common, heard: common.heardOf(env.SOURCES) };

/** Checks the day's run. The schedule starts this function some time after the run and passes the scheduled time. */
export const handler = middy<unknown, CheckedRun>((event: unknown) =>
  checkDay(scheduledRun(event, systemClock.now()).day, ports),
).use(observed);
