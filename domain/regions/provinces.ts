import { monthDay } from '../values/month.ts';
import { plainDate } from '../values/plain-date.ts';
import { FUJIAN_RESIDENTS_2025, SHAANXI_COLLECTION, SHANDONG_RETIREES_2021 } from './documents.ts';
import { QUOTED } from './laws.ts';
import type { LayerPolicy } from './region.ts';

/** The provinces for which there is little or no data. 浙江, 江苏 and 广东 have files of their own. */

const RETIREES_2026 = {
  ...QUOTED,
  from: plainDate('2026-01-01'),
  source: SHANDONG_RETIREES_2021,
  law: '鲁医保发〔2021〕54号',
} as const;

export const SHANDONG: LayerPolicy = {
  region: '山东',
  parameters: {
    retireeMedicalYearsMale: [{ ...RETIREES_2026, value: 30 }],
    retireeMedicalYearsFemale: [{ ...RETIREES_2026, value: 25 }],
  },
};

export const SHAANXI: LayerPolicy = {
  region: '陕西',
  parameters: {
    paymentWindowTo: [
      {
        ...QUOTED,
        value: 25,
        from: plainDate('2024-01-01'),
        source: SHAANXI_COLLECTION,
        note: {
          zh: '25 日之后部分险种不能申报',
          en: 'after the 25th some insurances cannot be declared',
        },
      },
    ],
  },
};

const RESIDENTS_2025 = { ...QUOTED, from: plainDate('2025-09-01'), source: FUJIAN_RESIDENTS_2025 } as const;

export const FUJIAN: LayerPolicy = {
  region: '福建',
  parameters: {
    residentWindowFrom: [{ ...RESIDENTS_2025, value: monthDay('09-01') }],
    residentWindowTo: [{ ...RESIDENTS_2025, value: monthDay('12-31') }],
    residentLateUntil: [
      {
        ...RESIDENTS_2025,
        value: monthDay('02-28'),
        note: {
          zh: '延长至次年 2 月底，自缴费之日起享受待遇',
          en: 'until the end of February; cover starts on the day of payment',
        },
      },
    ],
  },
};

export const SICHUAN: LayerPolicy = { region: '四川', parameters: {} };
export const HUBEI: LayerPolicy = { region: '湖北', parameters: {} };
export const HUNAN: LayerPolicy = { region: '湖南', parameters: {} };
export const HENAN: LayerPolicy = { region: '河南', parameters: {} };
export const ANHUI: LayerPolicy = { region: '安徽', parameters: {} };
export const LIAONING: LayerPolicy = { region: '辽宁', parameters: {} };
