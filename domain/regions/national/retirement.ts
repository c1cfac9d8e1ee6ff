import { plainDate } from '../../values/plain-date.ts';
import { RETIREMENT_DECISION } from '../documents.ts';
import { FLEXIBLE_RETIREMENT_MEASURES, NOT_FOUND, OFFICIAL } from '../laws.ts';
import type { RegionParameters } from '../region.ts';

const RETIREE_YEARS = {
  ...NOT_FOUND,
  note: {
    zh: '与养老保险最低缴费年限是两回事',
    en: 'not the same as the minimum contribution years of the pension',
  },
} as const;

/** Retirement: notice, flexibility, and the years for retiree cover. */
export const RETIREMENT: RegionParameters = {
  earlyRetirementNoticeMonths: [{ ...FLEXIBLE_RETIREMENT_MEASURES, value: 3 }],
  lateRetirementAgreementMonths: [{ ...FLEXIBLE_RETIREMENT_MEASURES, value: 1 }],
  flexibleRetirementYears: [
    {
      ...OFFICIAL,
      value: 3,
      from: plainDate('2025-01-01'),
      source: { ...RETIREMENT_DECISION, at: '办法第三条' },
      law: '国务院关于渐进式延迟法定退休年龄的办法 3',
      note: {
        zh: '提前的，不得低于原法定退休年龄，且须达到最低缴费年限；延后的，须与用人单位协商一致',
        en: 'earlier retirement is possible from the original age on, if the minimum years of contributions are paid; later retirement requires an agreement with the employer',
      },
    },
  ],
  retireeMedicalYearsMale: [RETIREE_YEARS],
  retireeMedicalYearsFemale: [RETIREE_YEARS],
  retireeLocalYears: [RETIREE_YEARS],
};
