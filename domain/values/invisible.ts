/** Format characters (direction marks, zero-width joiners, byte order marks) and variation selectors. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;

/** Removes invisible characters: pasted along, they would turn one id or number into another. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
