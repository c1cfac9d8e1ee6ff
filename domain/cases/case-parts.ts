import type { Calendar } from '../calendar/calendar.ts';
import type { Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import type { Unit } from '../units/unit.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Case, CaseKind } from './case.ts';

/** What cases are derived from besides the spell. The unit is undefined where the registry does not know it. */
export interface CaseContext {
  readonly unit: Unit | undefined;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly asOf: PlainDate;
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
