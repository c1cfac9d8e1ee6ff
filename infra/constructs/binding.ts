import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

/** The access of a function to a resource: the environment variables and the permissions that belong together. */
export interface Binding {
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  /** cdk-nag findings in the statements that are accepted, with the reason. */
  readonly acknowledged?: readonly Acknowledgement[];
}

export interface Acknowledgement {
  readonly id: string;
  readonly reason: string;
}

/** Sets a variable. If the value is undefined, the variable is not set. */
export function variable(name: string, value: string | undefined): Binding {
  return { environment: value === undefined ? {} : { [name]: value }, statements: [] };
}

/** Allows exactly `actions` on exactly `resources`. */
export function allow(
  actions: readonly string[],
  resources: readonly string[],
  conditions: Readonly<Record<string, unknown>> = {},
): PolicyStatement {
  return new PolicyStatement({
    effect: Effect.ALLOW,
    actions: [...actions],
    resources: [...resources],
    conditions,
  });
}

/** Lets a function read the secret whose ARN is in `variable`. */
export function readingSecret(variable: string, secret: Secret): Binding {
  return {
    environment: { [variable]: secret.secretArn },
    statements: [allow(['secretsmanager:GetSecretValue'], [secret.secretArn])],
  };
}

/** Lets a function send to the queue whose URL is in `variable`. */
export function sendingTo(variable: string, queue: Queue): Binding {
  return {
    environment: { [variable]: queue.queueUrl },
    statements: [allow(['sqs:SendMessage'], [queue.queueArn])],
  };
}
