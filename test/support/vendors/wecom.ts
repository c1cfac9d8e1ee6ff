import type { CallbackKeys } from '../../../functions/sources/webhook/callback.ts';
import { sealed, signed } from './callback-cipher.ts';
import { type Letter, newNonce, type Vendor } from './vendor.ts';

/** A change of the address book before it is written as XML. */
export interface WecomChange {
  readonly is: 'create_user' | 'update_user' | 'delete_user';
  /** Seconds since 1970. */
  readonly createdAt: number;
  readonly userId: string;
  /** Newer callback addresses receive only the id and the departments. */
  readonly more?: Readonly<Record<string, string>>;
}

/** The text that the receiver must return, different in each request. */
let echoes = 1616140317555161061n;

/**
 * WeCom's address book with callbacks of an internal app. A GET must be answered with the decrypted text within 1 s, a
 * POST with an empty 200 within 5 s. After any other response WeCom tries three more times.
 */
export function wecomVendor(keys: CallbackKeys): Vendor<WecomChange> {
  return {
    source: 'wecom',
    limitSeconds: 5,
    // The waiting times are not documented.
    waits: [1, 1, 1],
    letter: (change, now) => posted(xmlOf(change, keys.receiver), keys, now),
    judge: ({ status, body }) => (status === 200 && body.length === 0 ? 'received' : 'again'),
    greeting: (now) => {
      echoes += 1n;
      const word = String(echoes);
      return {
        limitSeconds: 1,
        letter: asked(word, keys, now),
        accepts: ({ status, body }) => status === 200 && body.equals(Buffer.from(word)),
      };
    },
  };
}

function xmlOf({ is, createdAt, userId, more = {} }: WecomChange, corpId: string): string {
  const extra = Object.entries(more).map(([name, value]) => `\t<${name}><![CDATA[${value}]]></${name}>\n`);
  return `<xml>
\t<ToUserName><![CDATA[${corpId}]]></ToUserName>
\t<FromUserName><![CDATA[sys]]></FromUserName>
\t<CreateTime>${createdAt}</CreateTime>
\t<MsgType><![CDATA[event]]></MsgType>
\t<Event><![CDATA[change_contact]]></Event>
\t<ChangeType>${is}</ChangeType>
\t<UserID><![CDATA[${userId}]]></UserID>
${extra.join('')}</xml>`;
}

function posted(xml: string, keys: CallbackKeys, now: number): Letter {
  const encrypt = sealed(xml, keys);
  const envelope = `<xml><ToUserName><![CDATA[${keys.receiver}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt><AgentID><![CDATA[1000002]]></AgentID></xml>`;
  return {
    method: 'POST',
    path: `/hooks/wecom?${queryOf(encrypt, keys, now)}`,
    headers: { 'content-type': 'text/xml' },
    body: Buffer.from(envelope),
  };
}

function asked(word: string, keys: CallbackKeys, now: number): Letter {
  const echostr = sealed(word, keys);
  const query = `${queryOf(echostr, keys, now)}&echostr=${encodeURIComponent(echostr)}`;
  return { method: 'GET', path: `/hooks/wecom?${query}`, headers: {}, body: Buffer.alloc(0) };
}

function queryOf(text: string, { token }: CallbackKeys, now: number): string {
  const [timestamp, nonce] = [String(Math.floor(now / 1_000)), newNonce()];
  return `msg_signature=${signed(token, timestamp, nonce, text)}&timestamp=${timestamp}&nonce=${nonce}`;
}
