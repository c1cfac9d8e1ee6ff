import { printable } from '../../domain/letter/letter.ts';
import { compact } from '../../domain/values/compact.ts';
import { MailFailed, MailRefused, SecretUnavailable } from '../ports.ts';

/** Why a mail was not sent, in a form that may be logged. */
export interface MailFailure {
  /** The transport's code: `EAUTH`, `ETIMEDOUT`, `Throttling`. */
  readonly code?: string;
  /** The rejected SMTP command: `RCPT TO`. */
  readonly command?: string;
  /** The SMTP reply code, or the HTTP status. */
  readonly responseCode?: number;
  /** The server's message, without addresses. */
  readonly response?: string;
}

const LONGEST_RESPONSE = 300;
const ADDRESS = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/g;
/** The least length from which the part of an address before the @ is masked. A shorter part may be ordinary text. */
const SHORTEST_LOCAL_PART = 3;

/**
 * What may be logged about the failure of a mail.
 * @param to the recipient's address, which the server may quote in part.
 */
export function mailFailureOf(error: unknown, to: string): MailFailure {
  const { name, code, command, responseCode, response, message, $metadata } = Object(error) as Partial<
    Record<string, unknown>
  >;
  const { httpStatusCode } = Object($metadata) as { readonly httpStatusCode?: unknown };
  const isOfService = $metadata !== undefined || name === 'AbortError' || name === 'TimeoutError';
  const status = responseCode ?? httpStatusCode;
  return compact({
    code: textOf(isOfService ? name : code),
    command: textOf(command),
    responseCode: typeof status === 'number' ? status : undefined,
    response: textOf(withoutAddresses(String(response ?? message ?? ''), to)),
  });
}

function withoutAddresses(text: string, to: string): string {
  const masked = printable(text).replace(ADDRESS, '<address>');
  const local = to.slice(0, to.lastIndexOf('@'));
  const isName = local.length >= SHORTEST_LOCAL_PART;
  return (isName ? masked.replaceAll(local, '<address>') : masked).slice(0, LONGEST_RESPONSE);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * The parts of an error that may be logged. For a failure of a mail or a secret, they include the reason; for any other
 * error, only the name.
 */
export function failureIds(error: unknown): Readonly<Record<string, string | number>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name: is, message, cause } = error;
  // Only these two kinds of errors have a safe reason; the messages of others may quote personal data.
  if (error instanceof SecretUnavailable) return { error: is, why: message };
  if (error instanceof MailFailed || error instanceof MailRefused)
    return { error: is, ...(cause as MailFailure) };
  return { error: is };
}
