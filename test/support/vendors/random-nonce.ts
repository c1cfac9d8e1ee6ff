import { randomBytes } from 'node:crypto';

/** Letters and digits that no two letters have in common. */
export function randomNonce(): string {
  return randomBytes(5).toString('hex');
}
