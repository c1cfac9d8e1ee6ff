import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { BAND_YEAR_ONLY, NO_FIXED_AMOUNT, PAYROLL_2025, YEAR_ONLY } from './data-sets.ts';
import { GUANGDONG_REFUND_DAYS, GUANGDONG_RETIREE_YEARS } from './guangdong.ts';
import { NOT_FOUND, verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';

/** The medical base. The pension base is another one, turns in July and does not belong here. */
const BASE_2025 = {
  from: plainDate('2025-01-01'),
  until: plainDate('2025-12-31'),
  verified,
  source: `${PAYROLL_2025}，灵活就业的职工医保基数`,
  confidence: 'medium',
  note: BAND_YEAR_ONLY,
} as const;

const BASE_SINCE_2026 = { ...NOT_FOUND, from: plainDate('2026-01-01') } as const;

const RATES_2025 = {
  from: plainDate('2025-01-01'),
  verified,
  source: PAYROLL_2025,
  confidence: 'medium',
} as const;

const UNIT_RATE = {
  ...RATES_2025,
  note: {
    zh: '不含生育，生育另计 1%；来源只写明年份，未写明起始日',
    en: 'without maternity, 1 % apart; the source gives the year, not the day',
  },
} as const;

const RETIREE_YEARS_BEFORE_2030 = {
  ...NOT_FOUND,
  note: {
    zh: '2022 至 2029 年逐年过渡，本市当年数值未找到',
    en: 'a transition year by year from 2022 to 2029; its figure for this city was not found',
  },
} as const;

export const GUANGZHOU: RegionPolicy = {
  region: '广州',
  parameters: {
    contributionBaseFloor: [NOT_FOUND, { ...BASE_2025, value: fen(6236_00) }, BASE_SINCE_2026],
    contributionBaseCeiling: [NOT_FOUND, { ...BASE_2025, value: fen(31179_00) }, BASE_SINCE_2026],
    unitMedicalRate: [{ ...UNIT_RATE, value: { parts: 55, outOf: 1000 } }],
    maternityInUnitRate: [{ ...UNIT_RATE, value: 'apart' }],
    unitMaternityRate: [{ ...UNIT_RATE, value: { parts: 1, outOf: 100 } }],
    personalMedicalRate: [{ ...RATES_2025, value: { parts: 2, outOf: 100 }, note: YEAR_ONLY }],
    personalFixedAmount: [{ ...NOT_FOUND, note: NO_FIXED_AMOUNT }],
    refundHandlingWorkingDays: [GUANGDONG_REFUND_DAYS],
    retireeMedicalYearsMale: [RETIREE_YEARS_BEFORE_2030, { ...GUANGDONG_RETIREE_YEARS, value: 30 }],
    retireeMedicalYearsFemale: [RETIREE_YEARS_BEFORE_2030, { ...GUANGDONG_RETIREE_YEARS, value: 25 }],
    retireeLocalYears: [RETIREE_YEARS_BEFORE_2030, { ...GUANGDONG_RETIREE_YEARS, value: 10 }],
  },
};
