import type { Urgency } from '../cases/case.ts';

/**
 * A digest as text, before the layout. The HTML and the plain text are both rendered from it, so they say the same.
 * Its strings hold input of people and HR systems: the renderers escape them.
 */
export interface Letter {
  /** For the `lang` attribute. */
  readonly htmlLanguage: string;
  readonly subject: string;
  readonly heading: string;
  readonly opening: readonly string[];
  /** How many cases there are of each urgency, e.g. `逾期 2`; none for an urgency without any. */
  readonly counts: readonly { readonly urgency: Urgency; readonly text: string }[];
  readonly sections: readonly Section[];
  readonly footer: readonly string[];
  /** Between a label and what it names: `：` or `: `. */
  readonly colon: string;
}

export interface Section {
  readonly heading: string;
  /** Colours the section; none for what is over and for the administrator's part. */
  readonly urgency?: Urgency;
  readonly cards: readonly Card[];
  readonly lines: readonly string[];
}

/** One case. */
export interface Card {
  readonly who: string;
  /** Why it is news, as labels. */
  readonly marks: readonly string[];
  readonly what: string;
  readonly rows: readonly Row[];
  /** The law and the sources, in small print. */
  readonly basis?: { readonly label: string; readonly lines: readonly string[] };
  readonly link?: { readonly label: string; readonly url: string };
}

export interface Row {
  readonly label: string;
  /** One sentence, or several that each stand on a line of their own where there is room. */
  readonly text: string | readonly string[];
  /** What a hurried reader must not miss. */
  readonly weight?: 'strong';
}

const BREAKS_THE_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/**
 * Text from outside on one line as it reads: line breaks, control characters and marks that turn the writing
 * direction around become a space, halves of a surrogate pair a replacement character.
 */
export function printable(text: string): string {
  return text.toWellFormed().replace(BREAKS_THE_LINE, ' ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Printable text for HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
