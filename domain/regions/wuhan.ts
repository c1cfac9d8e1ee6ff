import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { BAND_YEAR_ONLY, CITY_SEED, PROVINCES_2024, TEN_CITIES, UNCITED_YEARS } from './data-sets.ts';
import { NOT_FOUND, verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const BASE_2023 = {
  from: plainDate('2023-01-01'),
  until: plainDate('2023-12-31'),
  verified,
  source: CITY_SEED,
  confidence: 'low',
  note: {
    zh: '上下限之间不成 60% 与 300% 的比例，只作参考；起始月未找到，暂按自然年',
    en: 'floor and ceiling are not in the ratio of 60 % to 300 %, so to be taken with care; the first month was not found, the dates are those of the calendar year',
  },
} as const;

const BASE_2024 = {
  from: plainDate('2024-01-01'),
  until: plainDate('2024-12-31'),
  verified,
  source: `${PROVINCES_2024}，湖北省口径`,
  confidence: 'low',
} as const;

/** Hubei publishes floors by tiers of cities; the source has the lowest one, which is not Wuhan's. */
const FLOOR_2024 = {
  ...NOT_FOUND,
  from: BASE_2024.from,
  source: BASE_2024.source,
  note: {
    zh: '湖北省分档公布下限，来源所列为最低档，不是武汉的',
    en: 'Hubei publishes floors by tier; the source has the lowest one, which is not that of Wuhan',
  },
} as const;

const BASE_SINCE_2025 = { ...NOT_FOUND, from: plainDate('2025-01-01') } as const;

const RETIREE_YEARS = { verified, source: TEN_CITIES, confidence: 'low', note: UNCITED_YEARS } as const;

export const WUHAN: RegionPolicy = {
  region: '武汉',
  parameters: {
    contributionBaseFloor: [{ ...BASE_2023, value: fen(4077_00) }, FLOOR_2024, BASE_SINCE_2025],
    contributionBaseCeiling: [
      { ...BASE_2023, value: fen(20130_00) },
      { ...BASE_2024, value: fen(22467_00), note: BAND_YEAR_ONLY },
      BASE_SINCE_2025,
    ],
    retireeMedicalYearsMale: [{ ...RETIREE_YEARS, value: 30 }],
    retireeMedicalYearsFemale: [{ ...RETIREE_YEARS, value: 25 }],
  },
};
