import { createHash } from 'node:crypto';
import type { PlainDate } from '../../domain/values/plain-date.ts';

/** Names a recipient in logs and headers without giving the address away. */
export function recipientTag(recipient: string): string {
  return createHash('sha256').update(recipient).digest('hex').slice(0, 16);
}

/**
 * The same for every attempt at this person's digest of this day, so that a mail that went out twice is seen as
 * one. @param domain the sender's.
 */
export function digestMessageId(recipient: string, day: PlainDate, domain: string): string {
  const hash = createHash('sha256').update(`${day}\n${recipient}`).digest('hex').slice(0, 32);
  return `<digest.${day}.${hash}@${domain}>`;
}
