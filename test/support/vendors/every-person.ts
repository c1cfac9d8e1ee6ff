/** All people of a roster. */
export async function everyPerson<T>(roster: AsyncIterable<T> | undefined): Promise<T[]> {
  const all: T[] = [];
  for await (const each of roster ?? []) all.push(each);
  return all;
}
