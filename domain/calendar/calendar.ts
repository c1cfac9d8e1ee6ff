import { once } from '../values/once.ts';
import { addDays, type PlainDate, plainDate } from '../values/plain-date.ts';
import { type Holiday, NOTICES, type YearNotice } from './notices.ts';

/** The years with a published notice, and the days in them that differ from a normal week. */
export interface Calendar {
  readonly publishedYears: ReadonlySet<number>;
  /**
   * The last year with a published notice. For a later year there may be no notice yet. An earlier year that is missing
   * here had a notice.
   */
  readonly lastYear: number;
  /** The days off according to the notices. They include the weekends within a holiday. */
  readonly daysOff: ReadonlySet<PlainDate>;
  readonly makeUpDays: ReadonlySet<PlainDate>;
}

/** The calendar by all notices that were published at the time of the release. */
export const publishedCalendar: Calendar = calendarOf(NOTICES);

/** @throws RangeError if a notice contains a day that does not exist. */
export function calendarOf(notices: readonly YearNotice[]): Calendar {
  const holidays = notices.flatMap((notice) => notice.holidays);
  const daysOff = once(() => new Set(holidays.flatMap(daysOffOf)));
  const makeUpDays = once(() => new Set(holidays.flatMap((holiday) => holiday.makeUp.map(plainDate))));
  return {
    publishedYears: new Set(notices.map((notice) => notice.year)),
    lastYear: Math.max(...notices.map((notice) => notice.year)),
    get daysOff() {
      return daysOff();
    },
    get makeUpDays() {
      return makeUpDays();
    },
  };
}

function daysOffOf(holiday: Holiday): PlainDate[] {
  const last = plainDate(holiday.to);
  const days: PlainDate[] = [];
  for (let day = plainDate(holiday.from); day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
