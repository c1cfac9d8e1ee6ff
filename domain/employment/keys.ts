/** An id within a key: `+` joins the parts of a key, so it must not occur in one. */
export function escaped(id: string): string {
  return id.replaceAll('%', '%25').replaceAll('+', '%2B');
}

/** The key wanted, or a numbered one where another employment has it. */
export function unusedKey(wanted: string, taken: Set<string>): string {
  let key = wanted;
  for (let count = 2; taken.has(key); count++) key = `${wanted}+again+${count}`;
  taken.add(key);
  return key;
}
