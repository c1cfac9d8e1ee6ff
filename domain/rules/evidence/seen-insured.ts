import type { Listing } from '../../employment/spell.ts';
import { compareText } from '../../facts/fact.ts';
import { firstDayOf, type Month, type MonthSpan, monthOf } from '../../values/month.ts';
import type { PlainDate } from '../../values/plain-date.ts';

/** What a spell has from the agency's own files. */
export interface Sightings {
  readonly chargedMonths?: readonly MonthSpan[];
  readonly listings?: readonly Pick<Listing, 'on' | 'is' | 'since'>[];
}

export interface SeenInsured {
  /** The first day of the first charged month, or the "since" day of a list, whichever is earlier. */
  readonly since: PlainDate;
  /** The latest charged month, or the month of the latest list that names the person. */
  readonly lastMonth: Month;
}

/** R13: the first and the last time that the agency is known to have the person on the unit's list; undefined: never. */
export function seenInsured({ chargedMonths = [], listings = [] }: Sightings): SeenInsured | undefined {
  const listed = listings.filter(({ is }) => is === 'listed');
  const days = [
    ...chargedMonths.map(({ from }) => firstDayOf(from)),
    ...listed.map(({ since, on }) => since ?? on),
  ].sort(compareText);
  const months = [...chargedMonths.map(({ to }) => to), ...listed.map(({ on }) => monthOf(on))].sort(
    compareText,
  );
  const [since, lastMonth] = [days[0], months.at(-1)];
  return since === undefined || lastMonth === undefined ? undefined : { since, lastMonth };
}
