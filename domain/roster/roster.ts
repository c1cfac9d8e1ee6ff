import { endOfSpell, type Spell } from '../employment/spell.ts';
import type { ContributionTier, SealedIdentity } from '../facts/life-course.ts';
import { compact } from '../values/compact.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../values/plain-date.ts';
import type { RosterFinding, RosterStatement } from './finding.ts';

/** The list of employees on one day, from the HR system or from a file exported from it. */
export interface Roster {
  /** The units whose people it lists. */
  readonly unitIds: readonly string[];
  /** The date of the list. Facts received later are newer than the roster. */
  readonly asOf: PlainDate;
  /**
   * If true, a person who is not on the roster is not employed at these units. If false, a missing person means
   * nothing.
   */
  readonly complete: boolean;
  readonly people: readonly RosterPerson[];
  /**
   * A person without any record who left before this day causes no finding. If the day is absent, every such person
   * causes one.
   */
  readonly since?: PlainDate;
}

/** One line of a roster. */
export interface RosterPerson {
  readonly employeeId: string;
  readonly name?: string;
  /** Undefined if the line names no unit that we know. */
  readonly unitId?: string;
  readonly hiredOn?: PlainDate;
  /** The last working day, which may be in the future. */
  readonly lastWorkingDay?: PlainDate;
  /** The HR system's id of the employment. */
  readonly employmentId?: string;
  readonly identity?: SealedIdentity;
  readonly contributionTier?: ContributionTier;
  /** The line says that the person has left, but not when. */
  readonly hasLeft?: true;
}

/** One roster line, and all our spells of the same person. */
export interface Listed {
  readonly person: RosterPerson;
  /** All spells of the person, at any unit. */
  readonly spells: readonly Spell[];
  readonly asOf: PlainDate;
  readonly since: PlainDate | undefined;
}

/** Whether a fact was received after the date of the roster, so that it counts more than the roster. */
export function isNewer(knownAt: Instant, asOf: PlainDate): boolean {
  return chinaDayOf(knownAt) > asOf;
}

type Difference = Pick<RosterFinding, 'kind' | 'code' | 'unitId'> &
  Partial<Pick<RosterFinding, 'values' | 'mends'>>;

/** A finding about the person of a roster line, with the name from {@link nameOf}. */
export function findingAbout(
  listed: Pick<Listed, 'person' | 'spells'>,
  { kind, code, unitId, values = {}, mends = [] }: Difference,
): RosterFinding {
  const { employeeId } = listed.person;
  return { kind, employeeId, ...compact({ name: nameOf(listed) }), unitId, code, values, mends };
}

/** The name on the roster, otherwise the name of the latest spell that has one. */
export function nameOf({ person, spells }: Pick<Listed, 'person' | 'spells'>): string | undefined {
  return person.name ?? spells.findLast(({ person: { name } }) => name !== undefined)?.person.name;
}

/** A leave as a roster states it: without a reason. */
export function leaveOn(employeeId: string, lastWorkingDay: PlainDate): RosterStatement {
  return { kind: 'employee.terminated', data: { employeeId, lastWorkingDay, reason: 'unknown' } };
}

/** The number of employees of these units of whom a hire or leave was received after the roster's date. */
export function heardSince(
  { unitIds, asOf }: Pick<Roster, 'unitIds' | 'asOf'>,
  spells: readonly Spell[],
): number {
  const changed = spells.filter(({ unitId, situation }) => {
    if (!unitIds.includes(unitId) || !('start' in situation)) return false;
    const end = endOfSpell({ situation });
    return isNewer(situation.start.knownAt, asOf) || (end !== undefined && isNewer(end.knownAt, asOf));
  });
  return new Set(changed.map(({ employeeId }) => employeeId)).size;
}
