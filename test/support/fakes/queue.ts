import type { DigestQueue, DigestRequest } from '../../../functions/ports.ts';

export interface FakeQueue extends DigestQueue {
  /** Requests that were sent and are not yet taken. */
  readonly waiting: readonly DigestRequest[];
  readonly aside: readonly { readonly request: DigestRequest | string; readonly reason: string }[];
  take(): DigestRequest | undefined;
  failOnce(error: Error): void;
}

/** A queue in memory. A taken request is removed; the caller sends it again if it failed. */
export function fakeQueue(): FakeQueue {
  const waiting: DigestRequest[] = [];
  const aside: { request: DigestRequest | string; reason: string }[] = [];
  const failures: Error[] = [];
  return {
    waiting,
    aside,
    take: () => waiting.shift(),
    failOnce: (error) => void failures.push(error),
    async send(requests) {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      waiting.push(...requests);
    },
    async setAside(request, reason) {
      aside.push({ request, reason });
    },
  };
}
