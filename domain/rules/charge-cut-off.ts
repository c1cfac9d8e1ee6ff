import type { Calendar } from '../calendar/calendar.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { lastDayOf, type Month } from '../values/month.ts';
import { earlierOf, type PlainDate } from '../values/plain-date.ts';
import { cutOffOn } from './cut-offs.ts';

/**
 * The last day on which a removal still keeps `month` from being charged: the earlier of the region's and the
 * agency's cut-off, pulled back to a working day. Where none is known, the month's last day: a month is called
 * charged only when it surely was.
 */
export function chargeCutOff(
  month: Month,
  {
    policy,
    calendar,
    agencyCutOffDay,
  }: { policy: Policy; calendar: Calendar; agencyCutOffDay?: number | undefined },
): PlainDate {
  const local = policy.inForce('removalCutOffDay', lastDayOf(month));
  const days = [regionDay(local), agencyCutOffDay].filter((day) => day !== undefined);
  const cutOffs = days.map((day) => cutOffOn(month, day, calendar).on);
  return cutOffs.reduce(earlierOf, lastDayOf(month));
}

/** Whether {@link chargeCutOff} had more to go by than the month's end. */
export function isChargeCutOffKnown(
  month: Month,
  { policy, agencyCutOffDay }: { policy: Policy; agencyCutOffDay?: number | undefined },
): boolean {
  const local = policy.inForce('removalCutOffDay', lastDayOf(month));
  return agencyCutOffDay !== undefined || regionDay(local) !== undefined;
}

/** Where sources contradict each other, the latest day that any of them gives: only then was it surely too late. */
function regionDay(local: InForce<number>): number | undefined {
  if (local.known) return local.value;
  const days = local.candidates.map(({ value }) => value);
  return days.length === 0 ? undefined : Math.max(...days);
}
