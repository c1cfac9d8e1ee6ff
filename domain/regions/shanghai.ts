import type { Entry } from '../policy/parameter.ts';
import { type Fen, fen } from '../values/money.ts';
import { monthDay } from '../values/month.ts';
import { plainDate } from '../values/plain-date.ts';
import {
  HR_VENDORS,
  REPOSITORIES,
  SHANGHAI_BASES_2025,
  SHANGHAI_BASES_2026,
  SHANGHAI_COLLECTION_2020,
  SHANGHAI_FLEXIBLE_2023,
  SHANGHAI_FLEXIBLE_2024,
  SHANGHAI_RATES_2025,
  SHANGHAI_REGULATION_TEXT,
  SHANGHAI_RESIDENTS_2026,
  SHANGHAI_RETIREES_2026,
  SHANGHAI_RULES_2025,
} from './documents.ts';
import { LEAD, NOT_FOUND, QUOTED, SHANGHAI_REGULATION, yearFrom } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const BASE_YEAR_2023 = { ...LEAD, ...yearFrom('2023-07'), source: REPOSITORIES } as const;

const BASE_YEAR_2024 = { ...LEAD, ...yearFrom('2024-07'), source: REPOSITORIES } as const;

const BASE_YEAR_2025 = { ...QUOTED, ...yearFrom('2025-07'), source: SHANGHAI_BASES_2025 } as const;

const BASE_YEAR_2026 = {
  ...QUOTED,
  ...yearFrom('2026-07'),
  source: SHANGHAI_BASES_2026,
  note: {
    zh: '缴费年度开始后才公布，追溯至 7 月：7、8 月已按旧标准申报的须补缴差额；终止月按缴费年度 7 月至次年 6 月推定',
    en: 'published after the base year had begun, effective from July: if July and August were declared with the old limits, the difference must be paid; the end of validity is assumed: June, the last month of a base year (July to June)',
  },
} as const;

/**
 * The limits of base years from July to June; medical insurance uses the base of social insurance (沪医保规〔2025〕7号 三（一）).
 */
const FLOOR: readonly Entry<Fen>[] = [
  { ...BASE_YEAR_2023, value: fen(7310_00) },
  { ...BASE_YEAR_2024, value: fen(7384_00) },
  { ...BASE_YEAR_2025, value: fen(7460_00) },
  { ...BASE_YEAR_2026, value: fen(7546_00) },
];

const CEILING: readonly Entry<Fen>[] = [
  { ...BASE_YEAR_2023, value: fen(36549_00) },
  { ...BASE_YEAR_2024, value: fen(36921_00) },
  { ...BASE_YEAR_2025, value: fen(37302_00) },
  { ...BASE_YEAR_2026, value: fen(37731_00) },
];

const UNIT_RATE = {
  ...QUOTED,
  from: plainDate('2025-01-20'),
  source: SHANGHAI_RATES_2025,
  note: {
    zh: '9% 已含生育，不得再加；起始日为该页的日期，费率本身可能更早',
    en: 'the 9 % include maternity; do not add it again; the first day of validity is the date of the page; the rate may be older',
  },
} as const;

const RULES_2025 = { ...QUOTED, from: plainDate('2025-09-10') } as const;
const THIRD_TWO = { ...RULES_2025, source: { ...SHANGHAI_RULES_2025, at: '三（二）' } } as const;
const THIRD_THREE = { ...RULES_2025, source: { ...SHANGHAI_RULES_2025, at: '三（三）' } } as const;
const THIRD_FOUR = { ...RULES_2025, source: { ...SHANGHAI_RULES_2025, at: '三（四）' } } as const;

const RETIREE_YEARS = {
  ...QUOTED,
  value: 15,
  from: plainDate('2025-03-01'),
  source: SHANGHAI_RETIREES_2026,
  law: '上海市医疗保障条例 16',
  note: {
    zh: '须累计超过 15 年（含视作缴费年限），并须满足本市缴费年限；起始日按条例施行日',
    en: 'more than 15 years are required, including deemed years, and in addition a number of years in the city; the value is shown from the day on which the regulation took effect',
  },
} as const;

/**
 * The day is from a notice of the time when the tax office charged assessed amounts. The rules of 2025 only say “within
 * each month's time limit”.
 */
const PAID_BY_THE_15TH = {
  ...QUOTED,
  from: plainDate('2020-11-01'),
  source: SHANGHAI_COLLECTION_2020,
} as const;

const RESIDENTS_2026 = {
  ...QUOTED,
  from: plainDate('2025-11-07'),
  until: plainDate('2025-12-25'),
  source: SHANGHAI_RESIDENTS_2026,
} as const;

