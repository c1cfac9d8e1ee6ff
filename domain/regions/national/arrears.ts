import { fen } from '../../values/money.ts';
import { MEDICAL_SECURITY_LAW_TEXT, SOCIAL_INSURANCE_LAW_TEXT } from '../documents.ts';
import { MEDICAL_SECURITY_LAW, NOT_FOUND, SOCIAL_INSURANCE_LAW } from '../laws.ts';
import type { RegionParameters } from '../region.ts';

const NOT_REGISTERED = {
  ...SOCIAL_INSURANCE_LAW,
  source: { ...SOCIAL_INSURANCE_LAW_TEXT, at: '第八十四条' },
  law: '社会保险法 84',
  note: {
    zh: '责令限期改正而逾期不改正的才处罚',
    en: 'only if the unit was ordered to register within a time limit and did not register',
  },
} as const;

const OBSTRUCTED = {
  ...MEDICAL_SECURITY_LAW,
  source: { ...MEDICAL_SECURITY_LAW_TEXT, at: '第四十七条' },
  law: '医疗保障法 47',
  note: {
    zh: '拒绝、阻碍医保监督检查或者提供虚假情况，责令改正而不改正的（第三十八条、第四十条）',
    en: 'if a unit refuses or obstructs an inspection or gives false information, and does not follow an order to correct it (articles 38, 40)',
  },
} as const;

const BY_LOCAL_RULE = {
  ...NOT_FOUND,
  note: {
    zh: '欠费期间的待遇由各地规定；未找到全国统一规定',
    en: 'local rules decide about benefits during arrears; no national rule was found',
  },
} as const;

/** The cost of late and missing contributions. */
export const ARREARS: RegionParameters = {
  lateFeeDailyRate: [
    {
      ...SOCIAL_INSURANCE_LAW,
      value: { parts: 5, outOf: 10000 },
      source: { ...SOCIAL_INSURANCE_LAW_TEXT, at: '第八十六条' },
      law: '社会保险法 86',
      note: {
        zh: '自欠缴之日起按日加收；社会保险费征缴暂行条例第十三条仍印着的千分之二不再适用；是否以本金为上限有争议',
        en: 'the fee runs for each day from the first day of arrears; the 0.2 % that are still printed in 社会保险费征缴暂行条例 13 no longer apply; whether the fee is limited to the amount of the arrears is disputed',
      },
    },
  ],
  lateFeeStart: [
    {
      ...NOT_FOUND,
      note: {
        zh: '从哪一天算欠缴，由各地规定',
        en: 'the law only says “from the day of arrears”; local rules decide which day that is',
      },
    },
  ],
  undeclaredAssessmentRate: [
    {
      ...SOCIAL_INSURANCE_LAW,
      value: { parts: 110, outOf: 100 },
      source: { ...SOCIAL_INSURANCE_LAW_TEXT, at: '第六十二条' },
      law: '社会保险法 62',
      note: {
        zh: '未按规定申报的，按上月缴费额的 110% 确定；补办申报后按规定结算',
        en: "if nothing is declared, 110 % of last month's contribution is charged; the difference is settled after a later declaration",
      },
    },
  ],
  penaltyMultipleLeast: [{ ...NOT_REGISTERED, value: 1 }],
  penaltyMultipleMost: [{ ...NOT_REGISTERED, value: 3 }],
  responsiblePersonFineLeast: [{ ...NOT_REGISTERED, value: fen(500_00) }],
  responsiblePersonFineMost: [{ ...NOT_REGISTERED, value: fen(3000_00) }],
  inspectionFineLeast: [{ ...OBSTRUCTED, value: fen(10_000_00) }],
  inspectionFineMost: [{ ...OBSTRUCTED, value: fen(50_000_00) }],
  longestBackPaymentMonths: [
    {
      ...NOT_FOUND,
      note: {
        zh: '网上有说 3 至 6 个月、0 至 24 个月的，均未注明依据',
        en: 'websites say 3 to 6 months, or 0 to 24, without naming a source',
      },
    },
  ],
  arrearsStopMonth: [BY_LOCAL_RULE],
  arrearsReimbursedWithinDays: [BY_LOCAL_RULE],
  arrearsCost: [BY_LOCAL_RULE],
  arrearsResumeMonth: [BY_LOCAL_RULE],
};
