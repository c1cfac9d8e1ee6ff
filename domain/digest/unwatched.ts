import type { Calendar } from '../calendar/working-days.ts';
import { type Case, timingOf } from '../cases/case.ts';
import { laterOf, type PlainDate } from '../values/plain-date.ts';
import { workingDaysBetween } from './silence.ts';

/** A unit with overdue cases at which nobody who handles it has looked for some time. */
export interface Unwatched {
  readonly unitId: string;
  readonly unitName: string;
  readonly overdue: number;
  /** Absent where nobody has looked for as long as that is kept. */
  readonly lastSeenOn?: PlainDate;
  readonly workingDays: number;
}

/** So many whole working days without a look are too many. */
const MOST_WORKING_DAYS = 5;

/** The last lawful days of the cases that are overdue on `day`. */
export function overdueDays(cases: readonly Case[], day: PlainDate): readonly PlainDate[] {
  return cases
    .filter((it) => timingOf(it, day).urgency === 'overdue')
    .flatMap(({ deadline }) => deadline?.lastLawfulDay ?? []);
}

/**
 * Whether the unit's overdue cases go unwatched on `day`: for 5 working days one was overdue, the unit registered, and
 * nobody there.
 * @param overdue see {@link overdueDays}.
 * @param lastSeenOn the last day on which somebody who handles the unit looked.
 */
export function unwatchedOf(
  unit: { readonly unitId: string; readonly name: string; readonly registeredOn?: PlainDate | undefined },
  overdue: readonly PlainDate[],
  lastSeenOn: PlainDate | undefined,
  day: PlainDate,
  calendar: Calendar,
): Unwatched | undefined {
  const [first] = overdue.toSorted();
  if (first === undefined) return undefined;
  const since = laterOf(first, laterOf(lastSeenOn ?? first, unit.registeredOn ?? first));
  const workingDays = workingDaysBetween(since, day, calendar);
  if (workingDays < MOST_WORKING_DAYS) return undefined;
  const { unitId, name: unitName } = unit;
  return { unitId, unitName, overdue: overdue.length, ...(lastSeenOn && { lastSeenOn }), workingDays };
}
