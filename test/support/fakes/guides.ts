import type { Instant } from '../../../domain/values/plain-date.ts';
import type {
  GuideDeliveries,
  GuideKey,
  GuideQueue,
  GuideRequest,
  SettledDelivery,
} from '../../../functions/ports.ts';

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

/** Records of guide mails in memory. The same behaviour tests run against them and the real store. */
export function fakeGuideDeliveries(): GuideDeliveries {
  const settled = new Map<string, SettledDelivery>();
  const claims = new Map<string, Instant>();
  const keyOf = ({ employeeId, spellId }: GuideKey) => JSON.stringify([employeeId, spellId]);
  return {
    async claim({ now, lapsesAt, ...key }) {
      const done = settled.get(keyOf(key));
      if (done !== undefined) return { is: 'settled', ...done };
      const until = claims.get(keyOf(key));
      if (until !== undefined && now < until) return { is: 'held' };
      claims.set(keyOf(key), lapsesAt);
      return { is: 'claimed' };
    },
    async settle({ outcome, at, ...key }) {
      settled.set(keyOf(key), { outcome, at });
      claims.delete(keyOf(key));
    },
    async release(key) {
      claims.delete(keyOf(key));
    },
  };
}
