import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { BAND_YEAR_ONLY, CITY_SEED, PROVINCES_2024 } from './data-sets.ts';
import { JIANGSU_SERVICE_GUIDE, NOT_FOUND, verified } from './laws.ts';
import type { RegionParameters } from './region.ts';

const BASE_2023 = {
  from: plainDate('2023-01-01'),
  until: plainDate('2023-12-31'),
  verified,
  source: CITY_SEED,
  confidence: 'low',
  note: BAND_YEAR_ONLY,
} as const;

const BASE_2024 = {
  from: plainDate('2024-01-01'),
  until: plainDate('2024-12-31'),
  verified,
  source: `${PROVINCES_2024}，江苏省口径`,
  confidence: 'medium',
  note: BAND_YEAR_ONLY,
} as const;

const BASE_SINCE_2025 = { ...NOT_FOUND, from: plainDate('2025-01-01') } as const;

const GUIDE = { ...JIANGSU_SERVICE_GUIDE, confidence: 'high' } as const;

/** What the sources give for the whole of Jiangsu. */
export const JIANGSU: RegionParameters = {
  contributionBaseFloor: [
    { ...BASE_2023, value: fen(4494_00) },
    { ...BASE_2024, value: fen(4879_00) },
    BASE_SINCE_2025,
  ],
  contributionBaseCeiling: [
    {
      ...NOT_FOUND,
      from: BASE_2023.from,
      source: CITY_SEED,
      note: {
        zh: '来源所列上限与下限不成比例，不予采用',
        en: 'the ceiling that the source gives does not go with its floor and is not used',
      },
    },
    { ...BASE_2024, value: fen(24396_00) },
    BASE_SINCE_2025,
  ],
  personalMedicalRate: [
    {
      value: { parts: 2, outOf: 100 },
      verified,
      source: '全国惯例',
      confidence: 'low',
      note: {
        zh: '本地来源未找到，各地通行个人 2%',
        en: 'no local source was found; 2 % is what is usual all over the country',
      },
    },
  ],
  baseDeclarationWorkingDays: [{ ...GUIDE, value: 5 }],
  personalAccountWithdrawalWorkingDays: [{ ...GUIDE, value: 10 }],
};
