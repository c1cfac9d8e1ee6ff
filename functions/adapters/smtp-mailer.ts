import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import nodemailer from 'nodemailer';
import type { NodemailerError } from 'nodemailer/lib/errors.js';
import * as z from 'zod/mini';
import { mailFailureOf } from '../mail/mail-failure.ts';
import { MOST_MS_A_MAIL } from '../mail/paced-mailer.ts';
import { type Mail, type Mailer, MailFailed, MailRefused, SecretEmpty, SecretUnavailable } from '../ports.ts';

/** The part of a nodemailer transport that is used here. */
interface SmtpTransport {
  sendMail(mail: {
    envelope: { from: string; to: string[] };
    raw: Buffer;
    disableFileAccess: true;
    disableUrlAccess: true;
  }): Promise<{ readonly response: string }>;
  close(): void;
}

/** With the status 5.7.x a server rejects the mail because of its policy, not because of the mailbox. */
const POLICY = /\b5\.7\.\d/;
/** The greatest length of the server's response that is kept. The response identifies the mail in the server's log. */
const LONGEST_RESPONSE = 200;

/**
 * Sends through an SMTP server. After a failure that is not about the mail, it reconnects and reads the password again.
 * @param milliseconds the limit for one mail, including connecting.
 */
export function smtpMailer(open: () => Promise<SmtpTransport>, milliseconds = MOST_MS_A_MAIL): Mailer {
  let opened: Promise<SmtpTransport> | undefined;
  return {
    async send(mail) {
      opened ??= open();
      const current = opened;
      try {
        const { response } = await within(
          milliseconds,
          current.then((transport) => transport.sendMail(messageOf(mail))),
        );
        return response.slice(0, LONGEST_RESPONSE);
      } catch (error) {
        const cause = mailFailureOf(error, mail.to);
        if (isRefusal(error))
          throw new MailRefused(`the SMTP server refused the mail for good: ${cause.response}`, {
            cause,
            noMailbox: error.command === 'RCPT TO' && !POLICY.test(error.message),
          });
        opened = undefined;
        current.then((transport) => transport.close()).catch(() => undefined);
        if (error instanceof SecretUnavailable) throw error;
        throw new MailFailed(`the SMTP server did not accept the mail: ${cause.response}`, { cause });
      }
    },
  };
}

/** Limits the time of one mail. A server that answers slowly but steadily never triggers the socket timeouts. */
async function within<T>(milliseconds: number, sending: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const message = `not accepted within ${milliseconds} ms`;
  const timer = setTimeout(
    () => late.reject(Object.assign(new Error(message), { code: 'ETIMEDOUT' })),
    milliseconds,
  );
  // After the time limit a failure is ignored.
  sending.catch(() => undefined);
  try {
    return await Promise.race([sending, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf({ from, to, raw }: Mail): Parameters<SmtpTransport['sendMail']>[0] {
  return {
    envelope: { from, to: [to] },
    raw: Buffer.from(raw),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * Whether the error is a 5xx reply about the recipient or the message. A 5xx reply about the sender or the login is no
 * refusal: it is a configuration error that affects every mail.
 */
function isRefusal(error: unknown): error is NodemailerError {
  const { permanent, command } = error as NodemailerError;
  return permanent === true && (command === 'RCPT TO' || command === 'DATA');
}

const credentialsSchema = z.object({
  user: z.string().check(z.minLength(1)),
  password: z.string().check(z.minLength(1)),
});
type SmtpCredentials = z.infer<typeof credentialsSchema>;

/** The port on which TLS begins with the first byte (RFC 8314). On any other port the server must offer STARTTLS. */
const IMPLICIT_TLS_PORT = 465;

/**
 * The time after which an idle connection is closed. A connection that stays open breaks while the function is
 * suspended.
 */
const IDLE_MILLISECONDS = 5_000;

/** Shorter than the limit of one mail, so that the error names the step at which the server hung. */
const TIMEOUTS = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 12_000,
};

/** Opens one connection, which is kept between mails. The password is only sent encrypted. */
export function smtpTransport(
  { host, port }: { readonly host: string; readonly port: number },
  { user, password }: SmtpCredentials,
): SmtpTransport {
  const secure = port === IMPLICIT_TLS_PORT;
  return nodemailer.createTransport({
    pool: true,
    maxConnections: 1,
    idleTimeout: IDLE_MILLISECONDS,
    host,
    port,
    secure,
    requireTLS: !secure,
    auth: { user, pass: password },
    ...TIMEOUTS,
  });
}

/** Whether the secret still has its initial content. */
function isEmpty(login: unknown): boolean {
  const { user, password } = Object(login) as { readonly user?: unknown; readonly password?: unknown };
  return !user && !password;
}

/** The secret is the JSON text `{"user", "password"}`. @throws SecretUnavailable with the secret's name only. */
export async function smtpCredentials(
  secretArn: string,
  client: Pick<SecretsManagerClient, 'send'> = new SecretsManagerClient({}),
): Promise<SmtpCredentials> {
  try {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    const login: unknown = JSON.parse(SecretString || '{}');
    if (isEmpty(login))
      throw new SecretEmpty(
        `the secret ${secretArn} has no SMTP login yet; it must contain {"user", "password"}`,
      );
    return credentialsSchema.parse(login);
  } catch (error) {
    if (error instanceof SecretEmpty) throw error;
    const why = error instanceof Error ? error.name : typeof error;
    throw new SecretUnavailable(
      `the SMTP login could not be read from the secret ${secretArn} (${why}); it must contain {"user", "password"}`,
    );
  }
}
