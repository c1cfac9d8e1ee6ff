import type { Calendar } from '../calendar/calendar.ts';
import { onOrBefore } from '../calendar/working-days.ts';
import type { Policy } from '../policy/policy.ts';
import { dayInMonth, firstDayOf, lastDayOf, type Month } from '../values/month.ts';
import { earlierOf, type PlainDate } from '../values/plain-date.ts';

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
  const local = policy.inForce('removalCutOffDay', firstDayOf(month));
  const days = [local.known ? local.value : undefined, agencyCutOffDay].filter((day) => day !== undefined);
  const cutOffs = days.map((day) => onOrBefore(dayInMonth(month, day), calendar).day);
  return cutOffs.reduce(earlierOf, lastDayOf(month));
}
