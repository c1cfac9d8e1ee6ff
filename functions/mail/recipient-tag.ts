import { createHash } from 'node:crypto';

/** Names a recipient in logs and headers without giving the address away. */
export function recipientTag(recipient: string): string {
  return createHash('sha256').update(recipient).digest('hex').slice(0, 16);
}
