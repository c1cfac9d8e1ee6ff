import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import { JIANGSU_BASES_2025, JIANGSU_COLLECTION_2023, REPOSITORIES } from './documents.ts';
import { JIANGSU_SERVICE_GUIDE, LEAD, NOT_FOUND, QUOTED, yearFrom } from './laws.ts';
import type { LayerPolicy } from './region.ts';

const BASE_2023 = {
  ...LEAD,
  ...yearFrom('2023-01'),
  source: REPOSITORIES,
  note: {
    zh: '有线索称自 2023 年 4 月起 4494 元和 24042 元，此前下限 4250 元；下限为过渡标准，与上限不成比例',
    en: 'an unofficial source gives a floor of 4494 and a ceiling of 24042 yuan from April 2023 on, and a floor of 4250 yuan before that; the floor is transitional and not in proportion to the ceiling',
  },
} as const;

const BASE_2024 = { ...LEAD, ...yearFrom('2024-01'), source: REPOSITORIES } as const;

const BASE_2025 = {
  ...QUOTED,
  ...yearFrom('2025-01'),
  source: JIANGSU_BASES_2025,
  note: {
    zh: '通知写明全省职工基本养老保险，由省医疗保障局等四部门联合发布；各市职工医保通行同一标准',
    en: 'the notice is about the pension and is issued jointly with the medical security bureau; the cities use the same limits for medical insurance',
  },
} as const;

const BASE_SINCE_2026 = { ...NOT_FOUND, from: plainDate('2026-01-01') } as const;

/** The rules for the whole of Jiangsu. */
export const JIANGSU: LayerPolicy = {
  region: '江苏',
  parameters: {
    contributionBaseFloor: [
      { ...BASE_2023, value: fen(4494_00) },
      { ...BASE_2024, value: fen(4879_00) },
      { ...BASE_2025, value: fen(4952_00) },
      BASE_SINCE_2026,
    ],
    contributionBaseCeiling: [
      { ...BASE_2023, value: fen(24042_00) },
      { ...BASE_2024, value: fen(24396_00) },
      { ...BASE_2025, value: fen(24762_00) },
      BASE_SINCE_2026,
    ],
    baseYearStartMonth: [
      {
        ...QUOTED,
        value: 1,
        from: plainDate('2025-01-01'),
        source: JIANGSU_BASES_2025,
        note: { zh: '通知写明 1 月 1 日至 12 月 31 日', en: 'the notice says 1 January to 31 December' },
      },
    ],
    paymentWindowTo: [
      {
        ...QUOTED,
        value: 25,
        from: plainDate('2023-12-01'),
        source: JIANGSU_COLLECTION_2023,
        note: {
          zh: '每月 25 日前由单位自行向税务部门申报缴费',
          en: 'units declare and pay to the tax office by the 25th',
        },
      },
    ],
    declarationOffice: [
      { ...QUOTED, value: 'tax', from: plainDate('2023-12-01'), source: JIANGSU_COLLECTION_2023 },
    ],
    baseDeclarationWorkingDays: [{ ...JIANGSU_SERVICE_GUIDE, value: 5 }],
    personalAccountWithdrawalWorkingDays: [{ ...JIANGSU_SERVICE_GUIDE, value: 10 }],
  },
};
