import type { SourceSecret } from '../ports.ts';

/**
 * The entries of a secret that can be used, and what is wrong with the others: one that cannot must not keep the others
 * from being used.
 *
 * @returns problems by the entries' ids, without their values; empty where there are none.
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
