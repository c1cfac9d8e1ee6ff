/** One thing that was measured: what it costs, beside what the plainest thing of its kind costs in the same run. */
export interface Figure {
  readonly name: string;
  /** What was measured against what, in a sentence. */
  readonly what: string;
  /** Of both raw figures; less is better. */
  readonly unit: string;
  readonly subject: number;
  readonly reference: number;
  /** Subject ÷ reference: says the same on a fast machine and on a slow one. */
  readonly ratio: number;
  readonly goal?: { readonly of: 'ratio' | 'subject'; readonly atMost: number };
  readonly met?: boolean;
  /** Further raw figures of the same measurement. */
  readonly more?: Readonly<Record<string, number>>;
}

type Measured = Omit<Figure, 'ratio' | 'met'>;

/** Adds the ratio, and whether the goal was met; rounds what was measured to what can be relied on. */
export function figure({ subject, reference, goal, more, ...rest }: Measured): Figure {
  const ratio = subject / reference;
  return {
    ...rest,
    subject: rounded(subject),
    reference: rounded(reference),
    ratio: rounded(ratio),
    ...(goal !== undefined && { goal, met: (goal.of === 'ratio' ? ratio : subject) <= goal.atMost }),
    ...(more !== undefined && {
      more: Object.fromEntries(Object.entries(more).map(([name, value]) => [name, rounded(value)])),
    }),
  };
}

/** Four significant digits below 1,000, whole numbers above. */
function rounded(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
}

/**
 * Measures several things turn by turn, so that whatever else the machine does falls on all of them alike; each
 * round begins with another one.
 * @param warmUps rounds before those that count.
 * @returns of each, in their order, the 25th percentile of all rounds.
 */
export async function interleaved(
  measures: readonly (() => number | Promise<number>)[],
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

/** Works on all items, `most` of them at a time. */
export async function inFlight<T>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: most }, lane));
}
