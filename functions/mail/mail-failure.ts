import { printable } from '../../domain/letter/letter.ts';
import { MailFailed, MailRefused, SecretUnavailable } from '../ports.ts';

/** Why a mail did not go out, as the log may tell it. */
export interface MailFailure {
  /** Of the transport: `EAUTH`, `ETIMEDOUT`, `Throttling`. */
  readonly code?: string;
  /** The SMTP command that was not taken: `RCPT TO`. */
  readonly command?: string;
  /** The SMTP reply, or the status of the HTTP answer. */
  readonly responseCode?: number;
  /** What the server said, without addresses. */
  readonly response?: string;
}

const LONGEST_RESPONSE = 300;
const ADDRESS = /[^\s<>()[\]"',;:]+@[^\s<>()[\]"',;:]+/g;
/** Shorter ones are words of their own. */
const SHORTEST_LOCAL_PART = 3;

/** @param to whose address the server may quote in part. */
export function mailFailureOf(error: unknown, to: string): MailFailure {
  const { name, code, command, responseCode, response, message, $metadata } = Object(error) as Partial<
    Record<string, unknown>
  >;
  const { httpStatusCode } = Object($metadata) as { readonly httpStatusCode?: unknown };
  const isOfService = $metadata !== undefined || name === 'AbortError' || name === 'TimeoutError';
  return {
    ...text('code', isOfService ? name : code),
    ...text('command', command),
    ...number(responseCode ?? httpStatusCode),
    ...text('response', withoutAddresses(String(response ?? message ?? ''), to)),
  };
}

function withoutAddresses(words: string, to: string): string {
  const masked = printable(words).replace(ADDRESS, '<address>');
  const local = to.slice(0, to.lastIndexOf('@'));
  const isName = local.length >= SHORTEST_LOCAL_PART;
  return (isName ? masked.replaceAll(local, '<address>') : masked).slice(0, LONGEST_RESPONSE);
}

function text(name: keyof MailFailure, value: unknown): MailFailure {
  return typeof value === 'string' && value !== '' ? { [name]: value } : {};
}

function number(value: unknown): MailFailure {
  return typeof value === 'number' ? { responseCode: value } : {};
}

/** What of an error goes into the log: of a mail or a secret why it failed, of any other the name alone. */
export function failureIds(error: unknown): Readonly<Record<string, string | number>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name: is, message, cause } = error;
  // These two are made of what may be told; the message of any other error may quote whom it is about.
  if (error instanceof SecretUnavailable) return { error: is, why: message };
  if (error instanceof MailFailed || error instanceof MailRefused)
    return { error: is, ...(cause as MailFailure) };
  return { error: is };
}
