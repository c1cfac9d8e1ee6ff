import type { Entry, Note } from '../policy/parameter.ts';
import { type Fen, fen } from '../values/money.ts';
import { monthDay } from '../values/month.ts';
import { plainDate } from '../values/plain-date.ts';
import {
  BEIJING_BASES_2025,
  BEIJING_BASES_2026,
  BEIJING_COLLECTION_2023,
  BEIJING_DECLARATION_2025,
  BEIJING_FLEXIBLE_2025,
  BEIJING_LATE_FEES,
  BEIJING_MEDICAL_RULES,
  BEIJING_RESIDENTS_2026,
  REPOSITORIES,
} from './documents.ts';
import { LEAD, NOT_FOUND, QUOTED, yearFrom } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const BASE_YEAR_2023 = { ...LEAD, ...yearFrom('2023-07'), source: REPOSITORIES } as const;

const BASE_YEAR_2024 = { ...LEAD, ...yearFrom('2024-07'), source: REPOSITORIES } as const;

const BASE_YEAR_2025 = {
  ...QUOTED,
  ...yearFrom('2025-07'),
  source: { ...BEIJING_BASES_2025, at: '一' },
} as const;

const BASE_YEAR_2026 = {
  ...QUOTED,
  ...yearFrom('2026-07'),
  source: BEIJING_BASES_2026,
  note: {
    zh: '缴费年度开始后才公布，追溯至 7 月：7、8 月已按旧标准申报的须补缴差额',
    en: 'published after the base year had begun, effective from July: if July and August were declared with the old limits, the difference must be paid',
  },
} as const;

const TRANSITIONAL: Note = {
  zh: '过渡期下限，低于平均工资的 60%，不能推算',
  en: 'a transitional floor below 60 % of the average wage; it cannot be computed',
};

const FLOOR: readonly Entry<Fen>[] = [
  { ...BASE_YEAR_2023, value: fen(6326_00), note: TRANSITIONAL },
  { ...BASE_YEAR_2024, value: fen(6821_00), note: TRANSITIONAL },
  { ...BASE_YEAR_2025, value: fen(7162_00) },
  { ...BASE_YEAR_2026, value: fen(7270_00) },
];

const CEILING: readonly Entry<Fen>[] = [
  { ...BASE_YEAR_2023, value: fen(33891_00) },
  { ...BASE_YEAR_2024, value: fen(35283_00) },
  { ...BASE_YEAR_2025, value: fen(35811_00) },
  { ...BASE_YEAR_2026, value: fen(36348_00) },
];

/** The source states only the period in which units declare and pay. No separate cut-off for enrolments was found. */
const END_OF_PAYMENT_WINDOW: Entry<number> = {
  ...QUOTED,
  value: 25,
  from: plainDate('2024-01-01'),
  source: BEIJING_COLLECTION_2023,
  confidence: 'low',
  note: {
    zh: '单位每月 10 日至 25 日自行向税务部门申报缴费；未找到增员、减员本身的截止日，暂按缴费期末日',
    en: 'units declare and pay to the tax office from the 10th to the 25th; no separate cut-off for enrolments or removals was found, so the last day of that period is used',
  },
};

const COLLECTION_2023 = {
  ...QUOTED,
  from: plainDate('2024-01-01'),
  source: BEIJING_COLLECTION_2023,
} as const;

const UNIT_RATE = {
  ...LEAD,
  from: plainDate('2025-01-01'),
  source: REPOSITORIES,
  note: {
    zh: '有线索称单位 9.8%，已含生育 0.8%；未见官方文件，请向经办机构核实后填入 localPolicy',
    en: 'an unofficial source says 9.8 %, including 0.8 % for maternity; no official text was found: ask the agency and enter its answer in localPolicy',
  },
} as const;

const MEDICAL_RULES = { ...QUOTED, from: plainDate('2005-06-06') } as const;

const RETIREE_YEARS = { ...LEAD, source: REPOSITORIES } as const;

const RESIDENTS_2026 = {
  ...QUOTED,
  from: plainDate('2025-11-30'),
  until: plainDate('2026-02-28'),
  source: BEIJING_RESIDENTS_2026,
} as const;

const FLEXIBLE_2025 = { ...QUOTED, from: plainDate('2025-07-09'), source: BEIJING_FLEXIBLE_2025 } as const;

