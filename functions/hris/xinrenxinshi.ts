import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { SourceSecret } from '../ports.ts';
import { parseJson } from './parse-json.ts';
import { isSameSecret } from './same-secret.ts';
import { isAmong, senderAddresses } from './sender-addresses.ts';
import type { Ack, HookRequest, Refused, Source, Verification } from './source.ts';
import { storableId } from './standard-webhooks.ts';
import { translateXinrenxinshi } from './xinrenxinshi-events.ts';

/** Letters and digits; 32 of them cannot be guessed, and nothing in them is changed on the way through a path. */
const KEY = /^[\w-]{32,}$/;

/** Anything else is a failure to the sender, and it never tries again. */
const SUCCESS: Ack = {
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body: '{"message":"success"}',
};

/**
 * 薪人薪事: `POST /hooks/xinrenxinshi/{key}`. It signs nothing, so the key in the path is the proof, and beside it the
 * addresses from which it sends, if they are listed. The body's own time proves nothing and is held against no clock;
 * the sender never repeats, and its message id makes a replay harmless.
 */
export const xinrenxinshiSource: Source = {
  name: 'xinrenxinshi',
  methods: ['POST'],
  contentType: /^application\/json\s*(;|$)/i,
  isMapped: true,
  problemOfSecret({ key = '', addresses }) {
    if (!KEY.test(key)) return 'must have a key of 32 or more letters and digits';
    if (addresses !== undefined && senderAddresses(addresses) === undefined)
      return 'has addresses that are none; write them as "1.2.3.4, 10.0.0.0/8"';
    return undefined;
  },
  verify: verifyXinrenxinshi,
  translate: translateXinrenxinshi,
};

function verifyXinrenxinshi(
  { pathKey, sourceIp, body }: HookRequest,
  secrets: readonly SourceSecret[],
): Verification {
  if (!pathKey)
    return refused('missing-key', 'push to /hooks/xinrenxinshi/{key}, with the key of the secret', false);
  const known = secrets.filter(({ parts }) => isSameSecret(pathKey, parts.key ?? ''));
  if (known.length === 0) return refused('wrong-key', 'the key in the path is that of no live secret', true);
  const secret = known.find(({ parts }) => isFromListed(parts.addresses, sourceIp));
  if (secret === undefined)
    return refused('address-not-listed', 'the request came from none of the addresses of the secret', true);
  return verified(body, secret.id);
}

function isFromListed(listed: string | undefined, address: string | undefined): boolean {
  if (listed === undefined) return true;
  const addresses = senderAddresses(listed);
  return addresses !== undefined && isAmong(addresses, address);
}

const head = z.object({ type: z.optional(z.string()), messageId: z.optional(z.string()) });

function verified(body: Uint8Array, secretId: string): Verification {
  const { type, messageId } = head.safeParse(parseJson(body)).data ?? {};
  if (type === 'verify') return { ok: true, is: 'handshake', secretId, answer: SUCCESS };
  const deliveryId = messageId
    ? storableId(messageId)
    : `sha256-${createHash('sha256').update(body).digest('hex')}`;
  return { ok: true, is: 'event', deliveryId, secretId, message: body, ack: () => SUCCESS };
}

function refused(code: string, message: string, secretsMatter: boolean): Refused {
  return { ok: false, code, message, secretsMatter };
}
