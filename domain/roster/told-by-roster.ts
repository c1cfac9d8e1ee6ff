import type { Spell } from '../employment/spell.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../values/plain-date.ts';
import type { RosterFinding, RosterFindingKind, RosterStatement } from './finding.ts';
import type { RosterPerson } from './roster.ts';

/** One line of a roster and all that our facts say of the same person. */
export interface Listed {
  readonly person: RosterPerson;
  /** Every spell of theirs, at whichever unit. */
  readonly spells: readonly Spell[];
  readonly asOf: PlainDate;
  readonly since: PlainDate | undefined;
}

/** What we heard after the roster was drawn up: it cannot know, and its word is the older one. */
export function isNewer(knownAt: Instant, asOf: PlainDate): boolean {
  return chinaDayOf(knownAt) > asOf;
}

export interface Difference {
  readonly kind: RosterFindingKind;
  readonly code: string;
  readonly unitId: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly mends?: readonly RosterStatement[];
}

export function findingAbout(
  { employeeId, name }: { readonly employeeId: string; readonly name?: string | undefined },
  { kind, code, unitId, values = {}, mends = [] }: Difference,
): RosterFinding {
  return { kind, employeeId, ...(name !== undefined && { name }), unitId, code, values, mends };
}

/** As the roster has it, else as it was last told. */
export function nameOf({ person, spells }: Pick<Listed, 'person' | 'spells'>): string | undefined {
  return person.name ?? spells.findLast(({ person: { name } }) => name !== undefined)?.person.name;
}

/** A leave as a roster tells it: never why. */
export function leaveOn(employeeId: string, lastWorkingDay: PlainDate): RosterStatement {
  return { kind: 'employee.terminated', data: { employeeId, lastWorkingDay, reason: 'unknown' } };
}
