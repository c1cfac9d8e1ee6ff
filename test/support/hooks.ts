import { Webhook } from 'standardwebhooks';
import type { LocalJson } from '../../infra/local/local-json.ts';
import { seededUuid } from './seeded.ts';
import { webhookHeaders } from './vendors/standard.ts';

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
  const ours = webhookHeaders(id, Buffer.from(body), secret, now.getTime());
  const headers = { 'content-type': 'application/json', ...ours };
  // The standard's own library signs texts. It decodes bytes as text and loses invalid ones.
  return typeof body === 'string'
    ? { ...headers, 'webhook-signature': new Webhook(secret).sign(id, now, body) }
    : headers;
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
