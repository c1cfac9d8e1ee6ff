import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { Log } from '../ports.ts';

export interface InvocationLog extends Log {
  /** Puts the invocation's request id on every line from here on; the event itself is never logged. */
  startInvocation(context: Context): void;
}

/** One JSON line per message; service and level come from POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL. */
export function powertoolsLog(): InvocationLog {
  const logger = new Logger();
  return {
    startInvocation: (context) => logger.addContext(context),
    info: (message, ids = {}) => logger.info(message, { ...ids }),
    warn: (message, ids = {}) => logger.warn(message, { ...ids }),
    error: (message, ids = {}) => logger.error(message, { ...ids }),
  };
}
