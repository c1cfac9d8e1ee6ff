import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverGap, lastMonthWithoutGap } from '../../../domain/rules/cover/gap.ts';
import { flexibleGap } from '../../../domain/rules/individual/flexible.ts';
import { month, plusMonths } from '../../../domain/values/month.ts';
import { FLEXIBLE_GAP_EXAMPLES, GAP_EXAMPLES } from '../../examples/gaps.ts';
import { expectWords } from '../../support/expect-words.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

const policy = toldPolicy();

describe('coverGap (R10)', () => {
  it.each(GAP_EXAMPLES)('$name', ({ given, says, expected }) => {
    const { because, ...gap } = coverGap({
      ...given,
      lastPaid: month(given.lastPaid),
      nextPaid: month(given.nextPaid),
      policy: toldPolicy(given.region),
    });
    expect(gap).toEqual(expected);
    expectWords(because);
    if (says !== undefined) expect(because.map(({ code }) => code)).toContain(says);
    // If it is unknown whether missed months may be paid later, the answer must not contain the sentence about paying
    // them.
    if (gap.catchUpAllowed === undefined)
      expect(because.map(({ code }) => code)).not.toContain('gap-catch-up');
    const kept = because.some(({ code }) => code === 'years-kept');
    expect(kept).toBe(gap.gapMonths > 0);
  });

  it('uses the answer of the unit’s own agency where there is one', () => {
    const told = toldPolicy('成都', {
      gapCatchUpMonths: { value: 2, from: '2026-01-01' },
      gapWaitingMonthsAtMost: { value: 4, from: '2026-01-01' },
    });
    const question = { lastPaid: month('2026-06'), nextPaid: month('2026-10'), policy: told };
    expect(coverGap(question)).toMatchObject({ catchUpAllowed: false, waitingMonthsAtMost: 4 });
  });
});

describe('flexibleGap', () => {
  it.each(FLEXIBLE_GAP_EXAMPLES)('$name', ({ given, expected }) => {
    const answer = flexibleGap({
      ...given,
      lastPaid: month(given.lastPaid),
      nextPaid: month(given.nextPaid),
      policy: toldPolicy(given.region),
    });
    expect({ gapMonths: answer.gapMonths, coverFrom: answer.coverFrom }).toEqual(expected);
    expectWords(answer.because);
  });
});

describe('lastMonthWithoutGap', () => {
  it('is the last month whose gap can still be paid up, on a transfer', () => {
    const harmless = lastMonthWithoutGap(month('2026-06'), policy, { onTransfer: true });
    expect(harmless).toBe('2026-10');
    const gapOf = (nextPaid: string) =>
      coverGap({ lastPaid: month('2026-06'), nextPaid: month(nextPaid), onTransfer: true, policy })
        .catchUpAllowed;
    expect([gapOf('2026-10'), gapOf('2026-11')]).toEqual([true, false]);
  });

  it.each(['成都', '上海'])('is the next month within %s', (region) => {
    expect(lastMonthWithoutGap(month('2026-06'), toldPolicy(region))).toBe('2026-07');
  });

  it('is unknown on a transfer before the rule existed', () => {
    expect(lastMonthWithoutGap(month('2019-06'), policy, { onTransfer: true })).toBeUndefined();
  });
});

it('coverGap grows with every month, and a lost right to catch up never comes back', () => {
  const months = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(months, fc.integer({ min: -2, max: 60 }), (start, away) => {
      const lastPaid = plusMonths(month('2022-01'), start);
      const gap = (more: number) =>
        coverGap({ lastPaid, nextPaid: plusMonths(lastPaid, more), onTransfer: true, policy });
      const [now, next] = [gap(away), gap(away + 1)];
      expect(next.gapMonths - now.gapMonths).toBe(away >= 1 ? 1 : 0);
      expect(now.catchUpAllowed === true || next.catchUpAllowed === false).toBe(true);
      expect(next.waitingMonthsAtMost ?? 0).toBeGreaterThanOrEqual(now.waitingMonthsAtMost ?? 0);
    }),
  );
});
