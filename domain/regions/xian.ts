import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { PAGES_WITHOUT_ADDRESS, XIAN_HEALTH_SITES } from './documents.ts';
import { LEAD, NOT_FOUND, yearFrom } from './laws.ts';
import { SHAANXI } from './provinces.ts';
import type { RegionPolicy } from './region.ts';

const BASE_2024 = {
  ...LEAD,
  ...yearFrom('2024-01'),
  source: XIAN_HEALTH_SITES,
  note: {
    zh: '4559 元和 22795 元是养老保险的上下限，不是医保的',
    en: '4559 and 22795 yuan are the limits of the pension, not of medical insurance',
  },
} as const;

const BASE_2025 = {
  ...LEAD,
  ...yearFrom('2025-01'),
  source: XIAN_HEALTH_SITES,
  note: {
    zh: '陕西省 2025 年公布的上下限只写明养老、失业、工伤，不是医保的',
    en: 'the limits that the province published for 2025 are only for pension, unemployment and work injury insurance, not for medical insurance',
  },
} as const;

const BASE_SINCE_2026 = { ...NOT_FOUND, from: plainDate('2026-01-01') } as const;
const SEVERAL = { ...LEAD, source: PAGES_WITHOUT_ADDRESS } as const;

export const XIAN: RegionPolicy = {
  region: '西安',
  latinName: "Xi'an",
  province: SHAANXI,
  parameters: {
    enrolmentCutOffDay: [
      {
        ...NOT_FOUND,
        note: {
          zh: '旧指南称 24 日前申报、次月生效，与当月截止日不是一回事，且早于机构合并，不予采用',
          en: 'an old guide is not used: it says that filings before the 24th take effect in the next month, which is not a cut-off for the current month, and it is older than the merger of the agencies',
        },
      },
    ],
    contributionBaseFloor: [
      { ...BASE_2024, value: fen(4853_00) },
      { ...BASE_2025, value: fen(5182_00) },
      BASE_SINCE_2026,
    ],
    contributionBaseCeiling: [
      { ...NOT_FOUND, from: BASE_2024.from, note: BASE_2024.note },
      { ...BASE_2025, value: fen(25912_00) },
      BASE_SINCE_2026,
    ],
    unitMedicalRate: [{ ...SEVERAL, value: { parts: 8, outOf: 100 } }],
    maternityInUnitRate: [{ ...SEVERAL, value: 'included' }],
    flexibleMedicalRate: [
      {
        ...SEVERAL,
        value: { parts: 9, outOf: 100 },
        from: plainDate('2025-01-01'),
        note: {
          zh: '有线索称另加大额 8 元',
          en: 'an unofficial source says 8 yuan for large-claim cover in addition',
        },
      },
    ],
    retireeMedicalYearsMale: [
      {
        ...SEVERAL,
        value: 30,
        note: {
          zh: '另有说 25 年；有线索称全省 30 年',
          en: 'other sources say 25; an unofficial source says 30 in the whole province',
        },
      },
    ],
    retireeMedicalYearsFemale: [
      {
        ...SEVERAL,
        value: 25,
        note: {
          zh: '另有说 20 年；有线索称全省 25 年',
          en: 'other sources say 20; an unofficial source says 25 in the whole province',
        },
      },
    ],
  },
};
