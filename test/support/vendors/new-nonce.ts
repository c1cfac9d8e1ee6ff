import { seededBytes } from '../seeded.ts';

/** Letters and digits that differ for every request. */
export function newNonce(): string {
  return seededBytes(5).toString('hex');
}
