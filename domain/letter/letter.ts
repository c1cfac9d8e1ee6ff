import type { Urgency } from '../cases/case.ts';

/**
 * A digest as text, before the layout; HTML and plain text are rendered from it, so both have the same content. Its
 * strings contain outside input, which the renderers escape.
 */
export interface Letter {
  /** The value of the `lang` attribute in HTML. */
  readonly htmlLanguage: string;
  readonly subject: string;
  readonly heading: string;
  readonly opening: readonly string[];
  /** The number of cases per urgency, for example `逾期 2`; urgencies without cases are left out. */
  readonly counts: readonly { readonly urgency: Urgency; readonly text: string }[];
  readonly sections: readonly Section[];
  readonly footer: readonly string[];
  /** The colon between a label and its value, or between the name of a link and its address: `：` or `: `. */
  readonly colon: string;
}

export interface Section {
  readonly heading: string;
  /** The urgency, which sets the colour. Absent for ended cases and the administrator's part. */
  readonly urgency?: Urgency;
  readonly cards: readonly Card[];
  readonly lines: readonly string[];
}

export interface Card {
  readonly who: string;
  /** The reasons why the case is news, as labels. */
  readonly marks: readonly string[];
  readonly what: string;
  readonly rows: readonly Row[];
  /** The laws and sources, which are shown in small print. */
  readonly basis?: { readonly label: string; readonly lines: readonly string[] };
  readonly link?: { readonly label: string; readonly url: string };
}

export interface Row {
  readonly label: string;
  /** One sentence, or several sentences. Each of several gets a line of its own if there is room. */
  readonly text: string | readonly string[];
  /** Set for rows that even a reader in a hurry must see. */
  readonly weight?: 'strong';
}

const BREAKS_THE_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu;

/**
 * Makes a text from outside safe to show on one line. Line breaks, control characters and bidirectional marks become a
 * space. An unpaired surrogate becomes a replacement character.
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

/** Makes a text printable and escapes it for HTML, where it may stand between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The fonts of every mail, by what the reader's system has. */
export const FONTS =
  "-apple-system,'Segoe UI','PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans SC',sans-serif";
