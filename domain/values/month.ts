import { addDays, earlierOf, type PlainDate, parsePlainDate } from './plain-date.ts';

/** A calendar month in China, `YYYY-MM`. Compares and sorts as text. */
export type Month = string & { readonly __brand: 'Month' };

/** @returns undefined if `text` is not `YYYY-MM` with a month from 01 to 12. */
export function parseMonth(text: string): Month | undefined {
  return /^\d{4}-\d{2}$/.test(text) && parsePlainDate(`${text}-01`) ? (text as Month) : undefined;
}

/** For months written in code and data. @throws RangeError if the text is not a month. */
export function month(text: string): Month {
  const parsed = parseMonth(text);
  if (parsed === undefined) throw new RangeError(`"${text}" is not a month; write YYYY-MM`);
  return parsed;
}

export function monthOf(day: PlainDate): Month {
  return day.slice(0, 7) as Month;
}

export function firstDayOf(m: Month): PlainDate {
  return `${m}-01` as PlainDate;
}

/** The last days are cached, because there are few months and every cut-off rule asks for them. */
const LAST_DAYS = new Map<Month, PlainDate>();

export function lastDayOf(m: Month): PlainDate {
  const known = LAST_DAYS.get(m);
  if (known !== undefined) return known;
  const last = addDays(firstDayOf(plusMonths(m, 1)), -1);
  LAST_DAYS.set(m, last);
  return last;
}

/** The given day of the month, or the month's last day if it is shorter. */
export function dayInMonth(m: Month, dayOfMonth: number): PlainDate {
  const last = lastDayOf(m);
  const wanted = `${m}-${String(dayOfMonth).padStart(2, '0')}` as PlainDate;
  return earlierOf(wanted, last);
}

/** `months` may be negative. */
export function plusMonths(m: Month, months: number): Month {
  return monthAt(indexOf(m) + months);
}

/** The number of the month, counted from the year 0. */
function indexOf(m: Month): number {
  return Number(m.slice(0, 4)) * 12 + Number(m.slice(5)) - 1;
}

function monthAt(index: number): Month {
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${month < 10 ? '0' : ''}${month}` as Month;
}

/**
 * The number of whole months from `from` to `to`: from 2026-06 to 2026-09 it is 3. It is negative if `to` is earlier.
 */
export function monthsBetween(from: Month, to: Month): number {
  return indexOf(to) - indexOf(from);
}

/** Every month from `from` to `to`, both included; empty if `to` is earlier. */
export function monthsFromTo(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  const last = indexOf(to);
  for (let index = indexOf(from); index <= last; index++) months.push(monthAt(index));
  return months;
}

/** Consecutive months, both ends included. */
export interface MonthSpan {
  readonly from: Month;
  readonly to: Month;
}

/**
 * Joins items of consecutive months into spans without gaps.
 *
 * @param items in order of their months; several may have the same month.
 * @param isAlike whether an item may join the span of the item before it; by default, any may.
 * @returns the spans in order, each with its items.
 */
export function monthSpans<T extends { readonly month: Month }>(
  items: readonly T[],
  isAlike: (before: T, next: T) => boolean = () => true,
): readonly (MonthSpan & { readonly items: readonly [T, ...T[]] })[] {
  const spans: { from: Month; to: Month; items: [T, ...T[]] }[] = [];
  let before: T | undefined;
  for (const item of items) {
    const span = spans.at(-1);
    const joins = before !== undefined && item.month <= plusMonths(before.month, 1) && isAlike(before, item);
    if (span === undefined || !joins) {
      spans.push({ from: item.month, to: item.month, items: [item] });
    } else {
      span.items.push(item);
      span.to = item.month;
    }
    before = item;
  }
  return spans;
}

/** A day of every year, `MM-DD`, for example 12-31. Compares and sorts as text. */
export type MonthDay = string & { readonly __brand: 'MonthDay' };

const A_LEAP_YEAR = '2024';

/** @returns undefined if `text` is not `MM-DD`; 02-29 is valid. */
export function parseMonthDay(text: string): MonthDay | undefined {
  return parsePlainDate(`${A_LEAP_YEAR}-${text}`) === undefined ? undefined : (text as MonthDay);
}

/** For days of the year written in code and data. @throws RangeError if the text is not `MM-DD`. */
export function monthDay(text: string): MonthDay {
  const parsed = parseMonthDay(text);
  if (parsed === undefined) throw new RangeError(`"${text}" is not a day of the year; write MM-DD`);
  return parsed;
}

/** The day in that year; 02-29 becomes 02-28 in a common year. */
export function dayInYear(year: number, day: MonthDay): PlainDate {
  return dayInMonth(month(`${String(year).padStart(4, '0')}-${day.slice(0, 2)}`), Number(day.slice(3)));
}
