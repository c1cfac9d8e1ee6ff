import * as z from 'zod';
import type { CallbackKeys } from '../../../functions/sources/webhook/callback.ts';
import { sealed, signed, unsealed } from './callback-cipher.ts';
import { type Letter, newNonce, type Reply, type Vendor } from './vendor.ts';

/** A push before encryption: a flat object with its type and time among the fields. */
export type DingtalkPush = Readonly<Record<string, unknown>> & { readonly EventType: string };

/** DingTalk's documents name the parameters in two ways. */
export type Spelling = 'newer' | 'older';
const NAMES = {
  newer: { signature: 'msg_signature', timestamp: 'timestamp' },
  older: { signature: 'signature', timestamp: 'timeStamp' },
} as const;

/** DingTalk with HTTP push. It waits 1.5 s, by the stricter of its documents, and tries again after 10 s and 30 s. */
export function dingtalkVendor(keys: CallbackKeys, spelling: Spelling = 'newer'): Vendor<DingtalkPush> {
  return {
    source: 'dingtalk',
    limitSeconds: 1.5,
    waits: [10, 30],
    letter: (push, now) => letterOf(push, { keys, spelling, now }),
    judge: (reply) => (isSuccess(reply, keys) ? 'received' : 'again'),
    greeting: (now) => ({
      limitSeconds: 1.5,
      letter: letterOf({ EventType: 'check_url' }, { keys, spelling, now }),
      accepts: (reply) => isSuccess(reply, keys),
    }),
  };
}

function letterOf(
  push: DingtalkPush,
  { keys, spelling, now }: { readonly keys: CallbackKeys; readonly spelling: Spelling; readonly now: number },
): Letter {
  const encrypt = sealed(JSON.stringify(push), keys);
  const [timestamp, nonce] = [String(now), newNonce()];
  const names = NAMES[spelling];
  const query = new URLSearchParams({
    [names.signature]: signed(keys.token, timestamp, nonce, encrypt),
    [names.timestamp]: timestamp,
    nonce,
  });
  return {
    method: 'POST',
    path: `/hooks/dingtalk?${query}`,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ encrypt })),
  };
}

const answer = z.strictObject({
  msg_signature: z.string(),
  timeStamp: z.string(),
  nonce: z.string(),
  encrypt: z.string(),
});

/** The only valid response is the word `success`, encrypted and signed with the same keys. */
function isSuccess({ status, headers, body }: Reply, keys: CallbackKeys): boolean {
  if (status !== 200 || !headers['content-type']?.startsWith('application/json')) return false;
  const told = answer.safeParse(parsed(body));
  if (!told.success) return false;
  const { msg_signature, timeStamp, nonce, encrypt } = told.data;
  return (
    msg_signature === signed(keys.token, timeStamp, nonce, encrypt) && opened(encrypt, keys) === 'success'
  );
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}

function opened(encrypt: string, keys: CallbackKeys): string | undefined {
  try {
    return unsealed(encrypt, keys);
  } catch {
    return undefined;
  }
}
