import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { recipientTag } from '../mail/recipient-tag.ts';
import type { Log, Meter, Metric, OnUnreadable } from '../ports.ts';

interface InvocationLog extends Log {
  /** Puts the invocation's request id on every line from here on; the event itself is never logged. */
  startInvocation(context: Context): void;
}

type Level = 'INFO' | 'WARN' | 'ERROR';

/**
 * One JSON line per message, as CloudWatch Logs Insights reads it. Written out by hand: a logging library would take a
 * tenth of the time in which receive-event has to be ready for its first event.
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
function writeLine(content: object): void {
  process.stdout.write(`${JSON.stringify(content)}\n`);
}

interface InvocationMeter extends Meter {
  /** Writes what was counted since the last time, as one line that CloudWatch reads; nothing counted, no line. */
  flush(): void;
}

/**
 * Counts in CloudWatch's embedded metric format, a log line from which CloudWatch makes metrics: no call to any
 * service. The format is a published one:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMeter(
  { namespace, service }: { readonly namespace: string; readonly service: string },
  write = writeLine,
): InvocationMeter {
  let counts = new Map<Metric, number>();
  return {
    count: (metric, value = 1) => void counts.set(metric, (counts.get(metric) ?? 0) + value),
    flush: () => {
      if (counts.size === 0) return;
      const counted = counts;
      counts = new Map();
      write(embedded(counted, namespace, service));
    },
  };
}

function embedded(counts: ReadonlyMap<Metric, number>, namespace: string, service: string): object {
  const metrics = [...counts.keys()].map((name) => ({ Name: name, Unit: 'Count' }));
  return {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [['service']], Metrics: metrics }],
    },
    service,
    ...Object.fromEntries(counts),
  };
}

interface Observation {
  readonly log: InvocationLog;
  readonly meter: InvocationMeter;
  /** Counts the record for the alarm and names it in the log by its key, in which there is no address then. */
  readonly onUnreadable: OnUnreadable;
  /** Middleware: log lines carry the request id; what was counted is written out once, also after an error. */
  readonly observed: MiddlewareObj;
}

/** As much of a function's environment as names its log and counts. */
export interface FunctionEnvironment {
  readonly SERVICE_NAME: string;
  readonly METRIC_NAMESPACE: string;
}

/** The log and the counts of a function, under the names that its environment gives. */
export function observation(env: FunctionEnvironment): Observation {
  const log = jsonLog(env.SERVICE_NAME);
  const meter = embeddedMeter({ namespace: env.METRIC_NAMESPACE, service: env.SERVICE_NAME });
  const observed: MiddlewareObj = {
    before: ({ context }) => log.startInvocation(context as Context),
    after: () => meter.flush(),
    onError: () => meter.flush(),
  };
  const onUnreadable: OnUnreadable = ({ pk, sk }) => {
    meter.count('RecordUnreadable');
    log.error('a stored record cannot be read', { pk: withoutAddress(pk), sk: withoutAddress(sk) });
  };
  return { log, meter, onUnreadable, observed };
}

/** The keys of staff and of what was mailed to them end with an address. */
function withoutAddress(key: string): string {
  return key.replace(
    /^(STAFF|MAIL|RECIPIENT)#(.*)$/s,
    (_, kind, address) => `${kind}#${recipientTag(address)}`,
  );
}
