import type { Policy } from '../policy/policy.ts';
import { dayInYear } from '../values/month-day.ts';
import { type PlainDate, yearOf } from '../values/plain-date.ts';

export interface ResidentWindow {
  readonly opensOn: PlainDate;
  readonly closesOn: PlainDate;
  /** The year that is paid for: the one after the window opens. */
  readonly coverYear: number;
  readonly isOpen: boolean;
}

/**
 * G2: the window in which residents enrol that is open on `day`, else the next. A window whose last day comes before
 * its first in the year ends in the year after.
 *
 * @returns undefined where the region's window is not known.
 */
export function residentWindow(day: PlainDate, policy: Policy): ResidentWindow | undefined {
  const from = policy.inForce('residentWindowFrom', day);
  const to = policy.inForce('residentWindowTo', day);
  if (!from.known || !to.known) return undefined;
  const windowOf = (year: number): ResidentWindow => {
    const opensOn = dayInYear(year, from.value);
    const closesOn = dayInYear(to.value < from.value ? year + 1 : year, to.value);
    return { opensOn, closesOn, coverYear: year + 1, isOpen: opensOn <= day && day <= closesOn };
  };
  const year = yearOf(day);
  return [year - 1, year, year + 1].map(windowOf).find(({ closesOn }) => closesOn >= day);
}
