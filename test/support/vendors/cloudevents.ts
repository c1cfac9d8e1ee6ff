import { type ContractEvent, webhookHeaders } from './standard.ts';
import type { Letter, Vendor } from './vendor.ts';

/** The mode in which an event bus writes an event. */
export type Mode = 'structured' | 'batch';

/** The source of the events. Together with the id it identifies an event. */
const BUS = '/hris/core';
const ORIGIN = 'eventemitter.example.com';
const MEDIA = {
  structured: 'application/cloudevents+json; charset=utf-8',
  batch: 'application/cloudevents-batch+json',
} as const;

/** The sender chooses its retries, here three. A 410 or a 415 ends them. A redirect is not a valid response. */
const WAITS = [10, 60, 600];
const RECEIVED = new Set([200, 201, 202, 204]);
const FINAL = new Set([410, 415]);

/** An event bus with CloudEvents 1.0 over HTTP; each request is also signed by Standard Webhooks. */
export function cloudeventsVendor(secret: string, mode: Mode = 'structured'): Vendor<ContractEvent> {
  return {
    source: 'cloudevents',
    limitSeconds: 30,
    waits: WAITS,
    letter: (event, now) => letterOf(event, { secret, mode, now }),
    judge: ({ status }) => (RECEIVED.has(status) ? 'received' : FINAL.has(status) ? 'lost' : 'again'),
    greeting: () => ({
      limitSeconds: 30,
      letter: {
        method: 'OPTIONS',
        path: '/hooks/cloudevents',
        headers: { 'webhook-request-origin': ORIGIN, 'webhook-request-rate': '120' },
        body: Buffer.alloc(0),
      },
      accepts: ({ status, headers }) =>
        status === 200 &&
        ['*', ORIGIN].includes(headers['webhook-allowed-origin'] ?? '') &&
        /^([1-9]\d*|\*)$/.test(headers['webhook-allowed-rate'] ?? '') &&
        /\bPOST\b/.test(headers.allow ?? ''),
    }),
  };
}

function letterOf(
  { id, type, timestamp, data }: ContractEvent,
  { secret, mode, now }: { readonly secret: string; readonly mode: Mode; readonly now: number },
): Letter {
  const attributes = { specversion: '1.0', id, source: BUS, type: `com.example.${type}`, time: timestamp };
  const event = { ...attributes, datacontenttype: 'application/json', data };
  const content = { structured: event, batch: [event] }[mode];
  const body = Buffer.from(JSON.stringify(content));
  return {
    method: 'POST',
    path: '/hooks/cloudevents',
    headers: {
      'content-type': MEDIA[mode],
      ...webhookHeaders(id, body, secret, now),
    },
    body,
  };
}
