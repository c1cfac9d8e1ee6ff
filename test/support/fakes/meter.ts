import type { Meter, Metric } from '../../../functions/ports.ts';

/** The number of refused requests, for all reasons. */
export function refusedIn({ counts }: Pick<ReturnType<typeof fakeMeter>, 'counts'>): number {
  const { EventMalformed = 0, EventUnsigned = 0, EventMismatched = 0 } = counts;
  return EventMalformed + EventUnsigned + EventMismatched;
}

/** A meter that adds up the counts. */
export function fakeMeter(): Meter & { readonly counts: Readonly<Partial<Record<Metric, number>>> } {
  const counts: Partial<Record<Metric, number>> = {};
  return {
    counts,
    count: (metric, value = 1) => {
      counts[metric] = (counts[metric] ?? 0) + value;
    },
  };
}
