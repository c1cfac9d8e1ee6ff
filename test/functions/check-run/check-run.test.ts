import { describe, expect, test } from 'vitest';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { checkRun } from '../../../functions/check-run/check-run.ts';
import type { Outcome } from '../../../functions/ports.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { fakeRuns } from '../../support/fakes/runs.ts';

const MONDAY = plainDate('2026-11-23');
const SCHEDULED_AT = '2026-11-23T00:30:00.000Z' as Instant;

describe('checkRun', () => {
  test.each<[string, Outcome[], string, boolean]>([
    ['every recipient got a mail or had no news', ['sent', 'nothing-to-say'], 'complete', true],
    ['a later attempt found all of them sent', ['already-sent', 'already-sent'], 'complete', true],
    ['one recipient is still missing', ['sent'], 'recipients-missing', false],
    ['nothing has happened yet', [], 'recipients-missing', false],
    ['one recipient failed', ['sent', 'failed'], 'recipients-failed', false],
  ])('judges a run when %s', async (_, outcomes, why, complete) => {
    const ports = await planned({ workingDay: true, recipients: 2 }, outcomes);
    expect(await checkRun(MONDAY, ports)).toEqual({ day: MONDAY, complete, why });
    expect(ports.meter.counts).toEqual(complete ? { RunComplete: 1 } : { RunIncomplete: 1 });
  });

  test('takes a rest day with a recorded run as complete', async () => {
    const ports = await planned({ workingDay: false, recipients: 0 }, []);
    expect(await checkRun(MONDAY, ports)).toMatchObject({ complete: true, why: 'rest-day' });
  });

  test('takes a working day without recipients as complete', async () => {
    const ports = await planned({ workingDay: true, recipients: 0 }, []);
    expect(await checkRun(MONDAY, ports)).toMatchObject({ complete: true });
  });

  test('takes a day without a run as incomplete', async () => {
    const ports = { runs: fakeRuns(), meter: fakeMeter(), log: fakeLog() };
    expect(await checkRun(MONDAY, ports)).toMatchObject({ complete: false, why: 'no-run' });
    expect(ports.meter.counts).toEqual({ RunIncomplete: 1 });
    expect(ports.log.lines[0]).toMatchObject({ level: 'error', ids: { day: MONDAY, why: 'no-run' } });
  });

  test('ignores the first attempt once a second was opened', async () => {
    const ports = await planned({ workingDay: true, recipients: 1 }, ['sent']);
    const recipients = ['staff-0@example.com'];
    await ports.runs.open({ day: MONDAY, scheduledAt: SCHEDULED_AT, workingDay: true, recipients });
    expect(await checkRun(MONDAY, ports)).toMatchObject({ why: 'recipients-missing' });
  });
});

async function planned(
  { recipients: count, ...run }: { workingDay: boolean; recipients: number },
  outcomes: readonly Outcome[],
) {
  const recipients = Array.from({ length: count }, (_, index) => `staff-${index}@example.com`);
  const runs = fakeRuns();
  const attempt = await runs.open({ day: MONDAY, scheduledAt: SCHEDULED_AT, recipients, ...run });
  for (const [index, outcome] of outcomes.entries()) {
    await runs.release({ day: MONDAY, recipient: `staff-${index}@example.com`, attempt, outcome });
  }
  return { runs, meter: fakeMeter(), log: fakeLog() };
}
