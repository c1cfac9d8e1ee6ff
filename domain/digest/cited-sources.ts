/**
 * The sources that a letter's cards rest on, each numbered when it is first cited, so that a card says `来源 2` and the
 * list at the end says what that is. A mail with twenty cases would otherwise name the same page twenty times.
 */
export interface CitedSources {
  /** From 1. */
  numberOf(source: string): number;
  /** In the order of their numbers. */
  all(): readonly string[];
}

export function citedSources(): CitedSources {
  const numbers = new Map<string, number>();
  return {
    numberOf(source) {
      const number = numbers.get(source) ?? numbers.size + 1;
      numbers.set(source, number);
      return number;
    },
    all: () => [...numbers.keys()],
  };
}
