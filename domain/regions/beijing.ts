import type { Entry, Note } from '../policy/parameter.ts';
import { type Fen, fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { MATERNITY_NOT_APART, PAYROLL_2025_AND_CITIES_2026, YEAR_ONLY } from './data-sets.ts';
import { verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const BASE_YEAR_2023 = {
  from: plainDate('2023-07-01'),
  until: plainDate('2024-06-30'),
  verified,
  source: '公开代码仓库中的城市社保初始数据（标注 2024），下限另有一家健康网站的说明一致',
  confidence: 'medium',
} as const;

const BASE_YEAR_2024 = {
  from: plainDate('2024-07-01'),
  until: plainDate('2025-06-30'),
  verified,
  source: '三份公开代码仓库中的社保基数数据一致（2024）',
  confidence: 'high',
} as const;

const BASE_YEAR_2025 = {
  from: plainDate('2025-07-01'),
  until: plainDate('2026-06-30'),
  verified,
  source: '两份公开代码仓库中的社保基数数据一致（2025）',
  confidence: 'high',
} as const;

const BASE_YEAR_2026 = {
  from: plainDate('2026-07-01'),
  until: plainDate('2027-06-30'),
  published: plainDate('2026-08-21'),
  verified,
  source: '北京市人力资源和社会保障局 https://rsj.beijing.gov.cn/xxgk/2024zcwj/202608/t20260821_4831461.html',
  confidence: 'high',
  note: {
    zh: '缴费年度开始后才公布，追溯至 7 月：7、8 月已按旧标准申报的须补缴差额',
    en: 'published after the base year had begun: July and August filed on the old band must be topped up',
  },
} as const;

const TRANSITIONAL: Note = {
  zh: '过渡期下限，低于平均工资的 60%，不能推算',
  en: 'a transitional floor below 60 % of the average: not derivable',
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

const FILING_WINDOW: Entry<number> = {
  value: 25,
  verified,
  source: '一家健康网站的说明 https://m.jiusongjiankang.com/health/news/6278988.html',
  confidence: 'low',
  note: {
    zh: '单一的弱来源：单位每月 5 日至 25 日申报，未区分增员和减员',
    en: 'one weak source: units file from the 5th to the 25th of a month; it does not tell enrolment from removal',
  },
};

const UNIT_RATE = {
  from: plainDate('2025-01-01'),
  verified,
  source: '两份公开代码仓库中的费率数据一致（2025）',
  confidence: 'medium',
  note: {
    zh: '9.8% 已含生育 0.8%，不得再加；来源只写明年份，未写明起始日',
    en: 'includes 0.8 % for maternity, never to be added again; the sources give the year, not the day',
  },
} as const;

const PERSONAL_RATE = {
  from: plainDate('2025-01-01'),
  verified,
  source: PAYROLL_2025_AND_CITIES_2026,
  confidence: 'high',
} as const;

const RETIREE_YEARS = {
  verified,
  source: '两份公开代码仓库中的数据一致（无官方引文）',
  confidence: 'medium',
  note: { zh: '起始日未知', en: 'since when is not known' },
} as const;

export const BEIJING: RegionPolicy = {
  region: '北京',
  parameters: {
    enrolmentCutOffDay: [FILING_WINDOW],
    removalCutOffDay: [FILING_WINDOW],
    contributionBaseFloor: FLOOR,
    contributionBaseCeiling: CEILING,
    baseYearStartMonth: [
      {
        value: 7,
        from: plainDate('2023-07-01'),
        verified,
        source: '由历次公布的起止月份得出（7 月至次年 6 月）',
        confidence: 'high',
      },
    ],
    unitMedicalRate: [{ ...UNIT_RATE, value: { parts: 98, outOf: 1000 } }],
    maternityInUnitRate: [{ ...UNIT_RATE, value: 'included' }],
    unitMaternityRate: [MATERNITY_NOT_APART],
    personalMedicalRate: [{ ...PERSONAL_RATE, value: { parts: 2, outOf: 100 }, note: YEAR_ONLY }],
    personalFixedAmount: [
      {
        ...PERSONAL_RATE,
        value: fen(3_00),
        note: {
          zh: '在 2% 之外每月 3 元；来源只写明年份，未写明起始日',
          en: '3 yuan a month on top of 2 %; the sources give the year, not the day',
        },
      },
    ],
    lateFeeStart: [
      {
        value: 'month-after-collection',
        from: plainDate('2011-07-01'),
        verified,
        source: '北京市滞纳金计算规则（转载）http://www.zbssb.com/sy/58594.html',
        confidence: 'medium',
        note: {
          zh: '自收款月次月 1 日起，至补缴申报成功前一日止；例：2011 年 7 月的费，2011-10-10 补缴，2011-09-01 至 2011-10-09 共 39 天',
          en: 'to the day before the back-payment was declared; the example of the notice: July 2011 paid on 2011-10-10 runs from 2011-09-01 to 2011-10-09, 39 days',
        },
      },
    ],
    retireeMedicalYearsMale: [{ ...RETIREE_YEARS, value: 25 }],
    retireeMedicalYearsFemale: [{ ...RETIREE_YEARS, value: 20 }],
  },
};
