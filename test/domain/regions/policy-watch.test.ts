import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { policyWatch, policyWatchLines } from '../../../domain/regions/policy-watch.ts';
import { unitSchema } from '../../../domain/units/unit.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

const day = plainDate;
const told = { value: 25, from: '2026-01-01', source: '经办机构电话答复', verifiedOn: '2026-01-10' };
const unit = (region: string, localPolicy = {}) =>
  unitSchema.parse({ unitId: 'U', name: '示例', region, channel: 'online', staff: [], localPolicy });

const watch = (units: Parameters<typeof policyWatch>[0], on: string) =>
  policyWatch(units, day(on), publishedCalendar);

describe('policyWatch on the first working day of a week', () => {
  test.each([
    ['2026-11-23', true, 'a Monday'],
    ['2026-11-24', false, 'the Tuesday after it'],
    ['2026-10-08', true, 'the Thursday after the National Day holiday'],
    ['2026-10-09', false, 'the Friday after that'],
  ])('on %s is due: %s (%s)', (on, isTold) => {
    expect(watch([unit('北京', { removalCutOffDay: told })], on) !== undefined).toBe(isTold);
  });
});

test('policyWatch lists a unit’s own entry once it is older than half a year', () => {
  const entered = [unit('北京', { removalCutOffDay: told })];
  expect(watch(entered, '2026-07-13')?.staleLocal).toMatchObject([
    { unitId: 'U', parameter: 'removalCutOffDay', verifiedOn: '2026-01-10' },
  ]);
  expect(watch(entered, '2026-07-06')?.staleLocal ?? []).toEqual([]);
});

test('policyWatch names a year without a holiday notice once deadlines reach into it', () => {
  expect(watch([unit('北京')], '2026-11-23')?.unpublishedYear).toBe('2027');
  expect(watch([unit('北京')], '2026-10-26')?.unpublishedYear).toBeUndefined();
});

test('policyWatch leaves out regions without units and values that are merely unknown', () => {
  const gaps = watch([unit('北京')], '2026-11-23')?.gaps ?? [];
  expect(gaps.filter(({ region }) => region !== '北京' && region !== '全国')).toEqual([]);
  expect(gaps.filter(({ kind }) => kind === 'unknown' || kind === 'lead')).toEqual([]);
});

test('policyWatch names a value sixty days before it ends, and not earlier', () => {
  const ending = (on: string) =>
    watch([unit('广州', { removalCutOffDay: told })], on)?.gaps.filter(
      ({ kind, parameter }) => kind === 'ending' && parameter === 'unitMedicalRate',
    );
  // 穗医保规字〔2022〕1号 ends on 2026-12-31. Monday, 2 November, is 59 days before that.
  expect(ending('2026-11-02')).toMatchObject([{ region: '广州', since: '2027-01-01', lastKnown: '6%' }]);
  expect(ending('2026-10-26')).toEqual([]);
});

test('policyWatch names an ending amount only if no other follows it', () => {
  const gaps = watch([unit('北京', { removalCutOffDay: told })], '2026-05-06')?.gaps ?? [];
  const ending = gaps.filter(({ kind }) => kind === 'ending').map(({ parameter }) => parameter);
  expect(ending).toEqual(['baseDeclarationUntil', 'flexibleMedicalFixedAmount']);
});

test('policyWatch names a base year that began without a new band, with the last band', () => {
  const band = (region: string, on: string) =>
    watch([unit(region, { removalCutOffDay: told })], on)?.gaps.filter(
      ({ parameter }) => parameter === 'contributionBaseFloor',
    );
  expect(band('南京', '2026-11-23')).toMatchObject([{ kind: 'unknown', lastKnown: '4952.00' }]);
  expect(band('成都', '2026-11-23')).toMatchObject([{ kind: 'unknown', lastKnown: '4588.00' }]);
  expect(band('北京', '2026-11-23')).toEqual([]);
});

test('policyWatchLines has words for everything in both languages', () => {
  const all = watch(
    ['北京', '上海', '杭州', '成都'].map((region) => unit(region, { removalCutOffDay: told })),
    '2027-07-05',
  );
  expect(all).toBeDefined();
  for (const language of ['zh', 'en'] as const) {
    const lines = all === undefined ? [] : policyWatchLines(all, language);
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.filter((line) => /undefined|\{/.test(line))).toEqual([]);
  }
});
