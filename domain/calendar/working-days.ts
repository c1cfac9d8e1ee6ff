import { addDays, dayOfWeek, type PlainDate, yearOf } from '../values/plain-date.ts';
import type { Calendar } from './calendar.ts';

export { type Calendar, calendarOf, publishedCalendar } from './calendar.ts';

/** The result of a search. `assumed`: the search passed a year without a published notice (D2). */
export interface FoundDay {
  readonly day: PlainDate;
  readonly assumed: boolean;
}

const SUNDAY = 0;
const SATURDAY = 6;

/**
 * D2: whether the day is a working day by the State Council's notice for its year; make-up days are working days. In a
 * year without a notice only weekends are days off; see {@link isPublished}.
 */
export function isWorkingDay(day: PlainDate, calendar: Calendar): boolean {
  if (calendar.daysOff.has(day)) return false;
  if (calendar.makeUpDays.has(day)) return true;
  const weekday = dayOfWeek(day);
  return weekday !== SATURDAY && weekday !== SUNDAY;
}

/** Whether the notice for the day's year is known. If not, statements about the day are assumptions. */
export function isPublished(day: PlainDate, calendar: Calendar): boolean {
  return calendar.publishedYears.has(yearOf(day));
}

/** The day itself if it is a working day, otherwise the next one. */
export function onOrAfter(day: PlainDate, calendar: Calendar): FoundDay {
  return search(day, 1, calendar);
}

/** The day itself if it is a working day, otherwise the previous one. */
export function onOrBefore(day: PlainDate, calendar: Calendar): FoundDay {
  return search(day, -1, calendar);
}

function search(start: PlainDate, step: 1 | -1, calendar: Calendar): FoundDay {
  let day = start;
  let assumed = !isPublished(day, calendar);
  while (!isWorkingDay(day, calendar)) {
    day = addDays(day, step);
    assumed ||= !isPublished(day, calendar);
  }
  return { day, assumed };
}

/**
 * The day `workingDays` working days after `day`, which is not counted itself (民法典 201). Zero gives the day itself, a
 * negative number counts back.
 */
export function addWorkingDays(day: PlainDate, workingDays: number, calendar: Calendar): FoundDay {
  const step = workingDays < 0 ? -1 : 1;
  let found: FoundDay = { day, assumed: !isPublished(day, calendar) };
  for (let left = Math.abs(workingDays); left > 0; left--) {
    const next = search(addDays(found.day, step), step, calendar);
    found = { day: next.day, assumed: found.assumed || next.assumed };
  }
  return found;
}

/** The number of working days between two days, both included; 0 if `to` is earlier. */
export function countWorkingDays(from: PlainDate, to: PlainDate, calendar: Calendar): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1;
  return count;
}

/**
 * The consecutive rest days after `day`: for example Saturday and Sunday if `day` is a Friday; empty if the next day is
 * a working day.
 */
export function restDaysAfter(
  day: PlainDate,
  calendar: Calendar,
): { readonly days: readonly PlainDate[]; readonly assumed: boolean } {
  const next = onOrAfter(addDays(day, 1), calendar);
  const days: PlainDate[] = [];
  for (let rest = addDays(day, 1); rest < next.day; rest = addDays(rest, 1)) days.push(rest);
  return { days, assumed: next.assumed };
}
