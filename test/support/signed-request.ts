import { createHmac } from 'node:crypto';
import type { HookRequest } from '../../functions/sources/webhook/source.ts';

/** The default secret of signed test requests. */
export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const OTHER_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

export interface Signing {
  readonly id: string;
  /** The value of the timestamp header, in Unix seconds. */
  readonly timestamp: string | number;
  readonly secret?: string;
  /** Additional headers; undefined leaves out one of the usual headers. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** A request signed according to Standard Webhooks 1.0. */
export function signedRequest(body: string | Uint8Array, signing: Signing): HookRequest {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return {
    method: 'POST',
    query: {},
    body: bytes,
    headers: {
      'content-type': 'application/json',
      'webhook-id': signing.id,
      'webhook-timestamp': String(signing.timestamp),
      'webhook-signature': signatureOf(bytes, signing),
      ...signing.headers,
    },
  };
}

function signatureOf(body: Uint8Array, { id, timestamp, secret = SECRET }: Signing): string {
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(body);
  return `v1,${signature.digest('base64')}`;
}

/** The key in a `whsec_` secret. */
export function keyOf(secret: string): Uint8Array {
  return Buffer.from(secret.replace('whsec_', ''), 'base64');
}

/** The body of an event as an HR system sends it. */
export function eventText(type: string, data: object, timestamp = '2026-11-20T09:00:00+08:00'): string {
  return JSON.stringify({ type, timestamp, data });
}
