import { createCipheriv, createHash } from 'node:crypto';
import { seededBytes } from '../seeded.ts';
import { type Letter, newNonce, type Vendor } from './vendor.ts';

/** The keys in the app's console. */
export interface FeishuKeys {
  readonly encryptKey: string;
  readonly verificationToken: string;
}

/** The parts of an event in the second version of the envelope. */
export interface FeishuEvent {
  readonly id: string;
  readonly type: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly event: Readonly<Record<string, unknown>>;
}

const PATH = '/hooks/feishu';

/** Feishu (Lark) with an Encrypt Key. It waits 3 s for a 200, and tries again after 15 s, 5 min, 1 h and 6 h. */
export function feishuVendor(keys: FeishuKeys): Vendor<FeishuEvent> {
  return {
    source: 'feishu',
    limitSeconds: 3,
    waits: [15, 300, 3_600, 21_600],
    letter: ({ id, type, createdAt, event }, now) => {
      const header = {
        event_id: id,
        event_type: type,
        create_time: String(createdAt),
        token: keys.verificationToken,
        app_id: 'cli_9f5343c580712544',
        tenant_key: '2ca1d211f64f6438',
      };
      return signed(sealed({ schema: '2.0', header, event }, keys), keys, now);
    },
    judge: ({ status }) => (status === 200 ? 'received' : 'again'),
    // The challenge has no signature, because Feishu does not use the address yet.
    greeting: () => {
      const challenge = seededBytes(18).toString('hex');
      const question = { challenge, token: keys.verificationToken, type: 'url_verification' };
      return {
        limitSeconds: 1,
        letter: posted(sealed(question, keys), {}),
        accepts: ({ status, body }) => status === 200 && body.toString() === JSON.stringify({ challenge }),
      };
    },
  };
}

function sealed(content: object, { encryptKey }: FeishuKeys): Buffer {
  const iv = seededBytes(16);
  const key = createHash('sha256').update(encryptKey, 'utf8').digest();
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const text = Buffer.concat([iv, cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.from(JSON.stringify({ encrypt: text.toString('base64') }));
}

function signed(body: Buffer, { encryptKey }: FeishuKeys, now: number): Letter {
  const timestamp = String(Math.floor(now / 1_000));
  const nonce = newNonce();
  const signature = createHash('sha256')
    .update(Buffer.concat([Buffer.from(timestamp + nonce + encryptKey), body]))
    .digest('hex');
  return posted(body, {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': signature,
  });
}

function posted(body: Buffer, headers: Readonly<Record<string, string>>): Letter {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { method: 'POST', path: PATH, headers: { ...type, ...headers }, body };
}
