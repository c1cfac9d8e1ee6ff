import { type Pace, turns } from '../pace.ts';

/** How many requests go to a store at a time. */
export interface Load {
  readonly inFlight: number;
  /** How many are begun in a second, evenly spaced. */
  readonly perSecond: number;
  readonly pace: Pace;
}

/** Works on all items, some at a time. After a failure nothing new is begun, and what was begun is awaited. */
export async function atOnce<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
  { inFlight, perSecond, pace }: Load,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const turn = turns(perSecond, pace);
  let failed = false;
  const worker = async () => {
    for (let next = rest.next(); next.done !== true && !failed; next = rest.next()) {
      await turn();
      await work(next.value).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: inFlight }, worker));
  const failure = ended.find((it) => it.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
