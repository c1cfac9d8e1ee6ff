import { CASE_KINDS, type Case, type CaseKind } from '../../domain/cases/case.ts';
import type { EndedCase } from '../../domain/digest/digest.ts';
import { type Spell, UNKNOWN_UNIT } from '../../domain/employment/spell.ts';

/** A case that was listed and may have ended, with the keys under which its spell may be found. */
export interface ListedCase {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly keys: readonly SpellKey[];
}

export interface SpellKey {
  readonly employeeId: string;
  readonly spellId: string;
}

/**
 * Reads `<employeeId>/<spellId>/<kind>`. Both ids are the HR system's and may hold slashes themselves: each way to
 * cut them is a key to try. @returns undefined where the text has no such form.
 */
export function listedCase(caseId: string): ListedCase | undefined {
  const parts = caseId.split('/');
  const kind = CASE_KINDS.find((known) => known === parts.at(-1));
  if (kind === undefined || parts.length < 3) return undefined;
  const ids = parts.slice(0, -1);
  const keys = ids.slice(1).map((_, index) => ({
    employeeId: ids.slice(0, index + 1).join('/'),
    spellId: ids.slice(index + 1).join('/'),
  }));
  return { caseId, kind, keys };
}

/**
 * What became of a case that was listed.
 * @param spell its spell as it is now; undefined when the facts no longer give one.
 * @param stillOpen the cases that are open for the spell, at whichever unit.
 * @returns undefined when it has not ended: it went to another unit and its people.
 */
export function endedCase(
  listed: ListedCase,
  spell: Spell | undefined,
  stillOpen: readonly Case[],
  unitNameOf: (unitId: string) => string,
): EndedCase | undefined {
  const { caseId, kind, keys } = listed;
  if (stillOpen.some((open) => open.caseId === caseId)) return undefined;
  const name = spell?.person?.name;
  return {
    caseId,
    kind,
    employeeId: spell?.employeeId ?? keys[0]?.employeeId ?? caseId,
    ...(name === undefined ? {} : { employeeName: name }),
    unitName: unitNameOf(spell?.unitId ?? UNKNOWN_UNIT),
    how: isWithdrawn(kind, spell) ? 'withdrawn' : 'done',
  };
}

const ABOUT_A_LEAVE: ReadonlySet<CaseKind> = new Set<CaseKind>(['removal', 'overpayment', 'suspension']);

/** F4: the hire was taken back or is gone; or the case was about a leave, and there is none any more. */
function isWithdrawn(kind: CaseKind, spell: Spell | undefined): boolean {
  const situation = spell?.situation?.is;
  if (situation === undefined || situation === 'cancelled') return true;
  return ABOUT_A_LEAVE.has(kind) && situation === 'employed';
}
