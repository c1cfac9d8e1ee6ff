import { describe, expect, it } from 'vitest';
import { written } from '../../../domain/policy/parameter-kinds.ts';
import type { ParameterName } from '../../../domain/policy/policy.ts';
import { REGIONS } from '../../../domain/regions/index.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

/** Where the sources invite mistakes, one test for each of them. */
const asked = (region: string, name: ParameterName, on: string) =>
  written(name, policyOf(region).inForce(name, plainDate(on)));
const value = (region: string, name: ParameterName, on: string) => {
  const answer = asked(region, name, on);
  return answer.known ? answer.value : answer.why;
};

const BANDS = [...REGIONS.entries()].flatMap(([region, { parameters }]) =>
  [...(parameters.contributionBaseFloor ?? []), ...(parameters.contributionBaseCeiling ?? [])].map(
    (entry) => ({ region, entry }),
  ),
);

describe('the pension has a base of its own', () => {
  it.each([
    ['广州', [5284, 5500, 5510, 26421, 27501, 27549]],
    ['深圳', [3523, 4775, 26421, 27549]],
    ['西安', [4559, 22795, 4650, 23250]],
  ])('and none of its figures is a medical one in %s', (region, pensionFigures) => {
    const figures = BANDS.filter((band) => band.region === region).flatMap(({ entry }) =>
      'value' in entry ? [entry.value / 100] : [],
    );
    expect(figures.filter((figure) => pensionFigures.includes(figure))).toEqual([]);
  });

  it('so that the medical base of 西安 is not known for 2025, and says why', () => {
    const answer = asked('西安', 'contributionBaseFloor', '2025-06-01');
    expect(answer).toMatchObject({ known: false, why: 'lead' });
    expect(answer.note?.zh).toContain('养老');
  });

  it('so that the medical base of 成都 turns with its own notice, never backwards to January', () => {
    expect(value('成都', 'contributionBaseFloor', '2025-09-30')).toBe('lead');
    expect(value('成都', 'contributionBaseFloor', '2025-10-01')).toBe('4588.00');
    expect(value('成都', 'contributionBaseCeiling', '2026-09-30')).toBe('22938.00');
    expect(value('成都', 'baseYearStartMonth', '2026-01-01')).toBe('not-found');
  });
});

describe('a base year is the calendar year here, July to June there', () => {
  it('turns in Shenzhen with the new year, in Beijing with July', () => {
    expect(value('深圳', 'contributionBaseFloor', '2025-12-31')).toBe('lead');
    expect(value('深圳', 'contributionBaseFloor', '2026-01-01')).toBe('6727.00');
    expect(value('北京', 'contributionBaseFloor', '2025-12-31')).toBe('7162.00');
    expect(value('北京', 'contributionBaseFloor', '2026-01-01')).toBe('7162.00');
    expect(value('北京', 'contributionBaseFloor', '2026-06-30')).toBe('7162.00');
    expect(value('北京', 'contributionBaseFloor', '2026-07-01')).toBe('7270.00');
  });

  it('and is said to be so, or unknown', () => {
    expect(value('北京', 'baseYearStartMonth', '2026-09-01')).toBe(7);
    expect(value('上海', 'baseYearStartMonth', '2026-09-01')).toBe(7);
    expect(value('深圳', 'baseYearStartMonth', '2026-09-01')).toBe(1);
    expect(value('南京', 'baseYearStartMonth', '2026-09-01')).toBe(1);
    for (const region of ['广州', '成都', '西安', '天津', '武汉', '重庆']) {
      expect(value(region, 'baseYearStartMonth', '2026-09-01')).toBe('not-found');
    }
  });
});

describe('a band is published late, and reaches back', () => {
  it.each([
    ['北京', '2026-08-21'],
    ['上海', '2026-08-24'],
  ])('in %s it holds from July though published on %s', (region, published) => {
    const answer = asked(region, 'contributionBaseFloor', '2026-07-01');
    expect(answer).toMatchObject({ known: true, from: '2026-07-01', published });
  });

  it('in Chengdu that of 2026 is not known, and the last known one is not passed off for it', () => {
    const answer = asked('成都', 'contributionBaseCeiling', '2026-11-21');
    expect(answer).toMatchObject({ known: false, why: 'not-found', lastKnown: '22938.00' });
  });

  it('the day after the last published one is not published, whatever held before', () => {
    expect(value('北京', 'contributionBaseFloor', '2027-06-30')).toBe('7270.00');
    expect(asked('北京', 'contributionBaseFloor', '2027-07-01')).toMatchObject({
      known: false,
      why: 'not-published',
      lastKnown: '7270.00',
    });
  });
});

