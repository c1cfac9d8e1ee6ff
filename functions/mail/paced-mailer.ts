import { type Pace, turns } from '../pace.ts';
import type { Mailer } from '../ports.ts';

/** Keeps a mailer to `perSecond` mails: what a mail service refuses for speed it does not retry for you. */
export function paced(mailer: Mailer, perSecond: number, pace: Pace): Mailer {
  const turn = turns(perSecond, pace);
  return {
    async send(mail) {
      await turn();
      return await mailer.send(mail);
    },
  };
}
