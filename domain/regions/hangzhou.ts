import { monthDay } from '../values/month.ts';
import { plainDate } from '../values/plain-date.ts';
import { HANGZHOU_RATES_2022, PAGES_WITHOUT_ADDRESS } from './documents.ts';
import { LEAD, QUOTED } from './laws.ts';
import type { RegionPolicy } from './region.ts';
import { ZHEJIANG } from './zhejiang.ts';

const RATES_2023 = {
  ...QUOTED,
  from: plainDate('2023-01-01'),
  source: HANGZHOU_RATES_2022,
  note: {
    zh: '9.5% 已含生育 0.6%，不得再加',
    en: 'the 9.5 % include 0.6 % for maternity; do not add it again',
  },
} as const;

const RESIDENTS = { ...LEAD, from: plainDate('2025-10-20'), source: PAGES_WITHOUT_ADDRESS } as const;

export const HANGZHOU: RegionPolicy = {
  region: '杭州',
  latinName: 'Hangzhou',
  province: ZHEJIANG,
  parameters: {
    unitMedicalRate: [{ ...RATES_2023, value: { parts: 95, outOf: 1000 } }],
    maternityInUnitRate: [{ ...RATES_2023, value: 'included' }],
    flexibleMedicalRate: [{ ...RATES_2023, value: { parts: 95, outOf: 1000 } }],
    residentWindowFrom: [{ ...RESIDENTS, value: monthDay('10-20') }],
    residentWindowTo: [
      {
        ...RESIDENTS,
        value: monthDay('12-25'),
        note: {
          zh: '省条例只规定每年年底前缴纳（第二十三条）；有线索称本市 12 月 25 日截止',
          en: "the provincial regulation only says before the end of the year (article 23); an unofficial source says that the city's period ends on 25 December",
        },
      },
    ],
  },
};
