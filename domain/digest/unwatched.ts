import type { Calendar } from '../calendar/working-days.ts';
import { type Case, timingOf } from '../cases/case.ts';
import { laterOf, type PlainDate } from '../values/plain-date.ts';
import { workingDaysBetween } from './silence.ts';

/** A unit whose handlers have not opened its pages for some time although it has overdue cases. */
export interface Unwatched {
  readonly unitId: string;
  readonly unitName: string;
  readonly overdue: number;
  /** The last day on which a handler looked; absent if it is not known, for example older than the retention period. */
  readonly lastSeenOn?: PlainDate;
  readonly workingDays: number;
}

/** A unit is unwatched after this many whole working days without a visit. */
const MAX_WORKING_DAYS = 5;

/** The last lawful days of the cases that are overdue on `day`. */
export function overdueDays(cases: readonly Case[], day: PlainDate): readonly PlainDate[] {
  return cases
    .filter((openCase) => timingOf(openCase, day).urgency === 'overdue')
    .flatMap(({ deadline }) => deadline?.lastLawfulDay ?? []);
}

/**
 * Whether a unit is unwatched on `day`: for at least 5 working days a case has been overdue, the unit has been
 * registered, and no handler of the unit has looked.
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
