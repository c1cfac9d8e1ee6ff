import { printable } from '../digest/printable.ts';
import { renderHtml } from '../digest/render-html.ts';
import { renderText } from '../digest/render-text.ts';
import type { Guide } from './guide.ts';
import { type GuideReader, writeGuide } from './write-guide.ts';

export interface RenderedGuide {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A guide as the body of a mail: subject, plain text and HTML of the same content, all that is put in escaped. */
export function renderGuide(guide: Guide, reader: GuideReader): RenderedGuide {
  const letter = writeGuide(guide, reader);
  return { subject: printable(letter.subject), text: renderText(letter), html: renderHtml(letter) };
}
