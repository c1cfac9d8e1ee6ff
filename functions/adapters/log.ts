import type { Context } from 'aws-lambda';
import type { Log } from '../ports.ts';

export interface InvocationLog extends Log {
  /** Puts the invocation's request id on every line from here on; the event itself is never logged. */
  startInvocation(context: Context): void;
}

type Level = 'INFO' | 'WARN' | 'ERROR';

/**
 * One JSON line per message, as CloudWatch Logs Insights reads it. Written out by hand: a logging library would take a
 * tenth of the time in which receive-event has to be ready for its first event.
 *
 * @param service the deployment's name, as the metrics carry it.
 */
export function jsonLog(service: string, write = writeLine): InvocationLog {
  let requestId: string | undefined;
  const line = (level: Level, message: string, ids: Parameters<Log['info']>[1] = {}) =>
    write({ timestamp: new Date().toISOString(), level, service, requestId, message, ...ids });
  return {
    startInvocation: (context) => {
      requestId = context.awsRequestId;
    },
    info: (message, ids) => line('INFO', message, ids),
    warn: (message, ids) => line('WARN', message, ids),
    error: (message, ids) => line('ERROR', message, ids),
  };
}

/** One line to standard output, which Lambda sends to the function's log group. */
export function writeLine(content: object): void {
  process.stdout.write(`${JSON.stringify(content)}\n`);
}
