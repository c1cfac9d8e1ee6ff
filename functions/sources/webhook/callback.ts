import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../ports.ts';
import { isSameHex } from './secrets.ts';
import { checkSenderTime, instantOfEpoch, type TimeBounds } from './sender-time.ts';
import { mismatch, type Refused, refused } from './source.ts';

/** The keys by which DingTalk and WeCom sign and encrypt callbacks. */
export interface CallbackKeys {
  readonly token: string;
  /** The key for encryption: 43 characters of base64 for 32 bytes. The last bits are arbitrary. */
  readonly aesKey: string;
  /** The receiver of messages; it is appended to a message before encryption. */
  readonly receiver: string;
}

type Decrypted =
  | { readonly ok: true; readonly message: Buffer }
  | { readonly ok: false; readonly why: keyof typeof FLAWS };

/**
 * Why a correctly signed message cannot be accepted, by refusal code. Each text completes "signed correctly, but …".
 */
const FLAWS = {
  'cannot-be-decrypted': 'the encrypted text is not base64 of whole AES blocks',
  'bad-padding': 'its padding is invalid, as with another aesKey',
  'length-out-of-bounds': 'the length in it is too large, as with another aesKey',
  'wrong-receiver': 'it is for another receiver than the configured one',
} as const;

/**
 * The padded length is a multiple of this. This is more than an AES block: paddings of 17 to 32 bytes occur, which
 * node:crypto does not support.
 */
const PADDED_TO_BYTES = 32;
const AES_BLOCK_BYTES = 16;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/**
 * SHA-1 over the sorted token and parts. The token is a shared secret, so the result is a signature and not only a
 * checksum.
 */
export function callbackSignature(token: string, parts: readonly string[]): Buffer {
  return createHash('sha1')
    .update([token, ...parts].sort().join(''))
    .digest();
}

/**
 * Decrypts 16 random bytes, a length in 4 bytes, the message, and the receiver. Padding, length and receiver are
 * checked.
 */
export function decryptCallback(encrypt: string, keys: CallbackKeys): Decrypted {
  const bytes = Buffer.from(/^[A-Za-z0-9+/]+={0,2}$/.test(encrypt) ? encrypt : '', 'base64');
  if (bytes.length === 0 || bytes.length % AES_BLOCK_BYTES !== 0) return flawed('cannot-be-decrypted');
  const decipher = createDecipheriv('aes-256-cbc', ...keyAndIv(keys)).setAutoPadding(false);
  const plain = withoutPadding(Buffer.concat([decipher.update(bytes), decipher.final()]));
  if (plain === undefined) return flawed('bad-padding');
  const from = RANDOM_BYTES + LENGTH_BYTES;
  if (plain.length < from) return flawed('length-out-of-bounds');
  const to = from + plain.readUInt32BE(RANDOM_BYTES);
  if (to > plain.length) return flawed('length-out-of-bounds');
  if (!plain.subarray(to).equals(Buffer.from(keys.receiver))) return flawed('wrong-receiver');
  return { ok: true, message: plain.subarray(from, to) };
}

/** The reverse of {@link decryptCallback}, with new random bytes each time. */
export function encryptCallback(message: string, keys: CallbackKeys): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([randomBytes(RANDOM_BYTES), length, text, Buffer.from(keys.receiver)]);
  const missing = PADDED_TO_BYTES - (plain.length % PADDED_TO_BYTES);
  const cipher = createCipheriv('aes-256-cbc', ...keyAndIv(keys)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.alloc(missing, missing)),
    cipher.final(),
  ]).toString('base64');
}

function flawed(why: keyof typeof FLAWS): Decrypted {
  return { ok: false, why };
}

function keyAndIv({ aesKey }: CallbackKeys): [Buffer, Buffer] {
  const key = Buffer.from(aesKey, 'base64');
  return [key, key.subarray(0, AES_BLOCK_BYTES)];
}

/** The text without its PKCS#7 padding. Every byte of the padding is checked. */
function withoutPadding(plain: Buffer): Buffer | undefined {
  const count = plain.at(-1) ?? 0;
  if (count < 1 || count > PADDED_TO_BYTES || count > plain.length) return undefined;
  const padding = plain.subarray(plain.length - count);
  return padding.every((byte) => byte === count) ? plain.subarray(0, -count) : undefined;
}

/** The four texts of a callback, by their names in the sender's documents; undefined if missing. */
interface Envelope {
  readonly msg_signature: string | undefined;
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  readonly encrypt: string | undefined;
}

export interface EnvelopeSecret extends CallbackKeys {
  readonly id: string;
}

export interface Opened {
  readonly ok: true;
  readonly message: Buffer;
  /** The secret that matched. The answer must use the same one. */
  readonly secret: EnvelopeSecret;
}

/**
 * The keys in an entry of a secret.
 * @param receiver the name of the part that identifies the receiver: `ownerKey` or `receiveId`.
 */
