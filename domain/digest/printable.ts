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
