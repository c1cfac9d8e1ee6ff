import type { UnknownCharge } from '../reconcile/unknown-charge.ts';
import type { KeptFinding } from '../roster/kept-finding.ts';
import type { UnitFact } from '../units/unit-fact.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Case, UnitCaseKind } from './case.ts';
import type { CaseContext } from './case-parts.ts';

/** What the cases of a unit itself are derived from. The unit is undefined where the registry does not know it. */
export interface UnitCaseContext extends CaseContext {
  readonly unitId: string;
  /** Since when the registry knows the unit; absent where that was not kept. */
  readonly registeredOn?: PlainDate | undefined;
  /** All facts about this unit, and about no other. */
  readonly unitFacts: readonly UnitFact[];
  /** Charges on this unit's bills for people nobody has told us of. */
  readonly unknownCharges: readonly UnknownCharge[];
  /** Where the HR system's list of this unit's people and our facts differ. */
  readonly rosterFindings: readonly KeptFinding[];
}

/** Which unit and what: the part that every case of a unit has in common. */
export function unitPartsOf(unitId: string, kind: UnitCaseKind): Pick<Case, 'caseId' | 'kind' | 'unitId'> {
  return { caseId: unitCaseIdOf(unitId, kind), kind, unitId };
}

const PREFIX = 'unit/';

export function unitCaseIdOf(unitId: string, kind: UnitCaseKind): string {
  return `${PREFIX}${unitId}/${kind}`;
}

/** The unit in an id made by {@link unitCaseIdOf} for this kind, whatever slashes it holds; undefined in any other. */
export function unitIdIn(caseId: string, kind: UnitCaseKind): string | undefined {
  const suffix = `/${kind}`;
  if (!caseId.startsWith(PREFIX) || !caseId.endsWith(suffix)) return undefined;
  return caseId.slice(PREFIX.length, -suffix.length) || undefined;
}