export const BEIJING: RegionPolicy = {
  region: '北京',
  latinName: 'Beijing',
  parameters: {
    enrolmentCutOffDay: [NOT_FOUND, END_OF_PAYMENT_WINDOW],
    removalCutOffDay: [NOT_FOUND, END_OF_PAYMENT_WINDOW],
    paymentWindowFrom: [{ ...COLLECTION_2023, value: 10 }],
    paymentWindowTo: [{ ...COLLECTION_2023, value: 25 }],
    declarationOffice: [
      {
        ...COLLECTION_2023,
        value: 'tax',
        note: {
          zh: '新增或者调整职工缴费工资的，向税务部门申报；补缴全月可办',
          en: 'declare a new or changed contribution wage to the tax office; back-payments are possible during the whole month',
        },
      },
    ],
    contributionBaseFloor: FLOOR,
    contributionBaseCeiling: CEILING,
    baseYearStartMonth: [
      {
        ...QUOTED,
        value: 7,
        from: plainDate('2025-07-01'),
        source: { ...BEIJING_BASES_2025, at: '一' },
        law: '京人社发〔2025〕11号',
      },
    ],
    baseDeclarationUntil: [
      {
        ...QUOTED,
        value: monthDay('07-25'),
        from: plainDate('2025-06-10'),
        // The notice is about the base year that ends on this day. Each base year has a notice of its own.
        until: plainDate('2026-06-30'),
        source: BEIJING_DECLARATION_2025,
        note: {
          zh: '2025 年为 6 月 10 日至 7 月 25 日，未申报的按 110% 核定；2026 年的通知未见到',
          en: 'in 2025 from 10 June to 25 July; a unit that declared nothing was assessed at 110 %; the notice for 2026 was not found',
        },
      },
    ],
    unitMedicalRate: [{ ...UNIT_RATE, value: { parts: 98, outOf: 1000 } }],
    maternityInUnitRate: [
      {
        ...QUOTED,
        value: 'included',
        from: plainDate('2025-07-01'),
        source: { ...BEIJING_BASES_2025, at: '一' },
        note: {
          zh: '通知写作“职工基本医疗保险（含生育）”',
          en: 'the notice says “employee basic medical insurance (including maternity)”',
        },
      },
    ],
    personalMedicalRate: [
      {
        ...MEDICAL_RULES,
        value: { parts: 2, outOf: 100 },
        source: { ...BEIJING_MEDICAL_RULES, at: '第十条' },
      },
    ],
    personalFixedAmount: [
      {
        ...MEDICAL_RULES,
        value: fen(3_00),
        source: { ...BEIJING_MEDICAL_RULES, at: '第三十八条' },
        note: {
          zh: '大额医疗费用互助资金，个人每月 3 元',
          en: 'for the mutual fund for large medical costs the employee pays 3 yuan a month',
        },
      },
    ],
    lateFeeStart: [
      {
        ...QUOTED,
        value: 'month-after-collection',
        from: plainDate('2011-07-01'),
        source: BEIJING_LATE_FEES,
        note: {
          zh: '自收款月次月 1 日起，至补缴申报成功前一日止；例：2011 年 7 月的费，2011-10-10 补缴，2011-09-01 至 2011-10-09 共 39 天',
          en: 'from the first day of the month after collection to the day before the back-payment is declared; example in the notice: for July 2011 paid on 2011-10-10 the fee runs from 2011-09-01 to 2011-10-09, 39 days',
        },
      },
      {
        ...NOT_FOUND,
        from: plainDate('2024-01-01'),
        note: {
          zh: '2024 年起由单位自行向税务部门申报缴费，此前按收款月次月 1 日起算的规则不再适用',
          en: 'since 2024 units declare and pay to the tax office themselves; the earlier rule, from the first day of the month after collection, no longer applies',
        },
      },
    ],
    retireeMedicalYearsMale: [{ ...RETIREE_YEARS, value: 25 }],
    retireeMedicalYearsFemale: [{ ...RETIREE_YEARS, value: 20 }],
    flexibleMedicalFixedAmount: [
      {
        ...BASE_YEAR_2025,
        value: fen(584_92),
        source: { ...BEIJING_BASES_2025, at: '三' },
        note: {
          zh: '每月定额，不按费率；2026 年 7 月起的标准未见到',
          en: 'a fixed amount per month instead of a rate; the amount from July 2026 on was not found',
        },
      },
    ],
    flexibleWaitingMonths: [{ ...FLEXIBLE_2025, value: 6 }],
    flexibleGapWaiverMonths: [
      {
        ...FLEXIBLE_2025,
        value: 3,
        note: {
          zh: '中断 3 个月内足额补缴视为连续，超过 3 个月再缴的视为初次参保',
          en: 'if a gap is paid in full within 3 months, cover counts as continuous; a later payment counts as a first enrolment',
        },
      },
    ],
    residentWindowFrom: [{ ...RESIDENTS_2026, value: monthDay('11-30') }],
    residentWindowTo: [{ ...RESIDENTS_2026, value: monthDay('02-28') }],
    residentCoverFrom: [{ ...RESIDENTS_2026, value: monthDay('01-01') }],
  },
};
