import { fen } from '../values/money.ts';
import { monthDay } from '../values/month.ts';
import { plainDate } from '../values/plain-date.ts';
import {
  CHENGDU_BASES_2025,
  CHENGDU_FLEXIBLE_2025,
  LOCAL_PORTALS,
  PAGES_WITHOUT_ADDRESS,
} from './documents.ts';
import { LEAD, NOT_FOUND, QUOTED, yearFrom } from './laws.ts';
import { SICHUAN } from './provinces.ts';
import type { RegionPolicy } from './region.ts';

/**
 * Each notice on medical insurance sets its own first month. The pension's base year, which is the calendar year, is
 * not used here.
 */
const BASE_2023 = { ...LEAD, ...yearFrom('2023-07'), source: LOCAL_PORTALS } as const;

const BASE_2024 = {
  ...LEAD,
  from: plainDate('2024-07-01'),
  until: plainDate('2025-09-30'),
  source: LOCAL_PORTALS,
} as const;

const BASE_2025 = {
  ...QUOTED,
  from: plainDate('2025-10-01'),
  source: CHENGDU_BASES_2025,
  note: {
    zh: '用人单位职工医保自 2025 年 10 月属期起执行，不追溯',
    en: 'applies to units from October 2025 on, not retroactively',
  },
} as const;

const BASE_SINCE_OCTOBER_2026 = {
  ...NOT_FOUND,
  from: plainDate('2026-10-01'),
  note: {
    zh: '四川省 2026 年 9 月已公布新的社保标准，成都市医保的通知未找到；上一年度标准为 4588 元和 22938 元',
    en: "the province published new limits for social insurance in September 2026; the city's notice on medical insurance was not found; the previous limits were 4588 and 22938 yuan",
  },
} as const;

const RATES_2022 = {
  ...LEAD,
  from: plainDate('2022-01-01'),
  until: plainDate('2024-12-31'),
  source: LOCAL_PORTALS,
} as const;

const RATES_2025 = { ...LEAD, from: plainDate('2025-01-01'), source: LOCAL_PORTALS } as const;

/**
 * The number of years depends on when the person joined and whether the years have gaps, so there is no single number.
 */
const RETIREE_YEARS = {
  ...NOT_FOUND,
  note: {
    zh: '2009 年前参保的累计 15 年；2009 年起参保的须连续 15 年或累计 20 年（成都市人民政府令第154号，转引），请按本人情况核实',
    en: 'people who joined before 2009 need 15 years in total; people who joined from 2009 on need 15 years in a row or 20 in total (成都市人民政府令第154号, quoted): check for each person which rule applies',
  },
} as const;

const RESIDENTS = { ...LEAD, from: plainDate('2024-09-18'), source: PAGES_WITHOUT_ADDRESS } as const;

export const CHENGDU: RegionPolicy = {
  region: '成都',
  latinName: 'Chengdu',
  province: SICHUAN,
  parameters: {
    contributionBaseFloor: [
      { ...BASE_2023, value: fen(4246_00) },
      { ...BASE_2024, value: fen(4511_00) },
      { ...BASE_2025, value: fen(4588_00) },
      BASE_SINCE_OCTOBER_2026,
    ],
    contributionBaseCeiling: [
      { ...BASE_2023, value: fen(21228_00) },
      { ...BASE_2024, value: fen(22555_00) },
      { ...BASE_2025, value: fen(22938_00) },
      BASE_SINCE_OCTOBER_2026,
    ],
    baseYearStartMonth: [
      {
        ...NOT_FOUND,
        note: {
          zh: '没有固定的起始月：2023、2024 年为 7 月，2025 年为 10 月，以当年医保通知为准，不追溯',
          en: "no fixed month: July in 2023 and 2024, October in 2025; the year's notice on medical insurance decides, not retroactively",
        },
      },
    ],
    unitMedicalRate: [
      {
        ...RATES_2022,
        value: { parts: 69, outOf: 1000 },
        note: { zh: '另缴大病医疗互助 0.6%', en: 'in addition 0.6 % for large-claim cover' },
      },
      {
        ...RATES_2025,
        value: { parts: 675, outOf: 10000 },
        note: {
          zh: '有线索称含生育 6.75%，另缴大病医疗互助 0.75%，合计 7.5%',
          en: 'an unofficial source says 6.75 % including maternity, in addition 0.75 % for large-claim cover, 7.5 % in total',
        },
      },
    ],
    unitLargeSumRate: [
      { ...RATES_2022, value: { parts: 6, outOf: 1000 } },
      { ...RATES_2025, value: { parts: 75, outOf: 10000 } },
    ],
    unitMaternityRate: [
      { ...RATES_2022, value: { parts: 8, outOf: 1000 } },
      { ...NOT_FOUND, from: RATES_2025.from },
    ],
    retireeMedicalYearsMale: [RETIREE_YEARS],
    retireeMedicalYearsFemale: [RETIREE_YEARS],
    flexibleMedicalRate: [
      {
        ...QUOTED,
        value: { parts: 95, outOf: 1000 },
        from: plainDate('2025-01-01'),
        source: CHENGDU_FLEXIBLE_2025,
        note: {
          zh: '基本医疗 8.75%，大病医疗互助 0.75%；2025 年度基数为全省平均工资的 80%（6117 元）',
          en: '8.75 %, and 0.75 % for large-claim cover; the base is 80 % of the provincial average wage (6117 yuan in 2025)',
        },
      },
    ],
    residentWindowFrom: [{ ...RESIDENTS, value: monthDay('09-18') }],
    residentWindowTo: [{ ...RESIDENTS, value: monthDay('02-28') }],
  },
};
