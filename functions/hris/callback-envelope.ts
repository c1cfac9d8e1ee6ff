import { randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { SourceSecret } from '../ports.ts';
import {
  type CallbackKeys,
  callbackSignature,
  decryptCallback,
  encryptCallback,
  FLAWS,
} from './callback-crypto.ts';
import { isSameHex } from './same-secret.ts';
import { checkSenderTime, type TimeBounds } from './sender-time.ts';
import type { Refused } from './source.ts';

/** The four texts of a callback, by the names under which the sender's documents know them; undefined: it had none. */
export interface Envelope {
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

/** @param receiver the part that names whom messages are for: `ownerKey`, `receiveId`. */
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

/**
 * Opens a callback: all four parts there, its time near ours, its signature made with one of the tokens live
 * (compared in constant time), and encrypted for us under the same secret.
 */
export function openEnvelope(
  envelope: Envelope,
  secrets: readonly EnvelopeSecret[],
  now: Instant,
  bounds: TimeBounds,
): Opened | Refused {
  const { msg_signature, timestamp, nonce, encrypt } = envelope;
  if (!msg_signature || !timestamp || !nonce || !encrypt) return missingParts(envelope);
  // The signature covers the four texts without a mark between them: letters could be moved to where they hide the time.
  if (!/^\d+$/.test(timestamp)) return NOT_NUMERIC;
  const untimely = checkSenderTime('timestamp', timestamp, now, bounds);
  if (untimely !== undefined) return untimely;
  const signing = secrets.filter(({ token }) =>
    isSameHex(msg_signature, callbackSignature(token, [timestamp, nonce, encrypt])),
  );
  if (signing.length === 0) return MISMATCH;
  return openedBy(encrypt, signing);
}

/** What a sender takes for an answer: a word encrypted and signed as its own messages are. */
export function sealedAnswer(word: string, keys: CallbackKeys, now: Instant) {
  const timeStamp = String(Date.parse(now));
  const encrypt = encryptCallback(word, keys);
  const nonce = randomBytes(8).toString('hex');
  const msg_signature = callbackSignature(keys.token, [timeStamp, nonce, encrypt]).toString('hex');
  return { msg_signature, timeStamp, nonce, encrypt };
}

const NOT_NUMERIC: Refused = {
  ok: false,
  code: 'timestamp-not-numeric',
  message: 'timestamp must be whole Unix seconds or milliseconds, digits only',
  secretsMatter: false,
};

const MISMATCH: Refused = {
  ok: false,
  code: 'signature-mismatch',
  message: 'the signature fits no live token; use the token and aesKey that are configured at the HR system',
  secretsMatter: true,
};

function missingParts(envelope: Envelope): Refused {
  const missing = Object.entries(envelope).flatMap(([name, value]) => (value ? [] : [name]));
  return {
    ok: false,
    code: 'missing-parameters',
    message: `missing ${missing.join(', ')}; callbacks have to be encrypted and signed`,
    secretsMatter: false,
  };
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
  return { ok: false, code, message: `signed rightly, but ${FLAWS[code]}`, secretsMatter: true };
}
