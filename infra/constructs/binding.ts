import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';

/**
 * What a function is given of a resource: the environment variable that names it and the permission to use it,
 * together, so that neither is ever there without the other.
 */
export interface Binding {
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
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

/** Lets a function read the secret whose ARN stands in `variable`. */
export function readingSecret(variable: string, secret: Secret): Binding {
  return {
    environment: { [variable]: secret.secretArn },
    statements: [allow(['secretsmanager:GetSecretValue'], [secret.secretArn])],
  };
}
