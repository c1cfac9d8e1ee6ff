import type { Calendar } from '../calendar/calendar.ts';
import type { Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { KeptFinding } from '../roster/finding.ts';
import {
  type Circumstances,
  type UnbilledMonths,
  unbilledMonths,
} from '../rules/overpayment/unbilled-months.ts';
import type { Unit } from '../units/unit.ts';
import type { UnitFact } from '../units/unit-facts.ts';
import type { UnknownCharge } from '../units/unknown-charge.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Case, CaseKind, UnitCaseKind } from './case.ts';

/** What cases are derived from besides the spell. The unit is undefined where the registry does not know it. */
export interface CaseContext {
  readonly unit: Unit | undefined;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly asOf: PlainDate;
}

/** A spell's context, with what more than one of its cases asks for, reckoned once. */
export interface SpellContext extends CaseContext {
  readonly unbilled: () => UnbilledMonths;
}

export function spellContext(spell: Spell, context: CaseContext): SpellContext {
  let found: UnbilledMonths | undefined;
  const unbilled = () => {
    found ??= unbilledMonths(spell, circumstancesOf(context));
    return found;
  };
  return { ...context, unbilled };
}

/** What the rules about money after a leave are asked with. */
export function circumstancesOf({ policy, calendar, asOf, unit }: CaseContext): Circumstances {
  return { policy, calendar, asOf, agencyCutOffDay: unit?.agency?.removalCutOffDay };
}

/** Who and where: the part that every case of a spell has in common. */
export function partsOf(
  spell: Spell,
  kind: CaseKind,
): Pick<Case, 'caseId' | 'kind' | 'employeeId' | 'employeeName' | 'spellId' | 'unitId' | 'knownAt'> {
  const { employeeId, spellId, unitId, knownAt, person } = spell;
  return {
    caseId: caseIdOf(spell, kind),
    kind,
    employeeId,
    spellId,
    unitId,
    knownAt,
    ...(person.name !== undefined && { employeeName: person.name }),
  };
}

/** F7: built on the spell id, which does not change with a date. */
export function caseIdOf({ employeeId, spellId }: Spell, kind: CaseKind): string {
  return `${employeeId}/${spellId}/${kind}`;
}

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
