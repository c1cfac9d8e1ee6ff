/** Format characters (direction marks, zero-width joiners, byte order marks) and variation selectors. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;

/** Removes invisible characters: pasted with an id or number, they would make it a different one. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
