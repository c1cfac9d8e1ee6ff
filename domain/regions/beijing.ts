import type { Entry } from '../policy/parameter.ts';
import { type Fen, fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import type { RegionPolicy } from './region.ts';

const verified = plainDate('2026-11-21');

const BASE_YEAR_2023 = {
  from: plainDate('2023-07-01'),
  until: plainDate('2024-06-30'),
  verified,
  source:
    'github.com/putiyoujing/Shebao database/seed_cities.sql; the floor also in https://m.jiusongjiankang.com/health/news/6278988.html',
  confidence: 'medium',
} as const;

const BASE_YEAR_2024 = {
  from: plainDate('2024-07-01'),
  until: plainDate('2025-06-30'),
  verified,
  source:
    'github.com/linianhui/blog src/tool/tax/insurances.js; github.com/jiabin-xu/salary-calculator src/data/provice.ts',
  confidence: 'high',
} as const;

const BASE_YEAR_2025 = {
  from: plainDate('2025-07-01'),
  until: plainDate('2026-06-30'),
  verified,
  source:
    'github.com/linianhui/blog src/tool/tax/insurances.js; a second public payroll data set of 2025 agrees',
  confidence: 'high',
} as const;

const BASE_YEAR_2026 = {
  from: plainDate('2026-07-01'),
  until: plainDate('2027-06-30'),
  published: plainDate('2026-08-21'),
  verified,
  source: '北京市人力资源和社会保障局 https://rsj.beijing.gov.cn/xxgk/2024zcwj/202608/t20260821_4831461.html',
  confidence: 'high',
  note: 'published after the base year had begun: July and August filed on the old band must be topped up',
} as const;

const FILING_WINDOW: Entry<number> = {
  value: 25,
  verified,
  source: 'https://m.jiusongjiankang.com/health/news/6278988.html',
  confidence: 'low',
  note: 'one weak source: units file from the 5th to the 25th of a month; it does not tell enrolment from removal',
};

const FLOOR: readonly Entry<Fen>[] = [
  {
    ...BASE_YEAR_2023,
    value: fen(632600),
    note: 'a transitional floor below 60 % of the average: not derivable',
  },
  {
    ...BASE_YEAR_2024,
    value: fen(682100),
    note: 'a transitional floor below 60 % of the average: not derivable',
  },
  { ...BASE_YEAR_2025, value: fen(716200) },
  { ...BASE_YEAR_2026, value: fen(727000) },
];

const CEILING: readonly Entry<Fen>[] = [
  { ...BASE_YEAR_2023, value: fen(3389100) },
  { ...BASE_YEAR_2024, value: fen(3528300) },
  { ...BASE_YEAR_2025, value: fen(3581100) },
  { ...BASE_YEAR_2026, value: fen(3634800) },
];

const RATES_2025 = { from: plainDate('2025-01-01'), verified } as const;

export const BEIJING: RegionPolicy = {
  region: '北京',
  parameters: {
    enrolmentCutOffDay: [FILING_WINDOW],
    removalCutOffDay: [FILING_WINDOW],
    contributionBaseFloor: FLOOR,
    contributionBaseCeiling: CEILING,
    unitMedicalRate: [
      {
        ...RATES_2025,
        value: { parts: 98, outOf: 1000 },
        source:
          'github.com/linianhui/blog src/tool/tax/insurances.js; a second public payroll data set of 2025 agrees',
        confidence: 'medium',
        note: 'includes 0.8 % for maternity, never to be added again; the sources give the year, not the day',
      },
    ],
    personalMedicalRate: [
      {
        ...RATES_2025,
        value: { parts: 2, outOf: 100 },
        source: 'two public payroll data sets, of 2025 and 2026, agree',
        confidence: 'high',
        note: 'the sources give the year, not the day',
      },
    ],
    personalFixedAmount: [
      {
        ...RATES_2025,
        value: fen(300),
        source: 'two public payroll data sets, of 2025 and 2026, agree',
        confidence: 'high',
        note: '3 yuan a month on top of 2 %; the sources give the year, not the day',
      },
    ],
  },
};
