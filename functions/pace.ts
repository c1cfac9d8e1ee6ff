/** The clock and the pause of a rate limiter, in milliseconds. Any clock that never runs backwards can be used. */
export interface Pace {
  milliseconds(): number;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * A rate limiter for this function instance. It allows at most `perSecond` calls, evenly spaced; 0.5 means one call
 * every two seconds.
 */
export function rateLimiter(perSecond: number, pace: Pace): () => Promise<void> {
  const interval = 1_000 / perSecond;
  let free = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = pace.milliseconds();
    const start = Math.max(now, free);
    free = start + interval;
    if (start > now) await pace.sleep(start - now);
  };
}

/** How many requests a store receives at the same time and per second. */
export interface Load {
  readonly inFlight: number;
  /** How many requests start per second, evenly spaced. */
  readonly perSecond: number;
  readonly pace: Pace;
  /**
   * How many times the store has throttled requests so far. When this number grows, fewer requests run at the same
   * time.
   */
  readonly throttles?: (() => number) | undefined;
}

const PAUSE_MS = 20;

/** A load without a rate limit. Only the number of concurrent requests is limited. */
export function unpaced(inFlight: number): Load {
  const pace = { milliseconds: () => 0, sleep: async () => undefined };
  return { inFlight, perSecond: Number.POSITIVE_INFINITY, pace };
}

/** Processes all items, several at a time. After a failure no new item is started, and the running ones are awaited. */
export async function atOnce<T>(
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<void>,
  load: Load,
): Promise<void> {
  const rest = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const turn = rateLimiter(load.perSecond, load.pace);
  const width = new Width(load);
  let [exhausted, failed] = [false, false];
  const worker = async (index: number) => {
    while (!exhausted && !failed) {
      if (index >= width.now) {
        await load.pace.sleep(PAUSE_MS);
        continue;
      }
      const next = await rest.next();
      if (next.done === true) exhausted = true;
      if (next.done === true || failed) return;
      await turn();
      await work(next.value);
      width.finished();
    }
  };
  const stopping = (error: unknown) => {
    failed = true;
    throw error;
  };
  const workers = Array.from({ length: load.inFlight }, (_, index) => worker(index).catch(stopping));
  const failure = (await Promise.allSettled(workers)).find((it) => it.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

/** The results of all items, in their order. At most `most` items are worked on at the same time. */
export async function severalAtOnce<T, Result>(
  items: readonly T[],
  work: (item: T) => Promise<Result>,
  most: number,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < items.length; first += most)
    results.push(...(await Promise.all(items.slice(first, first + most).map(work))));
  return results;
}

/**
 * Adapts the number of concurrent requests. A round without throttling adds one request; a throttled round halves the
 * number.
 */
class Width {
  readonly #most: number;
  readonly #throttles: () => number;
  #seen: number;
  #done = 0;
  now: number;

  constructor({ inFlight, throttles = () => 0 }: Load) {
    this.#most = inFlight;
    this.#throttles = throttles;
    this.#seen = throttles();
    this.now = inFlight;
  }

  finished(): void {
    this.#done += 1;
    if (this.#done < this.now) return;
    this.#done = 0;
    const refused = this.#throttles();
    this.now =
      refused > this.#seen ? Math.max(1, Math.floor(this.now / 2)) : Math.min(this.#most, this.now + 1);
    this.#seen = refused;
  }
}
