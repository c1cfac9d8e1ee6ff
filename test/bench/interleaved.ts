/** Measures once and says how much it was: milliseconds, say. */
export type Measure = () => number | Promise<number>;

/**
 * Measures several things turn by turn, so that whatever else the machine does falls on all of them alike; each
 * round begins with another one.
 * @param warmUps rounds before those that count.
 * @returns of each, in their order, the 25th percentile of all rounds.
 */
export async function interleaved(
  measures: readonly Measure[],
  { rounds, warmUps = 1 }: { readonly rounds: number; readonly warmUps?: number },
): Promise<number[]> {
  const samples = measures.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round += 1) {
    for (let turn = 0; turn < measures.length; turn += 1) {
      const which = (turn + round + warmUps) % measures.length;
      const sample = await measures[which]?.();
      if (round >= 0 && sample !== undefined) samples[which]?.push(sample);
    }
  }
  return samples.map(lowerQuartile);
}

/** Milliseconds that the work takes. */
export async function millisecondsOf(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function lowerQuartile(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const found = sorted[Math.floor((sorted.length - 1) / 4)];
  if (found === undefined) throw new RangeError('nothing was measured; rounds must be at least 1');
  return found;
}
