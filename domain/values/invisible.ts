/** Format characters (direction marks, zero-width joiners, byte order marks) and variation selectors. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}/gu;

/** Removes invisible characters. An id or number pasted together with them would not match. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
