import type { Entry } from '../policy/parameter.ts';
import { type Fen, fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { PAYROLL_2025 } from './data-sets.ts';
import { verified } from './laws.ts';

const BASE_YEAR_2023 = {
  from: plainDate('2023-07-01'),
  until: plainDate('2024-06-30'),
  verified,
  source: '两份公开代码仓库中的社保基数数据一致（2023）',
  confidence: 'high',
} as const;

const BASE_YEAR_2024 = {
  from: plainDate('2024-07-01'),
  until: plainDate('2025-06-30'),
  verified,
  source: '两份公开代码仓库中的社保基数数据一致（2024）',
  confidence: 'high',
} as const;

const BASE_YEAR_2025 = {
  from: plainDate('2025-07-01'),
  until: plainDate('2026-06-30'),
  verified,
  source: `${PAYROLL_2025}，职工与灵活就业相同`,
  confidence: 'medium',
} as const;

const BASE_YEAR_2026 = {
  from: plainDate('2026-07-01'),
  until: plainDate('2027-06-30'),
  published: plainDate('2026-08-24'),
  verified,
  source: '上海市人力资源和社会保障局 2026-08-24 通知（两份公开数据引用一致）',
  confidence: 'high',
  note: {
    zh: '缴费年度开始后才公布，追溯至 7 月：7、8 月已按旧标准申报的须补缴差额；终止月按缴费年度 7 月至次年 6 月推定',
    en: 'published after the base year had begun: July and August filed on the old band must be topped up; the end follows from the base year, July to June',
  },
} as const;

/** The band of Shanghai, July to June; the medical base follows that of the other insurances (上海市医疗保障条例 13). */
export const SHANGHAI_FLOOR: readonly Entry<Fen>[] = [
  { ...BASE_YEAR_2023, value: fen(7310_00) },
  { ...BASE_YEAR_2024, value: fen(7384_00) },
  { ...BASE_YEAR_2025, value: fen(7460_00) },
  { ...BASE_YEAR_2026, value: fen(7546_00) },
];

export const SHANGHAI_CEILING: readonly Entry<Fen>[] = [
  { ...BASE_YEAR_2023, value: fen(36549_00) },
  { ...BASE_YEAR_2024, value: fen(36921_00) },
  { ...BASE_YEAR_2025, value: fen(37302_00) },
  { ...BASE_YEAR_2026, value: fen(37731_00) },
];
