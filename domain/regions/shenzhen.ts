import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { NO_FIXED_AMOUNT, PAYROLL_2025, YEAR_ONLY } from './data-sets.ts';
import { GUANGDONG_REFUND_DAYS, GUANGDONG_RETIREE_YEARS } from './guangdong.ts';
import { NOT_FOUND, verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';

/** The medical base goes by the calendar year. The pension base is another one and does not belong here. */
const BASE_YEAR_2026 = {
  from: plainDate('2026-01-01'),
  until: plainDate('2026-12-31'),
  published: plainDate('2026-01-07'),
  verified,
  source: '深圳市人民政府 https://www.sz.gov.cn/hdjlpt/detail?pid=3336522',
  confidence: 'high',
} as const;

const BASE_BEFORE_2026 = {
  ...NOT_FOUND,
  source: '一份薪资数据集把 2026 年的数值标为 2025 年',
  note: {
    zh: '2025 年的上下限不能确定，更早的未找到',
    en: 'the band of 2025 is uncertain, earlier ones were not found',
  },
} as const;

const RATES_2025 = { from: plainDate('2025-01-01'), verified, source: PAYROLL_2025 } as const;

const UNIT_RATE = {
  ...RATES_2025,
  confidence: 'low',
  note: {
    zh: '不含生育，生育另计；来源未区分一档二档，只写明年份',
    en: 'without maternity, which is apart; the tiers of the scheme are not told apart by the source, which gives the year, not the day',
  },
} as const;

const RETIREE_YEARS_BEFORE_2030 = {
  ...NOT_FOUND,
  note: {
    zh: '2022 至 2029 年逐年过渡，本市当年数值未找到，只有一处无引文的说法',
    en: 'a transition year by year from 2022 to 2029; its figure for this city was not found but in one source without authority',
  },
} as const;

export const SHENZHEN: RegionPolicy = {
  region: '深圳',
  parameters: {
    contributionBaseFloor: [BASE_BEFORE_2026, { ...BASE_YEAR_2026, value: fen(6727_00) }],
    contributionBaseCeiling: [BASE_BEFORE_2026, { ...BASE_YEAR_2026, value: fen(33633_00) }],
    baseYearStartMonth: [
      {
        value: 1,
        from: plainDate('2026-01-01'),
        verified,
        source: '深圳市人民政府 https://www.sz.gov.cn/hdjlpt/detail?pid=3336522',
        confidence: 'high',
        note: {
          zh: '职工医保按自然年；养老保险的基数和年度另行规定',
          en: 'the medical base goes by the calendar year; the pension has another base and another year',
        },
      },
    ],
    unitMedicalRate: [{ ...UNIT_RATE, value: { parts: 62, outOf: 1000 } }],
    maternityInUnitRate: [{ ...UNIT_RATE, value: 'apart' }],
    unitMaternityRate: [{ ...UNIT_RATE, value: { parts: 45, outOf: 10000 } }],
    personalMedicalRate: [
      { ...RATES_2025, value: { parts: 2, outOf: 100 }, confidence: 'medium', note: YEAR_ONLY },
    ],
    personalFixedAmount: [{ ...NOT_FOUND, note: NO_FIXED_AMOUNT }],
    refundHandlingWorkingDays: [GUANGDONG_REFUND_DAYS],
    retireeMedicalYearsMale: [RETIREE_YEARS_BEFORE_2030, { ...GUANGDONG_RETIREE_YEARS, value: 30 }],
    retireeMedicalYearsFemale: [RETIREE_YEARS_BEFORE_2030, { ...GUANGDONG_RETIREE_YEARS, value: 25 }],
    retireeLocalYears: [RETIREE_YEARS_BEFORE_2030, { ...GUANGDONG_RETIREE_YEARS, value: 10 }],
  },
};
