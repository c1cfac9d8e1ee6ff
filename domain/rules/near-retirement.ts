import { type PlainDate, yearOf } from '../values/plain-date.ts';

/** Below every age in the tables, by more than a retirement is looked ahead. */
const YOUNGEST_YEARS = 49;

/** R9: whether somebody may have reached, or be near, any statutory age; saves reckoning for nearly everybody. */
export function mayBeNearRetirement(birthDate: PlainDate, on: PlainDate): boolean {
  return yearOf(on) - yearOf(birthDate) >= YOUNGEST_YEARS;
}
