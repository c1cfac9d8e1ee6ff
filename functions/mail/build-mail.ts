import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import * as z from 'zod/mini';
import type { Recipient, RenderedMail } from '../../domain/digest/digest.ts';
import { addresseeKey } from '../../domain/units/addressees.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import type { Mail, MailTags } from '../ports.ts';
import { recipientTag } from './recipient-tag.ts';

/** The sender of the mails: `name@example.com` or `Some Name <name@example.com>`. */
export interface Sender {
  readonly name: string;
  readonly address: string;
  readonly domain: string;
}

const PRODUCT_NAME = '参保管家';
const FORM = /^(?:([^<>]*?)\s*<([^<>\s@]+@[^<>\s@]+)>|([^<>\s@]+@[^<>\s@]+))$/;

/** Parses the sender; the default name is the product's. */
export const senderSchema = z.pipe(
  z.string(),
  z.transform((text: string, context): Sender => {
    const [, name = '', named, bare] = FORM.exec(text.trim()) ?? [];
    const address = named ?? bare;
    if (address !== undefined) {
      const unquoted = name.replace(/^"(.*)"$/, '$1').trim();
      return { name: unquoted || PRODUCT_NAME, address, domain: address.slice(address.lastIndexOf('@') + 1) };
    }
    const message = 'must be a mail address, with or without a name';
    context.issues.push({ code: 'custom', message, input: text });
    return z.NEVER;
  }),
);

/**
 * The Message-ID of a digest. It is the same for every attempt, so that a mail sent twice is recognised as one.
 * @param domain the sender's domain.
 */
export function digestMessageId(recipient: string, day: PlainDate, domain: string): string {
  const hash = createHash('sha256').update(`${day}\n${recipient}`).digest('hex').slice(0, 32);
  return `<digest.${day}.${hash}@${domain}>`;
}

export interface Letter {
  readonly sender: Sender;
  readonly recipient: Recipient;
  /** The person who receives replies; by default the sender. */
  readonly replyTo?: Person;
  readonly day: PlainDate;
  readonly messageId: string;
  readonly date: Instant;
  readonly content: RenderedMail;
  /** The kind of mail, by default `digest`. Only digests have a List-Id, because they are a series. */
  readonly kind?: MailTags['kind'];
  readonly guide?: string | undefined;
  readonly attachments?: readonly Attachment[];
}

export interface Person {
  readonly name: string;
  readonly address: string;
}

export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/**
 * Builds the MIME message with text and HTML. Two attempts differ only in their Date. Only the headers To and Reply-To
 * contain personal data.
 */
export async function buildMail(letter: Letter): Promise<Mail> {
  const { sender, recipient, replyTo, day, messageId, date, content, attachments = [] } = letter;
  const { kind = 'digest', guide } = letter;
  const message = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to: { name: recipient.name === recipient.email ? '' : recipient.name, address: recipient.email },
    ...(replyTo !== undefined && { replyTo: { name: replyTo.name, address: replyTo.address } }),
    ...content,
    attachments: [...attachments],
    messageId,
    date: new Date(date),
    headers: {
      'X-Canbao-Run': day,
      ...(kind === 'digest' && { 'List-Id': `<canbao.${sender.domain}>` }),
      // These headers prevent out-of-office answers (RFC 3834; the second one is for Exchange).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    textEncoding: 'B',
    newline: 'win',
    baseBoundary: boundaryOf(messageId),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const tags = {
    kind,
    run: day,
    to: recipientTag(addresseeKey(recipient.email)),
    ...(guide !== undefined && { guide }),
  };
  return { from: sender.address, to: recipient.email, raw: await message.compile().build(), tags };
}

/**
 * The MIME boundary. It is derived from the message id and not random, so that each attempt has the same boundary. A
 * boundary may contain only few characters.
 */
function boundaryOf(messageId: string): string {
  return messageId.replace(/[^0-9a-z]/gi, '').slice(0, 44);
}