export const SHANGHAI: RegionPolicy = {
  region: '上海',
  latinName: 'Shanghai',
  parameters: {
    enrolmentCutOffDay: [
      {
        ...PAID_BY_THE_15TH,
        value: 15,
        confidence: 'low',
        note: {
          zh: '公告写的是缴费日，增员截止日未见规定',
          en: 'the notice is about the day of payment; no cut-off for enrolments was found',
        },
      },
    ],
    removalCutOffDay: [
      {
        ...LEAD,
        value: 11,
        source: HR_VENDORS,
        note: {
          zh: '另有说 15 日；均非官方规定，请向经办机构核实，并填入 localPolicy',
          en: 'other sources say the 15th; neither is an official rule: ask the agency and enter its answer in localPolicy',
        },
      },
    ],
    paymentWindowTo: [
      {
        ...PAID_BY_THE_15TH,
        value: 15,
        note: {
          zh: '核定征收时期的公告；2025 年细则只写“每月规定的期限内”',
          en: 'from a notice of the time when the tax office charged assessed amounts; the rules of 2025 only say “within each month’s time limit”',
        },
      },
    ],
    registrationOffice: [
      {
        ...RULES_2025,
        value: 'social-insurance',
        source: { ...SHANGHAI_RULES_2025, at: '二（一）' },
        law: '沪医保规〔2025〕7号 二（一）',
        note: {
          zh: '向办理基本养老保险手续的区社会保险经办机构办理登记',
          en: 'at the social insurance agency of the district that also handles the pension',
        },
      },
    ],
    coverStart: [{ ...THIRD_TWO, value: 'month-after-payment', law: '沪医保规〔2025〕7号 三（二）' }],
    contributionBaseFloor: FLOOR,
    contributionBaseCeiling: CEILING,
    baseYearStartMonth: [{ ...QUOTED, value: 7, from: plainDate('2025-07-01'), source: SHANGHAI_BASES_2025 }],
    fullMonthWageAfterPartialMonth: [
      {
        ...QUOTED,
        value: 'from-next-month',
        from: plainDate('2026-08-24'),
        source: SHANGHAI_BASES_2026,
        note: {
          zh: '首月未足额发放全月工资的按当月实际工资核定，次月起按全月工资申报基数调整；双方协商一致的，首月也可按全月工资',
          en: 'the base of a partial first month is the wage actually paid, or by agreement the wage of a full month; from the next month on the wage of a full month is declared',
        },
      },
    ],
    unitMedicalRate: [{ ...UNIT_RATE, value: { parts: 9, outOf: 100 } }],
    maternityInUnitRate: [{ ...UNIT_RATE, value: 'included' }],
    arrearsStopMonth: [{ ...THIRD_THREE, value: 2, law: '沪医保规〔2025〕7号 三（三）' }],
    arrearsCost: [
      {
        ...SHANGHAI_REGULATION,
        value: 'not-paid',
        source: { ...SHANGHAI_REGULATION_TEXT, at: '第十五条' },
        law: '上海市医疗保障条例 15',
        note: {
          zh: '未缴费不享受待遇；补缴后恢复，停止期间发生的费用基金不予支付',
          en: 'no benefits while contributions are unpaid; benefits resume after payment, but the fund does not pay costs from the time in between',
        },
      },
    ],
    arrearsResumeMonth: [{ ...THIRD_THREE, value: 2, law: '沪医保规〔2025〕7号 三（三）' }],
    gapRule: [
      {
        ...THIRD_THREE,
        value: 'transfer-only',
        law: '沪医保规〔2025〕7号 三（三）',
        note: {
          zh: '在本市断缴的，停止期间的费用基金不予支付，补缴也不追溯',
          en: 'for a gap within the city the fund does not pay costs from the gap, even if the months are paid later',
        },
      },
    ],
    retireeMedicalYearsMale: [RETIREE_YEARS],
    retireeMedicalYearsFemale: [RETIREE_YEARS],
    retireeLocalYears: [
      {
        ...NOT_FOUND,
        note: {
          zh: '条例第十六条要求本市缴费年限达到规定年限，具体年数未找到',
          en: '上海市医疗保障条例 16 requires years paid in the city; their number was not found',
        },
      },
    ],
    flexibleMedicalRate: [
      {
        ...QUOTED,
        value: { parts: 10, outOf: 100 },
        from: plainDate('2024-03-01'),
        source: SHANGHAI_FLEXIBLE_2024,
      },
    ],
    flexibleLeastAgeYears: [
      {
        ...QUOTED,
        value: 16,
        from: plainDate('2024-01-01'),
        source: { ...SHANGHAI_FLEXIBLE_2023, at: '一' },
        note: {
          zh: '年满 16 周岁；通知写的上限为男 60 周岁、女 55 周岁，以法定退休年龄为准',
          en: '16 or older; the notice gives 60 for men and 55 for women as the upper limit, but the statutory retirement age decides',
        },
      },
    ],
    flexibleWaitingMonths: [{ ...THIRD_FOUR, value: 6, law: '沪医保规〔2025〕7号 三（四）' }],
    flexibleGapWaiverMonths: [
      {
        ...THIRD_FOUR,
        value: 3,
        law: '沪医保规〔2025〕7号 三（四）',
        note: {
          zh: '中断后 3 个月内接续的，不设等待期',
          en: 'no waiting period if contributions are resumed within 3 months',
        },
      },
    ],
    residentWindowFrom: [{ ...RESIDENTS_2026, value: monthDay('11-07') }],
    residentWindowTo: [{ ...RESIDENTS_2026, value: monthDay('12-25') }],
  },
};
