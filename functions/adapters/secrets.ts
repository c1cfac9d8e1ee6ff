import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';
import { type Clock, type Secrets, SecretUnavailable, type SigningSecret } from '../ports.ts';
import type { SealBody } from './dynamodb/quarantine.ts';

const FRESH_FOR_MILLISECONDS = 5 * 60_000;
/** A sender with a wrong secret, or Secrets Manager being down, must not make every request load the secrets again. */
const TRIED_AT_MOST_EVERY_MILLISECONDS = 30_000;
/** Standard Webhooks 1.0 wants 24 to 64 random bytes. */
const FEWEST_KEY_BYTES = 24;

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

interface Cached {
  readonly loadedAt: number;
  /** When it was last tried to load it, with success or not. */
  readonly triedAt: number;
  readonly secrets: readonly SigningSecret[];
}

function cachedReader(client: SecretsManagerClient, clock: Clock) {
  const cache = new Map<string, Cached>();
  return async (arn: string, fresh: boolean): Promise<readonly SigningSecret[]> => {
    const known = cache.get(arn);
    const now = Date.parse(clock.now());
    if (known !== undefined && isGoodEnough(known, now, fresh)) return known.secrets;
    try {
      const secrets = await load(client, arn);
      cache.set(arn, { loadedAt: now, triedAt: now, secrets });
      return secrets;
    } catch (error) {
      if (known === undefined) throw unavailable(error);
      // A secret that was good five minutes ago still is, while Secrets Manager does not answer.
      cache.set(arn, { ...known, triedAt: now });
      return known.secrets;
    }
  };
}

function isGoodEnough({ loadedAt, triedAt }: Cached, now: number, fresh: boolean): boolean {
  if (now - triedAt < TRIED_AT_MOST_EVERY_MILLISECONDS) return true;
  return !fresh && now - loadedAt < FRESH_FOR_MILLISECONDS;
}

function unavailable(error: unknown): SecretUnavailable {
  if (error instanceof SecretUnavailable) return error;
  // Only the name: the message of a parser can hold a piece of what it parsed.
  return new SecretUnavailable(
    `secret could not be loaded: ${error instanceof Error ? error.name : 'unknown'}`,
  );
}

async function load(client: SecretsManagerClient, arn: string): Promise<readonly SigningSecret[]> {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  const named = namedKeys.parse(JSON.parse(SecretString));
  const secrets = Object.entries(named).map(([id, text]) => ({ id, key: keyBytes(id, text) }));
  if (secrets.length === 0)
    throw new SecretUnavailable('the secret holds no key; it must look like {"current":"whsec_…"}');
  return secrets;
}

/**
 * Standard Webhooks' form of a secret: base64, with or without its prefix.
 * @throws SecretUnavailable for what is none: with an empty key anybody could sign.
 */
function keyBytes(id: string, text: string): Uint8Array {
  const base64 = text.trim().replace(/^whsec_/, '');
  const key = Buffer.from(base64, 'base64');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || key.length < FEWEST_KEY_BYTES) {
    throw new SecretUnavailable(
      `key "${id}" of a secret must be base64 of ${FEWEST_KEY_BYTES} bytes or more`,
    );
  }
  return key;
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
