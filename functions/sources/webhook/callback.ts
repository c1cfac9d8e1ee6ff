import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../ports.ts';
import { isSameHex } from './secrets.ts';
import { checkSenderTime, instantOfEpoch, type TimeBounds } from './sender-time.ts';
import { mismatch, type Refused, refused } from './source.ts';

/** What a callback is signed and encrypted with, at DingTalk and at WeCom alike. */
export interface CallbackKeys {
  readonly token: string;
  /** 43 characters of base64 that stand for 32 bytes; their last bits may be anything. */
  readonly aesKey: string;
  /** The receiver of a message: appended before encryption. */
  readonly receiver: string;
}

type Decrypted =
  | { readonly ok: true; readonly message: Buffer }
  | { readonly ok: false; readonly why: keyof typeof FLAWS };

/** Why something signed rightly is still not a message for us, by the names of the refusals. */
const FLAWS = {
  'cannot-be-decrypted': 'it is not base64 of whole blocks of AES',
  'bad-padding': 'its padding is none, as under another aesKey',
  'length-out-of-bounds': 'the length that it states goes beyond it, as under another aesKey',
  'wrong-receiver': 'it is for another receiver than the one configured',
} as const;

/** Longer than a block of AES: paddings of 17 to 32 bytes are usual, and node:crypto knows none of them. */
const PADDED_TO_BYTES = 32;
const AES_BLOCK_BYTES = 16;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/** SHA-1 over the token and what came with it, sorted: a secret known to both sides, not a mere checksum. */
export function callbackSignature(token: string, parts: readonly string[]): Buffer {
  return createHash('sha1')
    .update([token, ...parts].sort().join(''))
    .digest();
}

/** Reads 16 random bytes, a length in 4 bytes, the message, its receiver. Padding, length and receiver are checked. */
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

/** The same way back, with random bytes of its own every time. */
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

/** PKCS#7, every byte of it looked at. */
function withoutPadding(plain: Buffer): Buffer | undefined {
  const count = plain.at(-1) ?? 0;
  if (count < 1 || count > PADDED_TO_BYTES || count > plain.length) return undefined;
  const padding = plain.subarray(plain.length - count);
  return padding.every((byte) => byte === count) ? plain.subarray(0, -count) : undefined;
}

/** The four texts of a callback, by the names under which the sender's documents know them; undefined: it had none. */
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
  /** The one that fits: an answer has to be made with the same. */
  readonly secret: EnvelopeSecret;
}

/** @param receiver the part that names the receiver: `ownerKey`, `receiveId`. */
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

/** How a sender writes the time. */
export interface CallbackTimes extends TimeBounds {
  /** How it writes a timestamp; another form is refused. */
  readonly form: RegExp;
  /** When a message says itself that it was made, as the sender counts; absent where nothing can be repeated to effect. */
  readonly madeAt?: (message: Buffer) => unknown;
}

/** Opens a callback: complete, near our time, signed with a live token, and encrypted for us under the same secret. */
export function openEnvelope(
  envelope: Envelope,
  secrets: readonly EnvelopeSecret[],
  now: Instant,
  times: CallbackTimes,
): Opened | Refused {
  const { msg_signature, timestamp, nonce, encrypt } = envelope;
  if (!msg_signature || !timestamp || !nonce || !encrypt) return missingParts(envelope);
  // The signature covers the four texts without a mark between them: letters could be moved to where they hide the time.
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
 * The four texts are sorted before they are signed, so time and nonce can change places under one signature: an old
 * message whose nonce happens to be a time of today would come again. The message's own time shows which is which.
 */
function isNonceTheTime({ timestamp, nonce }: Envelope, madeAt: unknown): boolean {
  const [stated, other, own] = [timestamp, nonce, madeAt].map((time) => {
    const at = instantOfEpoch(time);
    return at === undefined ? undefined : Date.parse(at);
  });
  if (stated === undefined || other === undefined) return false;
  return own === undefined || Math.abs(other - own) < Math.abs(stated - own);
}

/** The answer that a sender expects: a text encrypted and signed like its own messages. */
export function sealedAnswer(word: string, keys: CallbackKeys, now: Instant) {
  const timeStamp = String(Date.parse(now));
  const encrypt = encryptCallback(word, keys);
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
  'nonce could be the time, and the message does not say that it was made at timestamp',
);

const MISMATCH = mismatch(
  'signature-mismatch',
  'the signature fits no live token; use the token and aesKey that are configured at the HR system',
);

function missingParts(envelope: Envelope): Refused {
  const missing = Object.entries(envelope).flatMap(([name, value]) => (value ? [] : [name]));
  const message = `missing ${missing.join(', ')}; callbacks have to be encrypted and signed`;
  return refused('missing-parameters', message);
}

/** While an aesKey is exchanged, several entries may share a token. */
function openedBy(encrypt: string, secrets: readonly EnvelopeSecret[]): Opened | Refused {
  let first: keyof typeof FLAWS | undefined;
  for (const secret of secrets) {
    const decrypted = decryptCallback(encrypt, secret);
    if (decrypted.ok) return { ok: true, message: decrypted.message, secret };
    first ??= decrypted.why;
  }
  const code = first ?? 'cannot-be-decrypted';
  return mismatch(code, `signed rightly, but ${FLAWS[code]}`);
}
