import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Retirement, retirementAge } from '../../../domain/rules/retirement/retirement-age.ts';
import { month, monthOf, plusMonths } from '../../../domain/values/month.ts';
import { addDays, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { RETIREMENT_EXAMPLES, type RetirementExample } from '../../examples/retirement-ages.ts';
import { MEN_60, type RetirementRow, WOMEN_50, WOMEN_55 } from '../../examples/retirement-rows.ts';
import { expectWords } from '../../support/expect-words.ts';
import { tries } from '../../support/seeded.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

const policy = toldPolicy();

describe('the official tables of retirement ages', () => {
  it('have 408 rows, each birth month once', () => {
    expect([MEN_60.length, WOMEN_55.length, WOMEN_50.length]).toEqual([144, 144, 120]);
    for (const rows of [MEN_60, WOMEN_55, WOMEN_50]) {
      const first = month(rows[0]?.birthMonth ?? '');
      expect(rows.map((row) => row.birthMonth)).toEqual(rows.map((_, i) => plusMonths(first, i)));
    }
  });

  it.each([
    ['men', 'male', 60, MEN_60],
    ['women of 55', 'female', 55, WOMEN_55],
    ['women of 50', 'female', 50, WOMEN_50],
  ] as const)('match retirementAge row by row for %s', (_, sex, originalAge, rows) => {
    for (const row of rows) expectRow(row, (bornOn) => known({ sex, bornOn, originalAge }));
  });
});

function expectRow(row: RetirementRow, retire: (bornOn: PlainDate) => Retirement) {
  for (const day of ['01', '15', '28']) {
    const { age, retiresOn } = retire(plainDate(`${row.birthMonth}-${day}`));
    expect({ birth: row.birthMonth, ...age, retiresOn }).toEqual({
      birth: row.birthMonth,
      years: row.years,
      months: row.months,
      retiresOn: `${row.retirementMonth}-${day}`,
    });
  }
}

describe('retirementAge', () => {
  it.each(RETIREMENT_EXAMPLES)('$name', ({ given, expected }) => {
    const answer = known({ ...given, bornOn: plainDate(given.bornOn) });
    expect(told(answer, expected)).toEqual(expected);
    expectWords(answer.because);
  });

  it('gives every example its own name', () => {
    expect(new Set(RETIREMENT_EXAMPLES.map(({ name }) => name)).size).toBe(RETIREMENT_EXAMPLES.length);
  });
});

/** The fields of the answer that the example states. */
function told(answer: Retirement, expected: RetirementExample['expected']) {
  const all = {
    ...answer,
    age: `${answer.age.years}+${answer.age.months}`,
    noticeBy: answer.noticeBy ?? 'none',
    agreementBy: answer.agreementBy ?? 'none',
  };
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in expected));
}

describe('retirementAge without an answer', () => {
  it('gives both days for a woman whose original age is unknown', () => {
    const answer = retirementAge({ sex: 'female', bornOn: plainDate('1980-02-29'), policy });
    expect(answer).toMatchObject({
      known: false,
      why: 'original-age-unknown',
      either: [
        { originalAge: 50, age: { years: 52, months: 7 }, retiresOn: '2032-09-29' },
        { originalAge: 55, age: { years: 57, months: 7 }, retiresOn: '2037-09-29' },
      ],
    });
    expect(answer.because[0]).toMatchObject({ code: 'original-age-unknown', confidence: 'unknown' });
    expectWords(answer.because);
  });

  it.each([
    ['male', 55],
    ['male', 50],
    ['female', 60],
  ] as const)(
    'is unknown for a %s with an original age of %i, which the tables do not have',
    (sex, originalAge) => {
      const answer = retirementAge({ sex, bornOn: plainDate('1970-02-01'), originalAge, policy });
      expect(answer).toMatchObject({ known: false, why: 'original-age-not-in-tables' });
      expectWords(answer.because);
    },
  );
});

describe('a retirement day in a month that lacks it', () => {
  it('is marked as an analogy of low confidence, unlike the birthday itself', () => {
    const codes = (bornOn: string) =>
      known({ sex: 'male', bornOn: plainDate(bornOn), originalAge: 60 }).because.filter(
        ({ code }) => code === 'retirement-day-month-end',
      );
    expect(codes('1966-10-31')).toMatchObject([{ law: '民法典 202', confidence: 'low' }]);
    expect(codes('1966-10-30')).toEqual([]);
  });
});

const people = fc.record({
  bornOn: fc.integer({ min: 0, max: 22000 }).map((n) => addDays(plainDate('1950-01-01'), n)),
  post: fc.constantFrom(
    { sex: 'male', originalAge: 60 } as const,
    { sex: 'female', originalAge: 55 } as const,
    { sex: 'female', originalAge: 50 } as const,
  ),
});

describe('retirementAge for any person', () => {
  it('stays at or above the original age and within three years of the statutory one', () => {
    fc.assert(
      fc.property(people, ({ bornOn, post }) => {
        const answer = known({ ...post, bornOn });
        const { age, retiresOn, earliestOn, latestOn, noticeBy, agreementBy } = answer;
        expect(age.years * 12 + age.months).toBeGreaterThanOrEqual(post.originalAge * 12);
        expect(earliestOn <= retiresOn && retiresOn <= latestOn).toBe(true);
        expect(monthOf(earliestOn) >= plusMonths(monthOf(bornOn), post.originalAge * 12)).toBe(true);
        expect(monthOf(earliestOn) >= plusMonths(monthOf(retiresOn), -36)).toBe(true);
        expect(monthOf(latestOn) <= plusMonths(monthOf(retiresOn), 36)).toBe(true);
        if (noticeBy !== undefined) expect(noticeBy < earliestOn).toBe(true);
        if (agreementBy !== undefined) expect(agreementBy < retiresOn).toBe(true);
        expectWords(answer.because);
      }),
      { numRuns: tries(500) },
    );
  });

  it('is never earlier than for an older person of the same post', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 3000 }), ({ bornOn, post }, younger) => {
        const older = known({ ...post, bornOn });
        const later = known({ ...post, bornOn: addDays(bornOn, younger) });
        expect(later.retiresOn >= older.retiresOn).toBe(true);
        expect(later.minimumContributionYears).toBeGreaterThanOrEqual(older.minimumContributionYears);
      }),
      { numRuns: tries(500) },
    );
  });
});

function known(
  question: Pick<RetirementExample['given'], 'sex' | 'originalAge'> & { bornOn: PlainDate },
): Retirement {
  const answer = retirementAge({ ...question, policy });
  if (!answer.known) throw new Error(`not known: ${answer.why}`);
  return answer;
}
