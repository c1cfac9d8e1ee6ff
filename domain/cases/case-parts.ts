import type { Calendar } from '../calendar/calendar.ts';
import { filesKnownAt, type Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { KeptFinding } from '../roster/finding.ts';
import { type UnbilledMonths, unbilledMonths } from '../rules/overpayment/unbilled-months.ts';
import type { Coverage } from '../units/coverage.ts';
import type { Unit } from '../units/unit.ts';
import type { UnitFact } from '../units/unit-facts.ts';
import type { UnknownCharge } from '../units/unknown-charge.ts';
import { compact } from '../values/compact.ts';
import { type Instant, newestOf, type PlainDate } from '../values/plain-date.ts';
import type { Case, CaseKind, SpellCaseKindName, StaffAction, UnitCaseKindName } from './case.ts';

/** The input of cases besides the spell. `unit` is undefined if the registry does not contain it. */
export interface CaseContext {
  readonly unit: Unit | undefined;
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** The agency's imported files, as far as they are about the unit as a whole; absent: no file was imported. */
  readonly coverage?: Coverage | undefined;
  /** Our units in the same region; absent if unknown: then no move settles a removal (E10). */
  readonly unitsInRegion?: ReadonlySet<string> | undefined;
  /** The day on which the unit was registered with Canbao; absent if not recorded. */
  readonly registeredOn?: PlainDate | undefined;
  readonly asOf: PlainDate;
}

/** The input of wake days. It contains no day, because a day is the result. */
export type WakeContext = Omit<CaseContext, 'asOf'>;

/** The context of one spell. It contains values that several cases of the spell need and that are computed once. */
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

/** The fields that every case of a spell has: its ids, person and unit. */
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

/**
 * R13: the fields of {@link partsOf}, and when the newest entry in the agency's files was received. Only for a case that
 * the files are about: otherwise every import would change every case of everybody in the file.
 * @param absences when each file was received that shows by leaving the person out that the case is open.
 */
export function partsByFiles(
  spell: Spell,
  kind: CaseKind,
  absences: readonly (Instant | undefined)[] = [],
): ReturnType<typeof partsOf> & Pick<Case, 'filesKnownAt'> {
  return {
    ...partsOf(spell, kind),
    ...compact({ filesKnownAt: newestOf([filesKnownAt(spell), ...absences]) }),
  };
}

/** F7: the id contains the spell id, which stays the same when a date is corrected. */
function caseIdOf({ employeeId, spellId }: Spell, kind: CaseKind): string {
  return `${employeeId}/${spellId}/${kind}`;
}

export interface SpellCaseKind {
  readonly kind: SpellCaseKindName;
  /**
   * The first day on which such a case could be open; NEVER if nothing is pending. The daily job reads only the spells
   * whose wake day has come. So the day may be too early, but never too late.
   */
  readonly wakesOn: (spell: Spell, context: WakeContext) => PlainDate;
  /** The case on the day of the context, if it is open. */
  readonly open: (spell: Spell, context: SpellContext) => Case | undefined;
  /** The actions that staff can record about an open case, besides those of every case. */
  readonly actions: (open: Case) => readonly StaffAction[];
}

/** A kind of case about a unit itself. These cases are derived daily for every unit, so they need no `wakesOn`. */
export interface UnitCaseKind {
  readonly kind: UnitCaseKindName;
  readonly open: (context: UnitCaseContext) => Case | undefined;
  readonly actions: (open: Case) => readonly StaffAction[];
}

export const FILING_ACTIONS = [
  'filing-submitted',
  'filing-accepted',
  'filing-rejected',
] as const satisfies readonly StaffAction[];

export const REFUND_ACTIONS = [
  'refund-requested',
  'refund-settled',
  'refund-denied',
] as const satisfies readonly StaffAction[];

/** The input of the cases about a unit itself. `unit` is undefined if the registry does not contain it. */
export interface UnitCaseContext extends CaseContext {
  readonly unitId: string;
  /** The facts about this unit only. */
  readonly unitFacts: readonly UnitFact[];
  /** The charges on this unit's bills for people about whom no fact is known. */
  readonly unknownCharges: readonly UnknownCharge[];
  /**
   * The unit's spells that may have an open case on the day; other spells do not affect unit cases. Each kind of case
   * iterates over them at most once: in a large unit they are compressed, and each pass decompresses them.
   */
  readonly dueSpells: Iterable<Spell>;
  /** Differences between the HR system's list of this unit's people and our facts. */
  readonly rosterFindings: readonly KeptFinding[];
}

/** The fields that every case about a unit has. */
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

/**
 * The unit id, which may contain slashes, in a case id that {@link unitCaseIdOf} made for this kind. Undefined if the
 * case id is not of this kind.
 */
export function unitIdIn(caseId: string, kind: UnitCaseKindName): string | undefined {
  const suffix = `/${kind}`;
  if (!caseId.startsWith(PREFIX) || !caseId.endsWith(suffix)) return undefined;
  return caseId.slice(PREFIX.length, -suffix.length) || undefined;
}
