import type { Meter, Metric } from '../../../functions/ports.ts';

/** How many requests were refused, whatever the reason. */
export function refusedIn({ counts }: Pick<ReturnType<typeof fakeMeter>, 'counts'>): number {
  const { EventMalformed = 0, EventUnsigned = 0, EventMismatched = 0 } = counts;
  return EventMalformed + EventUnsigned + EventMismatched;
}

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
