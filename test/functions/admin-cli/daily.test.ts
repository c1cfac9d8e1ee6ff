import { describe, expect, it } from 'vitest';
import { type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { waitForRun } from '../../../functions/admin-cli/daily.ts';
import { CommandFailed, createContext } from '../../../functions/admin-cli/frame/frame.ts';
import type { Store } from '../../../functions/deployment/deployment.ts';
import type { Outcome, RunRecord } from '../../../functions/ports.ts';
import { canbaoJson, runCanbao } from '../../support/command-line.ts';
import { fakeClock } from '../../support/fakes/clock.ts';

const DAY = plainDate('2026-12-01');
const NONE = { sent: 0, 'nothing-to-say': 0, 'already-sent': 0, failed: 0 };

function aRun(outcomes: Partial<Record<Outcome, number>>, told: Partial<RunRecord> = {}): RunRecord {
  return {
    day: DAY,
    attempt: 1,
    workingDay: true,
    recipients: 5,
    outcomes: { ...NONE, ...outcomes },
    ...told,
  };
}

/** A store in which plan-digests returns `planned` and the run is `run`. */
const deployed = (planned: unknown, run: RunRecord) => {
  const asked: PlainDate[] = [];
  const store: Partial<Store> = {
    planDigests: async (day) => {
      asked.push(day);
      return planned;
    },
    runs: { find: async () => run },
    close: () => undefined,
  };
  return { asked, openStore: async () => store as Store };
};

describe('canbao daily', () => {
  it('counts recipients with nothing to say or with an earlier mail as skipped', async () => {
    const run = aRun({ sent: 2, 'nothing-to-say': 1, 'already-sent': 2 });
    const { asked, openStore } = deployed({ attempt: 1, recipients: 5 }, run);
    expect(await canbaoJson(['daily', '--date', '2026-12-01'], { openStore })).toEqual({
      date: '2026-12-01',
      workingDay: true,
      recipients: 5,
      sent: 2,
      skipped: 3,
      failed: 0,
    });
    expect(asked).toEqual(['2026-12-01']);
  });

  it('takes the date in China as today', async () => {
    const { asked, openStore } = deployed({ attempt: 1, recipients: 0 }, aRun({}, { recipients: 0 }));
    await runCanbao(['daily'], { clock: fakeClock('2026-11-30T16:30:00.000Z'), openStore });
    expect(asked).toEqual(['2026-12-01']);
  });

  it('exits 1 when a digest failed, and still prints the counts', async () => {
    const { openStore } = deployed({ attempt: 1, recipients: 5 }, aRun({ sent: 4, failed: 1 }));
    const { code, out } = await runCanbao(['daily', '--json'], { openStore });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ sent: 4, failed: 1 });
  });

  it('says that nothing is sent on a rest day', async () => {
    const run = aRun({}, { workingDay: false, recipients: 0 });
    const { openStore } = deployed({ attempt: 1, recipients: 0 }, run);
    expect(await runCanbao(['daily', '--date', '2026-12-05', '--yes'], { openStore })).toMatchObject({
      code: 0,
      out: expect.stringContaining('休息日'),
    });
  });

  it('exits 1 when the function gives an unknown answer', async () => {
    const { openStore } = deployed({ hello: 'world' }, aRun({}));
    expect(await runCanbao(['daily'], { openStore })).toMatchObject({
      code: 1,
      err: expect.stringContaining('重新部署'),
    });
  });
});

describe('canbao daily for a future day', () => {
  const clock = fakeClock('2026-11-30T15:59:00.000Z');
  const tomorrow = ['daily', '--date', '2026-12-01'];

  it('refuses, since the mails would go out now', async () => {
    const { asked, openStore } = deployed({ attempt: 1, recipients: 0 }, aRun({}, { recipients: 0 }));
    const { code, err } = await runCanbao(tomorrow, { clock, openStore });
    expect([code, asked]).toEqual([1, []]);
    expect(err).toContain('--yes');
  });

  it('runs with --yes', async () => {
    const { asked, openStore } = deployed({ attempt: 1, recipients: 0 }, aRun({}, { recipients: 0 }));
    expect(await runCanbao([...tomorrow, '--yes'], { clock, openStore })).toMatchObject({ code: 0 });
    expect(asked).toEqual(['2026-12-01']);
  });
});

describe('waitForRun', () => {
  const told: string[] = [];
  const frame = createContext({
    language: 'en',
    clock: fakeClock('2026-12-01T00:30:00.000Z'),
    progress: (line) => told.push(line),
    warn: () => undefined,
    openStore: () => Promise.reject(new Error('not needed')),
  });
  const awaited = { day: DAY, attempt: 2, recipients: 5, waitSeconds: 60, again: 'canbao daily' };

  /** A clock that advances only while somebody sleeps. */
  const pace = () => {
    let now = 0;
    return {
      milliseconds: () => now,
      sleep: async (milliseconds: number) => {
        now += milliseconds;
      },
    };
  };

  it('waits until every recipient of this attempt has an outcome', async () => {
    const seen = [
      undefined,
      aRun({ sent: 5 }, { attempt: 1 }),
      aRun({ sent: 4 }, { attempt: 2 }),
      aRun({ sent: 4, 'already-sent': 1 }, { attempt: 2 }),
    ];
    const find = async () => seen.shift();
    expect(await waitForRun(awaited, { find }, pace(), frame)).toMatchObject({ outcomes: { sent: 4 } });
    expect(seen).toEqual([]);
  });

  it('accepts a later attempt that somebody else started', async () => {
    const find = async () => aRun({ sent: 6 }, { attempt: 3, recipients: 6 });
    expect(await waitForRun(awaited, { find }, pace(), frame)).toMatchObject({ attempt: 3 });
  });

  it('gives up after the time limit with the number of missing results, and shows progress', async () => {
    told.length = 0;
    const find = async () => aRun({ sent: 3 }, { attempt: 2 });
    const waiting = waitForRun(awaited, { find }, pace(), frame);
    await expect(waiting).rejects.toThrow(CommandFailed);
    await expect(waiting).rejects.toThrow('after 60 seconds 2 of 5 recipients have no result');
    expect(told).toContain('2 left…');
  });
});
