import type { GuideQueue, GuideRequest } from '../../../functions/ports.ts';

export interface FakeGuideQueue extends GuideQueue {
  /** Requests that were sent and are not yet taken. */
  readonly waiting: readonly GuideRequest[];
  takeAll(): GuideRequest[];
  failOnce(error: Error): void;
}

/** A queue of guide requests in memory. */
export function fakeGuideQueue(): FakeGuideQueue {
  const waiting: GuideRequest[] = [];
  const failures: Error[] = [];
  return {
    waiting,
    takeAll: () => waiting.splice(0),
    failOnce: (error) => void failures.push(error),
    async send(requests) {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      waiting.push(...requests);
    },
  };
}
