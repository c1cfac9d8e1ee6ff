/**
 * Makes a value when it is first asked for, and then keeps it: for what takes longer to build than to use. One event
 * needs one of twenty schemas and seldom a calendar; a function that starts for it should not build them all.
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
