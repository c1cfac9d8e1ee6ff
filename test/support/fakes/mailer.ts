import { mailFailureOf } from '../../../functions/mail/mail-failure.ts';
import { type Mail, type Mailer, MailRefused } from '../../../functions/ports.ts';

export interface FakeMailer extends Mailer {
  /** All sent mails in order. */
  readonly sent: readonly Mail[];
  /** Refuses mails to the address from now on. */
  refuse(address: string): void;
  /** Makes the next mail fail with the error; several calls make several mails fail. */
  failOnce(error: Error): void;
  /** Sends the next mail and then throws the error, as if it were unknown whether the mail was sent. */
  leaveAndFailOnce(error: Error): void;
}

/** A mailer that keeps the sent mails. */
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
