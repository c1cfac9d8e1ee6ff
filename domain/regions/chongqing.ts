import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import {
  CHONGQING_BASES_2025,
  CHONGQING_FLEXIBLE_2025,
  LOCAL_PORTALS,
  PAGES_WITHOUT_ADDRESS,
} from './documents.ts';
import { LEAD, NOT_FOUND, QUOTED, yearFrom } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const BASE_2022 = { ...LEAD, ...yearFrom('2022-01'), source: PAGES_WITHOUT_ADDRESS } as const;

const BASE_2025 = {
  ...QUOTED,
  ...yearFrom('2025-01'),
  source: { ...CHONGQING_BASES_2025, at: '二' },
  note: {
    zh: '通知写明医疗保险（含生育保险）',
    en: 'the notice says medical insurance (including maternity)',
  },
} as const;

const BASE_SINCE_2026 = { ...NOT_FOUND, from: plainDate('2026-01-01') } as const;
const PORTALS = { ...LEAD, source: LOCAL_PORTALS } as const;
const SEVERAL = { ...LEAD, source: PAGES_WITHOUT_ADDRESS } as const;
const INDIVIDUALS = { ...QUOTED, from: plainDate('2025-01-01'), source: CHONGQING_FLEXIBLE_2025 } as const;

export const CHONGQING: RegionPolicy = {
  region: '重庆',
  latinName: 'Chongqing',
  parameters: {
    contributionBaseFloor: [
      { ...BASE_2022, value: fen(3957_00) },
      { ...NOT_FOUND, from: plainDate('2023-01-01') },
      { ...BASE_2025, value: fen(4404_00) },
      BASE_SINCE_2026,
    ],
    contributionBaseCeiling: [
      { ...BASE_2022, value: fen(19784_00) },
      { ...NOT_FOUND, from: plainDate('2023-01-01') },
      { ...BASE_2025, value: fen(22017_00) },
      BASE_SINCE_2026,
    ],
    unitMedicalRate: [
      {
        ...PORTALS,
        value: { parts: 85, outOf: 1000 },
        note: {
          zh: '有线索称另缴大额医疗 1.5%；8.5% 是否含生育不明',
          en: 'an unofficial source says 1.5 % for large-claim cover in addition; it is unclear whether the 8.5 % include maternity',
        },
      },
    ],
    unitLargeSumRate: [{ ...PORTALS, value: { parts: 15, outOf: 1000 } }],
    personalFixedAmount: [{ ...PORTALS, value: fen(5_00) }],
    coverStart: [{ ...SEVERAL, value: 'month-after-payment' }],
    arrearsStopMonth: [{ ...PORTALS, value: 2 }],
    arrearsCost: [
      {
        ...SEVERAL,
        value: 'reimbursed',
        note: {
          zh: '有线索称欠费 3 个月以内补缴的可报销，超过的不支付',
          en: 'an unofficial source says that costs are reimbursed if the arrears are paid within 3 months, and not if they are paid later',
        },
      },
    ],
    flexibleMedicalFixedYearlyAmount: [
      {
        ...INDIVIDUALS,
        value: fen(3075_00),
        until: plainDate('2025-12-31'),
        note: {
          zh: '一档 3075 元/年，二档 6765 元/年',
          en: 'first tier 3075 yuan a year, second tier 6765 yuan a year',
        },
      },
    ],
    flexibleWaitingMonths: [{ ...INDIVIDUALS, value: 6 }],
    flexibleGapWaiverMonths: [{ ...INDIVIDUALS, value: 3 }],
    retireeMedicalYearsMale: [{ ...SEVERAL, value: 30 }],
    retireeMedicalYearsFemale: [{ ...SEVERAL, value: 25 }],
    retireeLocalYears: [
      {
        ...SEVERAL,
        value: 10,
        from: plainDate('2014-01-01'),
        note: {
          zh: '有线索称 2014 年起实际缴费满 10 年',
          en: 'an unofficial source says 10 years actually paid, since 2014',
        },
      },
    ],
  },
};
