import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { recipientTag } from '../mail/recipient-tag.ts';
import type { Log, Meter, Metric, OnUnreadable, RecordKey } from '../ports.ts';
import { keys } from './dynamodb/keys.ts';

interface InvocationLog extends Log {
  /** Adds the request id to every further line. The event itself is never logged. */
  startInvocation(context: Context): void;
}

type Level = 'INFO' | 'WARN' | 'ERROR';

/**
 * Writes one JSON line per message, for CloudWatch Logs Insights. It uses no logging library, because loading one would
 * take a tenth of receive-event's time before its first event.
 * @param service the deployment's name, as in the metrics.
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

function writeLine(content: object): void {
  process.stdout.write(`${JSON.stringify(content)}\n`);
}

interface InvocationMeter extends Meter {
  /** Writes the counts since the last call as one line for CloudWatch. If there are no counts, it writes no line. */
  flush(): void;
}

/**
 * Counts in CloudWatch's embedded metric format: CloudWatch turns these log lines into metrics, so no call is needed.
 * Specification:
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
  /** Counts the unreadable record for the alarm, and logs its key without addresses. */
  readonly onUnreadable: OnUnreadable;
  /** Middleware: adds the request id to log lines, and writes the counts once, also after an error. */
  readonly observed: MiddlewareObj;
}

/** The parts of a function's environment that name its log and metrics. */
export interface FunctionEnvironment {
  readonly SERVICE_NAME: string;
  readonly METRIC_NAMESPACE: string;
}

/** The log and metrics of a function, named by its environment. */
export function observation(env: FunctionEnvironment): Observation {
  const log = jsonLog(env.SERVICE_NAME);
  const meter = embeddedMeter({ namespace: env.METRIC_NAMESPACE, service: env.SERVICE_NAME });
  const observed: MiddlewareObj = {
    before: ({ context }) => log.startInvocation(context as Context),
    after: () => meter.flush(),
    onError: () => meter.flush(),
  };
  const onUnreadable: OnUnreadable = (key) => {
    meter.count('RecordUnreadable');
    log.error('a stored record cannot be read', { ...withoutAddresses(key) });
  };
  return { log, meter, onUnreadable, observed };
}

/**
 * The key with each mail address replaced by its recipient tag. Keys of staff, and of mails to them, end with an
 * address. Other parts of keys are ids, but the id of an employee or an event may be an address too.
 */
function withoutAddresses({ pk, sk }: RecordKey): RecordKey {
  const isAddress = pk === keys.mailAddresses;
  return { pk: withTags(pk), sk: isAddress ? recipientTag(sk) : withTags(sk) };
}

function withTags(key: string): string {
  return key
    .replace(/^(STAFF|MAIL|RECIPIENT)#(.*)$/s, (_, kind, address) => `${kind}#${recipientTag(address)}`)
    .replace(/[^#]*@[^#]*/g, recipientTag);
}
