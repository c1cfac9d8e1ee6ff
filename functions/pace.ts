/** What pacing needs of time; milliseconds on any clock that only goes forward. */
export interface Pace {
  milliseconds(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** Rate limiter of one instance: at most `perSecond` calls, evenly spaced; 0.5 is one every two seconds. */
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
