import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { CITY_SEED, PAYROLL_2025, TEN_CITIES, UNCITED_YEARS, YEAR_ONLY } from './data-sets.ts';
import { NOT_FOUND, verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const BASE_2023 = {
  from: plainDate('2023-01-01'),
  until: plainDate('2023-12-31'),
  verified,
  source: CITY_SEED,
  confidence: 'medium',
  note: {
    zh: '来源标注为 2024 年，按与平均工资的比例应属 2023 年',
    en: 'the source labels it 2024; by its ratio to the average wage it belongs to 2023',
  },
} as const;

const BASE_2024 = {
  from: plainDate('2024-01-01'),
  until: plainDate('2024-12-31'),
  verified,
  source: '两份公开代码仓库中的数据一致（四川省口径，2024）',
  confidence: 'medium',
} as const;

/** A band was published, but for other insurances: it is not taken for the medical one. */
const BASE_2025 = {
  ...NOT_FOUND,
  from: plainDate('2025-01-01'),
  source: '四川省 2025 年通知只写明养老、失业、工伤',
  note: {
    zh: '2025 年公布的上下限只写明适用于养老、失业、工伤，职工医保是否相同未说明，不予采用',
    en: 'the band published for 2025 names pension, unemployment and injury alone; whether it holds for employee medical insurance is not said, so it is not used',
  },
} as const;

const BASE_2026 = {
  ...NOT_FOUND,
  from: plainDate('2026-01-01'),
  source: '只见到 2026 年 9 月的新闻标题',
  note: {
    zh: '已于 2026 年 9 月公布，数值未找到；公布后追溯至 1 月，届时须补缴差额',
    en: 'published in September 2026, the figures were not found; it reaches back to January, so that months already filed will have to be topped up',
  },
} as const;

const RATES_2025 = {
  from: plainDate('2025-01-01'),
  verified,
  source: PAYROLL_2025,
  confidence: 'medium',
  note: YEAR_ONLY,
} as const;

const RETIREE_YEARS = {
  value: 15,
  verified,
  source: TEN_CITIES,
  confidence: 'low',
  note: UNCITED_YEARS,
} as const;

export const CHENGDU: RegionPolicy = {
  region: '成都',
  parameters: {
    contributionBaseFloor: [
      { ...BASE_2023, value: fen(4246_00) },
      { ...BASE_2024, value: fen(4511_00) },
      BASE_2025,
      BASE_2026,
    ],
    contributionBaseCeiling: [
      { ...BASE_2023, value: fen(21228_00) },
      { ...BASE_2024, value: fen(22555_00) },
      BASE_2025,
      BASE_2026,
    ],
    baseYearStartMonth: [
      {
        value: 1,
        verified,
        source: '公开代码仓库中的规则数据，附官方引文',
        confidence: 'medium',
        note: {
          zh: '按自然年，当年秋季才公布并追溯至 1 月',
          en: 'the calendar year, published in its autumn and reaching back to January',
        },
      },
    ],
    unitMedicalRate: [{ ...RATES_2025, value: { parts: 65, outOf: 1000 } }],
    personalMedicalRate: [{ ...RATES_2025, value: { parts: 2, outOf: 100 } }],
    retireeMedicalYearsMale: [RETIREE_YEARS],
    retireeMedicalYearsFemale: [RETIREE_YEARS],
  },
};
