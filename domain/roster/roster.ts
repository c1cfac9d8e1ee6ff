import type { Spell } from '../employment/spell.ts';
import type { ContributionTier, SealedIdentity } from '../facts/life-course.ts';
import { compact } from '../values/compact.ts';
import { chinaDayOf, type Instant, type PlainDate } from '../values/plain-date.ts';
import type { RosterFinding, RosterStatement } from './finding.ts';

/** Who is employed, as the HR system, or a file made from it, lists them on one day. */
export interface Roster {
  /** The units whose people it lists. */
  readonly unitIds: readonly string[];
  /** The day for which it was drawn up. What we heard since is newer than the roster. */
  readonly asOf: PlainDate;
  /** Whether somebody of these units who is not on it is not employed; otherwise absence means nothing. */
  readonly complete: boolean;
  readonly people: readonly RosterPerson[];
  /** Somebody whom nothing is known of and who had left before that day is no finding; absent: everybody is one. */
  readonly since?: PlainDate;
}

/** One line of it. */
export interface RosterPerson {
  readonly employeeId: string;
  readonly name?: string;
  /** Undefined where it names none that we know. */
  readonly unitId?: string;
  readonly hiredOn?: PlainDate;
  /** Lies ahead for somebody who has given notice. */
  readonly lastWorkingDay?: PlainDate;
  /** The HR system's name for the employment. */
  readonly employmentId?: string;
  readonly identity?: SealedIdentity;
  readonly contributionTier?: ContributionTier;
  /** It says that the person is gone, and not when. */
  readonly hasLeft?: true;
}

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

type Difference = Pick<RosterFinding, 'kind' | 'code' | 'unitId'> &
  Partial<Pick<RosterFinding, 'values' | 'mends'>>;

/** A finding about the person of a roster's line, under the name that {@link nameOf} gives. */
export function findingAbout(
  listed: Pick<Listed, 'person' | 'spells'>,
  { kind, code, unitId, values = {}, mends = [] }: Difference,
): RosterFinding {
  const { employeeId } = listed.person;
  return { kind, employeeId, ...compact({ name: nameOf(listed) }), unitId, code, values, mends };
}

/** As the roster has it, else as it was last told. */
export function nameOf({ person, spells }: Pick<Listed, 'person' | 'spells'>): string | undefined {
  return person.name ?? spells.findLast(({ person: { name } }) => name !== undefined)?.person.name;
}

/** A leave as a roster tells it: never why. */
export function leaveOn(employeeId: string, lastWorkingDay: PlainDate): RosterStatement {
  return { kind: 'employee.terminated', data: { employeeId, lastWorkingDay, reason: 'unknown' } };
}

/** How many employees of its units had a hire or leave since the roster's day: our facts about them are newer. */
export function heardSince(
  { unitIds, asOf }: Pick<Roster, 'unitIds' | 'asOf'>,
  spells: readonly Spell[],
): number {
  const heard = spells.filter(({ unitId, situation }) => {
    if (!unitIds.includes(unitId) || !('start' in situation)) return false;
    const end = 'end' in situation ? situation.end : undefined;
    return isNewer(situation.start.knownAt, asOf) || (end !== undefined && isNewer(end.knownAt, asOf));
  });
  return new Set(heard.map(({ employeeId }) => employeeId)).size;
}
