import type { Calendar } from '../../calendar/calendar.ts';
import { onOrBefore } from '../../calendar/working-days.ts';
import { compareText } from '../../facts/fact.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Unit } from '../../units/unit.ts';
import { dayInMonth, lastDayOf, type Month, monthOf, plusMonths } from '../../values/month.ts';
import { oncePer } from '../../values/once.ts';
import { earlierOf, laterOf, type PlainDate } from '../../values/plain-date.ts';

/**
 * What sets the cut-off days of a filing: the region's policy, and the company that files for the unit (代办机构), whose
 * day is `agencyCutOffDay`.
 */
export interface CutOffSources {
  readonly parameter: 'enrolmentCutOffDay' | 'removalCutOffDay';
  readonly policy: Policy;
  readonly agencyCutOffDay?: number | undefined;
}

/** The last day on which a filing for `month` is accepted. */
export interface CutOff {
  readonly setBy: 'region' | 'agency';
  readonly month: Month;
  /** The day of the month as the source states it; it may be greater than the number of days in the month. */
  readonly day: number;
  /** The actual day: at most the month's last (D5), pulled back to a working day. */
  readonly on: PlainDate;
  readonly assumed: boolean;
  /** The answer of the region's policy; absent for the cut-off of a company that files for the unit. */
  readonly answer?: InForce<number>;
  /**
   * True for a lead or a value of low confidence. It may make the suggested day earlier, but nothing is late because of
   * it.
   */
  readonly weak: boolean;
}

export interface CutOffs {
  /**
   * The next cut-offs that can still be met, earliest first: at most one of the region (the nearest, if sources
   * contradict each other) and at most one of the company that files for the unit.
   */
  readonly ahead: readonly CutOff[];
  /** The latest cut-off that has passed and can no longer be met. It is never a weak cut-off. */
  readonly missed?: CutOff;
}

/**
 * D5: the cut-offs around `asOf`. A cut-off can be met if it is neither before the event nor before `asOf`. Only months
 * from `firstMonth` are considered. With `sinceEvent`, a cut-off before the event does not count as missed. A weak
 * cut-off never counts as missed: once it has passed, the next one is used.
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
 * The months whose cut-offs may be the next ones or the last ones. A cut-off lies in its month or, if it is pulled back
 * over a holiday, shortly before it. So the previous month, the current one and the next two are enough.
 */
function monthsAround(day: PlainDate, firstMonth: Month): Month[] {
  const before = plusMonths(monthOf(day), -1);
  const first = firstMonth > before ? firstMonth : before;
  return [0, 1, 2, 3].map((more) => plusMonths(first, more));
}

/**
 * Whether all cut-offs of the month are known and can still be met. The cut-offs of later months can then be met too,
 * so the search ends.
 */
function areAllAhead(ofMonth: readonly CutOff[], sources: CutOffSources, ready: PlainDate): boolean {
  const known = new Set(ofMonth.map(({ setBy }) => setBy));
  const complete = known.has('region') && (sources.agencyCutOffDay === undefined || known.has('agency'));
  return complete && ofMonth.every(({ on }) => on >= ready);
}

/**
 * All cut-offs of one month: the one of the company that files for the unit, and the region's, one per candidate if
 * sources contradict each other.
 */
function cutOffsOf(month: Month, sources: CutOffSources, calendar: Calendar): CutOff[] {
  const answer = regionAnswer(month, sources);
  const weak = isWeak(answer);
  const region = suggestedDays(answer).map((day) => ({
    ...cutOffOn(month, day, calendar),
    setBy: 'region' as const,
    answer,
    weak,
  }));
  if (sources.agencyCutOffDay === undefined) return region;
  const agency = cutOffOn(month, sources.agencyCutOffDay, calendar);
  return [...region, { ...agency, setBy: 'agency' as const, weak: false }];
}

/**
 * The possible days of the month of a cut-off: the known value, otherwise the value of the lead, otherwise all
 * candidates.
 */
export function suggestedDays(answer: InForce<number>): readonly number[] {
  if (answer.known) return [answer.value];
  if (answer.lead !== undefined) return [answer.lead.value];
  return answer.candidates.map(({ value }) => value);
}

/** Whether the answer is too weak to call anything late: a lead, or a value of low confidence. */
export function isWeak(answer: InForce<unknown>): boolean {
  return answer.known ? answer.confidence === 'low' && !answer.local : answer.why === 'lead';
}

/**
 * The cut-offs of a month without leads and values of low confidence, sorted by day. If sources contradict each other,
 * the days of all sources are included. Empty if no cut-off is certain.
 */
export function sureCutOffs(month: Month, sources: CutOffSources, calendar: Calendar): readonly CutOff[] {
  return cutOffsOf(month, sources, calendar)
    .filter(({ weak }) => !weak)
    .sort((a, b) => compareText(a.on, b.on));
}

/**
 * The region's answer as of the month's last day. So if the agency gives an answer during a month, it applies to this
 * month already.
 */
function regionAnswer(month: Month, sources: CutOffSources): InForce<number> {
  return sources.policy.inForce(sources.parameter, lastDayOf(month));
}

/**
 * D5: the actual day of a cut-off: the day of the month, at most the month's last day, pulled back to a working day.
 */
function cutOffOn(month: Month, day: number, calendar: Calendar) {
  const found = pulledBack(calendar, dayInMonth(month, day));
  return { month, day, on: found.day, assumed: found.assumed };
}

/** Cached: all cases of a unit have the same few cut-offs. */
const pulledBack = oncePer((calendar: Calendar, day: PlainDate) => onOrBefore(day, calendar));

function nearestOfEach(ahead: readonly CutOff[]): CutOff[] {
  const sorted = ahead.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  return sorted.filter((cutOff, i) => sorted.findIndex((other) => other.setBy === cutOff.setBy) === i);
}

/**
 * The last day on which a removal still prevents a charge for `month`: the cut-off of the region or of the company that
 * files for the unit, whichever is earlier, pulled back to a working day. A weak cut-off of the region is not used. If
 * no cut-off remains, it is the month's last day, because a month counts as charged only when the charge is certain.
 */
export function chargeCutOff(month: Month, context: CutOffContext): PlainDate {
  const cutOffs = removalCutOffs(month, context);
  // If sources contradict each other, a filing is certainly too late only after the latest of their days.
  const ofRegion = cutOffs.findLast(({ setBy }) => setBy === 'region');
  const ofAgency = cutOffs.find(({ setBy }) => setBy === 'agency');
  return [ofRegion, ofAgency].reduce((day, cutOff) => earlierOf(day, cutOff?.on ?? day), lastDayOf(month));
}

/** Whether {@link chargeCutOff} is based on more than the end of the month. */
export function isChargeCutOffKnown(month: Month, context: CutOffContext): boolean {
  return removalCutOffs(month, context).length > 0;
}

interface CutOffContext {
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly unit?: Pick<Unit, 'agency'> | undefined;
}

function removalCutOffs(month: Month, { policy, calendar, unit }: CutOffContext): readonly CutOff[] {
  const agencyCutOffDay = unit?.agency?.removalCutOffDay;
  return sureCutOffs(month, { parameter: 'removalCutOffDay', policy, agencyCutOffDay }, calendar);
}
