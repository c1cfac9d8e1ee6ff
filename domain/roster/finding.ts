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

/** The kinds of fact that a roster can bring. */
type RosterFactKind =
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
  /** What exactly; its sentences are in `ROSTER_FINDING_TEXTS`. */
  readonly code: RosterFindingCode;
  /** Days and units, ours and the roster's; never the day of the roster itself, so that the same finding stays the same. */
  readonly values: Readonly<Record<string, string>>;
  /** The facts that would mend it; empty where a person has to decide, e.g. for want of a day: none is ever guessed. */
  readonly mends: readonly RosterStatement[];
}

/** A finding of a roster that waits for a person: nothing of it is a fact yet. */
export interface KeptFinding {
  /** The HR system whose roster it was; `roster` where somebody uploaded it. */
  readonly source: string;
  readonly finding: RosterFinding;
  /** What the roster said of this one person, so that it can be compared again when it is confirmed. */
  readonly roster: Roster;
  /** When it was found first; the same for as long as each roster says the same. */
  readonly foundAt: Instant;
  /** When it was found last. */
  readonly seenAt: Instant;
  /** A person said that it is no matter; until the roster says something else. */
  readonly dismissedAt?: Instant;
}

/** What today's findings take over from those kept before: since when they are known, and that they were dismissed. */
export function carriedOver(
  found: readonly KeptFinding[],
  before: readonly KeptFinding[],
): readonly KeptFinding[] {
  const known = new Map(before.map((kept) => [contentOf(kept), kept]));
  return found.map((kept) => {
    const earlier = known.get(contentOf(kept));
    if (earlier === undefined) return kept;
    const { foundAt, dismissedAt } = earlier;
    return { ...kept, foundAt, ...(dismissedAt !== undefined && { dismissedAt }) };
  });
}

/** The same as long as the roster says the same of the person, whatever its day. */
function contentOf({ source, finding: { kind, employeeId, unitId, code, values } }: KeptFinding): string {
  const said = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([source, kind, employeeId, unitId, code, said]);
}

/** The sentence about a finding. What its code needs besides `who` is in its own values. */
export function findingReason(finding: RosterFinding): Reason {
  const values: Readonly<Record<string, string>> = { ...finding.values, who: whoIs(finding) };
  return reasonOf('F11', finding.code, values as ValuesFor<RosterFindingCode>);
}

/** The person as lists name them: with the employee id, for names repeat. */
export function whoIs({ employeeId, name }: Pick<RosterFinding, 'employeeId' | 'name'>): string {
  return name === undefined ? employeeId : `${name} · ${employeeId}`;
}
