import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { PAGES_WITHOUT_ADDRESS, SUZHOU_PAGE_2024 } from './documents.ts';
import { JIANGSU } from './jiangsu.ts';
import { LEAD } from './laws.ts';
import type { RegionPolicy } from './region.ts';

const SINCE_2024 = { ...LEAD, from: plainDate('2024-01-01'), source: PAGES_WITHOUT_ADDRESS } as const;
const PAGE_2024 = { ...LEAD, source: SUZHOU_PAGE_2024 } as const;

/** All values of the city itself are from unofficial sources. */
export const SUZHOU: RegionPolicy = {
  region: '苏州',
  latinName: 'Suzhou',
  province: JIANGSU,
  parameters: {
    unitMedicalRate: [
      {
        ...SINCE_2024,
        value: { parts: 7, outOf: 100 },
        note: { zh: '工业园区另有标准', en: 'the industrial park has its own rates' },
      },
    ],
    maternityInUnitRate: [{ ...SINCE_2024, value: 'apart' }],
    unitMaternityRate: [{ ...SINCE_2024, value: { parts: 8, outOf: 1000 } }],
    personalFixedAmount: [{ ...LEAD, value: fen(5_00), source: PAGES_WITHOUT_ADDRESS }],
    coverStart: [{ ...PAGE_2024, value: 'month-after-payment' }],
    arrearsStopMonth: [{ ...PAGE_2024, value: 2 }],
    arrearsCost: [{ ...PAGE_2024, value: 'employer' }],
    refundWay: [
      {
        ...PAGE_2024,
        value: 'lost',
        note: {
          zh: '有线索称进入待遇享受期后不退',
          en: 'an unofficial source says that there is no refund once benefits have begun',
        },
      },
    ],
    flexibleMedicalRate: [{ ...SINCE_2024, value: { parts: 8, outOf: 100 } }],
    flexibleWaitingMonths: [{ ...PAGE_2024, value: 3 }],
  },
};
