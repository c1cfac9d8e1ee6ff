import { type Pace, rateLimiter } from '../pace.ts';
import type { Mailer } from '../ports.ts';

/**
 * The time limit of one mail. Even if several mails reach it, the function's 60 s leave time to record the failures.
 */
export const MOST_MS_A_MAIL = 15_000;

/**
 * Limits a mailer to `perSecond` mails per second, because mail services reject mails that come faster and do not retry
 * them.
 */
export function paced(mailer: Mailer, perSecond: number, pace: Pace): Mailer {
  const turn = rateLimiter(perSecond, pace);
  return {
    async send(mail) {
      await turn();
      return await mailer.send(mail);
    },
  };
}
