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

/** A source's secret as an administrator works on it, entries that are not live yet or any more included. */
export interface SecretWriter {
  /** @returns undefined where the deployment has no such secret. @throws Error for one that is no JSON of entries. */
  read(name: string): Promise<StoredEntries | undefined>;
  write(name: string, entries: StoredEntries): Promise<void>;
  close(): void;
}

/** @param place where a tool wants to reach another Secrets Manager than the environment's. */
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
    // What a parser says can hold a piece of what it parsed.
    throw new Error(`the secret ${name} is no JSON of entries such as {"current": {…}}; correct it by hand`);
  }
}
