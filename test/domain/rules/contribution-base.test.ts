import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGIONS } from '../../../domain/regions/index.ts';
import { contributionBase } from '../../../domain/rules/contribution/contribution-base.ts';
import { contributionParts } from '../../../domain/rules/contribution/monthly-contribution.ts';
import { topUpAfterLatePublication } from '../../../domain/rules/contribution/top-up.ts';
import { wageForBase } from '../../../domain/rules/contribution/wage-for-base.ts';
import { addFen, type Fen, fen, parseYuan, yuan } from '../../../domain/values/money.ts';
import { month, plusMonths } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { BASE_EXAMPLES, TOP_UP_EXAMPLES, WAGE_EXAMPLES } from '../../examples/contribution-bases.ts';
import { contradicting } from '../../support/contradicting.ts';
import { expectWords } from '../../support/expect-words.ts';
import { tries } from '../../support/seeded.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

const money = (text: string): Fen => parseYuan(text) ?? fen(Number.NaN);
const text = (amount: Fen | undefined) => (amount === undefined ? undefined : yuan(amount));

describe('contributionBase (R4)', () => {
  it.each(BASE_EXAMPLES)('$name', ({ given, expected }) => {
    const policy = toldPolicy(given.region, given.told);
    const answer = contributionBase({ wage: money(given.wage), month: month(given.month), policy });
    expectWords(answer.because);
    const told = answer.known
      ? { declared: yuan(answer.declaredBase), clamped: answer.clamped }
      : { estimated: text(answer.estimate?.declaredBase) };
    expect(told).toEqual(expected);
  });

  it('is not estimated from the floor of one year and the ceiling of another', () => {
    const told = toldPolicy('拉萨', {
      contributionBaseFloor: { value: '4000', from: '2026-01-01' },
    });
    const answer = contributionBase({ wage: money('5000'), month: month('2026-09'), policy: told });
    expect(answer).toMatchObject({ known: false });
    expect('estimate' in answer).toBe(false);
    expect(answer.because.map(({ code }) => code)).toEqual(['base-ceiling-unknown']);
  });

  it('says which of the sources contradict each other', () => {
    const answer = contributionBase({
      wage: money('5000'),
      month: month('2026-06'),
      policy: contradicting(toldPolicy('杭州'), 'contributionBaseCeiling', [money('25299'), money('24930')]),
    });
    expect(answer.known).toBe(false);
    const contradictory = answer.because.filter(({ code }) => code.endsWith('-contradictory'));
    expect(contradictory.length).toBeGreaterThan(0);
    for (const reason of contradictory) expect(reason.source).toMatch(/\d+\.\d\d: .+; \d+\.\d\d: /);
  });

  it('is within the band, whatever the wage, month and region', () => {
    const anywhere = fc.record({
      region: fc.constantFrom(...REGIONS.keys()),
      away: fc.integer({ min: 0, max: 60 }),
      wage: fc.integer({ min: 0, max: 100_000_00 }).map(fen),
    });
    fc.assert(
      fc.property(anywhere, ({ region, away, wage }) => {
        const policy = toldPolicy(region);
        const answer = contributionBase({ wage, month: plusMonths(month('2023-01'), away), policy });
        const held = answer.known ? answer : answer.estimate;
        expectWords(answer.because);
        if (held === undefined) return;
        expect(held.floor).toBeLessThanOrEqual(held.declaredBase);
        expect(held.declaredBase).toBeLessThanOrEqual(held.ceiling);
        expect(held.clamped === null).toBe(held.declaredBase === wage);
      }),
      { numRuns: tries(500) },
    );
  });
});

describe('wageForBase', () => {
  it.each(WAGE_EXAMPLES)('$name', ({ given, expected }) => {
    const { average, first } = given;
    const person = {
      ...(average !== undefined && { averageMonthlyWage: money(average) }),
      ...(first && { firstMonthWage: { total: money(first.total), fullMonth: first.fullMonth } }),
    };
    const answer = wageForBase({
      person,
      hiredOn: plainDate(given.hiredOn),
      month: month(given.month),
      policy: toldPolicy(given.region, given.told),
    });
    expectWords(answer.because);
    const told = answer.known ? { wage: yuan(answer.wage), code: answer.because[0]?.code } : undefined;
    expect(told).toEqual(expected);
  });

  it('says that the base year is assumed where the region’s is unknown', () => {
    const answer = wageForBase({
      person: { averageMonthlyWage: money('9000') },
      hiredOn: plainDate('2020-01-02'),
      month: month('2026-06'),
      policy: toldPolicy('拉萨'),
    });
    expect(answer.because.map(({ code }) => code)).toContain('base-year-assumed');
  });
});

