/**
 * Store timeouts for functions whose caller waits. HR systems time out after three seconds at the earliest; two
 * attempts fit into that, so the sender still receives the error and sends again.
 */
export const ANSWERING = {
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_300, throwOnRequestTimeout: true },
  maxAttempts: 2,
} as const;
