import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { SigningSecret } from '../ports.ts';
import type { HookRequest, Refused, Verification } from './source.ts';

/** Standard Webhooks 1.0: how far the clocks of sender and receiver may be apart, the bound included. */
const TOLERANCE_SECONDS = 300;
const LONGEST_ID = 200;
const SIGNATURE_BYTES = 32;

/**
 * Verifies a Standard Webhooks 1.0 delivery on its raw bytes: HMAC-SHA256 over `id.timestamp.body`, any of the
 * signatures listed, any of the secrets live, compared in constant time; a timestamp within 300 s either way.
 *
 * @param prefix of the header names: `webhook` for the standard itself.
 */
export function verifyStandardWebhook(
  { headers, body }: HookRequest,
  secrets: readonly SigningSecret[],
  now: Instant,
  prefix = 'webhook',
): Verification {
  const id = headers[`${prefix}-id`];
  const timestamp = headers[`${prefix}-timestamp`];
  const signatures = headers[`${prefix}-signature`];
  if (!id || !timestamp || !signatures) return missing({ id, timestamp, signature: signatures }, prefix);
  const untimely = checkTimestamp(timestamp, now, prefix);
  if (untimely !== undefined) return untimely;
  const presented = signatures
    .split(' ')
    .map(signatureBytes)
    .filter((bytes) => bytes !== undefined);
  const secret = secrets.find(({ key }) => {
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
    return presented.some((bytes) => timingSafeEqual(bytes, expected));
  });
  return secret === undefined
    ? mismatch(prefix)
    : { ok: true, deliveryId: storableId(id), secretId: secret.id };
}

function missing(found: Record<string, string | undefined>, prefix: string): Refused {
  const names = Object.keys(found).filter((name) => !found[name]);
  return {
    ok: false,
    code: 'missing-headers',
    message: `missing ${names.map((name) => `${prefix}-${name}`).join(', ')}; sign as Standard Webhooks 1.0`,
    secretsMatter: false,
  };
}

function checkTimestamp(timestamp: string, now: Instant, prefix: string): Refused | undefined {
  const header = `${prefix}-timestamp`;
  if (!/^\d{1,10}$/.test(timestamp)) {
    return refused('timestamp-not-numeric', `${header} must be whole Unix seconds, digits only`);
  }
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

function refused(code: string, message: string): Refused {
  return { ok: false, code, message, secretsMatter: false };
}

function mismatch(prefix: string): Refused {
  return {
    ok: false,
    code: 'signature-mismatch',
    message: `no v1 signature in ${prefix}-signature matches any live secret; sign id.timestamp.body of the bytes as sent`,
    secretsMatter: true,
  };
}

/** Only canonical base64 of 32 bytes under `v1`; anything else in the list is another scheme's or nobody's. */
function signatureBytes(entry: string): Buffer | undefined {
  if (!/^v1,[A-Za-z0-9+/]{43}=$/.test(entry)) return undefined;
  const bytes = Buffer.from(entry.slice(3), 'base64');
  return bytes.length === SIGNATURE_BYTES && bytes.toString('base64') === entry.slice(3) ? bytes : undefined;
}

/** An id is the sender's own; one too long or odd for a key is known by its hash. */
function storableId(id: string): string {
  if (id.length <= LONGEST_ID && /^[\x21-\x7e]+$/.test(id)) return id;
  return `sha256-${createHash('sha256').update(id).digest('hex')}`;
}
