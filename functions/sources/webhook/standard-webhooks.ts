import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../ports.ts';
import { type HookRequest, mismatch, type Refused, refused, type Verification } from './source.ts';

/** The fewest bytes of a key. Standard Webhooks 1.0 requires 24 to 64 random bytes. */
const FEWEST_KEY_BYTES = 24;

/** @returns what is wrong with a key in Standard Webhooks' form, without showing it; undefined if it is valid. */
export function problemOfKey(text: string | undefined): string | undefined {
  const isKey = text !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(bare(text));
  // With an empty key anybody could sign.
  return isKey && keyBytes(text).length >= FEWEST_KEY_BYTES
    ? undefined
    : `must be base64 of ${FEWEST_KEY_BYTES} bytes or more, with or without whsec_ before it`;
}

/** The bytes of a key in Standard Webhooks' form: base64, with or without its prefix. */
export function keyBytes(text: string): Buffer {
  return Buffer.from(bare(text), 'base64');
}

function bare(text: string): string {
  return text.trim().replace(/^whsec_/, '');
}

/**
 * The clock difference in seconds that Standard Webhooks 1.0 allows. A difference of exactly so much is still accepted.
 */
const TOLERANCE_SECONDS = 300;
const LONGEST_ID = 200;
const SIGNATURE_BYTES = 32;

interface HeaderNames {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
}

/** The header names of the senders that use this scheme: the standard itself, Svix, Finch. */
const STANDARD = namesUnder('webhook');
const SENDERS = [STANDARD, namesUnder('svix'), namesUnder('finch', 'finch-event-id')];

function namesUnder(prefix: string, id = `${prefix}-id`): HeaderNames {
  return { id, timestamp: `${prefix}-timestamp`, signature: `${prefix}-signature` };
}

/** @returns what is wrong with a secret of this scheme, without its value. */
export function problemOfStandardSecret({ key }: SourceSecret['parts']): string | undefined {
  return problemOfKey(key);
}

/**
 * Verifies a Standard Webhooks 1.0 delivery on its raw bytes: HMAC-SHA256 over `id.timestamp.body`, compared in
 * constant time. Any of the listed signatures and any live secret may match, and the timestamp may differ by 300 s.
 * Svix's and Finch's header names are accepted too.
 */
export function verifyStandardWebhook(
  { headers, body }: Pick<HookRequest, 'headers' | 'body'>,
  secrets: readonly SourceSecret[],
  now: Instant,
): Verification {
  const names = SENDERS.find((known) => headers[known.id]) ?? STANDARD;
  const id = headers[names.id];
  const timestamp = headers[names.timestamp];
  const signatures = headers[names.signature];
  if (!id || !timestamp || !signatures) {
    const missing = Object.values(names).filter((name) => !headers[name]);
    return refused('missing-headers', `missing ${missing.join(', ')}; sign as Standard Webhooks 1.0`);
  }
  const untimely = checkTimestamp(timestamp, now, names.timestamp);
  if (untimely !== undefined) return untimely;
  const presented = signatures
    .split(' ')
    .map(signatureBytes)
    .filter((bytes) => bytes !== undefined);
  const secret = secrets.find(({ parts }) => {
    const expected = createHmac('sha256', keyBytes(parts.key ?? ''))
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest();
    return presented.some((bytes) => timingSafeEqual(bytes, expected));
  });
  return secret === undefined
    ? mismatch(
        'signature-mismatch',
        `no v1 signature in ${names.signature} matches any live secret; sign id.timestamp.body of the bytes as sent`,
      )
    : { ok: true, is: 'event', deliveryId: storableId(id), secretId: secret.id, message: body };
}

function checkTimestamp(timestamp: string, now: Instant, header: string): Refused | undefined {
  if (!/^\d{1,10}$/.test(timestamp))
    return refused('timestamp-not-numeric', `${header} must be whole Unix seconds, digits only`);
  const ahead = Number(timestamp) - Math.floor(Date.parse(now) / 1000);
  if (ahead < -TOLERANCE_SECONDS) {
    return refused(
      'timestamp-too-old',
      `${header} is ${-ahead} s old; at most ${TOLERANCE_SECONDS} s are accepted`,
    );
  }
  if (ahead > TOLERANCE_SECONDS) {
    return refused(
      'timestamp-in-future',
      `${header} is ${ahead} s in the future; at most ${TOLERANCE_SECONDS} s are accepted, check the sender's clock`,
    );
  }
  return undefined;
}

/** The bytes of a signature: `v1` with canonical base64 of 32 bytes. Other entries of the list are ignored. */
function signatureBytes(entry: string): Buffer | undefined {
  if (!/^v1,[A-Za-z0-9+/]{43}=$/.test(entry)) return undefined;
  const bytes = Buffer.from(entry.slice(3), 'base64');
  return bytes.length === SIGNATURE_BYTES && bytes.toString('base64') === entry.slice(3) ? bytes : undefined;
}

/**
 * The sender's id in a form that can be stored. An id that is too long or has special characters is replaced by its
 * hash.
 */
export function storableId(id: string): string {
  return id.length <= LONGEST_ID && /^[\x21-\x7e]+$/.test(id) ? id : contentId(id);
}

/**
 * Like {@link storableId}, for sources whose deliveries have parts (`<id>:<n>`). An id that looks like the id of a part
 * is replaced by its hash.
 */
export function idOfWhole(id: string): string {
  return /:\d+$/.test(id) ? contentId(id) : storableId(id);
}

/** The id of a delivery without one: a hash of its content. */
export function contentId(content: string | Uint8Array): string {
  return `sha256-${createHash('sha256').update(content).digest('hex')}`;
}
