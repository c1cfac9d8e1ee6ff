import { SecretsManagerClient, type SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import { systemClock } from './clock.ts';
import type { OpenBody } from './dynamodb/quarantine.ts';
import { managedSecrets } from './secrets.ts';

/** What a tool does with the deployment's own key. */
export interface DataKey {
  /** For hashing identity numbers. */
  identityKey(): Promise<Uint8Array>;
  readonly openBody: OpenBody;
  close(): void;
}

/**
 * The deployment's own key, read when it is first asked for.
 * @param secretId name or ARN of the data key.
 * @param place where a tool wants to reach another Secrets Manager than the environment's.
 */
export function dataKeyOf(
  secretId: string,
  place: Pick<SecretsManagerClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): DataKey {
  const client = new SecretsManagerClient(place);
  const { identityKey, openBody } = managedSecrets({}, secretId, systemClock, client);
  return { identityKey, openBody, close: () => client.destroy() };
}
