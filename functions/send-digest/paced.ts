import type { Mailer } from '../ports.ts';

/** What pacing needs of time; milliseconds on any clock that only goes forward. */
export interface Pace {
  milliseconds(): number;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * Keeps a mailer to `perSecond` mails (0.5 is one every two seconds), evenly spaced: what a mail service refuses
 * for speed it does not retry for you. Holds for one instance, which gets its
 * share of the service's rate.
 */
export function paced(mailer: Mailer, perSecond: number, pace: Pace): Mailer {
  const interval = 1_000 / perSecond;
  let free = Number.NEGATIVE_INFINITY;
  return {
    async send(mail) {
      const now = pace.milliseconds();
      const start = Math.max(now, free);
      free = start + interval;
      if (start > now) await pace.sleep(start - now);
      await mailer.send(mail);
    },
  };
}
