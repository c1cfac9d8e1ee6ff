import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { Silence } from '../../domain/digest/silence.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { silentSources } from '../casework/silent-sources.ts';
import type { RegistryReader, RunRecord, Runs, SourcesHeard, Telemetry } from '../ports.ts';

/** Checks the day's run, then whether every HR system sent something. */
export async function checkDay(
  day: PlainDate,
  ports: CheckRunPorts & WatchSilencePorts,
): Promise<CheckedRun> {
  const checked = await checkRun(day, ports);
  await watchSilence(day, ports);
  return checked;
}

interface CheckRunPorts extends Telemetry {
  readonly runs: Pick<Runs, 'find'>;
}

export interface CheckedRun {
  readonly day: PlainDate;
  readonly complete: boolean;
  readonly why: 'complete' | 'rest-day' | 'no-run' | 'recipients-missing' | 'recipients-failed';
}

/**
 * Counts whether the day's run is complete: `RunComplete`, whose absence raises an alarm, or `RunIncomplete`. A run is
 * incomplete if it was never opened, also on a rest day, or if it did not reach every recipient.
 */
export async function checkRun(day: PlainDate, { runs, meter, log }: CheckRunPorts): Promise<CheckedRun> {
  const run = await runs.find(day);
  const why = verdict(run);
  const complete = why === 'complete' || why === 'rest-day';
  meter.count(complete ? 'RunComplete' : 'RunIncomplete');
  log[complete ? 'info' : 'error'](complete ? 'the run is complete' : 'the run is not complete', {
    day,
    why,
    ...(run && { attempt: run.attempt, recipients: run.recipients, ...run.outcomes }),
  });
  return { day, complete, why };
}

function verdict(run: RunRecord | undefined): CheckedRun['why'] {
  if (run === undefined) return 'no-run';
  if (!run.workingDay) return 'rest-day';
  const { failed, ...settled } = run.outcomes;
  if (failed > 0) return 'recipients-failed';
  const reached = Object.values(settled).reduce((sum, count) => sum + count, 0);
  return reached < run.recipients ? 'recipients-missing' : 'complete';
}

interface WatchSilencePorts extends Telemetry {
  readonly registry: RegistryReader;
  readonly heard: Pick<SourcesHeard, 'sources' | 'daysHeard'>;
  readonly calendar: Calendar;
}

/**
 * Counts and logs each HR system that has been silent for too long. The count raises an alarm, and the log has the
 * name.
 */
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
