import * as z from 'zod';
import { cfnBoolean, cfnNumber, type Deployed, resourcesOfType } from '../assembly/resources-of-type.ts';

/** A queue whose messages are handed to a function. */
export interface EventSource {
  readonly logicalId: string;
  readonly queueArn: string;
  /** Name or ARN of the function. */
  readonly functionName: string;
  readonly batchSize: number;
  /** How many invocations may run at once; undefined leaves it to the function's workers. */
  readonly maximumConcurrency: number | undefined;
  /** Whether the function names the messages of a batch that failed. */
  readonly reportsItemFailures: boolean;
}

const mappingSchema = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: cfnNumber.default(10),
  Enabled: cfnBoolean.default(true),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.optional(z.object({ MaximumConcurrency: z.optional(cfnNumber) })),
  FilterCriteria: z.optional(z.unknown()),
});

/** @throws Error for a source that is no queue, or that filters: neither is run here. */
export function eventSources(deployed: Deployed): EventSource[] {
  return resourcesOfType(deployed, ['AWS::Lambda::EventSourceMapping'], mappingSchema)
    .filter(({ properties }) => properties.Enabled)
    .map(({ resource, properties }) => {
      if (!properties.EventSourceArn.includes(':sqs:') || properties.FilterCriteria !== undefined) {
        throw new Error(`${resource.logicalId}: only event sources that are queues without filters are run`);
      }
      return {
        logicalId: resource.logicalId,
        queueArn: properties.EventSourceArn,
        functionName: properties.FunctionName,
        batchSize: properties.BatchSize,
        maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency,
        reportsItemFailures: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      };
    });
}
