import { Duration } from 'aws-cdk-lib';
import { Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Metric } from '../../functions/ports.ts';

export const METRIC_NAMESPACE = 'Canbao';

/** The value of the metrics' one dimension. It carries the stage: a test stage's run must not stand in for another's. */
export function serviceName(stage: string): string {
  return `canbao-${stage}`;
}

/** One of the counts that the functions write, summed up. */
export function serviceMetric(
  stage: string,
  metricName: Metric,
  period = Duration.minutes(5),
): CloudWatchMetric {
  return new CloudWatchMetric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { service: serviceName(stage) },
    statistic: Stats.SUM,
    period,
  });
}
