import { describe, expect, it } from 'vitest';
import type { ParameterName } from '../../../domain/policy/parameter-kinds.ts';
import { written } from '../../../domain/policy/parameter-kinds.ts';
import { REGIONS } from '../../../domain/regions/index.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

/** The answer for a parameter. There is one test for each mistake to which the sources invite. */
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

describe('pension bands are not medical bands', () => {
  it.each([
    ['广州', [5284, 5500, 5510, 26421, 27501, 27549]],
    ['深圳', [3523, 4775, 26421, 27549]],
    ['西安', [4559, 22795, 4650, 23250]],
  ])('no pension figure is used as a medical one in %s', (region, pensionFigures) => {
    const figures = BANDS.filter((band) => band.region === region).flatMap(({ entry }) =>
      'value' in entry ? [entry.value / 100] : [],
    );
    expect(figures.filter((figure) => pensionFigures.includes(figure))).toEqual([]);
  });

  it('the medical base of 西安 is unknown for 2025, with a note', () => {
    const answer = asked('西安', 'contributionBaseFloor', '2025-06-01');
    expect(answer).toMatchObject({ known: false, why: 'lead' });
    expect(answer.note?.zh).toContain('养老');
  });

  it('the medical base of 成都 starts on the day of its own notice, not in January', () => {
    expect(value('成都', 'contributionBaseFloor', '2025-09-30')).toBe('lead');
    expect(value('成都', 'contributionBaseFloor', '2025-10-01')).toBe('4588.00');
    expect(value('成都', 'contributionBaseCeiling', '2026-09-30')).toBe('22938.00');
    expect(value('成都', 'baseYearStartMonth', '2026-01-01')).toBe('not-found');
  });
});

describe('base years start in January or July', () => {
  it('the band changes in January in 深圳 and in July in 北京', () => {
    expect(value('深圳', 'contributionBaseFloor', '2025-12-31')).toBe('lead');
    expect(value('深圳', 'contributionBaseFloor', '2026-01-01')).toBe('6727.00');
    expect(value('北京', 'contributionBaseFloor', '2025-12-31')).toBe('7162.00');
    expect(value('北京', 'contributionBaseFloor', '2026-01-01')).toBe('7162.00');
    expect(value('北京', 'contributionBaseFloor', '2026-06-30')).toBe('7162.00');
    expect(value('北京', 'contributionBaseFloor', '2026-07-01')).toBe('7270.00');
  });

  it('the first month of the base year is known or unknown, never guessed', () => {
    expect(value('北京', 'baseYearStartMonth', '2026-09-01')).toBe(7);
    expect(value('上海', 'baseYearStartMonth', '2026-09-01')).toBe(7);
    expect(value('深圳', 'baseYearStartMonth', '2026-09-01')).toBe(1);
    expect(value('南京', 'baseYearStartMonth', '2026-09-01')).toBe(1);
    for (const region of ['广州', '成都', '西安', '天津', '武汉', '重庆']) {
      expect(value(region, 'baseYearStartMonth', '2026-09-01')).toBe('not-found');
    }
  });
});

describe('bands published after they take effect', () => {
  it.each([
    ['北京', '2026-08-21'],
    ['上海', '2026-08-24'],
  ])('the band of %s applies from July although published on %s', (region, published) => {
    const answer = asked(region, 'contributionBaseFloor', '2026-07-01');
    expect(answer).toMatchObject({ known: true, from: '2026-07-01', published });
  });

  it('the band of 成都 for 2026 is unknown, and the last known one does not stand in for it', () => {
    const answer = asked('成都', 'contributionBaseCeiling', '2026-11-21');
    expect(answer).toMatchObject({ known: false, why: 'not-found', lastKnown: '22938.00' });
  });

  it('a value is not published from the day after its last published day', () => {
    expect(value('北京', 'contributionBaseFloor', '2027-06-30')).toBe('7270.00');
    expect(asked('北京', 'contributionBaseFloor', '2027-07-01')).toMatchObject({
      known: false,
      why: 'not-published',
      lastKnown: '7270.00',
    });
  });
});

