import { type Pace, rateLimiter } from '../pace.ts';
import type { Mailer } from '../ports.ts';

/** How long one mail may take: several that hang leave time of the function's 60 s, which notes them as failures. */
export const MOST_MS_A_MAIL = 15_000;

/** Keeps a mailer to `perSecond` mails: what a mail service refuses for speed it does not retry for you. */
export function paced(mailer: Mailer, perSecond: number, pace: Pace): Mailer {
  const turn = rateLimiter(perSecond, pace);
  return {
    async send(mail) {
      await turn();
      return await mailer.send(mail);
    },
  };
}
