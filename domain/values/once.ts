/**
 * Creates a value on first use and caches it, for values that are expensive to build. An event needs only a few schemas
 * and rarely a calendar, so a function that starts for one event should not build all of them.
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Creates a value on first use per owner and key, and caches it for the lifetime of the owner. It is for results that
 * all spells of a unit need from the same policy or calendar. `make` must depend only on its two arguments.
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
