/** Counts how often anybody reads a property of the things it was given: work is measured without a clock. */
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
