import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REGIONS } from '../../../domain/regions/index.ts';
import { contributionBase } from '../../../domain/rules/contribution-base.ts';
import { contributionParts } from '../../../domain/rules/contribution-parts.ts';
import { topUpAfterLatePublication } from '../../../domain/rules/top-up.ts';
import { wageForBase } from '../../../domain/rules/wage-for-base.ts';
import { type Fen, fen, parseYuan, yuan } from '../../../domain/values/money.ts';
import { month, plusMonths } from '../../../domain/values/month.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { BASE_EXAMPLES, TOP_UP_EXAMPLES, WAGE_EXAMPLES } from '../../examples/contribution-bases.ts';
import { expectWords } from '../../support/expect-words.ts';
import { toldPolicy } from '../../support/told-policy.ts';

const money = (text: string): Fen => parseYuan(text) ?? fen(Number.NaN);
const text = (amount: Fen | undefined) => (amount === undefined ? undefined : yuan(amount));

describe('the base that is declared', () => {
  it.each(BASE_EXAMPLES)('$name', ({ given, expected }) => {
    const policy = toldPolicy(given.region);
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
      month: month('2025-06'),
      policy: toldPolicy('杭州'),
    });
    expect(answer.known).toBe(false);
    const contradictory = answer.because.filter(({ code }) => code.endsWith('-contradictory'));
    expect(contradictory.length).toBeGreaterThan(0);
    for (const reason of contradictory) expect(reason.source).toMatch(/\d+\.\d\d: .+; \d+\.\d\d: /);
  });

  it('lies within the band, whatever the wage, month and region', () => {
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
      { numRuns: 500 },
    );
  });
});

describe('the wage that counts', () => {
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
      policy: toldPolicy(given.region),
    });
    expectWords(answer.because);
    const told = answer.known ? { wage: yuan(answer.wage), code: answer.because[0]?.code } : undefined;
    expect(told).toEqual(expected);
  });

  it('says that the base year is assumed where the region’s is not known', () => {
    const answer = wageForBase({
      person: { averageMonthlyWage: money('9000') },
      hiredOn: plainDate('2020-01-02'),
      month: month('2026-06'),
      policy: toldPolicy('拉萨'),
    });
    expect(answer.because.map(({ code }) => code)).toContain('base-year-assumed');
  });
});

describe('what is owed after a late publication', () => {
  it.each(TOP_UP_EXAMPLES)('$name', ({ given, expected }) => {
    const filed = given.filed.map(([m, base]) => ({ month: month(m), base: money(base) }));
    const answer = topUpAfterLatePublication(money(given.wage), filed, toldPolicy(given.region));
    const told = answer && {
      months: answer.months.map(({ month: m, baseDifference, unitPart, personalPart }) => [
        m,
        yuan(baseDifference),
        text(unitPart),
        text(personalPart),
      ]),
      unit: text(answer.unitPart),
      personal: text(answer.personalPart),
    };
    expect(told).toEqual(expected);
    if (answer) expectWords(answer.because);
  });

  it('adds up to the sum of its months', () => {
    const filed = [7, 8, 9].map((m) => ({ month: month(`2026-0${m}`), base: money('7162') }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000_00 }).map(fen), (wage) => {
        const answer = topUpAfterLatePublication(wage, filed, toldPolicy('北京'));
        const sum = answer?.months.reduce((all, { unitPart = 0 }) => all + unitPart, 0);
        expect(answer?.unitPart).toBe(sum);
      }),
    );
  });
});

describe('the parts of a contribution', () => {
  it('add maternity only where it stands apart from the medical rate', () => {
    const parts = (region: string) => contributionParts(money('10000'), month('2026-03'), toldPolicy(region));
    // 9.8 % with maternity in it; 2 % and 3 yuan
    expect(parts('北京')).toMatchObject({ unitPart: 98000, personalPart: 20300 });
    // 5.5 % and 1 % apart; 2 %
    expect(parts('广州')).toMatchObject({ unitPart: 65000, personalPart: 20000 });
    for (const region of ['北京', '广州']) expectWords(parts(region).because);
  });

  it('are left out where the rate is not known', () => {
    const parts = contributionParts(money('10000'), month('2026-03'), toldPolicy('天津'));
    expect(parts).not.toHaveProperty('unitPart');
    expect(parts).not.toHaveProperty('personalPart');
    expectWords(parts.because);
  });

  it('round half a fen up, each once', () => {
    const parts = contributionParts(money('7162.25'), month('2026-03'), toldPolicy('北京'));
    // 7162.25 × 9.8 % = 701.9005; × 2 % = 143.245, + 3
    expect(parts).toMatchObject({ unitPart: 70190, personalPart: 14625 });
  });
});
