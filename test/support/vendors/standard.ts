import { createHmac } from 'node:crypto';
import type { Reply, Vendor } from './vendor.ts';

/** One event of our own contract. */
export interface ContractEvent {
  readonly id: string;
  readonly type: string;
  /** The time of the event in ISO 8601. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The example schedule of the specification, in seconds: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h. */
const WAITS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** A sender of Standard Webhooks 1.0. It waits 15 s, accepts any 2xx, and stops for good at a 410. */
export function standardVendor(secret: string): Vendor<ContractEvent> {
  return {
    source: 'standard',
    limitSeconds: 15,
    waits: WAITS,
    letter: ({ id, type, timestamp, data }, now) => {
      const body = Buffer.from(JSON.stringify({ type, timestamp, data }));
      const headers = { 'content-type': 'application/json', ...webhookHeaders(id, body, secret, now) };
      return { method: 'POST', path: '/hooks/standard', headers, body };
    },
    judge: ({ status }: Reply) => (is2xx(status) ? 'received' : status === 410 ? 'lost' : 'again'),
  };
}

/** The headers with the signature: the HMAC-SHA256 of `id.seconds.body`. The key is the base64 text after `whsec_`. */
export function webhookHeaders(
  id: string,
  body: Buffer,
  secret: string,
  now: number,
): Record<string, string> {
  const seconds = String(Math.floor(now / 1_000));
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const content = Buffer.concat([Buffer.from(`${id}.${seconds}.`), body]);
  const signature = createHmac('sha256', key).update(content).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}

export function is2xx(status: number): boolean {
  return status >= 200 && status < 300;
}
