import { seededBytes } from '../seeded.ts';

/** Letters and digits that no two letters have in common. */
export function newNonce(): string {
  return seededBytes(5).toString('hex');
}
