import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import {
  GetSecretValueCommand,
  SecretsManagerClient,
  type SecretsManagerClientConfig,
} from '@aws-sdk/client-secrets-manager';
import { once } from '../../domain/values/once.ts';
import { type Clock, SecretEmpty, type Secrets, SecretUnavailable, type SourceSecret } from '../ports.ts';
import { keyBytes, problemOfKey } from '../sources/webhook/standard-webhooks.ts';
import { ANSWERING } from './answering.ts';
import { systemClock } from './clock.ts';
import type { OpenBody, SealBody } from './dynamodb/quarantine.ts';
import { entryOf, isLive, namedEntries, type SecretEntry } from './secret-entries.ts';

/** The time after which a secret is loaded again. A removed entry may still be accepted for as long. */
export const FRESH_FOR_MILLISECONDS = 60_000;
/**
 * The time between two attempts to load a secret. It limits reloads when a sender has a wrong secret or Secrets Manager
 * is down.
 */
const TRIED_AT_MOST_EVERY_MILLISECONDS = 30_000;
/**
 * The time between two attempts while the secret is empty or invalid. It limits reloads that strangers can cause, and
 * is short, so that a new secret is soon accepted.
 */
const UNUSABLE_FOR_MILLISECONDS = 5_000;

/**
 * Reads secrets from Secrets Manager and caches them for a short time, so that a rotation needs no deployment.
 * @param arns the ARNs of the secrets by source.
 */
export function managedSecrets(
  arns: Readonly<Record<string, string>>,
  dataKeyArn: string,
  clock: Clock,
  client = new SecretsManagerClient(ANSWERING),
): Secrets & { readonly sealBody: SealBody; readonly openBody: OpenBody } {
  const read = cachedReader(client, clock);
  // The keys of each loaded secret. They are derived once per load, not per event.
  const keysIn = new WeakMap<readonly SecretEntry[], readonly StoredKey[]>();
  const dataKeys = async (fresh = false) => {
    const entries = await read(dataKeyArn, fresh);
    const known = keysIn.get(entries) ?? entries.map(dataKeyIn);
    keysIn.set(entries, known);
    return known;
  };
  return {
    async sourceSecrets(source, options) {
      const arn = arns[source];
      if (arn === undefined) throw new SecretUnavailable(`no secret is configured for source ${source}`);
      const now = clock.now();
      const known = await read(arn, options?.fresh ?? false);
      // The last live entry may have ended since the secret was loaded, and a new one may have been added.
      return liveAt(now, known.some((entry) => isLive(entry, now)) ? known : await read(arn, true));
    },
    identityKey: async () => firstKey(await dataKeys()).identity(),
    async sealBody(body) {
      const { entry, quarantine } = sealingKey(await dataKeys(), clock.now());
      return { keyId: entry.id, sealed: encrypted(body, quarantine()) };
    },
    async openBody({ keyId, sealed }) {
      const named = ({ entry }: StoredKey) => entry.id === keyId;
      // The key may have been added after the last load.
      const found = (await dataKeys()).find(named) ?? (await dataKeys(true)).find(named);
      if (found === undefined)
        throw new SecretUnavailable(`the data key secret no longer has a key "${keyId}"`);
      return decrypted(sealed, found.quarantine());
    },
  };
}

/** @throws SecretUnavailable with the reason if no entry is live. */
function liveAt(now: string, entries: readonly SecretEntry[]): readonly SourceSecret[] {
  const live = entries.filter((entry) => isLive(entry, now));
  if (live.length > 0) return live.map(sourceSecretOf);
  const ids = entries.map(({ id }) => `"${id}"`).join(', ');
  throw new SecretUnavailable(`the secret has no live entry; it has ${ids || 'none'}`);
}

function sourceSecretOf({ id, parts, notAfter, problem }: SecretEntry): SourceSecret {
  return { id, parts, retiring: notAfter !== undefined, ...(problem !== undefined && { problem }) };
}

interface StoredKey {
  readonly entry: SecretEntry;
  readonly identity: () => Uint8Array;
  readonly quarantine: () => Uint8Array;
}

/** @throws SecretUnavailable for an invalid key: with an empty one anybody could compute the hashes. */
function dataKeyIn(entry: SecretEntry): StoredKey {
  const { id, parts } = entry;
  const problem = problemOfKey(parts.key);
  if (problem !== undefined) throw new SecretUnavailable(`key "${id}" of a secret ${problem}`);
  const key = keyBytes(parts.key ?? '');
  return {
    entry,
    identity: once(() => derived(key, 'identity-hash')),
    quarantine: once(() => derived(key, 'quarantine')),
  };
}

interface Cached {
  readonly loadedAt: number;
  /** When loading was last attempted, successfully or not. */
  readonly triedAt: number;
  readonly secrets: readonly SecretEntry[];
  /** Present if the loaded text is not a valid secret. */
  readonly unusable?: SecretUnavailable;
}

