import type { Calendar } from '../calendar/calendar.ts';
import type { Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { KeptFinding } from '../roster/finding.ts';
import { type UnbilledMonths, unbilledMonths } from '../rules/overpayment/unbilled-months.ts';
import type { Coverage } from '../units/coverage.ts';
import type { Unit } from '../units/unit.ts';
import type { UnitFact } from '../units/unit-facts.ts';
import type { UnknownCharge } from '../units/unknown-charge.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';
import type { Case, CaseKind, SpellCaseKindName, StaffAction, UnitCaseKindName } from './case.ts';

/** What cases are derived from, in addition to the spell. The unit is undefined where the registry does not know it. */
export interface CaseContext {
  readonly unit: Unit | undefined;
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** What the agency's own files say of the unit as a whole; absent: no file was imported. */
  readonly coverage?: Coverage | undefined;
  /** Our units in the same region as this one; absent: not known, and then no move settles a removal (E10). */
  readonly unitsInRegion?: ReadonlySet<string> | undefined;
  /** Since when the registry knows the unit; absent where that was not kept. */
  readonly registeredOn?: PlainDate | undefined;
  readonly asOf: PlainDate;
}

/** What the day on which a spell wakes is derived from: no day is given, since that day is the answer. */
export type WakeContext = Omit<CaseContext, 'asOf'>;

/** A spell's context, with what several of its cases need, computed once. */
export interface SpellContext extends CaseContext {
  readonly unbilled: () => UnbilledMonths;
}

export function spellContext(spell: Spell, context: CaseContext): SpellContext {
  let found: UnbilledMonths | undefined;
  const unbilled = () => {
    found ??= unbilledMonths(spell, context);
    return found;
  };
  return { ...context, unbilled };
}

/** When the newest of what a case rests on was taken in. */
export function newest([first, ...more]: readonly [Instant, ...(Instant | undefined)[]]): Instant {
  return more.reduce<Instant>((a, b) => (b !== undefined && b > a ? b : a), first);
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
function caseIdOf({ employeeId, spellId }: Spell, kind: CaseKind): string {
  return `${employeeId}/${spellId}/${kind}`;
}

/** A kind of case about one spell of an employee. */
export interface SpellCaseKind {
  readonly kind: SpellCaseKindName;
  /**
   * The first day on which such a case could be open; NEVER where nothing is pending. It may be early, never late: the
   * daily job reads only the spells whose day has come.
   */
  readonly wakesOn: (spell: Spell, context: WakeContext) => PlainDate;
  /** The case that is open on the day of the context; undefined where there is none. */
  readonly open: (spell: Spell, context: SpellContext) => Case | undefined;
  /** What staff can do about an open case, in addition to what every case allows. */
  readonly actions: (open: Case) => readonly StaffAction[];
}

/** A kind of case about a unit itself. These are derived each day for every unit, so nothing has to wake them. */
export interface UnitCaseKind {
  readonly kind: UnitCaseKindName;
  readonly open: (context: UnitCaseContext) => Case | undefined;
  readonly actions: (open: Case) => readonly StaffAction[];
}

/** How far a filing with the agency is. */
export const FILING_ACTIONS = [
  'filing-submitted',
  'filing-accepted',
  'filing-rejected',
] as const satisfies readonly StaffAction[];

/** How far the refund or offset of months paid too much is. */
export const REFUND_ACTIONS = [
  'refund-requested',
  'refund-settled',
  'refund-denied',
] as const satisfies readonly StaffAction[];

/** What the cases of a unit itself are derived from. The unit is undefined where the registry does not know it. */
export interface UnitCaseContext extends CaseContext {
  readonly unitId: string;
  /** All facts about this unit, and about no other. */
  readonly unitFacts: readonly UnitFact[];
  /** Charges on this unit's bills for people who are in no fact. */
  readonly unknownCharges: readonly UnknownCharge[];
  /** The unit's spells that could need somebody on the day; others have nothing to do with its cases. */
  readonly dueSpells: readonly Spell[];
  /** Where the HR system's list of this unit's people and our facts differ. */
  readonly rosterFindings: readonly KeptFinding[];
}

/** Which unit and what: the part that every case of a unit has in common. */
export function unitPartsOf(
  unitId: string,
  kind: UnitCaseKindName,
): Pick<Case, 'caseId' | 'kind' | 'unitId'> {
  return { caseId: unitCaseIdOf(unitId, kind), kind, unitId };
}

const PREFIX = 'unit/';

export function unitCaseIdOf(unitId: string, kind: UnitCaseKindName): string {
  return `${PREFIX}${unitId}/${kind}`;
}

/** The unit in an id made by {@link unitCaseIdOf} for this kind, whatever slashes it holds; undefined in any other. */
export function unitIdIn(caseId: string, kind: UnitCaseKindName): string | undefined {
  const suffix = `/${kind}`;
  if (!caseId.startsWith(PREFIX) || !caseId.endsWith(suffix)) return undefined;
  return caseId.slice(PREFIX.length, -suffix.length) || undefined;
}
