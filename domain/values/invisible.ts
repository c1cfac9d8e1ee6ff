/** Format characters (direction marks, zero-width joiners, byte order marks) and variation selectors. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;

/** A text without what nobody sees in it: pasted along, it would make another id or number of the same one. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
