import { isWorkingDay, publishedCalendar } from '../../domain/calendar/working-days.ts';
import { addresseesOf } from '../../domain/units/addressees.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import type { DigestQueue, Log, Meter, RegistryReader, Runs } from '../ports.ts';

export interface PlanDigestsPorts {
  readonly registry: RegistryReader;
  readonly runs: Pick<Runs, 'open'>;
  readonly queue: Pick<DigestQueue, 'send'>;
  readonly meter: Meter;
  readonly log: Log;
  /** Stands in for the fallback staff where the registry names none. */
  readonly fallbackMailbox?: string | undefined;
}

export interface PlannedRun {
  readonly day: PlainDate;
  readonly workingDay: boolean;
  /** How many people get a request; zero on a rest day. */
  readonly recipients: number;
  readonly attempt: number;
}

/**
 * Opens the run of the day and asks for one digest per person, on a working day (M1, M5). Doing it again is
 * another attempt of the same run: who was sent to is left alone, who was not gets their digest.
 * @param run `scheduledAt` is when the schedule meant to start, whenever it did.
 * @throws when the queue does not take every request; the schedule then tries again.
 */
export async function planDigests(
  run: { readonly day: PlainDate; readonly scheduledAt: Instant },
  ports: PlanDigestsPorts,
): Promise<PlannedRun> {
  const { day, scheduledAt } = run;
  const workingDay = isWorkingDay(day, publishedCalendar);
  const recipients = workingDay ? await recipientsOf(ports) : [];
  const attempt = await ports.runs.open({ day, scheduledAt, workingDay, recipients: recipients.length });
  if (recipients.length > 0) {
    await ports.queue.send(recipients.map((recipient) => ({ day, scheduledAt, attempt, recipient })));
  }
  ports.meter.count('RunPlanned');
  ports.log.info('run planned', { day, workingDay, recipients: recipients.length, attempt });
  return { day, workingDay, recipients: recipients.length, attempt };
}

async function recipientsOf({ registry, log, fallbackMailbox }: PlanDigestsPorts): Promise<string[]> {
  const record = await registry.load();
  const addressees = addresseesOf(record.registry, fallbackMailbox);
  if (!addressees.some(({ administers }) => administers)) {
    log.warn('nobody gets the administrator’s part: the registry has no fallback staff', {
      units: record.registry.units.length,
    });
  }
  return addressees.map(({ key }) => key);
}
