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
  readonly goal?: Goal;
  readonly met?: boolean;
  /** Further raw figures of the same measurement. */
  readonly more?: Readonly<Record<string, number>>;
}

export interface Goal {
  readonly of: 'ratio' | 'subject';
  readonly atMost: number;
}

/** What cannot be measured on this system, with the reason. */
export interface NotMeasured {
  readonly name: string;
  readonly notMeasured: string;
}

export type Measured = Omit<Figure, 'ratio' | 'met'>;

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
