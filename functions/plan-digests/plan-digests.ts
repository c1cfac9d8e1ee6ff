import { isWorkingDay, publishedCalendar } from '../../domain/calendar/working-days.ts';
import { addresseesOf, hasHandler } from '../../domain/units/addressees.ts';
import type { Registry } from '../../domain/units/unit.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import { type AskForPassesPorts, askForPasses } from '../imports/daily-passes.ts';
import { type AskForGuidesPorts, askForGuides } from '../leaver-guide/ask-for-guides.ts';
import type { DigestQueue, MailAddresses, RegistryReader, Runs } from '../ports.ts';

interface PlanDigestsPorts extends AskForGuidesPorts, AskForPassesPorts {
  readonly registry: RegistryReader;
  readonly runs: Pick<Runs, 'open'>;
  readonly queue: Pick<DigestQueue, 'send'>;
  readonly mailAddresses: Pick<MailAddresses, 'undeliverable'>;
  /** The address to use if the registry has no fallback staff. */
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
 * Opens the day's run. On a working day it requests one digest per person (M1, M5), then leavers' guides and the
 * follow-up work of imports. If it is repeated, this is another attempt of the same run: mails already sent are not
 * sent again.
 * @throws when the queue does not accept every request; the schedule then tries again.
 */
export async function planDigests(
  run: { readonly day: PlainDate; readonly scheduledAt: Instant },
  ports: PlanDigestsPorts,
): Promise<PlannedRun> {
  const { day, scheduledAt } = run;
  const workingDay = isWorkingDay(day, publishedCalendar);
  const record = workingDay ? await ports.registry.load() : undefined;
  const registry = record?.registry;
  const recipients = registry === undefined ? [] : await recipientsOf(registry, day, ports);
  const attempt = await ports.runs.open({ day, scheduledAt, workingDay, recipients });
  if (recipients.length > 0) {
    await ports.queue.send(recipients.map((recipient) => ({ day, scheduledAt, attempt, recipient })));
  }
  ports.meter.count('RunPlanned');
  ports.log.info('run planned', { day, workingDay, recipients: recipients.length, attempt });
  // This is done last, so that guides and follow-up work cannot delay or break the digests.
  if (record !== undefined) {
    await askForGuides(record.registry, day, ports);
    await askForPasses(record, day, ports);
  }
  return { day, workingDay, recipients: recipients.length, attempt };
}

/**
 * The keys of everybody whose mail can be delivered. If mail can be delivered to no handler of a unit, the fallback
 * staff receive its cases (M3).
 */
async function recipientsOf(
  registry: Registry,
  day: PlainDate,
  { log, meter, mailAddresses, fallbackMailbox }: PlanDigestsPorts,
): Promise<string[]> {
  const unreachable = new Set((await mailAddresses.undeliverable()).map(({ address }) => address));
  const addressees = addresseesOf(registry, fallbackMailbox, unreachable);
  if (!addressees.some(({ administers }) => administers)) {
    for (const { unitId } of registry.units.filter((unit) => !hasHandler(unit, unreachable))) {
      meter.count('NobodyReachable');
      log.error('mail can be delivered neither to a handler of the unit nor to the fallback staff', {
        unitId,
        day,
      });
    }
    log.warn('the administrator’s part has no recipient: the registry has no fallback staff', {
      units: registry.units.length,
    });
  }
  return addressees.map(({ key }) => key);
}
