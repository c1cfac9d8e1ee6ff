import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in a time that tells nothing of where two texts differ, nor of their lengths. */
export function isSameSecret(presented: string, ours: string): boolean {
  return timingSafeEqual(digest(presented), digest(ours));
}

/** Only as it is usually written: hexadecimal, the letters small. */
export function isSameHex(presented: string, expected: Buffer): boolean {
  const bytes = Buffer.from(presented, 'hex');
  return (
    /^([0-9a-f]{2})+$/.test(presented) && bytes.length === expected.length && timingSafeEqual(bytes, expected)
  );
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
