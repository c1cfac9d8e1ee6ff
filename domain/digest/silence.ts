import { type Calendar, countWorkingDays } from '../calendar/working-days.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';

/** An HR system that has been silent for longer than usual. */
export interface Silence {
  readonly source: string;
  readonly lastHeardOn: PlainDate;
  /** Working days since then, up to the day before the one asked for. */
  readonly workingDays: number;
  /** The number of silent working days that is still normal. */
  readonly usual: number;
}

/** How many days back the usual rhythm is measured. */
export const RHYTHM_DAYS = 180;
/** A pause is unusual if it is more than this many times the longest earlier one. */
const TIMES_THE_LONGEST = 2;
/** A quiet week in a busy company is normal. */
const FEWEST_WORKING_DAYS = 5;
/** With fewer days than this there is no rhythm yet, and the limit is a month. */
const DAYS_FOR_A_RHYTHM = 4;
const WITHOUT_A_RHYTHM = 20;

/**
 * Whether a source has been silent for too long on `day`, in working days compared with its own rhythm. A webhook that
 * was switched off looks like a company in which nothing happens.
 * @param heardOn the days on which the source sent something, in order.
 * @param limit the normal number of silent working days, if an administrator set it.
 * @returns undefined if the silence is normal, and for a source that never sent anything: it is not connected yet.
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
