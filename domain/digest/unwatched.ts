import type { Calendar } from '../calendar/working-days.ts';
import { type Case, timingOf } from '../cases/case.ts';
import { laterOf, type PlainDate } from '../values/plain-date.ts';
import { workingDaysBetween } from './silence.ts';

/** A unit with overdue cases that none of its handlers has looked at for some time. */
export interface Unwatched {
  readonly unitId: string;
  readonly unitName: string;
  readonly overdue: number;
  /** Absent if the last visit is older than the retention period. */
  readonly lastSeenOn?: PlainDate;
  readonly workingDays: number;
}

/** The number of whole working days without a visit that is too many. */
const MAX_WORKING_DAYS = 5;

/** The last lawful days of the cases that are overdue on `day`. */
export function overdueDays(cases: readonly Case[], day: PlainDate): readonly PlainDate[] {
  return cases
    .filter((openCase) => timingOf(openCase, day).urgency === 'overdue')
    .flatMap(({ deadline }) => deadline?.lastLawfulDay ?? []);
}

/**
 * Whether the unit's overdue cases are unwatched on `day`: for 5 working days a case has been overdue and the unit
 * registered, and no handler looked at it.
 * @param overdue see {@link overdueDays}.
 * @param lastSeenOn the last day on which a handler of the unit looked.
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
  if (workingDays < MAX_WORKING_DAYS) return undefined;
  const { unitId, name: unitName } = unit;
  return { unitId, unitName, overdue: overdue.length, ...(lastSeenOn && { lastSeenOn }), workingDays };
}
