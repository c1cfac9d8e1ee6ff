import * as z from 'zod';
import { cfnNumber, type Deployed, resourcesOfType } from '../assembly/resources-of-type.ts';
import { parseScheduleExpression, type Timing } from './expression.ts';

export interface ScheduleDefinition {
  readonly logicalId: string;
  readonly name: string;
  readonly timing: Timing;
  readonly zone: string;
  /** ARN of the function. */
  readonly target: string;
  /** With `<aws.scheduler.…>` in it. */
  readonly input: string;
  readonly retries: number;
  /** ARN of the queue for what could not be delivered. */
  readonly deadLetterQueue: string | undefined;
}

const scheduleSchema = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.string().default('ENABLED'),
  Target: z.object({
    Arn: z.string(),
    Input: z.string().default('{}'),
    RetryPolicy: z.optional(z.object({ MaximumRetryAttempts: z.optional(cfnNumber) })),
    DeadLetterConfig: z.optional(z.object({ Arn: z.optional(z.string()) })),
  }),
});

/** Every schedule that is enabled. */
export function scheduleDefinitions(deployed: Deployed): ScheduleDefinition[] {
  return resourcesOfType(deployed, ['AWS::Scheduler::Schedule'], scheduleSchema)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ resource, properties }) => ({
      logicalId: resource.logicalId,
      name: deployed.resolver.identityOf(resource).ref,
      timing: parseScheduleExpression(properties.ScheduleExpression),
      zone: properties.ScheduleExpressionTimezone,
      target: properties.Target.Arn,
      input: properties.Target.Input,
      retries: properties.Target.RetryPolicy?.MaximumRetryAttempts ?? 185,
      deadLetterQueue: properties.Target.DeadLetterConfig?.Arn,
    }));
}

/** The input of one firing. @param at the scheduled time, not the time at which it came to be. */
export function inputAt({ input, name }: ScheduleDefinition, at: Date, attempt = 1): unknown {
  const values: Readonly<Record<string, string>> = {
    'scheduled-time': at.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'schedule-arn': name,
    'execution-id': `${name}-${at.getTime()}`,
    'attempt-number': String(attempt),
  };
  return JSON.parse(
    input.replaceAll(/<aws\.scheduler\.([a-z-]+)>/g, (all, key: string) => values[key] ?? all),
  );
}
