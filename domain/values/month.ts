import { addDays, earlierOf, type PlainDate, parsePlainDate } from './plain-date.ts';

/** A calendar month in China, `YYYY-MM`. Compares and sorts as text. */
export type Month = string & { readonly __brand: 'Month' };

/** @returns the month, or undefined when `text` is not `YYYY-MM` with a month from 01 to 12. */
export function parseMonth(text: string): Month | undefined {
  return /^\d{4}-\d{2}$/.test(text) && parsePlainDate(`${text}-01`) ? (text as Month) : undefined;
}

/** For months written in code and data. @throws RangeError naming the text when it is no month. */
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

/** There are few months, and every rule about a cut-off asks for the last days of some. */
const LAST_DAYS = new Map<Month, PlainDate>();

export function lastDayOf(m: Month): PlainDate {
  const known = LAST_DAYS.get(m);
  if (known !== undefined) return known;
  const last = addDays(firstDayOf(plusMonths(m, 1)), -1);
  LAST_DAYS.set(m, last);
  return last;
}

/** The day numbered `dayOfMonth`, or the month's last day where it has no such day. */
export function dayInMonth(m: Month, dayOfMonth: number): PlainDate {
  const last = lastDayOf(m);
  const wanted = `${m}-${String(dayOfMonth).padStart(2, '0')}` as PlainDate;
  return earlierOf(wanted, last);
}

/** `months` may be negative. */
export function plusMonths(m: Month, months: number): Month {
  return monthAt(indexOf(m) + months);
}

/** Months since the one before the year 0. */
function indexOf(m: Month): number {
  return Number(m.slice(0, 4)) * 12 + Number(m.slice(5)) - 1;
}

function monthAt(index: number): Month {
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return `${year < 1000 ? String(year).padStart(4, '0') : year}-${month < 10 ? '0' : ''}${month}` as Month;
}

/** Whole months from `from` to `to`: 2026-06 to 2026-09 is 3; negative when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): number {
  return indexOf(to) - indexOf(from);
}

/** Every month from `from` to `to`, both included; none when `to` is earlier. */
export function monthsFromTo(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  const last = indexOf(to);
  for (let index = indexOf(from); index <= last; index++) months.push(monthAt(index));
  return months;
}

/** Months that follow each other, both ends counted. */
export interface MonthSpan {
  readonly from: Month;
  readonly to: Month;
}

/**
 * Joins what belongs to months into spans of months without a gap.
 *
 * @param items in the order of their months; several may have the same month.
 * @param isAlike whether an item may join the span of the item before it; by default, any may.
 * @returns the spans in their order, each with the items that it holds.
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

/** A day of every year, `MM-DD`: 12-31. Compares and sorts as text. */
export type MonthDay = string & { readonly __brand: 'MonthDay' };

const A_LEAP_YEAR = '2024';

/** @returns the day of the year, or undefined when `text` is no `MM-DD` of any year; 02-29 is one. */
export function parseMonthDay(text: string): MonthDay | undefined {
  return parsePlainDate(`${A_LEAP_YEAR}-${text}`) === undefined ? undefined : (text as MonthDay);
}

/** For days of the year written in code and data. @throws RangeError naming a text that is not one. */
export function monthDay(text: string): MonthDay {
  const parsed = parseMonthDay(text);
  if (parsed === undefined) throw new RangeError(`"${text}" is not a day of the year; write MM-DD`);
  return parsed;
}

/** The day in that year; 02-29 is 02-28 in a year that has no such day. */
export function dayInYear(year: number, day: MonthDay): PlainDate {
  return dayInMonth(month(`${String(year).padStart(4, '0')}-${day.slice(0, 2)}`), Number(day.slice(3)));
}
