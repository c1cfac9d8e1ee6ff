import type { Digest, RenderedDigest } from './digest.ts';
import { printable } from './printable.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';
import { writeLetter } from './write-letter.ts';

/** The mail: its subject on one line, and one content as plain text and as HTML, all that is put in escaped. */
export function renderDigest(digest: Digest): RenderedDigest {
  const letter = writeLetter(digest);
  return { subject: printable(letter.subject), text: renderText(letter), html: renderHtml(letter) };
}
