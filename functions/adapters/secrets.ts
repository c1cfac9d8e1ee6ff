import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { type Clock, type Secrets, SecretUnavailable, type SigningSecret } from '../ports.ts';
import type { SealBody } from './dynamodb/quarantine.ts';

const FRESH_FOR_MILLISECONDS = 5 * 60_000;
/** A sender with a wrong secret must not make every request load the secrets again. */
const FORCED_AT_MOST_EVERY_MILLISECONDS = 30_000;

/** A secret's value: names of our choosing, each with a key. Every one of them is live at once. */
const namedKeys = z.record(z.string(), z.string());

/** Secrets Manager behind a cache, so that rotation needs no deployment and no downtime. */
export function managedSecrets(
  webhookSecretArns: Readonly<Record<string, string>>,
  dataKeyArn: string,
  clock: Clock,
  client = new SecretsManagerClient({}),
): Secrets & { readonly sealBody: SealBody } {
  const read = cachedReader(client, clock);
  const dataKey = async () => firstKey(await read(dataKeyArn, false));
  return {
    async signingSecrets(source, options) {
      const arn = webhookSecretArns[source];
      if (arn === undefined) throw new SecretUnavailable(`no secret is configured for source ${source}`);
      return read(arn, options?.fresh ?? false);
    },
    identityKey: async () => derived((await dataKey()).key, 'identity-hash'),
    async sealBody(body) {
      const { id, key } = await dataKey();
      return { keyId: id, sealed: encrypted(body, derived(key, 'quarantine')) };
    },
  };
}

function cachedReader(client: SecretsManagerClient, clock: Clock) {
  const cache = new Map<string, { readonly at: number; readonly secrets: readonly SigningSecret[] }>();
  return async (arn: string, fresh: boolean): Promise<readonly SigningSecret[]> => {
    const known = cache.get(arn);
    const now = Date.parse(clock.now());
    const limit = fresh ? FORCED_AT_MOST_EVERY_MILLISECONDS : FRESH_FOR_MILLISECONDS;
    if (known !== undefined && now - known.at < limit) return known.secrets;
    try {
      const secrets = await load(client, arn);
      cache.set(arn, { at: now, secrets });
      return secrets;
    } catch (error) {
      // A secret that was good five minutes ago still is, while Secrets Manager does not answer.
      if (known !== undefined) return known.secrets;
      throw new SecretUnavailable(
        `secret could not be loaded: ${error instanceof Error ? error.name : 'unknown'}`,
      );
    }
  };
}

async function load(client: SecretsManagerClient, arn: string): Promise<readonly SigningSecret[]> {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  const named = namedKeys.parse(JSON.parse(SecretString));
  const secrets = Object.entries(named).map(([id, text]) => ({ id, key: keyBytes(text) }));
  if (secrets.length === 0)
    throw new SecretUnavailable('the secret holds no key; it must look like {"current":"whsec_…"}');
  return secrets;
}

/** Standard Webhooks' form of a secret: base64, with or without its prefix. */
function keyBytes(text: string): Uint8Array {
  return Buffer.from(text.replace(/^whsec_/, ''), 'base64');
}

function firstKey(secrets: readonly SigningSecret[]): SigningSecret {
  const current = secrets.find(({ id }) => id === 'current') ?? secrets[0];
  if (current === undefined) throw new SecretUnavailable('the data key secret holds no key');
  return current;
}

/** One stored key, a separate one for each use (HKDF, RFC 5869). */
function derived(key: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), use, 32));
}

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the cipher text. */
function encrypted(body: Uint8Array, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update(body), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}
