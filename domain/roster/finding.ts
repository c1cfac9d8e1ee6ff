import type { FactData } from '../facts/fact.ts';
import { type Reason, reasonOf, type ValuesFor } from '../reasons/reason.ts';
import type { Instant } from '../values/plain-date.ts';
import type { Roster } from './roster.ts';
import type { RosterFindingCode } from './texts.ts';

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

/** The kinds of fact that a roster can lead to. */
type RosterFactKind =
  | 'employee.hired'
  | 'employee.terminated'
  | 'employee.hire_noticed'
  | 'employee.leave_noticed'
  | 'employee.transferred';

/** The content of a fact before it has an id. */
export type RosterStatement = {
  [Kind in RosterFactKind]: { readonly kind: Kind; readonly data: FactData<Kind> };
}[RosterFactKind];

/** One difference between the roster and our facts about a person. */
export interface RosterFinding {
  readonly kind: RosterFindingKind;
  readonly employeeId: string;
  readonly name?: string;
  /** The unit whose handlers are notified: the person's unit by our facts, otherwise by the roster. */
  readonly unitId: string;
  /** The code of the finding; its sentences are in `ROSTER_FINDING_TEXTS`. */
  readonly code: RosterFindingCode;
  /**
   * The days and units by our facts and by the roster. The roster's own date is left out, so that a later roster gives
   * an equal finding.
   */
  readonly values: Readonly<Record<string, string>>;
  /**
   * Facts that would correct the difference. Empty if a person must decide, for example because a day is missing. Days
   * are never guessed.
   */
  readonly mends: readonly RosterStatement[];
}

/** A stored finding on which a person must decide. Until then no fact is recorded from it. */
export interface KeptFinding {
  /** The HR system from which the roster came; `roster` for an uploaded file. */
  readonly source: string;
  readonly finding: RosterFinding;
  /** The roster lines of this person. They are compared again when the finding is confirmed. */
  readonly roster: Roster;
  /** When the finding was first made. This does not change while later rosters state the same. */
  readonly foundAt: Instant;
  /** When the latest roster with this finding was compared. */
  readonly seenAt: Instant;
  /**
   * When a person dismissed the finding. The dismissal no longer counts once a roster states something else about the
   * person.
   */
  readonly dismissedAt?: Instant;
}

/** The new findings. A finding that is already stored keeps its `foundAt` and `dismissedAt`. */
export function carriedOver(
  found: readonly KeptFinding[],
  before: readonly KeptFinding[],
): readonly KeptFinding[] {
  const known = new Map(before.map((finding) => [contentOf(finding), finding]));
  return found.map((finding) => {
    const earlier = known.get(contentOf(finding));
    if (earlier === undefined) return finding;
    const { foundAt, dismissedAt } = earlier;
    return { ...finding, foundAt, ...(dismissedAt !== undefined && { dismissedAt }) };
  });
}

/** A text that is equal for two findings if the rosters state the same about the person, whatever their dates. */
function contentOf({ source, finding: { kind, employeeId, unitId, code, values } }: KeptFinding): string {
  const sortedValues = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([source, kind, employeeId, unitId, code, sortedValues]);
}

/** The sentence of a finding. It uses `who` and the finding's own values. */
export function findingReason(finding: RosterFinding): Reason {
  const values: Readonly<Record<string, string>> = { ...finding.values, who: whoIs(finding) };
  return reasonOf('F11', finding.code, values as ValuesFor<RosterFindingCode>);
}

/** The person's name in lists, with the employee id because names repeat. */
export function whoIs({ employeeId, name }: Pick<RosterFinding, 'employeeId' | 'name'>): string {
  return name === undefined ? employeeId : `${name} · ${employeeId}`;
}
