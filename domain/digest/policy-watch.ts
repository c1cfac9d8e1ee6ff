import { addWorkingDays, type Calendar, isPublished } from '../calendar/working-days.ts';
import { type PolicyGap, policyGaps } from '../policy/policy-report.ts';
import { type StaleLocalEntry, staleLocalEntries } from '../policy/stale.ts';
import { regionNamed } from '../regions/index.ts';
import type { Unit } from '../units/unit.ts';
import { addDays, addMonths, dayOfWeek, type PlainDate } from '../values/plain-date.ts';

/** What of policy the administrator has to look at again; told once a week. */
export interface PolicyWatch {
  /** Stale, unpublished or contradictory values of national law and of the regions where there are units. */
  readonly gaps: readonly PolicyGap[];
  /** What units entered themselves and nobody looked at for long. */
  readonly staleLocal: readonly StaleLocalEntry[];
  /** A year whose holiday notice is missing though deadlines reach into it. */
  readonly unpublishedYear?: string;
}

/** Half a year: most bands turn once a year, and are published late. */
const STALE_AFTER_MONTHS = 6;
const MONDAY = 1;
/** How far deadlines look ahead: a month by law, and the holidays it may end in. */
const MONTHS_AHEAD = 2;

/** @returns undefined unless `day` is the first working day of its week and there is something to look at. */
export function policyWatch(
  units: readonly Unit[],
  day: PlainDate,
  calendar: Calendar,
): PolicyWatch | undefined {
  if (addWorkingDays(day, -1, calendar).day >= mondayOf(day)) return undefined;
  const regions = new Set(units.map(({ region }) => regionNamed(region)));
  const gaps = policyGaps(day, { staleAfterMonths: STALE_AFTER_MONTHS }).filter(
    // What nobody knows is in the cases that need it; here it would be the same long list every week.
    ({ region, kind }) => kind !== 'unknown' && (regions.has(region) || region === '全国'),
  );
  const staleLocal = staleLocalEntries(units, day, { staleAfterMonths: STALE_AFTER_MONTHS });
  const ahead = addMonths(day, MONTHS_AHEAD);
  const unpublished = isPublished(ahead, calendar) ? {} : { unpublishedYear: ahead.slice(0, 4) };
  const watch = { gaps, staleLocal, ...unpublished };
  return gaps.length + staleLocal.length > 0 || 'unpublishedYear' in unpublished ? watch : undefined;
}

function mondayOf(day: PlainDate): PlainDate {
  return addDays(day, -((dayOfWeek(day) + 7 - MONDAY) % 7));
}
