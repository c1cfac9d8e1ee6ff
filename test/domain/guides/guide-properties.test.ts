import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGIONS } from '../../../domain/regions/index.ts';
import { coverGap, lastMonthWithoutGap } from '../../../domain/rules/cover/gap.ts';
import { flexibleGap } from '../../../domain/rules/individual/flexible.ts';
import { residentWindow } from '../../../domain/rules/individual/resident.ts';
import { lastDayOf, month, monthOf, plusMonths } from '../../../domain/values/month.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import { guideOf, linesOf } from '../../support/guides.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

const regions = fc.constantFrom(...REGIONS.keys(), '青岛');
const lastPaids = fc.integer({ min: 0, max: 60 }).map((more) => plusMonths(month('2022-01'), more));
const daysAfter = fc.integer({ min: -40, max: 400 });
const days = fc.integer({ min: 0, max: 1460 }).map((more) => addDays(plainDate('2025-01-01'), more));

/** The day that is `more` days after the last paid month. */
const dayAfter = (lastPaid: Parameters<typeof lastDayOf>[0], more: number) =>
  addDays(lastDayOf(lastPaid), more);

describe('guides for any person and day', () => {
  it('give a leaver no date later than the gap allows, and none in the past', () => {
    fc.assert(
      fc.property(regions, lastPaids, daysAfter, (region, lastPaid, more) => {
        const policy = toldPolicy(region);
        const day = dayAfter(lastPaid, more);
        const lines = linesOf(guideOf({ guide: 'leaver', on: day, region, given: { lastPaid } } as never));
        const last = lastMonthWithoutGap(lastPaid, policy);
        for (const { says, by } of lines.filter((line) => line.by !== undefined)) {
          if (by === undefined) continue;
          expect(by >= day, says.code).toBe(true);
          if (!/^harmless|^next-employer/.test(says.code)) continue;
          expect(last !== undefined && by <= lastDayOf(last), says.code).toBe(true);
          expect(coverGap({ lastPaid, nextPaid: monthOf(by), policy }).catchUpAllowed).toBe(true);
        }
      }),
    );
  });

  it('give a leaver an earlier date where the month of leaving may be unpaid', () => {
    fc.assert(
      fc.property(regions, days, fc.integer({ min: 0, max: 200 }), (region, leftOn, more) => {
        const on = addDays(leftOn, more);
        const lines = linesOf(guideOf({ guide: 'leaver', on, region, given: { leftOn } } as never));
        const byOf = (code: string) => lines.find(({ says }) => says.code === code)?.by;
        const [known, safer] = [byOf('harmless-no-gap-until'), byOf('harmless-if-not-paid')];
        expect(safer === undefined || (known !== undefined && safer < known)).toBe(true);
      }),
    );
  });

  it('give a flexible worker no date from which benefits would be delayed', () => {
    fc.assert(
      fc.property(regions, lastPaids, daysAfter, (region, lastPaid, more) => {
        const policy = toldPolicy(region);
        const day = dayAfter(lastPaid, more);
        const lines = linesOf(guideOf({ guide: 'flexible', on: day, region, given: { lastPaid } } as never));
        for (const { says, by } of lines) {
          if (by === undefined) continue;
          expect(by >= day, says.code).toBe(true);
          const nextPaid = monthOf(by);
          const isBenefitAtOnce =
            nextPaid <= lastPaid || flexibleGap({ lastPaid, nextPaid, policy }).coverFrom === nextPaid;
          expect(isBenefitAtOnce, `${says.code} ${by}`).toBe(true);
        }
      }),
    );
  });

  it('give a resident no date outside a window, and no first day of cover during a waiting period', () => {
    const missed = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });
    fc.assert(
      fc.property(regions, days, missed, (region, day, missedYears) => {
        const window = residentWindow(day, toldPolicy(region));
        const lines = linesOf(
          guideOf({ guide: 'resident', on: day, region, given: { missedYears } } as never),
        );
        for (const { says, by } of lines) {
          if (by === undefined) continue;
          expect(by >= day, says.code).toBe(true);
          if (says.code === 'resident-window-perhaps') {
            expect(window).toBeUndefined();
            expect(by.slice(5)).not.toBe('12-31');
          } else if (says.code !== 'resident-late-open') {
            expect(window !== undefined && by <= window.closesOn).toBe(true);
          }
        }
        const promised = lines.some(({ says }) => says.code === 'resident-cover');
        expect(!promised || missedYears === 0).toBe(true);
      }),
    );
  });

  it('state no number where the policy has none', () => {
    fc.assert(
      fc.property(
        regions,
        days,
        fc.constantFrom('leaver', 'flexible', 'resident', 'card', 'employee'),
        (region, on, guide) => {
          const lines = linesOf(guideOf({ guide, on, region, given: { lastPaid: '2026-06' } } as never));
          for (const { says } of lines.filter((line) => line.says.confidence === 'unknown')) {
            expect(says.value, says.code).toBeUndefined();
            expect(
              Object.keys(says.values).every((name) =>
                ['region', 'year', 'coverYear', 'name'].includes(name),
              ),
            ).toBe(true);
          }
        },
      ),
    );
  });
});
