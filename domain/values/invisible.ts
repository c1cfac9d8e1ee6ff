/** Format characters (direction marks, zero-width joiners, byte order marks) and variation selectors. */
const INVISIBLE = /[\p{Cf}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu;

/** A text without what nobody sees in it: pasted along, it would make another id or number of the same one. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
