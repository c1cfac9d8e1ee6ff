import { SecretsManagerClient, type SecretsManagerClientConfig } from '@aws-sdk/client-secrets-manager';
import { systemClock } from './clock.ts';
import { managedSecrets } from './secrets.ts';

/**
 * The key for hashing identity numbers, read from the deployment's own secret when it is first asked for.
 * @param secretId name or ARN of the data key.
 * @param place where a tool wants to reach another Secrets Manager than the environment's.
 */
export function identityKeyOf(
  secretId: string,
  place: Pick<SecretsManagerClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): { readonly read: () => Promise<Uint8Array>; readonly close: () => void } {
  const client = new SecretsManagerClient(place);
  const { identityKey } = managedSecrets({}, secretId, systemClock, client);
  return { read: identityKey, close: () => client.destroy() };
}
