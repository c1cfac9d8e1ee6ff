import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { BAND_YEAR_ONLY, PROVINCES_2024, TEN_CITIES, UNCITED_YEARS } from './data-sets.ts';
import { NOT_FOUND, verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const BASE_2024 = {
  from: plainDate('2024-01-01'),
  until: plainDate('2024-12-31'),
  verified,
  source: `${PROVINCES_2024}，陕西省口径`,
  confidence: 'medium',
  note: BAND_YEAR_ONLY,
} as const;

/** A band was published, truncated to whole yuan, but for other insurances: it is not taken for the medical one. */
const BASE_2025 = {
  ...NOT_FOUND,
  from: plainDate('2025-01-01'),
  source: '陕西省 2025 年标准只写明养老、失业、工伤',
  note: {
    zh: '2025 年公布的上下限只写明适用于养老、失业、工伤，职工医保是否相同未说明，不予采用',
    en: 'the band published for 2025 names pension, unemployment and injury alone; whether it holds for employee medical insurance is not said, so it is not used',
  },
} as const;

const BASE_SINCE_2026 = { ...NOT_FOUND, from: plainDate('2026-01-01') } as const;

const RETIREE_YEARS = { verified, source: TEN_CITIES, confidence: 'low', note: UNCITED_YEARS } as const;

export const XIAN: RegionPolicy = {
  region: '西安',
  parameters: {
    enrolmentCutOffDay: [
      {
        ...NOT_FOUND,
        source: '机构合并前的旧版城市办事指南（转载）',
        note: {
          zh: '旧指南称 24 日前申报、次月生效，与当月截止日不是一回事，且早于机构合并，不予采用',
          en: 'an old guide from before the agencies were merged takes filings before the 24th for the next month: no cut-off for the same month, and not used',
        },
      },
    ],
    contributionBaseFloor: [NOT_FOUND, { ...BASE_2024, value: fen(4559_00) }, BASE_2025, BASE_SINCE_2026],
    contributionBaseCeiling: [NOT_FOUND, { ...BASE_2024, value: fen(22795_00) }, BASE_2025, BASE_SINCE_2026],
    retireeMedicalYearsMale: [{ ...RETIREE_YEARS, value: 25 }],
    retireeMedicalYearsFemale: [{ ...RETIREE_YEARS, value: 20 }],
  },
};
