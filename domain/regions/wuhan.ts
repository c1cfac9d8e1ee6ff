import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { PAGES_WITHOUT_ADDRESS, WUHAN_BASES_2025, WUHAN_FLEXIBLE_2022 } from './documents.ts';
import { LEAD, QUOTED, yearFrom } from './laws.ts';
import { HUBEI } from './provinces.ts';
import type { RegionPolicy } from './region.ts';

const SEVERAL = { ...LEAD, source: PAGES_WITHOUT_ADDRESS } as const;

const BASE_2022 = { ...SEVERAL, from: plainDate('2022-07-01'), until: plainDate('2023-06-30') } as const;

const BASE_2023 = {
  ...SEVERAL,
  ...yearFrom('2023-07'),
  note: {
    zh: '起始月不确定（2023 年 1 月或 7 月）',
    en: 'the first month is uncertain, January or July 2023',
  },
} as const;

const BASE_2024 = {
  ...SEVERAL,
  from: plainDate('2024-07-01'),
  note: { zh: '起始月不确定', en: 'the first month is uncertain' },
} as const;

/** The notice is for the base of 2025; the month in which the base of medical insurance changes was not found. */
const BASE_2025 = {
  ...QUOTED,
  ...yearFrom('2025-07'),
  source: WUHAN_BASES_2025,
  confidence: 'low',
  note: {
    zh: '通知为社会保险缴费基数第 1 档，起始月未写明，暂按 7 月起一年',
    en: 'the notice is about tier 1 of the social insurance base; it does not name the first month, so a year from July is assumed',
  },
} as const;

export const WUHAN: RegionPolicy = {
  region: '武汉',
  latinName: 'Wuhan',
  province: HUBEI,
  parameters: {
    contributionBaseFloor: [
      { ...BASE_2022, value: fen(4077_00) },
      { ...BASE_2023, value: fen(4224_00) },
      { ...BASE_2024, value: fen(4494_00) },
      { ...BASE_2025, value: fen(4498_00) },
    ],
    contributionBaseCeiling: [
      { ...BASE_2022, value: fen(20385_00) },
      { ...BASE_2023, value: fen(21120_00) },
      { ...BASE_2024, value: fen(22467_00) },
      { ...BASE_2025, value: fen(22488_00) },
    ],
    unitMedicalRate: [{ ...SEVERAL, value: { parts: 8, outOf: 100 } }],
    maternityInUnitRate: [{ ...SEVERAL, value: 'apart' }],
    unitMaternityRate: [{ ...SEVERAL, value: { parts: 7, outOf: 1000 } }],
    personalFixedAmount: [{ ...SEVERAL, value: fen(7_00) }],
    flexibleMedicalRate: [
      {
        ...QUOTED,
        value: { parts: 6, outOf: 100 },
        from: plainDate('2022-10-01'),
        source: WUHAN_FLEXIBLE_2022,
        confidence: 'low',
        note: {
          zh: '2022 年 11 月的问答；之后有线索称 4.8% 另加 7 元',
          en: 'from an official answer of November 2022; later unofficial sources say 4.8 % and 7 yuan',
        },
      },
    ],
    flexibleWaitingMonths: [{ ...SEVERAL, value: 6 }],
    retireeMedicalYearsMale: [{ ...SEVERAL, value: 30 }],
    retireeMedicalYearsFemale: [{ ...SEVERAL, value: 25 }],
    retireeLocalYears: [{ ...SEVERAL, value: 10 }],
  },
};
