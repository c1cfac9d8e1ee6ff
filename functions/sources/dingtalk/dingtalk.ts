import * as z from 'zod/mini';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../ports.ts';
import {
  type CallbackTimes,
  envelopeSecret,
  openEnvelope,
  problemOfEnvelopeSecret,
  sealedAnswer,
} from '../webhook/callback.ts';
import { parseJson } from '../webhook/make-fact.ts';
import type { HookRequest, Source, Verification } from '../webhook/source.ts';
import { contentId, idOfWhole } from '../webhook/standard-webhooks.ts';
import { type DingtalkEvent, lowerNamed, translateDingtalk } from './events.ts';

/**
 * The name of the secret's part that identifies the receiver: the AppKey (clientId) of a subscription made in the
 * console, or the corpId of one registered by the old API.
 */
const RECEIVER = 'ownerKey';

/**
 * DingTalk repeats a delivery after 10 and 30 seconds; the rest of the hour allows for clocks that differ. A replay is
 * harmless, because its delivery id is known.
 */
const TIMES: CallbackTimes = {
  ...{ oldSeconds: 3600, aheadSeconds: 3600 },
  form: /^\d{10}(\d{3})?$/,
  madeAt(message) {
    const { eventtime, biztime, timestamp } = lowerNamed(parseJson(message)) ?? {};
    return eventtime ?? timestamp ?? biztime;
  },
};

/**
 * The types of test messages that check whether we can read and answer. If such a message has a `Random`, the answer
 * must contain its value.
 */
const CHALLENGES: ReadonlySet<unknown> = new Set([
  'check_url',
  'check_create_suite_url',
  'check_update_suite_url',
]);

/** 钉钉, HTTP push of an internal app: `POST …?msg_signature&timestamp&nonce`, body `{"encrypt"}`. */
export const dingtalkSource: Source = {
  name: 'dingtalk',
  methods: ['POST'],
  contentType: /^application\/json\s*(;|$)/i,
  isMapped: true,
  problemOfSecret: (parts) => problemOfEnvelopeSecret(parts, RECEIVER),
  verify: verifyDingtalk,
  translate: translateDingtalk,
};

/** Verifies a callback. Older and newer documents name the parameters differently, and both names are in use. */
function verifyDingtalk(
  { query, body }: HookRequest,
  secrets: readonly SourceSecret[],
  now: Instant,
): Verification {
  const envelope = {
    msg_signature: query.msg_signature ?? query.signature,
    timestamp: query.timestamp ?? query.timeStamp,
    nonce: query.nonce,
    encrypt: encryptedIn(body),
  };
  const keys = secrets.map((secret) => envelopeSecret(secret, RECEIVER));
  const opened = openEnvelope(envelope, keys, now, TIMES);
  if (!opened.ok) return opened;
  const { message, secret } = opened;
  const event = lowerNamed(parseJson(message)) ?? {};
  // The answer is encrypted with the matching secret, also for a rejected event: DingTalk accepts no other answer and
  // would repeat the event.
  const ack = (text = 'success') => ({
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(sealedAnswer(text, secret, now)),
  });
  if (CHALLENGES.has(event.eventtype)) {
    const answer = ack(typeof event.random === 'string' ? event.random : undefined);
    return { ok: true, is: 'handshake', secretId: secret.id, answer };
  }
  const deliveryId = deliveryIdOf(event, message);
  return { ok: true, is: 'event', deliveryId, secretId: secret.id, message, ack: () => ack() };
}

const encrypted = z.object({ encrypt: z.string() });

function encryptedIn(body: Uint8Array): string | undefined {
  return encrypted.safeParse(parseJson(body)).data?.encrypt;
}

/** The id of a delivery. The older form of events has no id, so there two events with the same text count as one. */
function deliveryIdOf({ eventid }: DingtalkEvent, message: Uint8Array): string {
  return typeof eventid === 'string' && eventid !== '' ? idOfWhole(eventid) : contentId(message);
}
