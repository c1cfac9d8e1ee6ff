/** Standard Webhooks 1.0 wants 24 to 64 random bytes. */
const FEWEST_KEY_BYTES = 24;

/** @returns what is wrong with a key in Standard Webhooks' form, without showing it; undefined when it is none. */
export function problemOfKey(text: string | undefined): string | undefined {
  const isKey = text !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(bare(text));
  // With an empty key anybody could sign.
  return isKey && keyBytes(text).length >= FEWEST_KEY_BYTES
    ? undefined
    : `must be base64 of ${FEWEST_KEY_BYTES} bytes or more, with or without whsec_ before it`;
}

/** The bytes of a key in Standard Webhooks' form: base64, with or without its prefix. */
export function keyBytes(text: string): Buffer {
  return Buffer.from(bare(text), 'base64');
}

function bare(text: string): string {
  return text.trim().replace(/^whsec_/, '');
}
