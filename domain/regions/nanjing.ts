import { TEN_CITIES, UNCITED_YEARS } from './data-sets.ts';
import { JIANGSU } from './jiangsu.ts';
import { verified } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const RETIREE_YEARS = { verified, source: TEN_CITIES, confidence: 'low', note: UNCITED_YEARS } as const;

export const NANJING: RegionPolicy = {
  region: '南京',
  parameters: {
    ...JIANGSU,
    retireeMedicalYearsMale: [{ ...RETIREE_YEARS, value: 25 }],
    retireeMedicalYearsFemale: [{ ...RETIREE_YEARS, value: 20 }],
  },
};
