import { createHash, createHmac } from 'node:crypto';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../ports.ts';
import { parseJson } from '../webhook/make-fact.ts';
import { isSameHex } from '../webhook/secrets.ts';
import { checkSenderTime, isPlainTime, type TimeBounds } from '../webhook/sender-time.ts';
import {
  type Ack,
  type HookRequest,
  mismatch,
  refused,
  type Source,
  type Verification,
} from '../webhook/source.ts';
import { translateBambooHr } from './events.ts';
import { type BambooHrMessage, readBambooHr } from './message.ts';

/** BambooHR repeats a delivery for 155 minutes. A repetition within these bounds is recognised by its content. */
const BOUNDS: TimeBounds = { oldSeconds: 3 * 3600, aheadSeconds: 3600 };

/**
 * The webhooks of BambooHR, as JSON or as a form. BambooHR never repeats a delivery after a 4xx answer, so a verified
 * delivery is acknowledged even if it is not understood.
 */
export const bambooHrSource: Source = {
  name: 'bamboohr',
  methods: ['POST'],
  contentType: /^application\/(json|x-www-form-urlencoded)\s*(;|$)/i,
  isMapped: true,
  problemOfSecret,
  verify: verifyBambooHr,
  translate: translateBambooHr,
};

function problemOfSecret({ key }: SourceSecret['parts']): string | undefined {
  // With an empty key anybody could sign.
  return key?.trim()
    ? undefined
    : 'must be the private key that BambooHR showed once, when the webhook was made';
}

/** Verifies HMAC-SHA256 over the raw body followed directly by the text of the timestamp. Any live key is accepted. */
export function verifyBambooHr(
  { headers, body }: Pick<HookRequest, 'headers' | 'body'>,
  secrets: readonly SourceSecret[],
  now: Instant,
): Verification {
  const timestamp = headers['x-bamboohr-timestamp'];
  const signature = headers['x-bamboohr-signature'];
  if (!timestamp || !signature)
    return refused(
      'missing-headers',
      'X-BambooHR-Timestamp or X-BambooHR-Signature is missing; give the webhook a private key',
    );
  const untimely = checkSenderTime('X-BambooHR-Timestamp', timestamp, now, BOUNDS);
  if (untimely !== undefined) return untimely;
  const secret = secrets.find(({ parts: { key = '' } }) =>
    isSameHex(signature, createHmac('sha256', key).update(body).update(timestamp).digest()),
  );
  if (secret === undefined)
    return mismatch(
      'signature-mismatch',
      'X-BambooHR-Signature matches no valid key; enter the private key of this webhook',
    );
  // Body and time are signed without a separator. JSON ends with its bracket, but a digit at the end of a form could be
  // moved to the time: a value of 70 would become 7.
  if (!isPlainTime(timestamp) && parseJson(body) === undefined)
    return refused(
      'timestamp-not-understood',
      'X-BambooHR-Timestamp is neither Unix time nor ISO 8601, which is not safe with a form; let the webhook send JSON',
    );
  const deliveryId = deliveryIdOf(body, timestamp);
  return { ok: true, is: 'event', deliveryId, secretId: secret.id, message: body, ack: acknowledgement };
}

/**
 * The id of a delivery, which BambooHR does not provide: a hash of the content, and of the time of sending if the
 * content has no time of its own.
 */
function deliveryIdOf(body: Uint8Array, timestamp: string): string {
  const message = readBambooHr(body);
  const hash = createHash('sha256');
  if (message.is === 'unreadable') hash.update(body).update(timestamp);
  else hash.update(JSON.stringify([message, isDated(message) ? '' : timestamp]));
  return `sha256-${hash.digest('hex')}`;
}

function isDated(message: Exclude<BambooHrMessage, { is: 'unreadable' }>): boolean {
  return message.is === 'event'
    ? message.timestamp !== undefined
    : message.employees.every(({ timestamp }) => timestamp !== undefined);
}

function acknowledgement(): Ack {
  return { status: 200, contentType: 'application/json', body: '{}' };
}
