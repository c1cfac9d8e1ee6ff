/** Counts the property reads on the given objects: a measure of work without a clock. */
export function countedReads() {
  let reads = 0;
  const counted = <T extends object>(thing: T): T =>
    new Proxy(thing, {
      get(target, name, receiver) {
        reads += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  return { counted, reads: () => reads };
}
