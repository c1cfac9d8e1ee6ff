import { fen } from '../values/money.ts';
import { monthDay } from '../values/month.ts';
import { plainDate } from '../values/plain-date.ts';
import {
  GUANGZHOU_CUT_2024,
  GUANGZHOU_RATES_2022,
  LOCAL_PORTALS,
  PAGES_WITHOUT_ADDRESS,
  REPOSITORIES,
} from './documents.ts';
import { GUANGDONG } from './guangdong.ts';
import { LEAD, NOT_FOUND, QUOTED, yearFrom } from './laws.ts';
import type { RegionPolicy } from './region.ts';

/** The base of medical insurance. The pension has another base, which changes in July and is not used here. */
const BASE_2023 = { ...LEAD, ...yearFrom('2023-01'), source: LOCAL_PORTALS } as const;

const BASE_2024 = {
  ...LEAD,
  ...yearFrom('2024-01'),
  source: LOCAL_PORTALS,
  note: { zh: '也可能自 2024 年 7 月起', en: 'perhaps from July 2024' },
} as const;

const BASE_2025 = { ...LEAD, ...yearFrom('2025-01'), source: REPOSITORIES } as const;

const BASE_SINCE_2026 = {
  ...NOT_FOUND,
  from: plainDate('2026-01-01'),
  note: {
    zh: '按本市上上年度全口径城镇单位就业人员月平均工资的 60% 至 300%（穗医保规字〔2022〕1号），金额未找到',
    en: "60 % to 300 % of the city's average wage of the year before last (穗医保规字〔2022〕1号); the amounts were not found",
  },
} as const;

const CUT = {
  ...QUOTED,
  from: plainDate('2024-03-01'),
  source: { ...GUANGZHOU_CUT_2024, at: '一' },
} as const;

/** After the temporary cut has ended, the rule of 2022 applies again, as long as it is valid. */
const AFTER_CUT = {
  ...QUOTED,
  from: plainDate('2026-01-01'),
  note: {
    zh: '阶段性降费已于 2025-12-31 到期，恢复原标准；穗医保规字〔2022〕1号有效期至 2026-12-31',
    en: 'the temporary cut ended on 2025-12-31 and the earlier rule applies again; 穗医保规字〔2022〕1号 is valid until 2026-12-31',
  },
} as const;

const RATES_2022 = { ...QUOTED, from: plainDate('2022-12-01') } as const;

export const GUANGZHOU: RegionPolicy = {
  region: '广州',
  latinName: 'Guangzhou',
  province: GUANGDONG,
  parameters: {
    contributionBaseFloor: [
      { ...BASE_2023, value: fen(5674_00) },
      { ...BASE_2024, value: fen(5996_00) },
      { ...BASE_2025, value: fen(6236_00) },
      BASE_SINCE_2026,
    ],
    contributionBaseCeiling: [
      { ...BASE_2023, value: fen(28368_00) },
      { ...BASE_2024, value: fen(29979_00) },
      { ...BASE_2025, value: fen(31179_00) },
      BASE_SINCE_2026,
    ],
    unitMedicalRate: [
      {
        ...RATES_2022,
        value: { parts: 6, outOf: 100 },
        until: plainDate('2024-02-29'),
        source: { ...GUANGZHOU_RATES_2022, at: '二' },
      },
      { ...CUT, value: { parts: 45, outOf: 1000 } },
      { ...AFTER_CUT, value: { parts: 6, outOf: 100 }, source: { ...GUANGZHOU_RATES_2022, at: '二' } },
    ],
    maternityInUnitRate: [
      {
        ...RATES_2022,
        value: 'apart',
        source: GUANGZHOU_RATES_2022,
        note: {
          zh: '通知对职工医疗保险和生育保险分别规定筹资标准',
          en: 'the notice sets separate rates for medical and maternity insurance',
        },
      },
    ],
    unitMaternityRate: [
      {
        ...LEAD,
        value: { parts: 85, outOf: 10000 },
        from: plainDate('2023-01-01'),
        source: LOCAL_PORTALS,
        note: {
          zh: '由合计推得：2023 年合计 6.85%，2024-03 起合计 5.35%',
          en: 'computed from totals: 6.85 % in 2023, 5.35 % from March 2024 on',
        },
      },
    ],
    personalMedicalRate: [
      {
        ...RATES_2022,
        value: { parts: 2, outOf: 100 },
        source: { ...GUANGZHOU_RATES_2022, at: '二' },
      },
    ],
    flexibleMedicalRate: [
      {
        ...RATES_2022,
        value: { parts: 8, outOf: 100 },
        until: plainDate('2024-02-29'),
        source: { ...GUANGZHOU_RATES_2022, at: '二（二）' },
      },
      { ...CUT, value: { parts: 65, outOf: 1000 } },
      { ...AFTER_CUT, value: { parts: 8, outOf: 100 }, source: { ...GUANGZHOU_RATES_2022, at: '二（二）' } },
    ],
    residentWindowTo: [
      {
        ...LEAD,
        value: monthDay('12-20'),
        from: plainDate('2024-12-20'),
        source: PAGES_WITHOUT_ADDRESS,
      },
    ],
  },
};
