import { createDecipheriv, createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { UNSIGNED_ID } from '../../../domain/facts/source-order.ts';
import { once } from '../../../domain/values/once.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../ports.ts';
import { parseJson } from '../webhook/make-fact.ts';
import { isSameHex, isSameSecret } from '../webhook/secrets.ts';
import { checkSenderTime, type TimeBounds } from '../webhook/sender-time.ts';
import {
  type Ack,
  type Handshake,
  type HookRequest,
  mismatch,
  type Refused,
  refused,
  type Source,
  type Verification,
  type Verified,
} from '../webhook/source.ts';
import { contentId, storableId } from '../webhook/standard-webhooks.ts';
import { translateFeishu } from './events.ts';

const BLOCK_BYTES = 16;

/**
 * Feishu's signature of the encrypted body. It is a plain hash and not an HMAC, with the key in the middle of the data.
 */
export function feishuSignature(
  {
    timestamp,
    nonce,
    body,
  }: { readonly timestamp: string; readonly nonce: string; readonly body: Uint8Array },
  encryptKey: string,
): Buffer {
  return createHash('sha256').update(timestamp).update(nonce).update(encryptKey).update(body).digest();
}

/**
 * Decrypts AES-256-CBC with the hash of the key; the first 16 bytes are the IV.
 * @returns undefined if decryption fails.
 */
export function decryptFeishu(encrypt: string, encryptKey: string): Buffer | undefined {
  const bytes = Buffer.from(encrypt, 'base64');
  if (bytes.length < 2 * BLOCK_BYTES || bytes.length % BLOCK_BYTES !== 0) return undefined;
  const key = createHash('sha256').update(encryptKey).digest();
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, BLOCK_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(BLOCK_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/**
 * Feishu repeats a delivery for 7.1 hours (after 15 s, 5 min, 1 h, 6 h) and perhaps does not update the time. With a
 * limit of one hour, the last repetition could be refused and the event lost. A repetition within the bounds is
 * recognised by its event id, for as long as the fact exists.
 */
const BOUNDS: TimeBounds = { oldSeconds: 8 * 3600, aheadSeconds: 3600 };

/**
 * Feishu (Lark), event subscription over HTTP. If a secret has `verificationToken` and `encryptKey`, events are signed
 * and encrypted. Feishu also allows an app without an Encrypt Key. Then nothing is signed, and anybody who has seen one
 * request knows the token and can forge others. This is only for trials: the entry must have `unsigned: true`, and the
 * deployment must allow it.
 */
export const feishuSource: Source = {
  name: 'feishu',
  methods: ['POST'],
  contentType: /^application\/json\s*(;|$)/i,
  isMapped: true,
  problemOfSecret,
  verify: verifyFeishu,
  translate: translateFeishu,
};

function problemOfSecret({
  verificationToken,
  encryptKey,
  unsigned,
}: SourceSecret['parts']): string | undefined {
  // With an empty token anybody could send.
  if (!verificationToken?.trim())
    return "must have the verificationToken that the app's console shows under events, encryption strategy";
  if (encryptKey?.trim())
    return unsigned === undefined ? undefined : 'has an encryptKey, so it must not have unsigned';
  return encryptKey === undefined && unsigned === 'true'
    ? undefined
    : "must have the encryptKey that the app's console shows; without one anybody who saw an event can forge others, so a trial needs unsigned: true";
}

/**
 * Verifies the raw bytes. The signature must be made with one of the live Encrypt Keys, over the headers' text and the
 * encrypted body. The decrypted token must belong to the same key. Only the challenge, and requests of an app without
 * an Encrypt Key, may be unsigned.
 */
export function verifyFeishu(
  { headers, body }: Pick<HookRequest, 'headers' | 'body'>,
  secrets: readonly SourceSecret[],
  now: Instant,
): Verification {
  const signature = headers['x-lark-signature'];
  if (signature === undefined) return verifyUnsigned(body, secrets);
  const timestamp = headers['x-lark-request-timestamp'];
  const nonce = headers['x-lark-request-nonce'];
  if (!signature || !timestamp || !nonce)
    return refused(
      'missing-headers',
      'X-Lark-Signature, X-Lark-Request-Timestamp or X-Lark-Request-Nonce is missing',
    );
  const untimely = checkSenderTime('X-Lark-Request-Timestamp', timestamp, now, BOUNDS);
  if (untimely !== undefined) return untimely;
  const signing = keyed(secrets).filter(({ encryptKey }) =>
    isSameHex(signature, feishuSignature({ timestamp, nonce, body }, encryptKey)),
  );
  const [first] = signing;
  if (first === undefined)
    return mismatch(
      'signature-mismatch',
      "X-Lark-Signature matches no valid encryptKey; compare the key with the app's console",
    );
  // The signature is a plain hash, so anybody who has a signed body can append bytes and sign it again. The result is
  // never JSON.
  if (parseJson(body) === undefined) return refused('not-json', 'the body is not a JSON object');
  const message = opened(body, first.encryptKey);
  return message === undefined ? unreadable(body, first.id) : withToken(message, signing);
}

interface Keyed {
  readonly id: string;
  readonly token: string;
  readonly encryptKey: string;
}

function keyed(secrets: readonly SourceSecret[]): readonly Keyed[] {
  return secrets.flatMap(({ id, parts: { encryptKey, verificationToken: token = '' } }) =>
    encryptKey === undefined ? [] : [{ id, token, encryptKey }],
  );
}

/**
 * The content of a body. If the body is encrypted, the fields next to the encrypted text are ignored, because the key
 * does not protect them.
 */
function opened(body: Uint8Array, encryptKey: string): Uint8Array | undefined {
  const outer = envelope().safeParse(parseJson(body));
  if (!outer.success) return undefined;
  return outer.data.encrypt === undefined ? body : decryptFeishu(outer.data.encrypt, encryptKey);
}

/** Accepts a signed event that cannot be decrypted, so that a person looks at it. */
function unreadable(body: Uint8Array, secretId: string): Verified {
  return {
    ok: true,
    is: 'event',
    deliveryId: contentId(body),
    secretId,
    message: body,
    ack: acknowledgement,
  };
}

function withToken(
  message: Uint8Array,
  secrets: readonly { readonly id: string; readonly token: string }[],
): Verified | Handshake | Refused {
  const content = letter().safeParse(parseJson(message)).data;
  const token = content?.header?.token ?? content?.token ?? '';
  const secret = secrets.find((each) => isSameSecret(token, each.token));
  if (secret === undefined)
    return mismatch(
      'token-mismatch',
      "the token matches no valid verificationToken; compare it with the app's console",
    );
  if (content !== undefined && isChallenge(content)) return handshake(content.challenge, secret.id);
  const ownId = content?.header?.event_id ?? content?.uuid;
  // If the event's own id looks like that of an unsigned event, the id is replaced. Otherwise a signed event would rank
  // as unsigned.
  const deliveryId =
    ownId === undefined || ownId.startsWith(UNSIGNED_ID) ? contentId(message) : storableId(ownId);
  return { ok: true, is: 'event', deliveryId, secretId: secret.id, message, ack: acknowledgement };
}

function verifyUnsigned(body: Uint8Array, secrets: readonly SourceSecret[]): Handshake | Verified | Refused {
  const outer = envelope().safeParse(parseJson(body));
  if (!outer.success) return refused('not-json', 'the body is not a JSON object');
  const { encrypt } = outer.data;
  if (encrypt !== undefined) return unsignedChallenge(body, secrets);
  // If one entry has a key, unsigned requests are no longer accepted. Otherwise an entry without a key would make the
  // key useless.
  if (keyed(secrets).length > 0) return NOT_SIGNED;
  const open = secrets.flatMap(({ id, parts: { unsigned, verificationToken: token = '' } }) =>
    unsigned === 'true' ? [{ id, token }] : [],
  );
  return open.length === 0 ? NOT_SIGNED : asUnsigned(withToken(body, open));
}

/** Marks the id as unsigned. The facts then rank with those of a source that does not sign. */
function asUnsigned(verification: Verified | Handshake | Refused): Verified | Handshake | Refused {
  if (!verification.ok || verification.is !== 'event') return verification;
  return { ...verification, deliveryId: `${UNSIGNED_ID}${verification.deliveryId}` };
}

/**
 * Answers an unsigned challenge. Every failure has the same answer: different ones would reveal to a stranger what an
 * encrypted text contains.
 */
function unsignedChallenge(body: Uint8Array, secrets: readonly SourceSecret[]): Handshake | Refused {
  for (const secret of keyed(secrets)) {
    const message = opened(body, secret.encryptKey);
    const answer = message && withToken(message, [secret]);
    if (answer?.ok && answer.is === 'handshake') return answer;
  }
  return NOT_SIGNED;
}

const NOT_SIGNED = mismatch(
  'not-signed',
  'events need X-Lark-Signature; only a url_verification may be unsigned, and it must be encrypted with a valid encryptKey and have its verificationToken',
);

const envelope = once(() => z.object({ encrypt: z.optional(z.string()) }));

/** The parts of both event forms, and of a challenge, that identify its app and kind. */
const letter = once(() =>
  z.object({
    type: z.optional(z.string()),
    challenge: z.optional(z.string()),
    token: z.optional(z.string()),
    uuid: z.optional(z.string().check(z.minLength(1))),
    header: z.optional(
      z.object({ event_id: z.optional(z.string().check(z.minLength(1))), token: z.optional(z.string()) }),
    ),
    event: z.optional(z.unknown()),
  }),
);

type Letter = z.infer<ReturnType<typeof letter>>;

/**
 * The form of a challenge that may be sent back: a short token. A sender may have put blocks of an event into an
 * encrypted challenge, and nothing of them must be revealed.
 */
const SHORT_TOKEN = /^[\w.:+/=-]{1,200}$/;

/** A real event may be marked as a challenge; it is still handled as an event. */
function isChallenge(content: Letter): content is Letter & { challenge: string } {
  const { type, challenge = '', header, event } = content;
  return (
    type === 'url_verification' && SHORT_TOKEN.test(challenge) && header === undefined && event === undefined
  );
}

function handshake(challenge: string, secretId: string): Handshake {
  return { ok: true, is: 'handshake', secretId, answer: json({ challenge }) };
}

function acknowledgement(): Ack {
  return json({});
}

function json(body: object): Ack {
  return { status: 200, contentType: 'application/json', body: JSON.stringify(body) };
}
