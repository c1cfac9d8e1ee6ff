import nodemailer from 'nodemailer';
import type { SmtpTransport } from './smtp-mailer.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
}

export interface SmtpCredentials {
  readonly user: string;
  readonly password: string;
}

/** Implicit TLS from the first byte (RFC 8314); any other port has to offer STARTTLS. */
const IMPLICIT_TLS_PORT = 465;

/** A connection that idled through a frozen function is dead: close it sooner than that is likely. */
const IDLE_MILLISECONDS = 5_000;

/** Well below the function's 60 seconds: a server that hangs is noted as a failure, not by cutting the function off. */
const TIMEOUTS = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
};

/** One connection, kept between mails; the password never goes over a line that is not encrypted. */
export function smtpTransport(
  { host, port }: SmtpServer,
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
