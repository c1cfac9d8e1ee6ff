import { dayInMonth, month } from './month.ts';
import { type PlainDate, parsePlainDate } from './plain-date.ts';

/** A day of every year, `MM-DD`: 12-31. Compares and sorts as text. */
export type MonthDay = string & { readonly __brand: 'MonthDay' };

const A_LEAP_YEAR = '2024';

/** @returns the day of the year, or undefined when `text` is no `MM-DD` of any year; 02-29 is one. */
export function parseMonthDay(text: string): MonthDay | undefined {
  return parsePlainDate(`${A_LEAP_YEAR}-${text}`) === undefined ? undefined : (text as MonthDay);
}

/** For days of the year written in code and data. @throws RangeError naming the text when it is none. */
export function monthDay(text: string): MonthDay {
  const parsed = parseMonthDay(text);
  if (parsed === undefined) throw new RangeError(`"${text}" is not a day of the year; write MM-DD`);
  return parsed;
}

/** The day in that year; 02-29 is 02-28 in a year that has no such day. */
export function dayInYear(year: number, day: MonthDay): PlainDate {
  return dayInMonth(month(`${String(year).padStart(4, '0')}-${day.slice(0, 2)}`), Number(day.slice(3)));
}
