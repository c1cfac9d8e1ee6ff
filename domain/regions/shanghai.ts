import type { Entry } from '../policy/parameter.ts';
import { type Fen, fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import type { RegionPolicy } from './region.ts';

const verified = plainDate('2026-11-21');

const BASE_YEAR_2023 = {
  from: plainDate('2023-07-01'),
  until: plainDate('2024-06-30'),
  verified,
  source: 'github.com/putiyoujing/Shebao database/seed_cities.sql; a second public data set agrees',
  confidence: 'high',
} as const;

const BASE_YEAR_2024 = {
  from: plainDate('2024-07-01'),
  until: plainDate('2025-06-30'),
  verified,
  source: 'github.com/jiabin-xu/salary-calculator src/data/provice.ts; a second public data set agrees',
  confidence: 'high',
} as const;

const BASE_YEAR_2025 = {
  from: plainDate('2025-07-01'),
  until: plainDate('2026-06-30'),
  verified,
  source: 'a public payroll data set of 2025, employees and flexible workers alike',
  confidence: 'medium',
} as const;

const BASE_YEAR_2026 = {
  from: plainDate('2026-07-01'),
  until: plainDate('2027-06-30'),
  published: plainDate('2026-08-24'),
  verified,
  source: '上海市人力资源和社会保障局 2026-08-24 notice, as quoted by two public data sets',
  confidence: 'high',
  note: 'published after the base year had begun: July and August filed on the old band must be topped up; the end follows from the base year, July to June',
} as const;

const FLOOR: readonly Entry<Fen>[] = [
  { ...BASE_YEAR_2023, value: fen(731000) },
  { ...BASE_YEAR_2024, value: fen(738400) },
  { ...BASE_YEAR_2025, value: fen(746000) },
  { ...BASE_YEAR_2026, value: fen(754600) },
];

const CEILING: readonly Entry<Fen>[] = [
  { ...BASE_YEAR_2023, value: fen(3654900) },
  { ...BASE_YEAR_2024, value: fen(3692100) },
  { ...BASE_YEAR_2025, value: fen(3730200) },
  { ...BASE_YEAR_2026, value: fen(3773100) },
];

export const SHANGHAI: RegionPolicy = {
  region: '上海',
  parameters: {
    enrolmentCutOffDay: [
      {
        value: 15,
        verified,
        source: 'cut-off tables of two HR service vendors, which agree on this one',
        confidence: 'low',
        note: 'what vendors ask of their customers, no official rule',
      },
    ],
    removalCutOffDay: [
      {
        candidates: [
          { value: 11, source: 'cut-off table of one HR service vendor' },
          { value: 15, source: 'cut-off table of another HR service vendor' },
        ],
        verified,
        source: 'cut-off tables of two HR service vendors, which contradict each other',
        confidence: 'low',
        note: 'neither is an official rule: ask the agency and enter its answer in localPolicy',
      },
    ],
    contributionBaseFloor: FLOOR,
    contributionBaseCeiling: CEILING,
    unitMedicalRate: [
      {
        value: { parts: 9, outOf: 100 },
        from: plainDate('2025-01-20'),
        verified,
        source: '上海市人力资源和社会保障局 2025-01-20 table of parameters',
        confidence: 'high',
        note: 'includes maternity; the day is that of the table, the rate may be older',
      },
    ],
    personalMedicalRate: [
      {
        value: { parts: 2, outOf: 100 },
        verified,
        source: 'two public payroll data sets, of 2025 and 2026, agree',
        confidence: 'high',
      },
    ],
    personalFixedAmount: [
      {
        unknown: true,
        verified,
        source: 'the sources of the rate name no fixed amount',
        confidence: 'low',
      },
    ],
  },
};
