import { plainDate } from '../../values/plain-date.ts';
import { EMPLOYEE_SCHEME_DECISION } from '../documents.ts';
import { MEDICAL_SECURITY_LAW, NOT_FOUND, QUOTED } from '../laws.ts';
import type { RegionParameters } from '../region.ts';

/** The pooling area sets these values, before and after the 医疗保障法, so there is no national value. */
const SET_BY_POOLING_AREA = [
  {
    ...NOT_FOUND,
    note: {
      zh: '由统筹地区公布；60% 和 300% 只用于核对，不用于推算',
      en: 'published by the pooling area; 60 % and 300 % of the average wage are only for checking, not for computing',
    },
  },
  {
    ...NOT_FOUND,
    from: MEDICAL_SECURITY_LAW.from,
    law: '医疗保障法 10',
    note: {
      zh: '缴费标准由统筹地区人民政府按照国家规定的缴费基数和基准费率范围确定，当地规定未找到',
      en: 'set by the pooling area within the national ranges of bases and rates; no rule of this region was found',
    },
  },
] as const;

const MATERNITY = [
  {
    ...NOT_FOUND,
    note: {
      zh: '有的统计口径把生育费率并入单位费率，有的分列，不明时不得相加',
      en: "some sources include maternity in the unit's rate, others list it separately; if it is not known which, the two are not added",
    },
  },
  {
    ...NOT_FOUND,
    from: MEDICAL_SECURITY_LAW.from,
    law: '医疗保障法 14',
    note: {
      zh: '生育保险费由用人单位缴纳，与职工医保费统一征缴；当地公布的费率是否已含，未找到',
      en: 'the maternity contribution is paid by the unit alone and collected together with the medical contribution; whether the local rate includes it was not found',
    },
  },
] as const;

/** The base and the rates of contributions. */
export const BASE_AND_RATES: RegionParameters = {
  contributionBaseFloor: SET_BY_POOLING_AREA,
  contributionBaseCeiling: SET_BY_POOLING_AREA,
  baseYearStartMonth: [
    {
      ...NOT_FOUND,
      note: {
        zh: '有的按自然年，有的为 7 月至次年 6 月，由当地规定',
        en: 'the calendar year in some places, July to June in others; local rules decide',
      },
    },
  ],
  baseDeclarationUntil: [NOT_FOUND],
  fullMonthWageAfterPartialMonth: [NOT_FOUND],
  contributionTiers: [NOT_FOUND],
  unitMedicalRate: SET_BY_POOLING_AREA,
  secondTierUnitMedicalRate: [NOT_FOUND],
  maternityInUnitRate: MATERNITY,
  unitMaternityRate: MATERNITY,
  unitLargeSumRate: [
    {
      ...NOT_FOUND,
      note: {
        zh: '部分地区单位另缴大额（大病）医疗费用',
        en: 'in some places the unit also pays for large-claim cover (大额医疗)',
      },
    },
    {
      ...NOT_FOUND,
      from: MEDICAL_SECURITY_LAW.from,
      law: '医疗保障法 16',
      note: {
        zh: '职工大额医疗费用补助的筹资由省、自治区、直辖市规定，当地规定未找到',
        en: 'the province decides how large-claim cover (大额医疗) is financed; its rule was not found',
      },
    },
  ],
  personalMedicalRate: [
    {
      ...QUOTED,
      value: { parts: 2, outOf: 100 },
      from: plainDate('1998-12-14'),
      source: { ...EMPLOYEE_SCHEME_DECISION, at: '二' },
      note: {
        zh: '国家规定职工缴费率一般为 2%；当地另有规定的，从其规定',
        en: 'the national decision sets 2 % as a rule; a local rate takes precedence',
      },
    },
  ],
  secondTierPersonalMedicalRate: [NOT_FOUND],
  personalFixedAmount: [NOT_FOUND],
  personalFixedAmountFirstMonthOfQuarter: [NOT_FOUND],
};
