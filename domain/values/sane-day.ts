import { addMonths, type PlainDate, plainDate } from './plain-date.ts';

/** No employment that anybody still reports began, moved or ended before. */
const FIRST_SANE_DAY = plainDate('1950-01-01');

/** A leave is announced a year ahead at most; beyond two years a day is a placeholder or a typing error. */
const MONTHS_AHEAD = 24;

/** Whether a day can be meant: from 1950-01-01 to two years after `today`, both counted. */
export function isSaneDay(day: PlainDate, today: PlainDate): boolean {
  return day >= FIRST_SANE_DAY && day <= addMonths(today, MONTHS_AHEAD);
}
