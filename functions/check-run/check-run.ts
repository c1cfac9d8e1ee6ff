import type { PlainDate } from '../../domain/values/plain-date.ts';
import type { Log, Meter, RunRecord, Runs } from '../ports.ts';

export interface CheckRunPorts {
  readonly runs: Pick<Runs, 'find'>;
  readonly meter: Meter;
  readonly log: Log;
}

export interface CheckedRun {
  readonly day: PlainDate;
  readonly complete: boolean;
  readonly why: 'complete' | 'rest-day' | 'no-run' | 'recipients-missing' | 'recipients-failed';
}

/**
 * Says whether the day's run is done, in counts that alarms watch: `RunComplete`, whose absence wakes somebody, or
 * `RunIncomplete`. Silence must never look like "nothing to do", so a run that nobody opened is incomplete, on a
 * rest day too; and so is one that left a single person without word, be it that their mail was refused.
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