describe('topUpAfterLatePublication', () => {
  it.each(TOP_UP_EXAMPLES)('$name', ({ given, expected }) => {
    const filed = given.filed.map(([m, base]) => ({ month: month(m), base: money(base) }));
    const answer = topUpAfterLatePublication({
      filed,
      wageIn: () => (given.wage === undefined ? undefined : certain(money(given.wage))),
      asOf: plainDate(given.asOf),
      policy: toldPolicy(given.region, given.told),
    });
    const told = answer && {
      months: answer.months.map(({ month: m, filedBase, rightBase, unitPart, personalPart }) => [
        m,
        rightBase && yuan(fen(rightBase - filedBase)),
        text(unitPart),
        text(personalPart),
      ]),
      unit: text(answer.unitPart),
      personal: text(answer.personalPart),
    };
    expect(told).toEqual(expected);
    if (answer) expectWords(answer.because);
  });

  it('is never negative, adds up, and is unknown before the publication', () => {
    const anyBase = fc.integer({ min: 0, max: 45_000_00 }).map(fen);
    const question = fc.record({
      region: fc.constantFrom('北京', '上海'),
      bases: fc.array(fc.oneof(anyBase, fc.constantFrom(...OLD_BOUNDS)), { minLength: 1, maxLength: 12 }),
      wage: fc.option(fc.integer({ min: 0, max: 60_000_00 }).map(fen), { nil: undefined }),
    });
    fc.assert(
      fc.property(question, ({ region, bases, wage }) => {
        const filed = bases.map((base, index) => ({ month: plusMonths(month('2026-07'), index), base }));
        const asked = {
          filed,
          wageIn: () => (wage === undefined ? undefined : certain(wage)),
          policy: toldPolicy(region),
        };
        const answer = topUpAfterLatePublication({ ...asked, asOf: plainDate('2027-09-01') });
        const months = answer?.months ?? [];
        for (const { filedBase, rightBase, unitPart, personalPart } of months) {
          expect((rightBase ?? filedBase) - filedBase).toBeGreaterThanOrEqual(0);
          expect(Math.min(unitPart ?? 0, personalPart ?? 0)).toBeGreaterThanOrEqual(0);
        }
        const parts = months.flatMap(({ unitPart }) => (unitPart === undefined ? [] : [unitPart]));
        const isKnown = answer !== undefined && parts.length === months.length;
        expect(answer?.unitPart).toBe(isKnown ? addFen(...parts) : undefined);
        expect(topUpAfterLatePublication({ ...asked, asOf: plainDate('2026-08-20') })).toBeUndefined();
      }),
      { numRuns: tries(300) },
    );
  });
});

/** The bounds of the previous base year. Many months are filed on them. */
const OLD_BOUNDS = ['7162', '35811', '7460', '37302'].map(money);

function certain(wage: Fen) {
  return { known: true, wage, certain: true, because: [] } as const;
}

describe('contributionParts (R8)', () => {
  it('adds maternity only where it is separate from the medical rate', () => {
    const parts = (region: string) =>
      contributionParts({ base: money('10000'), month: month('2026-03'), policy: toldPolicy(region) });
    // The unit pays 9.8 % with maternity, the person 2 % and 3 yuan.
    expect(parts('北京')).toMatchObject({ unitPart: 98000, personalPart: 20300 });
    // The unit pays 6 % and separately 0.85 %, the person 2 %.
    expect(parts('广州')).toMatchObject({ unitPart: 68500, personalPart: 20000 });
    for (const region of ['北京', '广州']) expectWords(parts(region).because);
  });

  it('omits an unknown fixed amount and says so, and includes a known one', () => {
    const codes = (region: string) =>
      contributionParts({
        base: money('10000'),
        month: month('2026-03'),
        policy: toldPolicy(region),
      }).because.map(({ code }) => code);
    expect(codes('北京')).toContain('personal-fixed');
    expect(codes('北京')).not.toContain('personal-fixed-unknown');
    expect(codes('广州')).toContain('personal-fixed-unknown');
  });

  it('omits parts whose rate is unknown', () => {
    const parts = contributionParts({
      base: money('10000'),
      month: month('2026-03'),
      policy: toldPolicy('天津'),
    });
    expect(parts).not.toHaveProperty('unitPart');
    const before = contributionParts({
      base: money('10000'),
      month: month('1998-06'),
      policy: toldPolicy('武汉'),
    });
    expect(before).not.toHaveProperty('unitPart');
    expect(before).not.toHaveProperty('personalPart');
    expect(before.because.map(({ code }) => code)).not.toContain('personal-fixed-unknown');
    expectWords(parts.because);
  });

  it.each([
    ['2026-01', 22100],
    ['2026-02', 22200],
    ['2026-03', 22200],
    ['2026-04', 22100],
    ['2026-12', 22200],
  ])('includes the fixed amount of the month: 天津 in %s is %i', (of, personalPart) => {
    // The person pays 10000 × 2 %, and 21 yuan in January, April, July and October or 22 in other months.
    const question = { base: money('10000'), month: month(of), policy: toldPolicy('天津') };
    expect(contributionParts(question)).toMatchObject({ personalPart });
  });

  it('rounds each part once, half a fen up', () => {
    const parts = contributionParts({
      base: money('7162.25'),
      month: month('2026-03'),
      policy: toldPolicy('北京'),
    });
    // The unit's part is 7162.25 × 9.8 % = 701.9005, the person's part 7162.25 × 2 % = 143.245, plus 3.
    expect(parts).toMatchObject({ unitPart: 70190, personalPart: 14625 });
  });
});
