import { expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/calendar.ts';
import { type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { watchSilence } from '../../../functions/check-run/check-run.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { fakeRegistry, type RegistryFile } from '../../support/fakes/registry.ts';

const DAILY = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05', '2026-11-06'].map(plainDate);

async function watched(
  day: string,
  heardOn: Readonly<Record<string, readonly PlainDate[]>>,
  sources: NonNullable<RegistryFile['sources']> = [],
) {
  const [meter, log] = [fakeMeter(), fakeLog()];
  const asked: string[] = [];
  const heard = {
    sources: Object.keys(heardOn),
    daysHeard: async (source: string, from: PlainDate) => {
      asked.push(from);
      return heardOn[source] ?? [];
    },
  };
  const registry = fakeRegistry({ units: [], sources });
  const silent = await watchSilence(plainDate(day), {
    registry,
    heard,
    calendar: publishedCalendar,
    meter,
    log,
  });
  return { silent: silent.map(({ source }) => source), count: meter.counts.SourceSilent ?? 0, asked, log };
}

test('watchSilence judges each HR system separately, and counts and names each silent one', async () => {
  const found = await watched('2026-11-17', {
    feishu: DAILY,
    standard: [...DAILY, plainDate('2026-11-16')],
    wecom: DAILY,
    bamboohr: [],
  });
  expect(found).toMatchObject({ silent: ['feishu', 'wecom'], count: 2 });
  expect(JSON.stringify(found.log.lines)).toContain('feishu');
});

test('watchSilence follows the limit that an administrator set for an HR system', async () => {
  const heardOn = { feishu: DAILY, dingtalk: DAILY };
  const sources = [{ source: 'feishu', silentAfterWorkingDays: 2 }];
  expect((await watched('2026-11-11', heardOn, sources)).silent).toEqual([]);
  expect((await watched('2026-11-12', heardOn, sources)).silent).toEqual(['feishu']);
});

test('watchSilence reads the last half year', async () => {
  expect((await watched('2026-11-17', { feishu: DAILY })).asked).toEqual(['2026-05-21']);
});
