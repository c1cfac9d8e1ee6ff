import { type Calendar, countWorkingDays } from '../calendar/working-days.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';

/** An HR system that has not been heard of for longer than it usually keeps still. */
export interface Silence {
  readonly source: string;
  readonly lastHeardOn: PlainDate;
  /** Working days since, up to the day before the one asked for. */
  readonly workingDays: number;
  /** How many are still nothing unusual. */
  readonly usual: number;
}

/** How far back a rhythm is learnt from. */
export const RHYTHM_DAYS = 180;
/** A pause is unusual once it is twice as long as the longest one before. */
const TIMES_THE_LONGEST = 2;
/** A quiet week in a busy company is no silence. */
const FEWEST_WORKING_DAYS = 5;
/** With fewer days than this there is no rhythm yet, and a month without a word is what is looked for. */
const DAYS_FOR_A_RHYTHM = 4;
const WITHOUT_A_RHYTHM = 20;

/**
 * Whether a source has been silent for too long on `day`, against its own rhythm: how long it kept still before, in
 * working days. A webhook that was switched off looks like a company in which nothing happens.
 * @param heardOn the days on which it was heard, in their order.
 * @param told how many working days of silence are usual, where an administrator said so.
 * @returns undefined when it is not, and for a source that was never heard: it is not connected yet.
 */
export function silenceOf(
  source: string,
  heardOn: readonly PlainDate[],
  day: PlainDate,
  calendar: Calendar,
  told?: number,
): Silence | undefined {
  const known = heardOn.filter((heard) => heard <= day);
  const lastHeardOn = known.at(-1);
  if (lastHeardOn === undefined) return undefined;
  const usual = told ?? usualPause(known, calendar);
  const workingDays = workingDaysBetween(lastHeardOn, day, calendar);
  return workingDays > usual ? { source, lastHeardOn, workingDays, usual } : undefined;
}

function usualPause(heardOn: readonly PlainDate[], calendar: Calendar): number {
  if (heardOn.length < DAYS_FOR_A_RHYTHM) return WITHOUT_A_RHYTHM;
  const pauses = heardOn.slice(1).map((day, i) => workingDaysBetween(heardOn[i] ?? day, day, calendar));
  return Math.max(FEWEST_WORKING_DAYS, TIMES_THE_LONGEST * Math.max(...pauses));
}

/** Working days that lie between the two; neither of them is counted. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, calendar: Calendar): number {
  return countWorkingDays(addDays(from, 1), addDays(to, -1), calendar);
}
