import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverOf } from '../../../domain/rules/cover/cover.ts';
import { month } from '../../../domain/values/month.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import { COVER_EXAMPLES, type CoverExample } from '../../examples/covers.ts';
import { expectWords } from '../../support/expect-words.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

describe('coverOf (the first day of cover)', () => {
  it.each(COVER_EXAMPLES)('$name', ({ given, expected }) => {
    const answer = coverOf({
      hiredOn: plainDate(given.hiredOn),
      accepted: acceptedIn(given),
      asOf: plainDate(given.asOf),
      policy: policyIn(given),
    });
    const { because, ...cover } = answer;
    expect({ ...cover, firstCoveredMonth: cover.firstCoveredMonth }).toEqual(expected);
    expectWords(because);
  });

  it('says that the first covered month is unknown, and names none', () => {
    const answer = coverOf({
      hiredOn: plainDate('2026-08-10'),
      asOf: plainDate('2026-08-20'),
      policy: toldPolicy('北京'),
    });
    expect(answer).not.toHaveProperty('firstCoveredMonth');
    expect(answer.because[0]).toMatchObject({ code: 'cover-unknown', confidence: 'unknown' });
  });

  it('never starts earlier for a later registration', () => {
    const days = fc.integer({ min: 0, max: 400 });
    const starts = fc.constantFrom('same-month', 'month-after-payment', 'second-month');
    fc.assert(
      fc.property(days, days, starts, (hired, wait, value) => {
        const policy = toldPolicy('成都', { coverStart: { value, from: '2020-01-01' } });
        const hiredOn = addDays(plainDate('2025-06-01'), hired);
        const cover = (on: number) => {
          const accepted = { on: addDays(hiredOn, on) };
          return coverOf({ hiredOn, accepted, asOf: accepted.on, policy });
        };
        const [now, later] = [cover(wait), cover(wait + 1)];
        expect((later.firstCoveredMonth ?? '') >= (now.firstCoveredMonth ?? '?')).toBe(true);
        expect(later.uncoveredDays).toBeGreaterThanOrEqual(now.uncoveredDays);
      }),
    );
  });
});

function acceptedIn({ acceptedOn, effectiveMonth }: CoverExample['given']) {
  if (acceptedOn === undefined) return undefined;
  const stated = effectiveMonth === undefined ? undefined : month(effectiveMonth);
  return { on: plainDate(acceptedOn), effectiveMonth: stated };
}

function policyIn({ region, coverStart }: CoverExample['given']) {
  return toldPolicy(region, coverStart ? { coverStart: { value: coverStart, from: '2020-01-01' } } : {});
}
