import {
  CASE_KINDS,
  type Case,
  type CaseKind,
  UNIT_CASE_KINDS,
  type UnitCaseKindName,
} from '../cases/case.ts';
import { unitIdIn } from '../cases/case-parts.ts';
import { isDeclared } from '../cases/declare-bases.ts';
import { NOTICED, type Spell, UNKNOWN_UNIT } from '../employment/spell.ts';
import { returnOf } from '../rules/evidence/standing.ts';
import type { Registry } from '../units/unit.ts';
import type { UnitFact } from '../units/unit-facts.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { EndedCase } from './digest.ts';

/** A case that was listed and may have ended. */
export type ListedCase = ListedSpellCase | ListedUnitCase;

/** A spell's case, with the keys under which its spell may be found. */
export interface ListedSpellCase {
  readonly of: 'spell';
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly keys: readonly SpellKey[];
}

export interface ListedUnitCase {
  readonly of: 'unit';
  readonly caseId: string;
  readonly kind: UnitCaseKindName;
  readonly unitId: string;
}

export interface SpellKey {
  readonly employeeId: string;
  readonly spellId: string;
}

/**
 * Reads `<employeeId>/<spellId>/<kind>`, or `unit/<unitId>/<kind>` for the kinds that only units have; so an employee
 * called `unit` is not taken for one. Ids are the HR system's and may hold slashes themselves: of an employee's and a
 * spell's each way to cut them is a key to try. @returns undefined where the text has no such form.
 */
export function listedCase(caseId: string): ListedCase | undefined {
  const parts = caseId.split('/');
  const kind = CASE_KINDS.find((known) => known === parts.at(-1));
  if (kind === undefined) return undefined;
  if (isUnitKind(kind)) {
    const unitId = unitIdIn(caseId, kind);
    return unitId === undefined ? undefined : { of: 'unit', caseId, kind, unitId };
  }
  if (parts.length < 3) return undefined;
  const ids = parts.slice(0, -1);
  const keys = ids.slice(1).map((_, index) => ({
    employeeId: ids.slice(0, index + 1).join('/'),
    spellId: ids.slice(index + 1).join('/'),
  }));
  return { of: 'spell', caseId, kind, keys };
}

function isUnitKind(kind: CaseKind): kind is UnitCaseKindName {
  return UNIT_CASE_KINDS.some((known) => known === kind);
}

/**
 * What became of a case that was listed.
 * @param spell its spell as it is now; undefined when the facts no longer give one.
 * @param stillOpen the cases that are open for the spell, at whichever unit.
 * @param other an open case of the same person: tells who and where, when the spell is gone.
 * @returns undefined when it has not ended: it went to another unit and its people.
 */
export function endedCase(
  listed: ListedSpellCase,
  spell: Spell | undefined,
  stillOpen: readonly Case[],
  unitNameOf: (unitId: string) => string,
  other?: Pick<Case, 'employeeId' | 'employeeName' | 'unitId'>,
): EndedCase | undefined {
  if (stillOpen.some((open) => open.caseId === listed.caseId)) return undefined;
  return {
    ...namedCase(listed, spell, unitNameOf, other),
    how: isWithdrawn(listed, spell) ? 'withdrawn' : 'done',
  };
}

/** Whose the listed case is and where, as far as its spell or another open case of the person tells. */
export function namedCase(
  { caseId, kind, keys }: ListedSpellCase,
  spell: Spell | undefined,
  unitNameOf: (unitId: string) => string,
  other?: Pick<Case, 'employeeId' | 'employeeName' | 'unitId'>,
): Omit<EndedCase, 'how'> {
  const name = spell === undefined ? other?.employeeName : spell.person?.name;
  return {
    caseId,
    kind,
    employeeId: spell?.employeeId ?? other?.employeeId ?? keys[0]?.employeeId ?? caseId,
    ...(name === undefined ? {} : { employeeName: name }),
    unitName: unitNameOf(spell?.unitId ?? other?.unitId ?? UNKNOWN_UNIT),
  };
}

/** Of somebody in service, the day that is missing is that of a leave. */
const ABOUT_A_LEAVE: ReadonlySet<CaseKind> = new Set<CaseKind>([
  'removal',
  'overpayment',
  'suspension',
  'leaver-guide',
  'date-missing',
  'unfiled-leave',
]);

/** F4: the hire was taken back or is gone; or the case was about a leave, and there is none any more. */
function isWithdrawn({ kind, keys }: ListedSpellCase, spell: Spell | undefined): boolean {
  const situation = spell?.situation?.is;
  // F10: its spell is gone once the day was told, and stays, asking nothing, where the notice was taken back.
  if (kind === 'date-missing' && keys.some(({ spellId }) => spellId === NOTICED))
    return situation !== undefined;
  if (situation === undefined || situation === 'cancelled') return true;
  if (ABOUT_A_LEAVE.has(kind) && situation === 'employed') return true;
  return spell !== undefined && isBackUnfiled(kind, spell);
}

/** E6: back at the unit before the removal was filed: withdrawn with what it was estimated to cost, and never done. */
function isBackUnfiled(kind: CaseKind, spell: Spell): boolean {
  if (kind !== 'removal' && kind !== 'overpayment') return false;
  const { removal } = spell.filings;
  const isFiled = removal !== undefined && removal.is !== 'rejected';
  const isSettled = kind === 'overpayment' && spell.refunds.some(({ is }) => is !== 'requested');
  return !isFiled && !isSettled && returnOf(spell) !== undefined;
}

/** The unit's name; its id where nobody registered it. */
function unitNameIn({ registry }: Pick<UnitRecords, 'registry'>, unitId: string): string {
  return registry.units.find((unit) => unit.unitId === unitId)?.name ?? unitId;
}

/** The units, and the facts about them. */
interface UnitRecords {
  readonly registry: Pick<Registry, 'units'>;
  readonly unitFacts: readonly UnitFact[];
}

/**
 * What became of a unit's own case that was listed.
 * @param stillOpen the cases of the unit itself, whoever gets them.
 * @returns undefined when it has not ended.
 */
export function endedUnitCase(
  { caseId, kind, unitId }: ListedUnitCase,
  stillOpen: readonly Case[],
  { day, record }: { readonly day: PlainDate; readonly record: UnitRecords },
): EndedCase | undefined {
  if (stillOpen.some((open) => open.caseId === caseId)) return undefined;
  const unitFacts = record.unitFacts.filter((fact) => fact.unitId === unitId);
  const isDone = kind !== 'declare-bases' || isDeclared({ unitFacts, asOf: day });
  return {
    caseId,
    kind,
    unitName: unitNameIn(record, unitId),
    how: isDone ? 'done' : 'withdrawn',
  };
}
