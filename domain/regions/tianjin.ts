import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { PROVINCES_2024 } from './data-sets.ts';
import { NOT_FOUND, verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const BASE_2024 = {
  from: plainDate('2024-01-01'),
  until: plainDate('2024-12-31'),
  verified,
  source: PROVINCES_2024,
  confidence: 'medium',
  note: { zh: '起始月为推断', en: 'the first month is inferred' },
} as const;

const BASE_SINCE_2025 = { ...NOT_FOUND, from: plainDate('2025-01-01') } as const;

export const TIANJIN: RegionPolicy = {
  region: '天津',
  parameters: {
    contributionBaseFloor: [NOT_FOUND, { ...BASE_2024, value: fen(5013_00) }, BASE_SINCE_2025],
    contributionBaseCeiling: [NOT_FOUND, { ...BASE_2024, value: fen(25065_00) }, BASE_SINCE_2025],
  },
};