describe('maternity is included in some unit rates and separate from others', () => {
  it.each([
    ['上海', '9%'],
    ['杭州', '9.5%'],
  ])('%s includes it in the rate of %s and has no separate rate', (region, rate) => {
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
  ])('广州 has a separate rate; its medical rate on %s is %s', (on, rate) => {
    expect(value('广州', 'unitMedicalRate', on)).toBe(rate);
    if (rate !== 'not-published') expect(value('广州', 'maternityInUnitRate', on)).toBe('apart');
    expect(value('广州', 'unitMaternityRate', on)).toBe('lead');
  });

  it.each([
    ['2025-12-31', '5%'],
    ['2026-01-01', '6%'],
  ])('深圳 charges the unit on %s %s for the first tier, with an unknown maternity rate', (on, rate) => {
    expect(value('深圳', 'unitMedicalRate', on)).toBe(rate);
    expect(value('深圳', 'unitMaternityRate', on)).toBe('lead');
  });

  it('北京 includes it, and its medical rate is only a lead', () => {
    expect(value('北京', 'maternityInUnitRate', '2026-09-01')).toBe('included');
    expect(asked('北京', 'unitMedicalRate', '2026-09-01')).toMatchObject({
      why: 'lead',
      lead: { value: '9.8%' },
    });
  });

  it('成都 has no source on it', () => {
    expect(value('成都', 'maternityInUnitRate', '2026-09-01')).toBe('not-found');
  });
});

describe('60 % and 300 % of the average wage only check a band', () => {
  it('浙江 takes floor and ceiling of 2025 from averages of two different years', () => {
    expect(value('杭州', 'contributionBaseFloor', '2025-06-01')).toBe('4986.00');
    expect(value('杭州', 'contributionBaseCeiling', '2025-06-01')).toBe('25299.00');
    expect(4986).toBeLessThan((25299 / 3) * 0.6 - 70);
  });

  it('every band is in whole yuan as published, rounded or truncated', () => {
    expect(value('北京', 'contributionBaseFloor', '2026-09-01')).toBe('7270.00');
    expect((36348 / 3) * 0.6).toBeCloseTo(7269.6);
    expect(value('上海', 'contributionBaseFloor', '2026-09-01')).toBe('7546.00');
    expect((37731 / 3) * 0.6).toBeCloseTo(7546.2);
    for (const { entry } of BANDS) if ('value' in entry) expect(entry.value % 100).toBe(0);
  });
});

describe('the 医疗保障法 from 2027-01-01', () => {
  it.each(['北京', '杭州', '青岛'])('keeps the 30 days of 社会保险法 58 in %s', (region) => {
    for (const on of ['2026-12-31', '2027-01-01']) {
      expect(asked(region, 'enrolmentDays', on)).toMatchObject({ value: 30, law: '社会保险法 58' });
    }
  });

  it.each<[ParameterName, string]>([
    ['coverStart', '医疗保障法 13'],
    ['contributionBaseFloor', '医疗保障法 10'],
    ['unitMedicalRate', '医疗保障法 10'],
    ['maternityInUnitRate', '医疗保障法 14'],
  ])('is the legal basis for %s being set locally: %s', (name, law) => {
    expect(asked('青岛', name, '2026-12-31')).not.toHaveProperty('law');
    expect(asked('青岛', name, '2027-01-01')).toMatchObject({ known: false, why: 'not-found', law });
  });

  it('is cited beside the provincial regulation that stays in force', () => {
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
  it('重庆 has no band because its only source looks like a placeholder', () => {
    expect(value('重庆', 'contributionBaseFloor', '2024-06-01')).toBe('not-found');
    expect(value('重庆', 'contributionBaseCeiling', '2024-06-01')).toBe('not-found');
  });

  it('武汉 has no band before July 2025, and a low-confidence one after', () => {
    expect(value('武汉', 'contributionBaseFloor', '2024-09-01')).toBe('lead');
    expect(value('武汉', 'contributionBaseCeiling', '2023-03-01')).toBe('lead');
    expect(asked('武汉', 'contributionBaseCeiling', '2025-09-01')).toMatchObject({
      value: '22488.00',
      confidence: 'low',
    });
  });

  it('西安 has no enrolment cut-off because the old guide only names the next month', () => {
    expect(value('西安', 'enrolmentCutOffDay', '2026-09-01')).toBe('not-found');
  });

  it('广州 and 深圳 have no years for retiree cover because the document has lapsed', () => {
    for (const region of ['广州', '深圳']) {
      expect(value(region, 'retireeMedicalYearsMale', '2030-01-01')).toBe('not-found');
      expect(asked(region, 'retireeMedicalYearsFemale', '2030-01-01').note?.zh).toContain('女 25 年');
      expect(value(region, 'retireeLocalYears', '2022-07-01')).toBe(10);
      expect(value(region, 'retireeLocalYears', '2025-06-30')).toBe(10);
      expect(value(region, 'retireeLocalYears', '2025-07-01')).toBe('not-published');
    }
  });
});
