/**
 * Store timeouts for functions whose caller waits. Most HR systems wait at least three seconds for an answer. Two
 * attempts take less time than that, so the sender still receives the error and sends again.
 */
export const ANSWERING = {
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_300, throwOnRequestTimeout: true },
  maxAttempts: 2,
} as const;
