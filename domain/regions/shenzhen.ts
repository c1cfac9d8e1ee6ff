import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import type { RegionPolicy } from './region.ts';

const verified = plainDate('2026-11-21');

/** The medical base goes by the calendar year. The pension base (4775 to 27549) is another one and does not belong here. */
const BASE_YEAR_2026 = {
  from: plainDate('2026-01-01'),
  until: plainDate('2026-12-31'),
  published: plainDate('2026-01-07'),
  verified,
  source: '深圳市人民政府 https://www.sz.gov.cn/hdjlpt/detail?pid=3336522',
  confidence: 'high',
} as const;

const BASE_BEFORE_2026 = {
  unknown: true,
  verified,
  source: 'a public payroll data set gives the figures of 2026 for 2025',
  confidence: 'low',
  note: 'the band of 2025 is uncertain, earlier ones were not found',
} as const;

const RATES_2025 = {
  from: plainDate('2025-01-01'),
  verified,
  source: 'a public payroll data set of 2025',
} as const;

export const SHENZHEN: RegionPolicy = {
  region: '深圳',
  parameters: {
    contributionBaseFloor: [BASE_BEFORE_2026, { ...BASE_YEAR_2026, value: fen(672700) }],
    contributionBaseCeiling: [BASE_BEFORE_2026, { ...BASE_YEAR_2026, value: fen(3363300) }],
    unitMedicalRate: [
      {
        ...RATES_2025,
        value: { parts: 62, outOf: 1000 },
        confidence: 'low',
        note: 'without maternity, 0.45 % apart; the tiers of the scheme are not told apart by the source, which gives the year, not the day',
      },
    ],
    personalMedicalRate: [
      {
        ...RATES_2025,
        value: { parts: 2, outOf: 100 },
        confidence: 'medium',
        note: 'the source gives the year, not the day',
      },
    ],
    personalFixedAmount: [
      {
        unknown: true,
        verified,
        source: 'the source of the rate names no fixed amount',
        confidence: 'low',
      },
    ],
    refundHandlingWorkingDays: [
      {
        value: 60,
        from: plainDate('2021-01-04'),
        verified,
        source:
          '国家税务总局广东省税务局 http://guangdong.chinatax.gov.cn/gdsw/dsfj_szsbywblzn/2021-01/04/content_c1663f8e53714d6a85cf4adbd72f7922.shtml',
        confidence: 'high',
        note: 'Guangdong: counted from acceptance; medical and other insurances are claimed apart, one application at a time',
      },
    ],
  },
};
