import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { NANJING_RATES_2023, PAGES_WITHOUT_ADDRESS } from './documents.ts';
import { JIANGSU } from './jiangsu.ts';
import { LEAD, QUOTED } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const RATES_2023 = { ...QUOTED, from: plainDate('2023-04-01'), source: NANJING_RATES_2023 } as const;
const SEVERAL = { ...LEAD, source: PAGES_WITHOUT_ADDRESS } as const;
const MATERNITY = { ...SEVERAL, from: plainDate('2023-04-01') } as const;

export const NANJING: RegionPolicy = {
  region: '南京',
  latinName: 'Nanjing',
  province: JIANGSU,
  parameters: {
    unitMedicalRate: [{ ...RATES_2023, value: { parts: 7, outOf: 100 } }],
    maternityInUnitRate: [{ ...MATERNITY, value: 'apart' }],
    unitMaternityRate: [{ ...MATERNITY, value: { parts: 8, outOf: 1000 } }],
    personalFixedAmount: [{ ...SEVERAL, value: fen(10_00) }],
    flexibleMedicalRate: [{ ...RATES_2023, value: { parts: 8, outOf: 100 } }],
    flexibleWaitingMonths: [
      {
        ...SEVERAL,
        value: 3,
        note: {
          zh: '有线索称中断超过 3 个月的，等待不超过 3 个月',
          en: 'an unofficial source says that after a gap of more than 3 months the waiting period is at most 3 months',
        },
      },
    ],
    retireeMedicalYearsMale: [{ ...SEVERAL, value: 25 }],
    retireeMedicalYearsFemale: [{ ...SEVERAL, value: 20 }],
    retireeLocalYears: [{ ...SEVERAL, value: 10 }],
  },
};
