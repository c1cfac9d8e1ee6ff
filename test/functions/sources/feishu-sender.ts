import { createCipheriv, createHash } from 'node:crypto';
import type { SourceSecret } from '../../../functions/ports.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';

/** The keys that Feishu's console shows for an app. */
export const APP = { encryptKey: 'an-encrypt-key-of-a-test', verificationToken: 'a-token-of-a-test' };

export function feishuSecret(
  parts: Readonly<Record<string, string>> = APP,
  id = 'current',
  retiring = false,
): SourceSecret {
  return { id, retiring, parts };
}

/** An event in Feishu's current format, version 2.0. */
export function feishuEvent(type: string, event: object, header: object = {}): object {
  return {
    schema: '2.0',
    header: {
      event_id: 'e-1',
      event_type: type,
      create_time: '1792486800000',
      token: APP.verificationToken,
      app_id: 'cli_1',
      tenant_key: 't-1',
      ...header,
    },
    event,
  };
}

/** Encrypts the content. The IV is fixed, so that the same content always gives the same bytes. */
export function encrypted(content: object | string, { encryptKey } = APP): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const iv = Buffer.from('0123456789abcdef');
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(text), cipher.final()]).toString('base64');
}

/** A request with the given body, signed at `timestamp`. */
export function feishuRequest(body: string, timestamp: string | number, { encryptKey } = APP): HookRequest {
  const nonce = 'b7c1d0';
  const signature = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}${body}`).digest('hex');
  return {
    method: 'POST',
    query: {},
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-lark-request-timestamp': String(timestamp),
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
    body: Buffer.from(body),
  };
}

/** An event as Feishu sends it to an app that has an Encrypt Key. */
export function signedEvent(content: object | string, timestamp: string | number, app = APP): HookRequest {
  return feishuRequest(JSON.stringify({ encrypt: encrypted(content, app) }), timestamp, app);
}

/** An unencrypted event without a signature. */
export function unsigned(content: object): HookRequest {
  return {
    method: 'POST',
    query: {},
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(content)),
  };
}
