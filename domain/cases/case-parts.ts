import type { Calendar } from '../calendar/calendar.ts';
import type { Spell } from '../employment/spell.ts';
import type { Policy } from '../policy/policy.ts';
import { type Circumstances, type UnbilledMonths, unbilledMonths } from '../rules/unbilled-months.ts';
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
