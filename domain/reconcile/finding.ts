import type { Reason } from '../cases/case.ts';
import type { Fen } from '../values/money.ts';
import type { Month } from '../values/month.ts';

export const FINDING_KINDS = [
  'charged-after-leave',
  'charged-before-hire',
  'charged-without-hire',
  'charged-twice',
  'charged-at-two-units',
  'not-charged',
  'wrong-base',
  'unknown-person',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** One way in which a month's bill and the unit's people do not agree. */
export interface Finding {
  readonly kind: FindingKind;
  readonly month: Month;
  /** Absent for somebody unknown whom the bill names by identity number alone. */
  readonly employeeId?: string;
  readonly name?: string;
  /** An identity number as people may see it. */
  readonly masked?: string;
  /** What the finding is about: the charges that were not due, or those of the month. */
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly charges: number;
  /** The open case under which it is dealt with, where there is one. */
  readonly caseId?: string;
  readonly because: readonly Reason[];
}
