import * as z from 'zod/mini';
import { day, instant, line } from '../../domain/facts/schema-parts.ts';
import { addresseeKey } from '../../domain/units/addressees.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import { jsonOf } from '../adapters/queue-batch.ts';
import { recipientTag } from '../mail/recipient-tag.ts';
import type { MailOutcome, MailTags } from '../ports.ts';

/** An SES notification about one of our mails. */
export interface MailEvent {
  readonly address: string;
  readonly tags: MailTags;
  readonly transportId: string;
  readonly outcome: MailOutcome;
  readonly at: Instant;
}

export type SesEvent =
  | ({ readonly is: 'news' } & MailEvent)
  /**
   * There is nothing to do: SES checked the topic, the mail is not ours, or the recipient marked the mail as not spam.
   */
  | { readonly is: 'idle' }
  | { readonly is: 'unreadable' };

/** SES publishes this text once, when the topic is configured. */
const TOPIC_CHECKED = /^Successfully validated SNS topic/;

const OURS = ['kind', 'run', 'to'] as const;

const tagsOfAny = z.object({
  mail: z.object({ tags: z.optional(z.record(z.string(), z.unknown())) }),
});

const one = <T extends z.ZodMiniType>(value: T) => z.tuple([value]);

const mail = z.object({
  messageId: line(200),
  timestamp: instant,
  destination: one(line(320)),
  tags: z.object({
    kind: one(z.enum(['digest', 'leaver-guide', 'sign-in-code'])),
    run: one(day),
    to: one(line(64)),
    guide: z.optional(one(line(256))),
  }),
});

const event = z.discriminatedUnion('eventType', [
  z.object({
    eventType: z.literal('Bounce'),
    mail,
    bounce: z.object({ bounceType: z.enum(['Permanent', 'Transient', 'Undetermined']), timestamp: instant }),
  }),
  z.object({
    eventType: z.literal('Complaint'),
    mail,
    complaint: z.object({ complaintFeedbackType: z.nullish(z.string()), timestamp: instant }),
  }),
  z.object({ eventType: z.literal('Delivery'), mail, delivery: z.object({ timestamp: instant }) }),
]);

/** Parses an SES notification. Unknown fields are ignored; errors never quote the text. */
export function readSesEvent(body: string): SesEvent {
  if (TOPIC_CHECKED.test(body)) return { is: 'idle' };
  const json = jsonOf({ body });
  const tags = tagsOfAny.safeParse(json).data?.mail.tags;
  if (tags !== undefined && !OURS.some((name) => Object.hasOwn(tags, name))) return { is: 'idle' };
  const read = event.safeParse(json).data;
  if (read === undefined) return { is: 'unreadable' };
  const [address] = read.mail.destination.map(addresseeKey);
  const { kind, run, to, guide } = read.mail.tags;
  if (address === undefined || recipientTag(address) !== to[0]) return { is: 'unreadable' };
  const { is, at } = whatHappened(read);
  if (is === undefined) return { is: 'idle' };
  return {
    is: 'news',
    address,
    tags: { kind: kind[0], run: run[0], to: to[0], ...(guide !== undefined && { guide: guide[0] }) },
    transportId: read.mail.messageId,
    outcome: { is, sentAt: read.mail.timestamp },
    at,
  };
}

function whatHappened(read: z.infer<typeof event>) {
  switch (read.eventType) {
    case 'Delivery':
      return { is: 'delivered' as const, at: read.delivery.timestamp };
    case 'Complaint': {
      const { complaintFeedbackType: type, timestamp: at } = read.complaint;
      return { is: type === 'not-spam' ? undefined : ('complained' as const), at };
    }
    case 'Bounce': {
      const { bounceType, timestamp: at } = read.bounce;
      return { is: bounceType === 'Permanent' ? ('bounced' as const) : ('delayed' as const), at };
    }
  }
}
