import type { FactData } from '../facts/fact.ts';

export const ROSTER_FINDING_KINDS = [
  'hire-never-received',
  'leave-never-received',
  'noticed-date-found',
  'hire-date-differs',
  'leave-date-differs',
  'unit-differs',
  'listed-twice',
] as const;
export type RosterFindingKind = (typeof ROSTER_FINDING_KINDS)[number];

/** The kinds of fact that a roster can bring. */
export type RosterFactKind =
  | 'employee.hired'
  | 'employee.terminated'
  | 'employee.hire_noticed'
  | 'employee.leave_noticed'
  | 'employee.transferred';

/** What a fact would say, before it has an id. */
export type RosterStatement = {
  [Kind in RosterFactKind]: { readonly kind: Kind; readonly data: FactData<Kind> };
}[RosterFactKind];

/** One way in which the roster and our facts do not agree about somebody. */
export interface RosterFinding {
  readonly kind: RosterFindingKind;
  readonly employeeId: string;
  readonly name?: string;
  /** Whose handlers are told: the unit where we have the person, else the roster's. */
  readonly unitId: string;
  /** What exactly; the words for it live in digest/wording. */
  readonly code: string;
  /** Days and units, ours and the roster's; never the day of the roster itself, so that the same finding stays the same. */
  readonly values: Readonly<Record<string, string>>;
  /** The facts that would mend it; empty where a person has to decide, e.g. for want of a day: none is ever guessed. */
  readonly mends: readonly RosterStatement[];
}
