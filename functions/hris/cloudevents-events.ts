import * as z from 'zod/mini';
import { instant } from '../../domain/facts/schema-parts.ts';
import { once } from '../../domain/values/once.ts';
import { UNREADABLE_HEADERS } from './cloudevents-binary.ts';
import { parseJson } from './parse-json.ts';
import { problemsOf } from './problems.ts';
import { type Translation, type TranslationContext, whenItCame } from './source.ts';
import { isContractType, translateContractEvent } from './standard.ts';
import { storableId } from './standard-webhooks.ts';

const text = z.string().check(z.refine((value) => value !== '' && value.isWellFormed(), 'must be a text'));

const attributes = once(() =>
  z.object({
    specversion: z.literal('1.0', 'must be "1.0"'),
    // Never made up: without it a repetition could not be told from another event.
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

/** One event in structured mode, or a list of them; each is known by its source and id, wherever it came. */
export function translateCloudevents(message: Uint8Array, context: TranslationContext): Translation {
  const json = parseJson(message);
  if (json === undefined) return notUnderstood('the body is not JSON in UTF-8');
  if (Array.isArray(json)) return { is: 'several', parts: json.map((event) => translateOne(event, context)) };
  return translateOne(json, context);
}

function translateOne(json: unknown, context: TranslationContext): Translation {
  const event = withoutNulls(json);
  const unreadable = headersUnreadable(event);
  if (unreadable.length > 0)
    return notUnderstood(`${unreadable.join(', ')}: must be percent-encoded UTF-8, shortest form`);
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

/** The standard takes an attribute that is null for one that is not there. */
function withoutNulls(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).filter(([, value]) => value !== null));
}

const unreadableHeaders = z.object({ [UNREADABLE_HEADERS]: z.array(z.string()) });

function headersUnreadable(event: unknown): readonly string[] {
  return unreadableHeaders.safeParse(event).data?.[UNREADABLE_HEADERS] ?? [];
}

/** Ours, or ours behind a sender's own name: `com.example.employee.hired`. */
function ourType(type: string): string {
  return type.split('.').slice(-2).join('.');
}

function dataOf(event: unknown): unknown {
  const { data: plain, data_base64: encoded } = event as { data?: unknown; data_base64?: unknown };
  return plain === undefined && typeof encoded === 'string'
    ? parseJson(Buffer.from(encoded, 'base64'))
    : plain;
}

/** Two events are the same where both are; the encoded id has no `|` in it, so that no two pairs look alike. */
function eventKey(source: string, id: string): string {
  return storableId(`${source}|${encodeURIComponent(id)}`);
}

function notUnderstood(problem: string): Translation {
  return { is: 'not-understood', problems: [problem] };
}
