import { BlockList, isIP } from 'node:net';
import * as z from 'zod/mini';
import type { SourceSecret } from '../../ports.ts';
import { parseJson } from '../webhook/make-fact.ts';
import { isSameSecret } from '../webhook/secrets.ts';
import {
  type Ack,
  type HookRequest,
  mismatch,
  refused,
  type Source,
  type Verification,
} from '../webhook/source.ts';
import { contentId, storableId } from '../webhook/standard-webhooks.ts';
import { translateXinrenxinshi } from './events.ts';

/** Reads a list of addresses, `1.2.3.4, 10.0.0.0/8`. @returns undefined if one of them is invalid. */
function senderAddresses(listed: string): BlockList | undefined {
  const addresses = new BlockList();
  for (const entry of listed.split(',')) {
    const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry.trim()) ?? [];
    const family = isIP(address);
    const longest = family === 4 ? 32 : 128;
    const prefix = length === undefined ? longest : Number(length);
    if (family === 0 || prefix > longest) return undefined;
    addresses.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  }
  return addresses;
}

/** Whether an address is in the list; false for an address that is unknown or cannot be read. */
function isAmong(addresses: BlockList, address: string | undefined): boolean {
  const family = isIP(address ?? '');
  return family !== 0 && addresses.check(address ?? '', family === 4 ? 'ipv4' : 'ipv6');
}

/** The form of a key: letters, digits, _ and -, which need no escaping in a path. With 32 of them it cannot be guessed. */
const KEY = /^[\w-]{32,}$/;

/** The sender treats any other answer as a failure, and never tries again. */
const SUCCESS: Ack = {
  status: 200,
  contentType: 'application/json; charset=utf-8',
  body: '{"message":"success"}',
};

/**
 * 薪人薪事: `POST /hooks/xinrenxinshi/{key}`. The sender signs nothing. It is authenticated by the key in the path, and
 * also by its address if addresses are listed. The body's own time proves nothing and is not checked. The sender never
 * repeats a message, and the message's id makes a replay harmless.
 */
export const xinrenxinshiSource: Source = {
  name: 'xinrenxinshi',
  methods: ['POST'],
  contentType: /^application\/json\s*(;|$)/i,
  isMapped: true,
  problemOfSecret({ key = '', addresses }) {
    if (!KEY.test(key)) return 'must have a key of 32 or more letters and digits';
    if (addresses !== undefined && senderAddresses(addresses) === undefined)
      return 'has invalid addresses; write them as "1.2.3.4, 10.0.0.0/8"';
    return undefined;
  },
  verify: verifyXinrenxinshi,
  translate: translateXinrenxinshi,
};

function verifyXinrenxinshi(
  { pathKey, sourceIp, body }: HookRequest,
  secrets: readonly SourceSecret[],
): Verification {
  if (!pathKey) return refused('missing-key', 'the path has no key at its end');
  const known = secrets.filter(({ parts }) => isSameSecret(pathKey, parts.key ?? ''));
  if (known.length === 0) return mismatch('wrong-key', 'the key in the path matches no valid secret');
  const secret = known.find(({ parts }) => isFromListed(parts.addresses, sourceIp));
  if (secret === undefined)
    return mismatch('address-not-listed', 'the request did not come from an address that the secret lists');
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
  const deliveryId = messageId ? storableId(messageId) : contentId(body);
  return { ok: true, is: 'event', deliveryId, secretId, message: body, ack: () => SUCCESS };
}
