import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Guide } from '../../../domain/guides/guide.ts';
import { type GuideReader, type RenderedGuide, writeGuide } from '../../../domain/letter/guide-letter.ts';
import { printable } from '../../../domain/letter/letter.ts';
import { renderText } from '../../../domain/letter/render-text.ts';
import type { Instant, PlainDate } from '../../../domain/values/plain-date.ts';
import { becauseJson } from '../frame/because.ts';
import { CommandFailed, type Frame, type Printout } from '../frame/frame.ts';

interface GuideDraft {
  readonly to?: string | undefined;
  readonly content: RenderedGuide;
  readonly day: PlainDate;
  readonly date: Instant;
}

/**
 * A guide as a draft that a mail program opens ready to be sent (`X-Unsent`), from whoever opens it. The same guide makes
 * the same file but for its date.
 */
async function guideDraft({ to, content, day, date }: GuideDraft): Promise<Uint8Array> {
  const id = createHash('sha256')
    .update(`${day}\n${to ?? ''}\n${content.text}`)
    .digest('hex')
    .slice(0, 32);
  const message = new MailComposer({
    ...(to !== undefined && { to }),
    ...content,
    messageId: `<guide.${day}.${id}@canbao.invalid>`,
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

/**
 * Writes the draft for its owner's eyes alone, since it is personal.
 * @throws CommandFailed where it cannot be written, or something stands there already.
 */
export async function writeDraft(file: string, draft: GuideDraft, { say, progress }: Frame): Promise<void> {
  try {
    await writeFile(file, await guideDraft(draft), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(
      say({
        zh: `邮件草稿没有写成：${why}；请换一个文件名`,
        en: `the draft was not written: ${why}; choose another file`,
      }),
    );
  }
  progress(say({ zh: `邮件草稿已写入 ${file}`, en: `the draft was written to ${file}` }));
}

/** A guide for programs, each sentence with its why and the day it comes to, and for people as they would be sent it. */
export function guidePrintout(
  guide: Guide,
  frame: Frame,
  reader: Omit<GuideReader, 'language'> = {},
): Printout {
  const letter = writeGuide(guide, { ...reader, language: frame.language });
  const { kind, region, day } = guide;
  const sections = guide.sections.map(({ heading, lines }, i) => ({
    heading,
    title: printable(letter.sections[i]?.heading ?? heading),
    lines: lines.map(({ says, by }) => ({ ...becauseJson([says], frame)[0], by: by ?? null })),
  }));
  return {
    json: { kind, region, day, title: printable(letter.heading), sections },
    lines: renderText(letter).trimEnd().split('\n'),
  };
}
