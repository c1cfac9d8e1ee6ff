import { fen } from '../values/money.ts';
import { plainDate } from '../values/plain-date.ts';
import {
  LOCAL_PORTALS,
  PAGES_WITHOUT_ADDRESS,
  REPOSITORIES,
  SHENZHEN_CUT_2023,
  SHENZHEN_MEASURES_2023,
  SHENZHEN_NOTICE_2026,
} from './documents.ts';
import { GUANGDONG } from './guangdong.ts';
import { LEAD, QUOTED, yearFrom } from './laws.ts';
import type { RegionPolicy } from './region.ts';

/**
 * The base of medical insurance changes with the calendar year. The pension has another base, which is not used here.
 */
const BASE_2025 = { ...LEAD, ...yearFrom('2025-01'), source: LOCAL_PORTALS } as const;

const BASE_2026 = { ...QUOTED, ...yearFrom('2026-01'), source: SHENZHEN_NOTICE_2026 } as const;

const SINCE_2023 = { ...QUOTED, from: plainDate('2023-10-01') } as const;

const SECOND_TIER = { ...SINCE_2023, source: { ...SHENZHEN_MEASURES_2023, at: '第八条' } } as const;

/** The temporary cut of 2024 and 2025. */
const CUT = {
  ...QUOTED,
  from: plainDate('2024-01-01'),
  until: plainDate('2025-12-31'),
  source: { ...SHENZHEN_CUT_2023, at: '八' },
} as const;

const SINCE_2026 = { ...QUOTED, from: plainDate('2026-01-01'), source: SHENZHEN_NOTICE_2026 } as const;

const ENTERPRISES = {
  zh: '一档；5% 只适用于企业，其他单位仍为 6%',
  en: 'first tier; 5 % only for enterprises, 6 % for other units',
} as const;

const FIRST_TIER = {
  zh: '一档；参加二档的单位 1.5%、个人 0.5%',
  en: 'first tier; in the second tier the unit pays 1.5 % and the employee 0.5 %',
} as const;

const MATERNITY = { ...LEAD, from: plainDate('2025-01-01'), source: REPOSITORIES } as const;

export const SHENZHEN: RegionPolicy = {
  region: '深圳',
  latinName: 'Shenzhen',
  province: GUANGDONG,
  parameters: {
    enrolmentCutOffDay: [
      {
        ...LEAD,
        value: 20,
        source: LOCAL_PORTALS,
        note: {
          zh: '网页引旧办法：20 日前申报的当月生效，之后的次月生效',
          en: 'a website quotes the old measures: filings by the 20th take effect in the same month, later ones in the next month',
        },
      },
    ],
    contributionBaseFloor: [
      { ...BASE_2025, value: fen(6733_00) },
      { ...BASE_2026, value: fen(6727_00) },
    ],
    contributionBaseCeiling: [
      { ...BASE_2025, value: fen(33666_00) },
      { ...BASE_2026, value: fen(33633_00) },
    ],
    baseYearStartMonth: [
      {
        ...SINCE_2026,
        value: 1,
        note: {
          zh: '职工医保按自然年；养老保险的基数和年度另行规定',
          en: 'medical insurance uses the calendar year; the pension has another base and another base year',
        },
      },
    ],
    contributionTiers: [
      {
        ...SINCE_2023,
        value: 'two',
        source: { ...SHENZHEN_MEASURES_2023, at: '第七条、第八条' },
        note: {
          zh: '档次因人而异，未说明的按一档',
          en: 'the tier differs by employee; if it is not stated, the first tier is used',
        },
      },
    ],
    secondTierUnitMedicalRate: [{ ...SECOND_TIER, value: { parts: 15, outOf: 1000 } }],
    secondTierPersonalMedicalRate: [{ ...SECOND_TIER, value: { parts: 5, outOf: 1000 } }],
    unitMedicalRate: [
      {
        ...SINCE_2023,
        value: { parts: 6, outOf: 100 },
        until: plainDate('2023-12-31'),
        source: { ...SHENZHEN_MEASURES_2023, at: '第八条' },
        note: FIRST_TIER,
      },
      { ...CUT, value: { parts: 5, outOf: 100 }, note: ENTERPRISES },
      { ...SINCE_2026, value: { parts: 6, outOf: 100 }, note: FIRST_TIER },
    ],
    maternityInUnitRate: [{ ...MATERNITY, value: 'apart' }],
    unitMaternityRate: [
      {
        ...MATERNITY,
        value: { parts: 45, outOf: 10000 },
        note: { zh: '另有说 0.5%', en: 'other sources say 0.5 %' },
      },
    ],
    personalMedicalRate: [
      {
        ...SINCE_2023,
        value: { parts: 2, outOf: 100 },
        source: { ...SHENZHEN_MEASURES_2023, at: '第八条' },
        note: FIRST_TIER,
      },
    ],
    coverStart: [
      {
        ...LEAD,
        value: 'month-after-payment',
        source: PAGES_WITHOUT_ADDRESS,
        note: { zh: '有线索称次月 1 日起', en: 'an unofficial source says from the 1st of the next month' },
      },
    ],
    arrearsStopMonth: [{ ...LEAD, value: 2, source: PAGES_WITHOUT_ADDRESS }],
    flexibleMedicalRate: [
      {
        ...SINCE_2023,
        value: { parts: 8, outOf: 100 },
        until: plainDate('2023-12-31'),
        source: { ...SHENZHEN_MEASURES_2023, at: '第九条' },
      },
      { ...CUT, value: { parts: 7, outOf: 100 } },
      { ...SINCE_2026, value: { parts: 8, outOf: 100 } },
    ],
  },
};
