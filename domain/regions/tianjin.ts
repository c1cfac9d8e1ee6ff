import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import {
  PAGES_WITHOUT_ADDRESS,
  TIANJIN_BASES_2025,
  TIANJIN_FLEXIBLE_2026,
  TIANJIN_LARGE_SUM_2020,
} from './documents.ts';
import { LEAD, NOT_FOUND, QUOTED, yearFrom } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const SEVERAL = { ...LEAD, source: PAGES_WITHOUT_ADDRESS } as const;

/**
 * The sources agree on the figures but not on the months. According to some of them, these limits still applied in
 * January 2025.
 */
const BASE_2024 = { ...SEVERAL, from: plainDate('2024-07-01'), until: plainDate('2024-12-31') } as const;

const BASE_2025 = {
  ...QUOTED,
  ...yearFrom('2025-01'),
  source: TIANJIN_BASES_2025,
  note: {
    zh: '通知写明职工基本医疗（含生育保险）',
    en: 'the notice says employee medical insurance (including maternity)',
  },
} as const;

const LARGE_SUM = {
  ...QUOTED,
  from: plainDate('2021-01-01'),
  source: TIANJIN_LARGE_SUM_2020,
} as const;

const BASE_SINCE_2026 = { ...NOT_FOUND, from: plainDate('2026-01-01') } as const;

export const TIANJIN: RegionPolicy = {
  region: '天津',
  latinName: 'Tianjin',
  parameters: {
    contributionBaseFloor: [
      { ...BASE_2024, value: fen(5013_00) },
      { ...BASE_2025, value: fen(5124_00) },
      BASE_SINCE_2026,
    ],
    contributionBaseCeiling: [
      { ...BASE_2024, value: fen(25065_00) },
      { ...BASE_2025, value: fen(25620_00) },
      BASE_SINCE_2026,
    ],
    unitMedicalRate: [
      {
        ...SEVERAL,
        value: { parts: 10, outOf: 100 },
        note: {
          zh: '有线索称含门急诊大额 1%',
          en: 'an unofficial source says that the rate includes 1 % for large outpatient claims',
        },
      },
    ],
    unitMaternityRate: [{ ...SEVERAL, value: { parts: 5, outOf: 1000 } }],
    personalFixedAmount: [
      {
        ...LARGE_SUM,
        value: fen(22_00),
        note: {
          zh: '大额医疗救助费每年 260 元：1、4、7、10 月 21 元，其余月份 22 元',
          en: 'for large-claim cover 260 yuan a year: 21 in January, April, July and October, 22 in the other months',
        },
      },
    ],
    personalFixedAmountFirstMonthOfQuarter: [{ ...LARGE_SUM, value: fen(21_00) }],
    flexibleMedicalRate: [
      {
        ...QUOTED,
        value: { parts: 85, outOf: 1000 },
        from: plainDate('2026-03-09'),
        source: { ...TIANJIN_FLEXIBLE_2026, at: '（一）' },
        note: {
          zh: '含生育保险费；大额医疗救助和长期护理保险另缴',
          en: 'includes maternity; large-claim cover and long-term care insurance are paid in addition',
        },
      },
    ],
    retireeMedicalYearsMale: [{ ...SEVERAL, value: 25 }],
    retireeMedicalYearsFemale: [{ ...SEVERAL, value: 20 }],
  },
};
