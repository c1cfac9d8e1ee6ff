import { type ParsedMail, simpleParser } from 'mailparser';
import type { Mail } from '../../functions/ports.ts';

/** Parses a raw message as its reader sees it, with all headers by lower-case name. */
export async function readMail(
  mail: Mail,
): Promise<ParsedMail & { readonly header: Readonly<Record<string, string>> }> {
  const parsed = await simpleParser(Buffer.from(mail.raw));
  const header = Object.fromEntries(
    parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { ...parsed, header };
}
