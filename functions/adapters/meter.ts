import type { Meter, Metric } from '../ports.ts';
import { writeLine } from './log.ts';

export interface InvocationMeter extends Meter {
  /** Writes what was counted since the last time, as one line that CloudWatch reads; nothing counted, no line. */
  flush(): void;
}

/** Where the counts go: alarms and the dashboard look for this namespace and this value of the dimension `service`. */
export interface MeterSettings {
  readonly namespace: string;
  readonly service: string;
}

/**
 * Counts in CloudWatch's embedded metric format, a log line from which CloudWatch makes metrics: no call to any
 * service. The format is a published one:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMeter({ namespace, service }: MeterSettings, write = writeLine): InvocationMeter {
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
