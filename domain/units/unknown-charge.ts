import type { Fen } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';

/** A charge on a unit's bill for somebody whom no HR system has told us of. Kept apart until the person is known. */
export interface UnknownCharge {
  /** The same however often the bill is imported. */
  readonly id: string;
  readonly unitId: string;
  readonly month: Month;
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly base?: Fen;
  readonly chargedOn?: PlainDate;
  readonly supplement?: true;
  /** As the bill names them: an id that the HR system does not use, an identity number masked and hashed. */
  readonly employeeId?: string;
  readonly masked?: string;
  readonly hash?: string;
  readonly name?: string;
  readonly receivedAt: Instant;
}
