import type { Meter, Metric } from '../../../functions/ports.ts';

/** Adds up what was counted. */
export function fakeMeter(): Meter & { readonly counts: Readonly<Partial<Record<Metric, number>>> } {
  const counts: Partial<Record<Metric, number>> = {};
  return {
    counts,
    count: (metric, value = 1) => {
      counts[metric] = (counts[metric] ?? 0) + value;
    },
  };
}
