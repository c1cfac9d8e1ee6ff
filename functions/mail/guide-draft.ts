import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { RenderedMail } from '../../domain/digest/digest.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';

interface GuideDraft {
  readonly to?: string | undefined;
  readonly content: RenderedMail;
  readonly day: PlainDate;
  readonly date: Instant;
}

/**
 * A guide as a draft that a mail program opens ready to send (`X-Unsent`), from any sender. The same guide gives the
 * same file, except for its date.
 */
export async function guideDraft({ to, content, day: of, date }: GuideDraft): Promise<Uint8Array> {
  const id = createHash('sha256')
    .update(`${of}\n${to ?? ''}\n${content.text}`)
    .digest('hex')
    .slice(0, 32);
  const message = new MailComposer({
    ...(to !== undefined && { to }),
    ...content,
    messageId: `<guide.${of}.${id}@canbao.invalid>`,
    date: new Date(date),
    headers: { 'X-Unsent': '1' },
    textEncoding: 'B',
    newline: 'win',
    baseBoundary: id,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return message.compile().build();
}
