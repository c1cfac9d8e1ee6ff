import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { InvocationLog } from './log.ts';
import type { InvocationMeter } from './meter.ts';

/** Middleware: log lines carry the request id; what was counted is written out once, also after an error. */
export function observed(log: InvocationLog, meter: InvocationMeter): MiddlewareObj {
  return {
    before: ({ context }) => log.startInvocation(context as Context),
    after: () => meter.flush(),
    onError: () => meter.flush(),
  };
}
