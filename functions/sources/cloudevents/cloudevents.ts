import * as z from 'zod/mini';
import { instant } from '../../../domain/facts/schema-parts.ts';
import { once } from '../../../domain/values/once.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { SourceSecret } from '../../ports.ts';
import { isContractType, translateContractEvent } from '../standard/standard.ts';
import { parseJson, problemsOf } from '../webhook/make-fact.ts';
import {
  type HookRequest,
  notUnderstood,
  refused,
  type Source,
  type Translation,
  type TranslationContext,
  type Verification,
  whenItCame,
} from '../webhook/source.ts';
import {
  idOfWhole,
  problemOfStandardSecret,
  storableId,
  verifyStandardWebhook,
} from '../webhook/standard-webhooks.ts';

const text = z.string().check(z.refine((value) => value !== '' && value.isWellFormed(), 'must be a text'));

const attributes = once(() =>
  z.object({
    specversion: z.literal('1.0', 'must be "1.0"'),
    // A missing id is not replaced by a generated one: a repetition could then not be distinguished from another event.
    id: text,
    source: text,
    type: text,
    time: z.optional(instant),
    datacontenttype: z.optional(
      z
        .string()
        .check(z.regex(/^[\w.+-]+\/([\w.-]+\+)?json\s*(;|$)/i, 'must be JSON, e.g. application/json')),
    ),
  }),
);

const data = once(() => z.record(z.string(), z.unknown()));

/** One event in structured mode, or a list of them. Each is identified by its source and id, in any delivery. */
function translateCloudevents(message: Uint8Array, context: TranslationContext): Translation {
  const json = parseJson(message);
  if (json === undefined) return notUnderstood('the body is not JSON in UTF-8');
  if (Array.isArray(json)) return { is: 'several', parts: json.map((event) => translateOne(event, context)) };
  return translateOne(json, context);
}

function translateOne(json: unknown, context: TranslationContext): Translation {
  const event = withoutNulls(json);
  const read = attributes().safeParse(event);
  if (!read.success) return { is: 'not-understood', problems: problemsOf(read.error, []) };
  const { id, source, type, time } = read.data;
  const ours = ourType(type);
  if (!isContractType(ours)) return { is: 'ignored', type };
  const content = data().safeParse(dataOf(event));
  if (!content.success) return { is: 'not-understood', problems: problemsOf(content.error, ['data']) };
  const timestamp = time ?? whenItCame(context);
  return translateContractEvent(
    { type: ours, timestamp, data: content.data },
    { ...context, deliveryId: eventKey(source, id) },
  );
}

/** In the standard, a null attribute is the same as an absent one. */
function withoutNulls(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}

/** Our name of a type that may have a sender's prefix: `com.example.employee.hired`. */
function ourType(type: string): string {
  return type.split('.').slice(-2).join('.');
}

function dataOf(event: unknown): unknown {
  const { data: plain, data_base64: encoded } = event as { data?: unknown; data_base64?: unknown };
  return plain === undefined && typeof encoded === 'string'
    ? parseJson(Buffer.from(encoded, 'base64'))
    : plain;
}

/** Identifies an event by source and id. The encoded id contains no `|`, so different pairs never have the same key. */
function eventKey(source: string, id: string): string {
  return storableId(`${source}|${encodeURIComponent(id)}`);
}

/** A domain name, or a wildcard: `*.example.com`. */
const ORIGIN = /^[\w*][\w.*:-]{0,252}$/;

/**
 * Our own contract in CloudEvents 1.0 (github.com/cloudevents/spec), as an event bus sends it: one event in structured
 * mode, or a batch. CloudEvents has no signature, so each request also has the headers of Standard Webhooks 1.0. They
 * sign the body, which in these modes is the whole event. In binary mode, type, id and time are headers that nothing
 * signs, so requests in that mode are refused by their content type.
 */
export const cloudeventsSource: Source = {
  name: 'cloudevents',
  methods: ['POST', 'OPTIONS'],
  contentType: /^application\/cloudevents(-batch)?\+json\s*(;|$)/i,
  // A sender of our contract uses our unit ids.
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
  return { ...verification, deliveryId };
}

/**
 * Answers whether a sender may deliver here: the abuse protection of the webhook profile. Anybody may ask, and a
 * positive answer is harmless: it reveals and stores nothing, and every delivery still needs its signature.
 */
function permit({ headers }: HookRequest): Verification {
  const origin = headers['webhook-request-origin'] ?? '';
  if (!ORIGIN.test(origin))
    return refused(
      'missing-origin',
      'WebHook-Request-Origin must be the name of the system that is going to send',
    );
  // We set no limit of our own: a company has few events, and API Gateway answers 429 to a flood.
  const granted = { allow: 'POST', 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' };
  return {
    ok: true,
    is: 'handshake',
    answer: { status: 200, contentType: 'text/plain; charset=utf-8', body: '', headers: granted },
  };
}
