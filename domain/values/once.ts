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

/**
 * Makes a value when it is first asked for under an owner and a key, and keeps it as long as there is the owner: for
 * what every spell of a unit asks of the same policy or calendar. `make` must answer by its two arguments alone.
 */
export function oncePer<Owner extends object, Key extends string, Value>(
  make: (owner: Owner, key: Key) => Value,
): (owner: Owner, key: Key) => Value {
  const made = new WeakMap<Owner, Map<Key, { readonly value: Value }>>();
  return (owner, key) => {
    const ofOwner = made.get(owner) ?? new Map<Key, { readonly value: Value }>();
    made.set(owner, ofOwner);
    const known = ofOwner.get(key) ?? { value: make(owner, key) };
    ofOwner.set(key, known);
    return known.value;
  };
}
