/**
 * How long a function waits for a store whose caller waits for the function: HR systems give up after three seconds at
 * the earliest, and with two attempts the sender hears before that that it must send again.
 */
export const ANSWERING = {
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 1_300, throwOnRequestTimeout: true },
  maxAttempts: 2,
} as const;
