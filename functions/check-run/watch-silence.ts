import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { Silence } from '../../domain/digest/silence.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { Log, Meter, RegistryReader, SourcesHeard } from '../ports.ts';
import { silentSources } from './silent-sources.ts';

export interface WatchSilencePorts {
  readonly registry: RegistryReader;
  readonly heard: SourcesHeard;
  readonly calendar: Calendar;
  readonly meter: Meter;
  readonly log: Log;
}

/** Counts each HR system that has been silent for too long; somebody is woken for it, and the log names it. */
export async function watchSilence(
  day: PlainDate,
  { registry, heard, calendar, meter, log }: WatchSilencePorts,
): Promise<Silence[]> {
  const { sources: mappings } = (await registry.load()).registry;
  const silent = await silentSources(day, mappings, heard, calendar);
  for (const { source, lastHeardOn, workingDays, usual } of silent) {
    meter.count('SourceSilent');
    log.error('an HR system has been silent for too long', { source, lastHeardOn, workingDays, usual });
  }
  return silent;
}
