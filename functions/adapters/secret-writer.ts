import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod/mini';
import { secretSchema } from './secret-entries.ts';

export type StoredEntries = z.infer<typeof secretSchema>;

/** An administrator's access to a source's secret, including entries that are not live. */
export interface SecretWriter {
  /**
   * @returns undefined if the deployment has no secret with this name.
   * @throws Error if it is not JSON with entries.
   */
  read(name: string): Promise<StoredEntries | undefined>;
  write(name: string, entries: StoredEntries): Promise<void>;
  close(): void;
}

export function secretWriter(
  place: Pick<SecretsManagerClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): SecretWriter {
  const client = new SecretsManagerClient(place);
  return {
    async read(name) {
      const text = await client.send(new GetSecretValueCommand({ SecretId: name })).then(
        ({ SecretString = '{}' }) => SecretString,
        (error: unknown) => {
          if (error instanceof ResourceNotFoundException) return undefined;
          throw error;
        },
      );
      return text === undefined ? undefined : entriesIn(name, text);
    },
    async write(name, entries) {
      await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: JSON.stringify(entries) }));
    },
    close: () => client.destroy(),
  };
}

function entriesIn(name: string, text: string): StoredEntries {
  try {
    return secretSchema.parse(JSON.parse(text));
  } catch {
    // The parser's own message is left out, because it can contain a piece of the secret.
    throw new Error(
      `the secret ${name} is not JSON with entries such as {"current": {…}}; correct it by hand`,
    );
  }
}
