import { Duration } from 'aws-cdk-lib';
import { Metric as CloudWatchMetric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Metric } from '../../functions/ports.ts';

export const METRIC_NAMESPACE = 'Canbao';

/**
 * The value of the metrics' only dimension. It contains the stage, so that a run of one stage is not counted for
 * another stage.
 */
export function serviceName(stage: string): string {
  return `canbao-${stage}`;
}

/** The sum of one of the functions' counts. */
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
