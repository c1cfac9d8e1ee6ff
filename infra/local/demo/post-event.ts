import { createHmac } from 'node:crypto';
import type { DemoEvent } from './company.ts';

/** What the endpoint answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Signs the event as Standard Webhooks 1.0 asks and posts it. @param secret `whsec_…` */
export async function postEvent(api: string, secret: string, event: DemoEvent, now: Date): Promise<Answer> {
  const { id, type, statedOn, data } = event;
  const body = JSON.stringify({ type, timestamp: `${statedOn}T18:00:00+08:00`, data });
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const answer = await fetch(`${api}/hooks/standard`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}
