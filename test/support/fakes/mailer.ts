import { mailFailureOf } from '../../../functions/mail/mail-failure.ts';
import { type Mail, type Mailer, MailRefused } from '../../../functions/ports.ts';

export interface FakeMailer extends Mailer {
  /** Every mail that left, in order. */
  readonly sent: readonly Mail[];
  /** The address is refused for good from here on. */
  refuse(address: string): void;
  /** The next mails do not leave: the error is thrown instead, once for each call of this. */
  failOnce(error: Error): void;
  /** The next mail leaves, and then the sender learns of an error: nobody can tell whether it did. */
  leaveAndFailOnce(error: Error): void;
}

/** Keeps what was sent. */
export function fakeMailer(): FakeMailer {
  const sent: Mail[] = [];
  const refused = new Set<string>();
  const failures: { error: Error; leaves: boolean }[] = [];
  return {
    sent,
    refuse: (address) => void refused.add(address),
    failOnce: (error) => void failures.push({ error, leaves: false }),
    leaveAndFailOnce: (error) => void failures.push({ error, leaves: true }),
    async send(mail) {
      if (refused.has(mail.to)) {
        const response = `550 <${mail.to}> no such mailbox`;
        const cause = mailFailureOf({ responseCode: 550, response }, mail.to);
        throw new MailRefused('550 no such mailbox', { cause });
      }
      const failure = failures.shift();
      if (failure === undefined || failure.leaves) sent.push(mail);
      if (failure !== undefined) throw failure.error;
      return `mail-${sent.length}`;
    },
  };
}
