import type { Entry } from '../policy/parameter.ts';
import { type Month, month } from '../values/month.ts';
import { plainDate } from '../values/plain-date.ts';
import { RETIREMENT_DECISION } from './documents.ts';
import { OFFICIAL } from './laws.ts';

const DECISION = {
  ...OFFICIAL,
  source: RETIREMENT_DECISION,
  law: '关于实施渐进式延迟法定退休年龄的决定',
} as const;

/** The statutory age before the reform: 60 for men; 55 or 50 for women, depending on the post. */
export type OriginalAge = 60 | 55 | 50;

/** How one group's age rises: one month for each `stepMonths` birth months, up to a limit. */
export interface AgeRise {
  readonly firstAffectedMonth: Month;
  readonly stepMonths: number;
  readonly mostMonths: number;
}

/** The rise by original age. A person who reached the original age before the first entry retires at that age. */
export const AGE_RISES: readonly Entry<Readonly<Record<OriginalAge, AgeRise>>>[] = [
  {
    ...DECISION,
    from: plainDate('2025-01-01'),
    value: {
      60: { firstAffectedMonth: month('1965-01'), stepMonths: 4, mostMonths: 36 },
      55: { firstAffectedMonth: month('1970-01'), stepMonths: 4, mostMonths: 36 },
      50: { firstAffectedMonth: month('1975-01'), stepMonths: 2, mostMonths: 60 },
    },
  },
];

/** The years needed for each year of retirement, from 2030 on: half a year more each year, up to 20 years in 2039 (annex 4). */
const YEARS_FROM_2030 = [15.5, 16, 16.5, 17, 17.5, 18, 18.5, 19, 19.5, 20];

/**
 * Years of *pension* contributions needed by the day of retirement; the region sets the years of medical contributions.
 */
export const PENSION_YEARS: readonly Entry<number>[] = [
  { ...DECISION, value: 15 },
  ...YEARS_FROM_2030.map((value, i) => ({ ...DECISION, value, from: plainDate(`${2030 + i}-01-01`) })),
];
