import { plainDate } from '../values/plain-date.ts';
import { MATERNITY_NOT_APART, NO_FIXED_AMOUNT, PAYROLL_2025_AND_CITIES_2026 } from './data-sets.ts';
import { NOT_FOUND, SHANGHAI_REGULATION, verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';
import { SHANGHAI_CEILING, SHANGHAI_FLOOR } from './shanghai-band.ts';

const UNIT_RATE = {
  from: plainDate('2025-01-20'),
  verified,
  source: '上海市人力资源和社会保障局 2025-01-20 缴费标准表（含生育保险）',
  confidence: 'high',
  note: {
    zh: '9% 已含生育，不得再加；起始日为该表的日期，费率本身可能更早',
    en: 'includes maternity, never to be added; the day is that of the table, the rate may be older',
  },
} as const;

const FLEXIBLE_2025 = {
  from: plainDate('2025-09-10'),
  published: plainDate('2025-09-05'),
  verified,
  source: '上海市医疗保障局 https://ybj.sh.gov.cn/gfxwj/20250905/6173c838284f43c3b4d8c8d4513364ed.html',
  law: '沪医保规〔2025〕7号 三（四）',
  confidence: 'high',
} as const;

const RETIREE_YEARS = {
  value: 15,
  published: plainDate('2026-06-29'),
  verified,
  source: '上海市医疗保障局 https://ybj.sh.gov.cn/cb_jbdyl/20260629/3318d1479e9146c6bbafdac988f5737d.html',
  law: '上海市医疗保障条例 16',
  confidence: 'high',
  note: {
    zh: '须累计超过 15 年（含视作缴费年限），并须满足本市缴费年限；起始日未知',
    en: 'more than 15 years are asked for, deemed years included, and years in the city besides; since when is not known',
  },
} as const;

export const SHANGHAI: RegionPolicy = {
  region: '上海',
  parameters: {
    enrolmentCutOffDay: [
      {
        value: 15,
        verified,
        source: '两家人力资源服务商的截止日表，此项一致',
        confidence: 'low',
        note: {
          zh: '服务商对客户的要求，不是官方规定',
          en: 'what vendors ask of their customers, no official rule',
        },
      },
    ],
    removalCutOffDay: [
      {
        candidates: [
          { value: 11, source: '一家人力资源服务商的截止日表' },
          { value: 15, source: '另一家人力资源服务商的截止日表' },
        ],
        verified,
        source: '两家人力资源服务商的截止日表，此项矛盾',
        confidence: 'low',
        note: {
          zh: '均非官方规定：请向经办机构核实，并填入 localPolicy',
          en: 'neither is an official rule: ask the agency and enter its answer in localPolicy',
        },
      },
    ],
    contributionBaseFloor: SHANGHAI_FLOOR,
    contributionBaseCeiling: SHANGHAI_CEILING,
    baseYearStartMonth: [
      {
        value: 7,
        from: plainDate('2023-07-01'),
        verified,
        source: '由历次公布的起止月份得出（7 月至次年 6 月）',
        confidence: 'high',
      },
    ],
    unitMedicalRate: [{ ...UNIT_RATE, value: { parts: 9, outOf: 100 } }],
    maternityInUnitRate: [{ ...UNIT_RATE, value: 'included' }],
    unitMaternityRate: [MATERNITY_NOT_APART],
    personalMedicalRate: [
      {
        value: { parts: 2, outOf: 100 },
        verified,
        source: PAYROLL_2025_AND_CITIES_2026,
        confidence: 'high',
      },
    ],
    personalFixedAmount: [{ ...NOT_FOUND, note: NO_FIXED_AMOUNT }],
    arrearsCost: [
      {
        ...SHANGHAI_REGULATION,
        value: 'not-paid',
        source: '上海市医疗保障条例第十五条',
        law: '上海市医疗保障条例 15',
        note: {
          zh: '未缴费不享受待遇；补缴后恢复，停止期间发生的费用基金不予支付',
          en: 'unpaid, no benefits; paid up, they come back, but the costs of the stop are not paid by the fund',
        },
      },
    ],
    retireeMedicalYearsMale: [RETIREE_YEARS],
    retireeMedicalYearsFemale: [RETIREE_YEARS],
    retireeLocalYears: [
      {
        ...NOT_FOUND,
        note: {
          zh: '条例第十六条要求本市缴费年限，具体年数未找到',
          en: '上海市医疗保障条例 16 asks for years in the city; how many was not found',
        },
      },
    ],
    flexibleMedicalRate: [
      {
        value: { parts: 10, outOf: 100 },
        from: plainDate('2024-03-01'),
        verified,
        source: '公开代码仓库中的规则数据，附官方引文',
        confidence: 'high',
      },
    ],
    flexibleWaitingMonths: [{ ...FLEXIBLE_2025, value: 6 }],
    flexibleGapWaiverMonths: [
      {
        ...FLEXIBLE_2025,
        value: 3,
        note: {
          zh: '中断后 3 个月内接续的，不设等待期',
          en: 'no wait where cover goes on within 3 months',
        },
      },
    ],
  },
};
