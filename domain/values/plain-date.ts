import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/** A calendar day in China, `YYYY-MM-DD`. Compares and sorts as text. */
export type PlainDate = string & { readonly __brand: 'PlainDate' };

/** An instant as ISO 8601 text in UTC, for example `2026-03-02T01:15:00.000Z`. Compares and sorts as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** Means that no day is known. It sorts after every real day. */
export const NEVER = '9999-12-31' as PlainDate;

/** Means that nothing was received. It sorts before every real time, so no digest reports it as new. */
export const LONG_AGO = '1970-01-01T00:00:00.000Z' as Instant;

/** Excludes years 0000 to 0099: some HR systems write 0000 or 0001 for "no day". */
const SHAPE = /^(?!00)\d{4}-\d{2}-\d{2}$/;

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** China has used UTC+8 without summer time since 1991; all times that this service handles are later. */
const CHINA_OFFSET_MINUTES = 8 * 60;

/** @returns undefined if `text` is not a real calendar day, such as `2026-02-30`. */
export function parsePlainDate(text: string): PlainDate | undefined {
  if (!SHAPE.test(text)) return undefined;
  const { year, month, day } = partsOf(text);
  return day >= 1 && day <= daysIn(year, month) ? (text as PlainDate) : undefined;
}

// Days are computed as whole numbers. This is fast, which matters because every rule computes many days.

function partsOf(text: string): { year: number; month: number; day: number } {
  return { year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)), day: Number(text.slice(8)) };
}

function dayFrom(year: number, month: number, day: number): PlainDate {
  const two = (part: number) => (part < 10 ? `0${part}` : part);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as PlainDate;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** The number of days since Sunday, 0000-12-31, of the Gregorian calendar. */
function dayNumber(text: PlainDate): number {
  const { year, month, day } = partsOf(text);
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  let days = before * 365 + leapDays + day;
  for (let earlier = 1; earlier < month; earlier++) days += daysIn(year, earlier);
  return days;
}

/** For days written in code and data. @throws RangeError if the text is not a calendar day. */
export function plainDate(text: string): PlainDate {
  const day = parsePlainDate(text);
  if (day === undefined) throw new RangeError(`"${text}" is not a calendar day; write YYYY-MM-DD`);
  return day;
}

/** `days` may be negative. The day itself is not counted (民法典 201): 2026-08-21 plus 30 is 2026-09-20. */
export function addDays(text: PlainDate, days: number): PlainDate {
  let { year, month, day } = partsOf(text);
  day += days;
  for (; day < 1; day += daysIn(year, month)) {
    month -= 1;
    if (month === 0) [year, month] = [year - 1, 12];
  }
  for (let length = daysIn(year, month); day > length; length = daysIn(year, month)) {
    day -= length;
    month += 1;
    if (month === 13) [year, month] = [year + 1, 1];
  }
  return dayFrom(year, month, day);
}

/** The same day of the month `months` later, or the last day of that month if it has no such day (民法典 202). */
export function addMonths(text: PlainDate, months: number): PlainDate {
  const { year, month, day } = partsOf(text);
  const index = year * 12 + month - 1 + months;
  const [inYear, inMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return dayFrom(inYear, inMonth, Math.min(day, daysIn(inYear, inMonth)));
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day of the week, from 0 for Sunday to 6 for Saturday. */
export function dayOfWeek(day: PlainDate): number {
  return dayNumber(day) % 7;
}

const FIRST_SANE_DAY = '1950-01-01';
const SANE_YEARS_AHEAD = 2;

/**
 * Whether the day of a hire, leave, filing or charge is plausible: from 1950-01-01 to two years after today. Other days
 * are typing errors or mean "no day".
 */
export function isSaneDay(day: PlainDate, today: PlainDate): boolean {
  // The days are compared as texts, so 02-29 needs no special case.
  const last = `${yearOf(today) + SANE_YEARS_AHEAD}${today.slice(4)}`;
  return day >= FIRST_SANE_DAY && day <= last;
}

export function yearOf(day: PlainDate): number {
  return Number(day.slice(0, 4));
}

export function earlierOf(a: PlainDate, b: PlainDate): PlainDate {
  return a <= b ? a : b;
}

export function laterOf(a: PlainDate, b: PlainDate): PlainDate {
  return a >= b ? a : b;
}

/** The latest of the times; undefined if all are undefined. */
export function newestOf(times: readonly (Instant | undefined)[]): Instant | undefined {
  let newest: Instant | undefined;
  for (const time of times) if (newest === undefined || (time !== undefined && time > newest)) newest = time;
  return newest;
}

/**
 * @returns undefined if `text` is not an ISO 8601 date-time with an offset. Lower-case t and z are accepted (RFC 3339,
 * 5.6).
 */
export function parseInstant(text: string): Instant | undefined {
  const written = text.toUpperCase();
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(written)) return undefined;
  const parsed = dayjs.utc(written);
  return parsed.isValid() ? (parsed.toISOString() as Instant) : undefined;
}

/** The first instant of the day in Asia/Shanghai. */
export function chinaMidnight(day: PlainDate): Instant {
  return dayjs.utc(day).subtract(CHINA_OFFSET_MINUTES, 'minute').toISOString() as Instant;
}

/** The calendar day in Asia/Shanghai at this instant (F9): 2026-03-01T16:00:00Z is already 2026-03-02. */
export function chinaDayOf(instant: Instant): PlainDate {
  return dayjs.utc(instant).utcOffset(CHINA_OFFSET_MINUTES).format('YYYY-MM-DD') as PlainDate;
}
