import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Meter } from '../ports.ts';

export interface InvocationMeter extends Meter {
  /** Writes what was counted since the last time, as one line that CloudWatch reads; nothing counted, no line. */
  flush(): void;
}

/** Counts in CloudWatch's embedded metric format: no call to any service, dimension `service`. */
export function powertoolsMeter(): InvocationMeter {
  const metrics = new Metrics();
  return {
    count: (metric, value = 1) => void metrics.addMetric(metric, MetricUnit.Count, value),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
    },
  };
}
