import { type Calendar, countWorkingDays } from '../calendar/working-days.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';

/** An HR system that has sent nothing for longer than usual. */
export interface Silence {
  readonly source: string;
  readonly lastHeardOn: PlainDate;
  /** The number of working days after `lastHeardOn` and before the day of the digest. */
  readonly workingDays: number;
  /** The number of working days without an event that is still normal. */
  readonly usual: number;
}

/** The usual pauses between events are measured over this many past days. */
export const RHYTHM_DAYS = 180;
/** A pause is unusual if it is more than this many times the longest earlier one. */
const TIMES_THE_LONGEST = 2;
/** The limit is never lower than this. A week without hires and leaves is normal even in a busy company. */
const FEWEST_WORKING_DAYS = 5;
/** If the source sent events on fewer days than this, the limit is about a month of working days. */
const DAYS_FOR_A_RHYTHM = 4;
const WITHOUT_A_RHYTHM = 20;

/**
 * Whether a source has sent nothing for too long on `day`, compared with its own longest pause in working days. Without
 * this check, a webhook that was switched off looks like a company without hires and leaves.
 * @param heardOn the days on which the source sent something, in order.
 * @param limit the normal number of working days without an event, if an administrator set it.
 * @returns undefined if the pause is normal, or if the source never sent anything, because it is not connected yet.
 */
export function silenceOf(
  source: string,
  heardOn: readonly PlainDate[],
  day: PlainDate,
  calendar: Calendar,
  limit?: number,
): Silence | undefined {
  const known = heardOn.filter((heardDay) => heardDay <= day);
  const lastHeardOn = known.at(-1);
  if (lastHeardOn === undefined) return undefined;
  const usual = limit ?? usualPause(known, calendar);
  const workingDays = workingDaysBetween(lastHeardOn, day, calendar);
  return workingDays > usual ? { source, lastHeardOn, workingDays, usual } : undefined;
}

function usualPause(heardOn: readonly PlainDate[], calendar: Calendar): number {
  if (heardOn.length < DAYS_FOR_A_RHYTHM) return WITHOUT_A_RHYTHM;
  const pauses = heardOn.slice(1).map((day, i) => workingDaysBetween(heardOn[i] ?? day, day, calendar));
  return Math.max(FEWEST_WORKING_DAYS, TIMES_THE_LONGEST * Math.max(...pauses));
}

/** Working days between the two days, both excluded. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: Calendar): number {
  return countWorkingDays(addDays(from, 1), addDays(to, -1), calendar);
}
