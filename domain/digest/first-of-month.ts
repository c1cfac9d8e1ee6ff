import type { Calendar } from '../calendar/calendar.ts';
import { onOrBefore } from '../calendar/working-days.ts';
import { monthOf } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import type { Since } from './digest.ts';

/** Whether somebody's digest of `day` is their first of its month. */
export function isFirstOfMonth(day: PlainDate, since: Since | undefined, calendar: Calendar): boolean {
  if (since === undefined) return true;
  // A digest covers the rest days after its own, which may lie in the next month already.
  return monthOf(onOrBefore(since.coveredUntil, calendar).day) < monthOf(day);
}
