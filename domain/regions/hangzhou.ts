import type { Entry } from '../policy/parameter.ts';
import { type Fen, fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { MATERNITY_NOT_APART, PAYROLL_2025, YEAR_ONLY } from './data-sets.ts';
import { NOT_FOUND, verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';
import { ZHEJIANG } from './zhejiang.ts';

const PROVINCIAL = {
  zh: '浙江省口径，是否即杭州职工医保的标准未证实',
  en: 'that of the province; whether it is that of employee medical insurance in Hangzhou is not confirmed',
};

const BASE_2023 = {
  from: plainDate('2023-01-01'),
  until: plainDate('2023-12-31'),
  verified,
  source: '公开代码仓库中的社保数据（2023）',
  confidence: 'low',
  note: PROVINCIAL,
} as const;

const BASE_2024 = {
  from: plainDate('2024-01-01'),
  until: plainDate('2024-12-31'),
  verified,
  source: '两份公开代码仓库中的社保数据（2024）',
  confidence: 'low',
  note: PROVINCIAL,
} as const;

const BASE_2025 = {
  from: plainDate('2025-01-01'),
  until: plainDate('2025-12-31'),
  verified,
  confidence: 'low',
} as const;

const BASE_SINCE_2026 = { ...NOT_FOUND, from: plainDate('2026-01-01') } as const;

const FLOOR: readonly Entry<Fen>[] = [
  { ...BASE_2023, value: fen(4462_00) },
  { ...BASE_2024, value: fen(4812_00) },
  {
    ...BASE_2025,
    value: fen(4986_00),
    source: '薪资数据集标为 2025 年，另一份城市预设数据标为 2026 年',
    note: {
      zh: '两份来源数值相同、年份不同，且与其上限不成比例，使用前须核实',
      en: 'the sources agree on the figure but not on the year, and it does not go with their ceiling: to be confirmed',
    },
  },
  BASE_SINCE_2026,
];

const CEILING: readonly Entry<Fen>[] = [
  {
    ...BASE_2023,
    candidates: [
      { value: fen(22311_00), source: '汇编资料所列，与下限成比例' },
      { value: fen(22310_00), source: '公开代码仓库中的社保数据（2023）' },
    ],
    source: '汇编资料与公开代码仓库中的社保数据相差一元',
  },
  { ...BASE_2024, value: fen(24060_00) },
  {
    ...BASE_2025,
    candidates: [
      { value: fen(25299_00), source: '薪资数据集标为 2025 年，另一份城市预设数据标为 2026 年' },
      { value: fen(24930_00), source: '分省社保基数数据（浙江），与下限 4986 成比例' },
    ],
    source: '三份公开代码仓库中的数据，数值或年份矛盾',
    note: {
      zh: '请向经办机构核实，并填入 localPolicy',
      en: 'ask the agency and enter its answer in localPolicy',
    },
  },
  BASE_SINCE_2026,
];

const RATES_2025 = {
  from: plainDate('2025-01-01'),
  verified,
  source: PAYROLL_2025,
  confidence: 'medium',
} as const;

const UNIT_RATE = {
  ...RATES_2025,
  note: {
    zh: '9.5% 已含生育，不得再加；来源只写明年份，未写明起始日',
    en: 'includes maternity, never to be added; the source gives the year, not the day',
  },
} as const;

export const HANGZHOU: RegionPolicy = {
  region: '杭州',
  parameters: {
    ...ZHEJIANG,
    contributionBaseFloor: FLOOR,
    contributionBaseCeiling: CEILING,
    baseYearStartMonth: [
      {
        value: 1,
        verified,
        source: '由公开数据的年份推断（自然年）',
        confidence: 'low',
      },
    ],
    unitMedicalRate: [{ ...UNIT_RATE, value: { parts: 95, outOf: 1000 } }],
    maternityInUnitRate: [{ ...UNIT_RATE, value: 'included' }],
    unitMaternityRate: [MATERNITY_NOT_APART],
    personalMedicalRate: [{ ...RATES_2025, value: { parts: 2, outOf: 100 }, note: YEAR_ONLY }],
  },
};
