import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../../domain/facts/life-course.ts';
import { type EnrolmentDueQuestion, enrolmentDue } from '../../../domain/rules/eligibility/enrolment-due.ts';
import { addDays, plainDate } from '../../../domain/values/plain-date.ts';
import { ELIGIBILITY_EXAMPLES, type EligibilityExample } from '../../examples/eligibility.ts';
import { expectWords } from '../../support/expect-words.ts';
import { tries } from '../../support/seeded.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

const policy = toldPolicy('北京');

describe('enrolmentDue', () => {
  it.each(ELIGIBILITY_EXAMPLES)('$name', ({ given, expected }) => {
    const { enrolment, blockedElsewhere, because } = enrolmentDue(questionOf(given));
    const codes = because.map(({ code }) => code);
    expect({ enrolment, blockedElsewhere, codes }).toEqual({ blockedElsewhere: false, ...expected });
    expectWords(because);
  });

  it('names every unit of a double cover', () => {
    const { because } = enrolmentDue(questionOf({ startOn: '2026-08-03', activeAt: ['U-2', 'U-3'] }));
    const double = because.find(({ code }) => code === 'double-cover');
    expect(double?.values).toMatchObject({ unitId: 'U-1', otherUnits: ['U-2', 'U-3'] });
  });

  it('cites the interpretation that makes a waiver void', () => {
    const { because } = enrolmentDue(questionOf({ startOn: '2026-08-03', waiver: true }));
    expect(because.find(({ code }) => code === 'waiver-void')).toMatchObject({
      law: '法释〔2025〕12号 19',
      from: '2025-09-01',
    });
  });

  it('says which retirement age it assumes', () => {
    const woman = { startOn: '2028-09-01', birthDate: '1976-02-10', sex: 'female' } as const;
    const { reading, doubts } = enrolmentDue(questionOf(woman));
    expect(doubts).toEqual([]);
    expect(reading).toMatchObject([
      {
        code: 'post-unknown-later-age',
        values: { earliestOn: '2026-09-10', retiresOn: '2032-09-10' },
        confidence: 'assumed',
      },
    ]);
  });

  it('never depends on a waiver, and always gives a reason', () => {
    const given = fc.record({
      born: fc.integer({ min: 0, max: 25000 }),
      sex: fc.constantFrom('male', 'female', undefined),
      category: fc.constantFrom(...CATEGORIES),
      drawsRetireeCover: fc.constantFrom(true, false, undefined),
      activeAt: fc.subarray(['U-1', 'U-2']),
    });
    fc.assert(
      fc.property(given, ({ born, sex, ...rest }) => {
        const birthDate = addDays(plainDate('1945-01-01'), born);
        const question = questionOf({
          startOn: '2026-08-03',
          birthDate,
          ...(sex && { sex }),
          category: rest.category,
          activeAt: rest.activeAt,
          ...(rest.drawsRetireeCover !== undefined && { drawsRetireeCover: rest.drawsRetireeCover }),
        });
        const [without, signed] = [enrolmentDue(question), enrolmentDue({ ...question, waiver: true })];
        expect(signed.enrolment).toBe(without.enrolment);
        expect(signed.because).toHaveLength(without.because.length + 1);
        expect(without.enrolment === 'due').toBe(without.doubts.length === 0);
        expect(without.because).toEqual(expect.arrayContaining([...without.doubts, ...without.reading]));
        expectWords(without.because);
      }),
      { numRuns: tries(300) },
    );
  });
});

function questionOf(given: EligibilityExample['given']): EnrolmentDueQuestion {
  const { startOn, birthDate, stillInsuredIn, removedIn, category, ...rest } = given;
  const region = stillInsuredIn ?? removedIn;
  return {
    person: {
      category: category ?? 'regular',
      ...(birthDate !== undefined && { birthDate: plainDate(birthDate) }),
      ...(given.sex && { sex: given.sex }),
      ...(given.originalRetirementAge && { originalRetirementAge: given.originalRetirementAge }),
      ...(region !== undefined && { previousCover: { region, removed: stillInsuredIn === undefined } }),
    },
    startOn: plainDate(startOn),
    unitId: 'U-1',
    activeAt: rest.activeAt ?? [],
    drawsRetireeCover: rest.drawsRetireeCover,
    waiver: rest.waiver,
    policy,
  };
}
