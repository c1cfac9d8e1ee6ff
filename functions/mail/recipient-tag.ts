import { createHash } from 'node:crypto';

/** Identifies a recipient in logs and headers without revealing the address. */
export function recipientTag(recipient: string): string {
  return createHash('sha256').update(recipient).digest('hex').slice(0, 16);
}
