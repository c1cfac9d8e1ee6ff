import type { Instant } from '../../domain/values/plain-date.ts';
import type { SourceSecret } from '../ports.ts';
import { messageOfBinary } from './cloudevents-binary.ts';
import { translateCloudevents } from './cloudevents-events.ts';
import type { HookRequest, Source, Verification } from './source.ts';
import { idOfWhole, problemOfStandardSecret, verifyStandardWebhook } from './standard-webhooks.ts';

/** A name of the Domain Name System, or several of one kind: `*.example.com`. */
const ORIGIN = /^[\w*][\w.*:-]{0,252}$/;

/**
 * Our own contract in CloudEvents 1.0 (github.com/cloudevents/spec), as an event bus sends it: one event in structured
 * or binary mode, or a batch. CloudEvents signs nothing, so each request carries the headers of Standard Webhooks 1.0
 * besides. Those sign the body alone: of an event in binary mode that is its data and not its type, for which TLS has
 * to answer; in the other modes it is all of it.
 */
export const cloudeventsSource: Source = {
  name: 'cloudevents',
  methods: ['POST', 'OPTIONS'],
  contentType: /^application\/([\w.-]+\+)?json\s*(;|$)/i,
  // Whoever speaks our contract speaks of our units.
  isMapped: false,
  problemOfSecret: problemOfStandardSecret,
  verify: verifyCloudevents,
  translate: translateCloudevents,
};

function verifyCloudevents(
  request: HookRequest,
  secrets: readonly SourceSecret[],
  now: Instant,
): Verification {
  if (request.method === 'OPTIONS') return permit(request);
  const verification = verifyStandardWebhook(request, secrets, now);
  if (!verification.ok || verification.is !== 'event') return verification;
  const deliveryId = idOfWhole(verification.deliveryId);
  return { ...verification, deliveryId, ...(isBinary(request) && { message: messageOfBinary(request) }) };
}

function isBinary({ headers }: HookRequest): boolean {
  return !/^\s*application\/cloudevents/i.test(headers['content-type'] ?? '');
}

/**
 * The webhook profile's protection against being made to flood somebody: whether its sender may deliver here. The
 * profile lets anybody ask, and saying yes to anybody is harmless: it tells and keeps nothing, and every delivery is
 * still held to its signature.
 */
function permit({ headers }: HookRequest): Verification {
  const origin = headers['webhook-request-origin'] ?? '';
  if (!ORIGIN.test(origin))
    return {
      ok: false,
      code: 'missing-origin',
      message: 'WebHook-Request-Origin must be the name of the system that is going to send',
      secretsMatter: false,
    };
  // No rate of ours: a company's events are few, and API Gateway answers 429 to a flood.
  const granted = { allow: 'POST', 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' };
  return {
    ok: true,
    is: 'handshake',
    answer: { status: 200, contentType: 'text/plain; charset=utf-8', body: '', headers: granted },
  };
}
