import MailComposer from 'nodemailer/lib/mail-composer';
import type { Recipient, RenderedDigest } from '../../domain/digest/digest.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import type { Mail } from '../ports.ts';
import type { Sender } from './sender.ts';

export interface Letter {
  readonly sender: Sender;
  readonly recipient: Recipient;
  /** Who answers in the sender's place; the sender where nobody is named. */
  readonly replyTo?: Person;
  readonly day: PlainDate;
  readonly messageId: string;
  readonly date: Instant;
  readonly content: RenderedDigest;
  /** False for a mail that comes once and belongs to no series; true unless told. */
  readonly isOneOfMany?: boolean;
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
 * The whole MIME message: plain text and HTML of the same content, UTF-8. Two mails with the same message id and
 * content differ in their Date alone. Everything personal is in To and the body, nothing in other headers.
 */
export async function buildMail(letter: Letter): Promise<Mail> {
  const { sender, recipient, replyTo, day, messageId, date, content, attachments = [] } = letter;
  const { isOneOfMany = true } = letter;
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
      ...(isOneOfMany && { 'List-Id': `<canbao.${sender.domain}>` }),
      // No out-of-office answers to a machine (RFC 3834; the second is Exchange's).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    textEncoding: 'B',
    newline: 'win',
    baseBoundary: boundaryOf(messageId),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { from: sender.address, to: recipient.email, raw: await message.compile().build() };
}

/** A boundary may hold only some characters and few of them; drawn from the id instead of at random. */
function boundaryOf(messageId: string): string {
  return messageId.replace(/[^0-9a-z]/gi, '').slice(0, 44);
}
