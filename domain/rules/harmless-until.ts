import type { Calendar } from '../calendar/calendar.ts';
import { isPublished, onOrBefore } from '../calendar/working-days.ts';
import type { Reason } from '../cases/case.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { dayInMonth, firstDayOf, lastDayOf, type Month, monthsBetween } from '../values/month.ts';
import { type PlainDate, yearOf } from '../values/plain-date.ts';
import { calendarAssumed } from './deadline-reasons.ts';
import { lastHarmlessMonth } from './gap.ts';
import { originOf } from './statutory-term.ts';

export interface HarmlessUntil {
  /** The last month whose contribution still joins the cover. */
  readonly month: Month;
  /** The last day on which to be enrolled for that month, as far as its cut-off is known: a working day. */
  readonly by: PlainDate;
  readonly over: boolean;
  readonly because: readonly Reason[];
}

/**
 * R10: until when somebody whose last paid month is `lastPaid` has to be enrolled again so that the gap may still be
 * paid up (医保办发〔2021〕43号). The region's cut-off of that month binds where it is known, the earliest where sources
 * contradict; else the month's last working day, and the reasons say that the cut-off is not known.
 *
 * @returns undefined where the rule of that time is not known.
 */
export function harmlessUntil(
  { lastPaid, asOf, policy }: { readonly lastPaid: Month; readonly asOf: PlainDate; readonly policy: Policy },
  calendar: Calendar,
): HarmlessUntil | undefined {
  const month = lastHarmlessMonth(lastPaid, policy);
  const rule = policy.inForce('gapCatchUpMonths', firstDayOf(lastPaid));
  if (month === undefined || !rule.known) return undefined;
  const cutOff = policy.inForce('enrolmentCutOffDay', lastDayOf(month));
  const day = earliestDay(cutOff);
  const inMonth = day === undefined ? lastDayOf(month) : dayInMonth(month, day);
  const { day: by, assumed } = onOrBefore(inMonth, calendar);
  const over = by < asOf;
  const values = { lastPaid, month, by, most: monthsBetween(lastPaid, month) - 1 };
  const code = over ? overCode(asOf, month) : 'harmless-until';
  const years = [inMonth, by].filter((each) => !isPublished(each, calendar)).map(yearOf);
  return {
    month,
    by,
    over,
    because: [
      { rule: 'R10', code, values, ...originOf(rule), ...weakness(cutOff) },
      ...(over ? [] : cutOffReason(cutOff, { month, cutOff: by, ...(day !== undefined && { day }) }, policy)),
      ...(assumed && !over ? [calendarAssumed([...new Set(years)])] : []),
    ],
  };
}

/** A cut-off that has passed while its month still runs may not be the last word. */
function overCode(asOf: PlainDate, month: Month): string {
  return asOf <= lastDayOf(month) ? 'harmless-cut-off-passed' : 'harmless-over';
}

/** The day is no surer than the cut-off that it comes from. */
function weakness(cutOff: InForce<number>): Pick<Reason, 'confidence'> {
  if (cutOff.known) return cutOff.confidence === 'low' ? { confidence: 'low' } : {};
  return cutOff.candidates.length > 0 ? { confidence: 'low' } : {};
}

function earliestDay(cutOff: InForce<number>): number | undefined {
  const days = cutOff.known ? [cutOff.value] : cutOff.candidates.map(({ value }) => value);
  return days.length === 0 ? undefined : Math.min(...days);
}

function cutOffReason(cutOff: InForce<number>, values: Reason['values'], policy: Policy): readonly Reason[] {
  const origin = originOf(cutOff);
  if (cutOff.known) return [{ rule: 'D4', code: 'cut-off-region', values, ...origin }];
  if (cutOff.candidates.length === 0)
    return [{ rule: 'D4', code: 'cut-off-unknown', values: { region: policy.region }, ...origin }];
  const candidates = cutOff.candidates.map(({ value }) => value).join(' / ');
  return [{ rule: 'D4', code: 'cut-off-contradictory', values: { ...values, candidates }, ...origin }];
}
