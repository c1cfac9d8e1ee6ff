import type { Calendar } from '../../domain/calendar/calendar.ts';
import { onOrBefore } from '../../domain/calendar/working-days.ts';
import type { Since } from '../../domain/digest/since.ts';
import { monthOf } from '../../domain/values/month.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';

/** Whether somebody's digest of `day` is their first of its month. */
export function isFirstOfMonth(day: PlainDate, since: Since | undefined, calendar: Calendar): boolean {
  if (since === undefined) return true;
  // A digest covers the rest days after its own, which may lie in the next month already.
  return monthOf(onOrBefore(since.coveredUntil, calendar).day) < monthOf(day);
}
