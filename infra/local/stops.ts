/** Functions that stop what was started, in the reverse order of the start. */
export interface Stops {
  add(stop: () => void | Promise<void>): void;
  /** Runs all functions once, even if some fail. @throws the first failure, after all have run. */
  run(): Promise<void>;
}

export function createStops(): Stops {
  const stops: (() => void | Promise<void>)[] = [];
  return {
    add: (stop) => void stops.push(stop),
    run: async () => {
      const failures: unknown[] = [];
      for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
        try {
          await stop();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}

/**
 * Waits for both promises, even if one fails, so that the other part has registered its stop function.
 * @throws the first failure.
 */
export async function settled<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return [await a, await b];
}
