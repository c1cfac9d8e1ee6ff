import * as z from 'zod/mini';
import { line } from '../../../domain/facts/schema-parts.ts';
import { once } from '../../../domain/values/once.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { parseJson, problemsOf } from '../webhook/make-fact.ts';
import { instantOfEpoch } from '../webhook/sender-time.ts';
import { type Translation, type TranslationContext, whenItCame } from '../webhook/source.ts';
import { translateContact } from './contacts.ts';
import { translateCoreHr } from './core-hr.ts';

/** An event of Feishu, in either of its two forms. */
export interface FeishuEvent {
  readonly type: string;
  readonly statedAt: Instant;
  /** The data of the event. The schema depends on the type; an `event_type` inside the data means something else. */
  readonly event: Readonly<Record<string, unknown>>;
}

/**
 * The events of Feishu's personnel system and those of its address book. Both name the same people by different ids.
 */
const FAMILIES = {
  corehr: { prefix: 'corehr.', translate: translateCoreHr },
  contact: { prefix: 'contact.', translate: translateContact },
} as const;

/**
 * Turns an event into facts. Events of the personnel system always have the employment's id and only sometimes the
 * user's id. Events of the address book never have the employment's id. To avoid two employees for one person, only the
 * family that the mapping's `ids` chooses is read (`corehr` by default), and the other is ignored.
 */
export function translateFeishu(message: Uint8Array, context: TranslationContext): Translation {
  const json = parseJson(message);
  if (json === undefined) return { is: 'not-understood', problems: ['the message is not JSON in UTF-8'] };
  const read = anyForm().safeParse(json);
  if (!read.success) return { is: 'not-understood', problems: problemsOf(read.error, []) };
  const event = eventOf(read.data, whenItCame(context));
  if (event === undefined)
    return { is: 'not-understood', problems: ['header.event_type: names no event, nor does event.type'] };
  const { prefix, translate } = FAMILIES[context.mapping.ids ?? 'corehr'];
  return event.type.startsWith(prefix) ? translate(event, context) : { is: 'ignored', type: event.type };
}

const time = z.optional(z.union([z.string(), z.number()]));

const anyForm = once(() =>
  z.object({
    header: z.optional(z.object({ event_type: line(200), create_time: time })),
    ts: time,
    event: z.record(z.string(), z.unknown()),
  }),
);

/** Version 2 has a header; version 1 has its type in the event, and its time in seconds with a fraction. */
function eventOf(
  { header, ts, event }: z.infer<ReturnType<typeof anyForm>>,
  cameAt: Instant,
): FeishuEvent | undefined {
  const type = header?.event_type ?? event.type;
  if (typeof type !== 'string') return undefined;
  const at = header === undefined ? Number(ts) : header.create_time;
  return { type, event, statedAt: instantOfEpoch(at) ?? cameAt };
}
