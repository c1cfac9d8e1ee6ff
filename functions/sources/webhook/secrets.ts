import { createHash, timingSafeEqual } from 'node:crypto';
import type { SourceSecret } from '../../ports.ts';

/** Compares in constant time, so that the time reveals neither the position of a difference nor the lengths. */
export function isSameSecret(presented: string, ours: string): boolean {
  return timingSafeEqual(digest(presented), digest(ours));
}

/** Whether a presented signature in hexadecimal equals the expected bytes. Only lower case is accepted. */
export function isSameHex(presented: string, expected: Buffer): boolean {
  const bytes = Buffer.from(presented, 'hex');
  return (
    /^([0-9a-f]{2})+$/.test(presented) && bytes.length === expected.length && timingSafeEqual(bytes, expected)
  );
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * The usable entries of a secret; an unusable one does not affect the others.
 * @returns problems by the entries' ids, without their values; empty if all entries are valid.
 */
export function usableEntries(
  entries: readonly SourceSecret[],
  problemOfSecret: (parts: SourceSecret['parts']) => string | undefined,
): { readonly usable: readonly SourceSecret[]; readonly problems: string } {
  const looked = entries.map((entry) => ({ entry, problem: entry.problem ?? problemOfSecret(entry.parts) }));
  return {
    usable: looked.flatMap(({ entry, problem }) => (problem === undefined ? [entry] : [])),
    problems: looked
      .flatMap(({ entry: { id }, problem }) => (problem === undefined ? [] : [`"${id}" ${problem}`]))
      .join('; '),
  };
}
