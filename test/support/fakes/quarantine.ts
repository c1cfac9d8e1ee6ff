import type { Instant } from '../../../domain/values/plain-date.ts';
import type { Quarantine } from '../../../functions/ports.ts';

/** A quarantine in memory that keeps one body per delivery. */
export function fakeQuarantine(): Quarantine {
  const kept = new Map<string, Instant>();
  return {
    async keep({ source, deliveryId, receivedAt }) {
      const key = JSON.stringify([source, deliveryId]);
      if (kept.has(key)) return 'duplicate';
      kept.set(key, receivedAt);
      return 'kept';
    },
    countSince: async (since) => ({
      count: [...kept.values()].filter((receivedAt) => receivedAt > since).length,
      unreadable: [],
    }),
  };
}
