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

export type ListedCase = ListedSpellCase | ListedUnitCase;

/** A case about a spell, with the keys under which the spell may be found. */
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
 * Parses the id of a case: `<employeeId>/<spellId>/<kind>`, or `unit/<unitId>/<kind>` for the kinds that only units
 * have, so that an employee whose id is `unit` is not mistaken for a unit. Ids come from the HR system and may contain
 * slashes, so each way to split employee id and spell id gives one key. @returns undefined for any other text.
 */
export function parseCaseId(caseId: string): ListedCase | undefined {
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
 * How a case from the previous digest has ended.
 * @param spell the current spell of the case; undefined if the facts no longer produce one.
 * @param stillOpen the open cases of the spell, at any unit.
 * @param other an open case of the same person, for name and unit if the spell no longer exists.
 * @returns undefined if the case is still open, perhaps at another unit with other staff.
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

/** The listed case with name and unit, from its spell or from another open case of the person. */
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

/**
 * The kinds of case about a leave. If the person is in service, `date-missing` is one of them, because it then asks for
 * the day of a leave.
 */
const ABOUT_A_LEAVE: ReadonlySet<CaseKind> = new Set<CaseKind>([
  'removal',
  'overpayment',
  'suspension',
  'leaver-guide',
  'date-missing',
  'unfiled-leave',
]);

/** F4: the hire was cancelled or no longer exists, or the case was about a leave that no longer exists. */
function isWithdrawn({ kind, keys }: ListedSpellCase, spell: Spell | undefined): boolean {
  const situation = spell?.situation?.is;
  // F10: the spell `noticed` asks for a missing day. Once the day is stated, this spell no longer exists; if the notice
  // is cancelled, it remains. So the case is withdrawn if the spell still exists, and done if it does not.
  if (kind === 'date-missing' && keys.some(({ spellId }) => spellId === NOTICED))
    return situation !== undefined;
  if (situation === undefined || situation === 'cancelled') return true;
  if (ABOUT_A_LEAVE.has(kind) && situation === 'employed') return true;
  return spell !== undefined && isBackUnfiled(kind, spell);
}

/**
 * E6: whether the person returned to the unit before the removal was filed. Then the case is not done but withdrawn,
 * together with its estimated cost.
 */
function isBackUnfiled(kind: CaseKind, spell: Spell): boolean {
  if (kind !== 'removal' && kind !== 'overpayment') return false;
  const { removal } = spell.filings;
  const isFiled = removal !== undefined && removal.is !== 'rejected';
  const isSettled = kind === 'overpayment' && spell.refunds.some(({ is }) => is !== 'requested');
  return !isFiled && !isSettled && returnOf(spell) !== undefined;
}

/** The unit's name, or its id if it is not registered. */
function unitNameIn({ registry }: Pick<UnitRecords, 'registry'>, unitId: string): string {
  return registry.units.find((unit) => unit.unitId === unitId)?.name ?? unitId;
}

interface UnitRecords {
  readonly registry: Pick<Registry, 'units'>;
  readonly unitFacts: readonly UnitFact[];
}

/**
 * How a case about the unit itself, from the previous digest, has ended.
 * @param stillOpen the open cases about the unit, for all recipients.
 * @returns undefined if the case is still open.
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