function cachedReader(client: SecretsManagerClient, clock: Clock) {
  const cache = new Map<string, Cached>();
  const underWay = new Map<string, Promise<readonly SecretEntry[]>>();
  return async (arn: string, fresh: boolean): Promise<readonly SecretEntry[]> => {
    const known = cache.get(arn);
    const now = Date.parse(clock.now());
    if (known !== undefined && isGoodEnough(known, now, fresh)) return secretsIn(known);
    const reading = underWay.get(arn) ?? readNow(arn, known, now).finally(() => underWay.delete(arn));
    underWay.set(arn, reading);
    return reading;
  };

  async function readNow(
    arn: string,
    known: Cached | undefined,
    now: number,
  ): Promise<readonly SecretEntry[]> {
    try {
      const secrets = await load(client, arn);
      cache.set(arn, { loadedAt: now, triedAt: now, secrets });
      return secrets;
    } catch (error) {
      // If reloading fails, the secret loaded before is used.
      const isKept = known !== undefined && known.unusable === undefined;
      if (isKept) cache.set(arn, { ...known, triedAt: now });
      // The error is cached only if the secret is unusable. If Secrets Manager was unreachable, the next attempt may
      // succeed.
      else if (error instanceof SecretUnavailable)
        cache.set(arn, { loadedAt: now, triedAt: now, secrets: [], unusable: error });
      if (isKept) return known.secrets;
      throw unavailable(error);
    }
  }
}

function secretsIn({ secrets, unusable }: Cached): readonly SecretEntry[] {
  if (unusable !== undefined) throw unusable;
  return secrets;
}

function isGoodEnough({ loadedAt, triedAt, unusable }: Cached, now: number, fresh: boolean): boolean {
  if (unusable !== undefined) return now - triedAt < UNUSABLE_FOR_MILLISECONDS;
  if (now - triedAt < TRIED_AT_MOST_EVERY_MILLISECONDS) return true;
  return !fresh && now - loadedAt < FRESH_FOR_MILLISECONDS;
}

function unavailable(error: unknown): SecretUnavailable {
  if (error instanceof SecretUnavailable) return error;
  // The error has no cause, because a parser's message can contain a piece of the secret.
  return new SecretUnavailable(
    `secret could not be loaded: ${error instanceof Error ? error.name : 'unknown'}`,
  );
}

async function load(client: SecretsManagerClient, arn: string): Promise<readonly SecretEntry[]> {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  const entries = entriesIn(SecretString);
  if (entries.length === 0)
    throw new SecretEmpty('the secret has no key; it must look like {"current":"whsec_…"}');
  return entries;
}

/** @throws SecretUnavailable if it is not JSON with entries. */
function entriesIn(text: string): readonly SecretEntry[] {
  try {
    const named = Object.entries(namedEntries.parse(JSON.parse(text)));
    return named.map(([id, entry]) => entryOf(id, entry));
  } catch (error) {
    throw unavailable(error);
  }
}

/**
 * The key that hashes identity numbers: the one named `current`, else the first one. It must stay the same for ever,
 * because hashes by another key would not match.
 */
function firstKey(secrets: readonly StoredKey[]): StoredKey {
  const current = secrets.find(({ entry }) => entry.id === 'current') ?? secrets[0];
  if (current === undefined) throw new SecretUnavailable('the data key secret has no key');
  return current;
}

/** The key for new content: the live key that became live last, or the first key if none is live. */
function sealingKey(secrets: readonly StoredKey[], now: string): StoredKey {
  const first = firstKey(secrets);
  const live = secrets.filter(({ entry }) => isLive(entry, now));
  const since = ({ entry }: StoredKey) => entry.notBefore ?? '';
  const oldest = live.includes(first) ? first : (live[0] ?? first);
  return live.reduce((last, key) => (since(key) > since(last) ? key : last), oldest);
}

function derived(key: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), use, 32));
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts with AES-256-GCM. The result is 12 bytes of nonce, 16 bytes of tag and the cipher text. */
function encrypted(body: Uint8Array, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.concat([cipher.update(body), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** @throws Error if the content was changed. */
function decrypted(sealed: Uint8Array, key: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/** A tool's access to the deployment's own key. */
export interface DataKey {
  identityKey(): Promise<Uint8Array>;
  readonly sealBody: SealBody;
  readonly openBody: OpenBody;
  close(): void;
}

/** The deployment's own key, by name or ARN, read on first use. */
export function dataKeyOf(
  secretId: string,
  place: Pick<SecretsManagerClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): DataKey {
  const client = new SecretsManagerClient(place);
  const { identityKey, sealBody, openBody } = managedSecrets({}, secretId, systemClock, client);
  return { identityKey, sealBody, openBody, close: () => client.destroy() };
}