export function envelopeSecret({ id, parts }: SourceSecret, receiver: string): EnvelopeSecret {
  const { token = '', aesKey = '' } = parts;
  return { id, token, aesKey, receiver: parts[receiver] ?? '' };
}

/** @returns what is wrong with a secret of this scheme, without its value. */
export function problemOfEnvelopeSecret(parts: SourceSecret['parts'], receiver: string): string | undefined {
  const missing = ['token', 'aesKey', receiver].filter((name) => !parts[name]);
  // With an empty token anybody could sign.
  if (missing.length > 0) return `must have ${missing.join(', ')}, as the HR system's console shows them`;
  return /^[A-Za-z0-9+/]{43}$/.test(parts.aesKey ?? '')
    ? undefined
    : "must have an aesKey of 43 characters, as the HR system's console shows it";
}

/** The format and the allowed age of a sender's time. */
export interface CallbackTimes extends TimeBounds {
  /** The format of its timestamp; other formats are refused. */
  readonly form: RegExp;
  /** Reads the message's own time, in the sender's format; absent if a replay has no effect. */
  readonly madeAt?: (message: Buffer) => unknown;
}

/**
 * Opens a callback. It must be complete and recent, signed with a live token, and encrypted for us with the same
 * secret.
 */
export function openEnvelope(
  envelope: Envelope,
  secrets: readonly EnvelopeSecret[],
  now: Instant,
  times: CallbackTimes,
): Opened | Refused {
  const { msg_signature, timestamp, nonce, encrypt } = envelope;
  if (!msg_signature || !timestamp || !nonce || !encrypt) return missingParts(envelope);
  // The signature covers the four texts without separators, so letters could be moved between the texts to hide the
  // time. So the timestamp must have exactly the sender's format.
  if (!times.form.test(timestamp)) return UNKNOWN_FORM;
  const untimely = checkSenderTime('timestamp', timestamp, now, times);
  if (untimely !== undefined) return untimely;
  const signing = secrets.filter(({ token }) =>
    isSameHex(msg_signature, callbackSignature(token, [timestamp, nonce, encrypt])),
  );
  if (signing.length === 0) return MISMATCH;
  const opened = openedBy(encrypt, signing);
  const isSwapped = opened.ok && times.madeAt && isNonceTheTime(envelope, times.madeAt(opened.message));
  return isSwapped ? SWAPPED : opened;
}

/**
 * Whether the nonce, and not the timestamp, is the message's time. The four texts are sorted before signing, so time
 * and nonce can be swapped under the same signature: an old message whose nonce looks like a present time could be
 * replayed. The message's own time shows which of the two it is. If the message has no time of its own, a nonce that
 * looks like a time counts as the message's time. A nonce that is not before the timestamp makes no message newer.
 */
function isNonceTheTime({ timestamp, nonce }: Envelope, madeAt: unknown): boolean {
  const [stated, other, own] = [timestamp, nonce, madeAt].map((time) => {
    const at = instantOfEpoch(time);
    return at === undefined ? undefined : Date.parse(at);
  });
  if (stated === undefined || other === undefined || other >= stated) return false;
  return own === undefined || Math.abs(other - own) < Math.abs(stated - own);
}

/** The answer that a sender expects: a text encrypted and signed like its own messages. */
export function sealedAnswer(text: string, keys: CallbackKeys, now: Instant) {
  const timeStamp = String(Date.parse(now));
  const encrypt = encryptCallback(text, keys);
  const nonce = randomBytes(8).toString('hex');
  const msg_signature = callbackSignature(keys.token, [timeStamp, nonce, encrypt]).toString('hex');
  return { msg_signature, timeStamp, nonce, encrypt };
}

const UNKNOWN_FORM = refused(
  'timestamp-not-numeric',
  'timestamp must be whole Unix seconds or milliseconds as this HR system writes them, digits only',
);

const SWAPPED = refused(
  'timestamp-not-its-own',
  'the nonce could be the time, and the time in the message does not confirm the timestamp',
);

const MISMATCH = mismatch(
  'signature-mismatch',
  'the signature matches no valid token; use the token and aesKey that are configured at the HR system',
);

function missingParts(envelope: Envelope): Refused {
  const missing = Object.entries(envelope).flatMap(([name, value]) => (value ? [] : [name]));
  const message = `missing ${missing.join(', ')}; callbacks have to be encrypted and signed`;
  return refused('missing-parameters', message);
}

/** Tries every entry, because several may have the same token while an aesKey is being replaced. */
function openedBy(encrypt: string, secrets: readonly EnvelopeSecret[]): Opened | Refused {
  let first: keyof typeof FLAWS | undefined;
  for (const secret of secrets) {
    const decrypted = decryptCallback(encrypt, secret);
    if (decrypted.ok) return { ok: true, message: decrypted.message, secret };
    first ??= decrypted.why;
  }
  const code = first ?? 'cannot-be-decrypted';
  return mismatch(code, `signed correctly, but ${FLAWS[code]}`);
}
