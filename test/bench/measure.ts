/** A measurement: a cost, compared with the cost of a simple reference in the same run. */
export interface Figure {
  readonly name: string;
  /** One sentence that says what is compared with what. */
  readonly what: string;
  /** The unit of both raw figures. A smaller figure is better. */
  readonly unit: string;
  readonly subject: number;
  readonly reference: number;
  /** The subject divided by the reference. It does not depend on the machine's speed. */
  readonly ratio: number;
  readonly goal?: { readonly of: 'ratio' | 'subject'; readonly atMost: number };
  readonly met?: boolean;
  /** More raw figures of the same measurement. */
  readonly more?: Readonly<Record<string, number>>;
}

type Measured = Omit<Figure, 'ratio' | 'met'>;

/** Adds the ratio and whether the goal is met, and rounds the figures. */
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

/** The value with four significant digits below 1,000, or as a whole number above. */
function rounded(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
}

/**
 * Runs several measurements in turn, so that other work on the machine affects all of them equally. Each round starts
 * with another one.
 * @param warmUps rounds that are not counted.
 * @returns the 25th percentile of each measurement, in their order.
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

/** Measures the duration of the work in milliseconds. */
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

/** Processes all items, at most `most` at a time. */
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
