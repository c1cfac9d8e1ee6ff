import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { residentWaiting } from '../../../domain/rules/individual/resident.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { RESIDENT_WAITING_EXAMPLES } from '../../examples/resident-waiting.ts';
import { expectWords } from '../../support/expect-words.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

const policy = toldPolicy();

describe('residentWaiting', () => {
  it.each(RESIDENT_WAITING_EXAMPLES)('$name', ({ given, expected }) => {
    const { on, missed: missedYears, repaired: repairedYears } = given;
    const { because, ...waiting } = residentWaiting({
      day: plainDate(on),
      missedYears,
      repairedYears,
      policy,
    });
    expect(waiting).toEqual(expected);
    expectWords(because);
  });

  it('never falls with one more missed year, nor rises with one more paid back', () => {
    const years = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(years, fc.integer({ min: 0, max: 20 }), (missedYears, repairedYears) => {
        const months = (missed: number, repaired: number) =>
          residentWaiting({
            day: plainDate('2026-11-02'),
            missedYears: missed,
            repairedYears: repaired,
            policy,
          }).inWindow ?? Number.NaN;
        const now = months(missedYears, repairedYears);
        expect(months(missedYears + 1, repairedYears)).toBeGreaterThanOrEqual(now);
        expect(months(missedYears, repairedYears + 1)).toBeLessThanOrEqual(now);
      }),
    );
  });

  it('says that paying back cannot shorten the wait below six months after a long break', () => {
    const { because } = residentWaiting({
      day: plainDate('2026-11-02'),
      missedYears: 4,
      repairedYears: 4,
      policy,
    });
    expect(because.map(({ code }) => code)).toEqual([
      'resident-waiting-repaired',
      'resident-waiting-long-break',
    ]);
  });
});
