/** What pacing needs of time; milliseconds on any clock that only goes forward. */
export interface Pace {
  milliseconds(): number;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * Waits for one's turn, of which there are `perSecond` (0.5 is one every two seconds), evenly spaced. Holds for one
 * instance, which gets its share of what a service takes.
 */
export function turns(perSecond: number, pace: Pace): () => Promise<void> {
  const interval = 1_000 / perSecond;
  let free = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = pace.milliseconds();
    const start = Math.max(now, free);
    free = start + interval;
    if (start > now) await pace.sleep(start - now);
  };
}
