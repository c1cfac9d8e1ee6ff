import type { Calendar } from '../../domain/calendar/calendar.ts';
import { RHYTHM_DAYS, type Silence, silenceOf } from '../../domain/digest/silence.ts';
import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import { addDays, type PlainDate } from '../../domain/values/plain-date.ts';
import type { SourcesHeard } from '../ports.ts';

/** The deployment's HR systems that have been silent for too long on `day`, ordered by name. */
export async function silentSources(
  day: PlainDate,
  mappings: readonly SourceMapping[],
  heard: Pick<SourcesHeard, 'sources' | 'daysHeard'>,
  calendar: Calendar,
): Promise<Silence[]> {
  const found = await Promise.all(
    heard.sources.toSorted().map(async (source) => {
      const days = await heard.daysHeard(source, addDays(day, -RHYTHM_DAYS));
      const configured = mappings.find((mapping) => mapping.source === source)?.silentAfterWorkingDays;
      return silenceOf(source, days, day, calendar, configured);
    }),
  );
  return found.filter((silence) => silence !== undefined);
}