describe('maternity is in some rates, and apart from others', () => {
  it.each([
    ['上海', '9%'],
    ['杭州', '9.5%'],
  ])('in %s the %s include it and nothing is there to be added', (region, rate) => {
    expect(value(region, 'unitMedicalRate', '2026-09-01')).toBe(rate);
    expect(value(region, 'maternityInUnitRate', '2026-09-01')).toBe('included');
    expect(value(region, 'unitMaternityRate', '2026-09-01')).toBe('not-found');
  });

  it.each([
    ['2024-02-29', '6%'],
    ['2024-03-01', '4.5%'],
    ['2025-12-31', '4.5%'],
    ['2026-01-01', '6%'],
    ['2026-12-31', '6%'],
    ['2027-01-01', 'not-published'],
  ])('in 广州 it stands apart; the medical rate on %s is %s', (on, rate) => {
    expect(value('广州', 'unitMedicalRate', on)).toBe(rate);
    if (rate !== 'not-published') expect(value('广州', 'maternityInUnitRate', on)).toBe('apart');
    expect(value('广州', 'unitMaternityRate', on)).toBe('lead');
  });

  it.each([
    ['2025-12-31', '5%'],
    ['2026-01-01', '6%'],
  ])('in 深圳 the first tier costs the unit on %s %s, maternity not known', (on, rate) => {
    expect(value('深圳', 'unitMedicalRate', on)).toBe(rate);
    expect(value('深圳', 'unitMaternityRate', on)).toBe('lead');
  });

  it('in 北京 it is included, and the rate itself is a lead', () => {
    expect(value('北京', 'maternityInUnitRate', '2026-09-01')).toBe('included');
    expect(asked('北京', 'unitMedicalRate', '2026-09-01')).toMatchObject({
      why: 'lead',
      lead: { value: '9.8%' },
    });
  });

  it('in Chengdu the source does not say', () => {
    expect(value('成都', 'maternityInUnitRate', '2026-09-01')).toBe('not-found');
  });
});

describe('60 % and 300 % are for checking only', () => {
  it('the floor of Zhejiang for 2025 goes by the average of the year before that of its ceiling', () => {
    expect(value('杭州', 'contributionBaseFloor', '2025-06-01')).toBe('4986.00');
    expect(value('杭州', 'contributionBaseCeiling', '2025-06-01')).toBe('25299.00');
    expect(4986).toBeLessThan((25299 / 3) * 0.6 - 70);
  });

  it('some places round, others truncate: every band is whole yuan as published', () => {
    expect(value('北京', 'contributionBaseFloor', '2026-09-01')).toBe('7270.00');
    expect((36348 / 3) * 0.6).toBeCloseTo(7269.6);
    expect(value('上海', 'contributionBaseFloor', '2026-09-01')).toBe('7546.00');
    expect((37731 / 3) * 0.6).toBeCloseTo(7546.2);
    for (const { entry } of BANDS) if ('value' in entry) expect(entry.value % 100).toBe(0);
  });
});

describe('the 医疗保障法 from 2027-01-01', () => {
  it.each(['北京', '杭州', '青岛'])('leaves the 30 days of 社会保险法 58 standing in %s', (region) => {
    for (const on of ['2026-12-31', '2027-01-01']) {
      expect(asked(region, 'enrolmentDays', on)).toMatchObject({ value: 30, law: '社会保险法 58' });
    }
  });

  it.each<[ParameterName, string]>([
    ['coverStart', '医疗保障法 13'],
    ['contributionBaseFloor', '医疗保障法 10'],
    ['unitMedicalRate', '医疗保障法 10'],
    ['maternityInUnitRate', '医疗保障法 14'],
  ])('is the ground for %s being local: %s', (name, law) => {
    expect(asked('青岛', name, '2026-12-31')).not.toHaveProperty('law');
    expect(asked('青岛', name, '2027-01-01')).toMatchObject({ known: false, why: 'not-found', law });
  });

  it('is cited beside the provincial regulation, which goes on', () => {
    expect(asked('杭州', 'coverStart', '2026-12-31')).toMatchObject({
      value: 'second-month',
      law: '浙江省医疗保障条例 28',
    });
    expect(asked('杭州', 'coverStart', '2027-01-01')).toMatchObject({
      value: 'second-month',
      law: '医疗保障法 13；浙江省医疗保障条例 28',
    });
  });
});

describe('sources that cannot be relied on', () => {
  it('leave Chongqing without a band: its only source looks like a placeholder', () => {
    expect(value('重庆', 'contributionBaseFloor', '2024-06-01')).toBe('not-found');
    expect(value('重庆', 'contributionBaseCeiling', '2024-06-01')).toBe('not-found');
  });

  it('leave Wuhan without a band before July 2025, and with a weak one after', () => {
    expect(value('武汉', 'contributionBaseFloor', '2024-09-01')).toBe('lead');
    expect(value('武汉', 'contributionBaseCeiling', '2023-03-01')).toBe('lead');
    expect(asked('武汉', 'contributionBaseCeiling', '2025-09-01')).toMatchObject({
      value: '22488.00',
      confidence: 'low',
    });
  });

  it('leave Xian without a cut-off: the old guide took filings for the next month', () => {
    expect(value('西安', 'enrolmentCutOffDay', '2026-09-01')).toBe('not-found');
  });

  it('leave the years for retiree cover in Guangdong open: the text that named them has lapsed', () => {
    for (const region of ['广州', '深圳']) {
      expect(value(region, 'retireeMedicalYearsMale', '2030-01-01')).toBe('not-found');
      expect(asked(region, 'retireeMedicalYearsFemale', '2030-01-01').note?.zh).toContain('女 25 年');
      expect(value(region, 'retireeLocalYears', '2022-07-01')).toBe(10);
      expect(value(region, 'retireeLocalYears', '2025-06-30')).toBe(10);
      expect(value(region, 'retireeLocalYears', '2025-07-01')).toBe('not-published');
    }
  });
});
