import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { LocalJson } from '../../infra/local/local-json.ts';
import { seededUuid } from './seeded.ts';

/** An event of an HR system before it is signed. */
export interface HookEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The delivery id; a new one by default. */
  readonly id?: string;
  /** The time at which the HR system states the event; by default now. */
  readonly statedAt?: string;
}

export interface HookAnswer {
  readonly status: number;
  readonly body: {
    readonly status?: string;
    readonly facts?: readonly string[];
    readonly problems?: readonly string[];
    readonly error?: { readonly code: string; readonly message: string };
  };
}

/** The body that an HR system sends for an event. */
export function bodyOf({ type, data, statedAt }: HookEvent): string {
  return JSON.stringify({ type, timestamp: statedAt ?? new Date().toISOString(), data });
}

/** The headers of Standard Webhooks 1.0. @param secret `whsec_…` */
export function signed(
  body: string | Buffer,
  secret: string,
  id: string = seededUuid(),
): Record<string, string> {
  const now = new Date();
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature':
      typeof body === 'string'
        ? new Webhook(secret).sign(id, now, body)
        : signatureOfBytes(body, secret, `${id}.${timestamp}.`),
  };
}

/**
 * The signature of the bytes. The standard's own library cannot be used, because it decodes the body as text and loses
 * invalid bytes.
 */
function signatureOfBytes(body: Buffer, secret: string, prefix: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(prefix).update(body).digest('base64')}`;
}

/** The secret for events of our own contract. */
export function standardSecret({ webhookSecrets }: Pick<LocalJson, 'webhookSecrets'>): string {
  const secret = webhookSecrets.standard;
  if (secret === undefined) throw new Error('the stack has no secret for the source standard');
  return secret;
}

/** Signs an event and posts it. @throws the error of fetch if there is no response. */
export async function postHook(
  stack: Pick<LocalJson, 'api' | 'webhookSecrets'>,
  event: HookEvent,
): Promise<HookAnswer> {
  const body = bodyOf(event);
  const headers = signed(body, standardSecret(stack), event.id);
  const answer = await fetch(`${stack.api}/hooks/standard`, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as HookAnswer['body'] };
}
