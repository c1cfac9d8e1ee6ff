import type { Charge } from '../employment/spell.ts';
import type { Instant } from '../values/plain-date.ts';

/** A charge on a unit's bill for somebody whom no HR system has told us of. Kept apart until the person is known. */
export interface UnknownCharge extends Omit<Charge, 'factId' | 'alsoChargedAt' | 'knownAt'> {
  /** The same however often the bill is imported. */
  readonly id: string;
  /** As the bill names them: an id that the HR system does not use, an identity number masked and hashed. */
  readonly employeeId?: string;
  readonly masked?: string;
  readonly hash?: string;
  readonly name?: string;
  readonly receivedAt: Instant;
}
