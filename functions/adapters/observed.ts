import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { readEnvironment } from '../environment.ts';
import { type InvocationLog, jsonLog } from './log.ts';
import { embeddedMeter, type InvocationMeter } from './meter.ts';

export interface Observation {
  readonly log: InvocationLog;
  readonly meter: InvocationMeter;
  /** Middleware: log lines carry the request id; what was counted is written out once, also after an error. */
  readonly observed: MiddlewareObj;
}

/** The log and the counts of a function, under the names that its environment gives. */
export function observation(): Observation {
  const env = readEnvironment(z.object({ SERVICE_NAME: z.string(), METRIC_NAMESPACE: z.string() }));
  const log = jsonLog(env.SERVICE_NAME);
  const meter = embeddedMeter({ namespace: env.METRIC_NAMESPACE, service: env.SERVICE_NAME });
  const observed: MiddlewareObj = {
    before: ({ context }) => log.startInvocation(context as Context),
    after: () => meter.flush(),
    onError: () => meter.flush(),
  };
  return { log, meter, observed };
}
