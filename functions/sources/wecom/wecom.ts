import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../ports.ts';
import {
  type CallbackTimes,
  type EnvelopeSecret,
  envelopeSecret,
  openEnvelope,
  problemOfEnvelopeSecret,
} from '../webhook/callback.ts';
import { type Ack, type HookRequest, refused, type Source, type Verification } from '../webhook/source.ts';
import { contentId } from '../webhook/standard-webhooks.ts';
import { translateWecom } from './events.ts';
import { readFlatXml } from './xml.ts';

/**
 * The name of the secret's part that identifies the receiver: the corpId for a company's own app, the suiteId for a
 * third party's app.
 */
const RECEIVER = 'receiveId';

/**
 * WeCom tries three times and waits five seconds each time; the rest of the hour allows for clocks that differ. A
 * replay is harmless, because its delivery id is known.
 */
const TIMES: CallbackTimes = { oldSeconds: 3600, aheadSeconds: 3600, form: /^\d{10}$/ };

/**
 * The callbacks of 企业微信 about changes of the address book. A GET verifies us; a POST delivers XML with an encrypted
 * part.
 */
export const wecomSource: Source = {
  name: 'wecom',
  methods: ['GET', 'POST'],
  contentType: /^(text|application)\/xml\s*(;|$)/i,
  isMapped: true,
  problemOfSecret: (parts) => problemOfEnvelopeSecret(parts, RECEIVER),
  verify: verifyWecom,
  translate: translateWecom,
};

function verifyWecom(request: HookRequest, secrets: readonly SourceSecret[], now: Instant): Verification {
  const keys = secrets.map((secret) => envelopeSecret(secret, RECEIVER));
  return request.method === 'GET' ? verifyUrl(request, keys, now) : open(request, keys, now);
}

/** Answers a GET with exactly the decrypted `echostr`, without quotes, byte order mark or line break. */
function verifyUrl({ query }: HookRequest, secrets: readonly EnvelopeSecret[], now: Instant): Verification {
  const { msg_signature, timestamp, nonce, echostr } = query;
  const envelope = { msg_signature, timestamp, nonce, encrypt: echostr };
  const opened = openEnvelope(envelope, secrets, now, TIMES);
  if (!opened.ok) return opened;
  const body = opened.message.toString('latin1');
  // Without this check, anybody who intercepted an event could make us decrypt it.
  if (!/^[\w.:+/=-]{1,200}$/.test(body))
    return refused('not-a-challenge', 'echostr does not contain a text that may be echoed');
  return { ok: true, is: 'handshake', secretId: opened.secret.id, answer: text(body) };
}

/** The time of a message: a company's own app sends `CreateTime`, a third party's suite `TimeStamp`. */
function madeAt(message: Buffer): string | undefined {
  const xml = readFlatXml(message);
  return xml.ok ? (xml.leaves.get('CreateTime') ?? xml.leaves.get('TimeStamp')) : undefined;
}

function open({ query, body }: HookRequest, secrets: readonly EnvelopeSecret[], now: Instant): Verification {
  const { msg_signature, timestamp, nonce } = query;
  const xml = readFlatXml(body);
  if (!xml.ok)
    return refused('unreadable-xml', `the body ${xml.problem}; send <xml> with an <Encrypt> in it`);
  const envelope = { msg_signature, timestamp, nonce, encrypt: xml.leaves.get('Encrypt') };
  const opened = openEnvelope(envelope, secrets, now, { ...TIMES, madeAt });
  if (!opened.ok) return opened;
  const { message, secret } = opened;
  return {
    ok: true,
    is: 'event',
    // A message has no id. WeCom recommends sender and second as the id, but that would merge two people removed in the
    // same second.
    deliveryId: contentId(message),
    secretId: secret.id,
    message,
    ack: () => ackOf(message),
  };
}

/**
 * The acknowledgement. If an answer to an app's own callback is not empty, WeCom sends it to the member and expects it
 * encrypted; an empty answer means that we have nothing to send. A suite's callbacks expect `success`.
 */
function ackOf(message: Uint8Array): Ack {
  const xml = readFlatXml(message);
  return text(xml.ok && xml.leaves.has('SuiteId') ? 'success' : '');
}

function text(body: string): Ack {
  return { status: 200, contentType: 'text/plain; charset=utf-8', body };
}
