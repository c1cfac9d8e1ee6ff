import type { NodemailerError } from 'nodemailer/lib/errors.js';
import { type Mail, type Mailer, MailRefused } from '../ports.ts';

/** As much of a nodemailer transport as sending raw messages needs. */
export interface SmtpTransport {
  sendMail(mail: {
    envelope: { from: string; to: string[] };
    raw: Buffer;
    disableFileAccess: true;
    disableUrlAccess: true;
  }): Promise<unknown>;
  close(): void;
}

/**
 * Sends through an SMTP server, where SES does not exist. The transport is opened with the first mail and opened
 * anew after any failure that is not about the mail itself, so that a changed password is picked up.
 */
export function smtpMailer(open: () => Promise<SmtpTransport>): Mailer {
  let opened: Promise<SmtpTransport> | undefined;
  return {
    async send(mail) {
      opened ??= open();
      const current = opened;
      try {
        await (await current).sendMail(messageOf(mail));
      } catch (error) {
        if (isRefusal(error))
          throw new MailRefused(`the SMTP server refused the mail for good: ${error.message}`, {
            cause: error,
          });
        opened = undefined;
        current.then((transport) => transport.close()).catch(() => undefined);
        throw error;
      }
    },
  };
}

function messageOf({ from, to, raw }: Mail): Parameters<SmtpTransport['sendMail']>[0] {
  return {
    envelope: { from, to: [to] },
    raw: Buffer.from(raw),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** A 5xx about the recipient or the message; one about the sender or the login is ours to mend, for every mail. */
function isRefusal(error: unknown): error is NodemailerError {
  const { permanent, command } = error as NodemailerError;
  return permanent === true && (command === 'RCPT TO' || command === 'DATA');
}
