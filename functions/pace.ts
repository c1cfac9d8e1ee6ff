/** The time functions of a rate limiter; milliseconds on any monotonic clock. */
export interface Pace {
  milliseconds(): number;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * A rate limiter for this function instance: at most `perSecond` calls, evenly spaced; 0.5 is one every two seconds.
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

/** How many concurrent requests a store receives. */
export interface Load {
  readonly inFlight: number;
  /** How many start per second, evenly spaced. */
  readonly perSecond: number;
  readonly pace: Pace;
  /** How often the store has throttled requests so far. When this number grows, concurrency is reduced. */
  readonly throttles?: (() => number) | undefined;
}

const PAUSE_MS = 20;

/** No rate limit, only a limit on concurrency. */
export function unpaced(inFlight: number): Load {
  const pace = { milliseconds: () => 0, sleep: async () => undefined };
  return { inFlight, perSecond: Number.POSITIVE_INFINITY, pace };
}

/** Processes all items, some at a time. After a failure no new item starts, and running ones are awaited. */
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

/** Adaptive concurrency: one more after each successful round, half as many after a throttled one. */
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
