import type { SealedIdentity } from '../facts/life-course.ts';
import type { PlainDate } from '../values/plain-date.ts';

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
  /** It says that the person is gone, and not when. */
  readonly hasLeft?: true;
}
