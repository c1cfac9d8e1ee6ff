import type { Calendar } from '../../calendar/calendar.ts';
import { onOrBefore } from '../../calendar/working-days.ts';
import { compareText } from '../../facts/fact.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { dayInMonth, lastDayOf, type Month, monthOf, plusMonths } from '../../values/month.ts';
import { oncePer } from '../../values/once.ts';
import { earlierOf, laterOf, type PlainDate } from '../../values/plain-date.ts';

/** Whose cut-off days bind a filing: the region's, by policy, and those of the agency that files for the unit. */
export interface CutOffSources {
  readonly parameter: 'enrolmentCutOffDay' | 'removalCutOffDay';
  readonly policy: Policy;
  readonly agencyCutOffDay?: number;
}

/** The last day on which a filing for `month` is taken. */
export interface CutOff {
  readonly whose: 'region' | 'agency';
  readonly month: Month;
  /** The day of the month as the source gives it; may be later than the month's last day. */
  readonly day: number;
  /** The day as it falls: at most the month's last (D5), pulled back to a working day. */
  readonly on: PlainDate;
  readonly assumed: boolean;
  /** What the region's policy answered; absent for an agency's. */
  readonly answer?: InForce<number>;
  /** A lead, or a value of low confidence: it may make the suggested day earlier, and nothing is late by it. */
  readonly weak: boolean;
}

export interface CutOffs {
  /** The nearest of each source that can still be met, earliest first; several where sources contradict. */
  readonly ahead: readonly CutOff[];
  /** The latest that has passed unmet; never a weak one. */
  readonly missed?: CutOff;
}

/**
 * D5. A cut-off can be met from the event on and not before `asOf`. Only months from `firstMonth` on count.
 * `sinceEvent` leaves out of the missed ones those that had passed before there was anything to file. A weak cut-off is
 * never missed: when it has passed unmet, the next one is ahead.
 */
export function cutOffsAround(
  sources: CutOffSources,
  span: {
    readonly event: PlainDate;
    readonly asOf: PlainDate;
    readonly firstMonth: Month;
    readonly sinceEvent: boolean;
  },
  calendar: Calendar,
): CutOffs {
  const ready = laterOf(span.event, span.asOf);
  const all: CutOff[] = [];
  for (const month of monthsAround(ready, span.firstMonth)) {
    const ofMonth = cutOffsOf(month, sources, calendar);
    all.push(...ofMonth);
    if (areAllAhead(ofMonth, sources, ready)) break;
  }
  const missed = all
    .filter(({ on, weak }) => !weak && on < ready && (!span.sinceEvent || on >= span.event))
    .reduce<CutOff | undefined>((last, next) => (last && last.on > next.on ? last : next), undefined);
  return {
    ahead: nearestOfEach(all.filter((cutOff) => cutOff.on >= ready)),
    ...(missed !== undefined && { missed }),
  };
}

/**
 * The months whose cut-offs may be the next or the last: a cut-off lies in its month or, pulled back over a holiday,
 * shortly before it. So the month before, this one and the next two are enough, whatever the day.
 */
function monthsAround(day: PlainDate, firstMonth: Month): Month[] {
  const before = plusMonths(monthOf(day), -1);
  const first = firstMonth > before ? firstMonth : before;
  return [0, 1, 2, 3].map((more) => plusMonths(first, more));
}

/** Then those of later months are further ahead still, and there is no need to look. */
function areAllAhead(ofMonth: readonly CutOff[], sources: CutOffSources, ready: PlainDate): boolean {
  const known = new Set(ofMonth.map(({ whose }) => whose));
  const complete = known.has('region') && (sources.agencyCutOffDay === undefined || known.has('agency'));
  return complete && ofMonth.every(({ on }) => on >= ready);
}

/** Every cut-off of one month: the agency's, and the region's, one for each candidate where sources contradict. */
function cutOffsOf(month: Month, sources: CutOffSources, calendar: Calendar): CutOff[] {
  const answer = regionAnswer(month, sources);
  const weak = isWeak(answer);
  const region = suggestedDays(answer).map((day) => ({
    ...cutOffOn(month, day, calendar),
    whose: 'region' as const,
    answer,
    weak,
  }));
  if (sources.agencyCutOffDay === undefined) return region;
  const agency = cutOffOn(month, sources.agencyCutOffDay, calendar);
  return [...region, { ...agency, whose: 'agency' as const, weak: false }];
}

/** The days of the month that a cut-off may be: the value, else all candidates, else what a lead says. */
export function suggestedDays(answer: InForce<number>): readonly number[] {
  if (answer.known) return [answer.value];
  if (answer.lead !== undefined) return [answer.lead.value];
  return answer.candidates.map(({ value }) => value);
}

/** Too weak to call anything late: a lead, or a value of low confidence. */
export function isWeak(answer: InForce<unknown>): boolean {
  return answer.known ? answer.confidence === 'low' && !answer.local : answer.why === 'lead';
}

/**
 * The cut-offs of a month that may be called so: neither a lead nor a value of low confidence; of contradictory sources
 * each one's. In the order of the days; none where nothing sure is known.
 */
export function sureCutOffs(month: Month, sources: CutOffSources, calendar: Calendar): readonly CutOff[] {
  return cutOffsOf(month, sources, calendar)
    .filter(({ weak }) => !weak)
    .sort((a, b) => compareText(a.on, b.on));
}

/** As of the month's last day, so that an agency's answer during a month counts for that month. */
function regionAnswer(month: Month, sources: CutOffSources): InForce<number> {
  return sources.policy.inForce(sources.parameter, lastDayOf(month));
}

/** D5: that day of the month as it falls, at most the month's last, pulled back to a working day. */
function cutOffOn(month: Month, day: number, calendar: Calendar) {
  const found = pulledBack(calendar, dayInMonth(month, day));
  return { month, day, on: found.day, assumed: found.assumed };
}

/** All cases of a unit have the same few cut-offs. */
const pulledBack = oncePer((calendar: Calendar, day: PlainDate) => onOrBefore(day, calendar));

function nearestOfEach(ahead: readonly CutOff[]): CutOff[] {
  const sorted = ahead.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  return sorted.filter((cutOff, i) => sorted.findIndex((other) => other.whose === cutOff.whose) === i);
}

/**
 * The last day on which a removal still keeps `month` from being charged: the earlier of the region's and the
 * agency's cut-off, pulled back to a working day. Where none is known, or the region's is a weak one, the month's last
 * day: a month is called charged only when it surely was.
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
  if (isWeak(local)) return undefined;
  if (local.known) return local.value;
  const days = local.candidates.map(({ value }) => value);
  return days.length === 0 ? undefined : Math.max(...days);
}
