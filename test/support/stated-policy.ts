import type { LocalPolicy } from '../../domain/policy/local-policy.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { plainDate } from '../../domain/values/plain-date.ts';

/** Values that an agency stated, by parameter, as an administrator writes them, and the day from which they apply. */
export type Told = Readonly<Record<string, { readonly value: string | number; readonly from: string }>>;

/**
 * Values that no citable document gives and that the agency stated to the units of the examples: rates, the start of
 * the late fee, and local practice for flexible workers, residents and cards.
 */
export const TOLD_BY_AGENCY: Readonly<Record<string, Told>> = {
  北京: {
    unitMedicalRate: { value: '9.8%', from: '2024-01-01' },
    lateFeeStart: { value: 'month-after-collection', from: '2024-01-01' },
    retireeMedicalYearsMale: { value: 25, from: '2024-01-01' },
    retireeMedicalYearsFemale: { value: 20, from: '2024-01-01' },
    cardReplacementWorkingDaysLeast: { value: 3, from: '2024-01-01' },
    cardReplacementWorkingDaysMost: { value: 7, from: '2024-01-01' },
  },
  广州: { unitMaternityRate: { value: '0.85%', from: '2024-01-01' } },
  成都: {
    flexibleLeastAgeYears: { value: 18, from: '2024-01-01' },
    residentWindowFrom: { value: '09-01', from: '2024-01-01' },
    residentWindowTo: { value: '12-31', from: '2024-01-01' },
    residentCoverFrom: { value: '01-01', from: '2024-01-01' },
    cardReplacementWorkingDaysLeast: { value: 3, from: '2024-01-01' },
    cardReplacementWorkingDaysMost: { value: 7, from: '2024-01-01' },
  },
};

/**
 * The policy of a region with the values that its agency stated. For 成都 no local rules of cover or arrears are shipped.
 */
export function toldPolicy(region = '成都', more: Told = {}): Policy {
  const told = { ...TOLD_BY_AGENCY[region], ...more };
  const entries = Object.entries(told).map(([name, { value, from }]) => [
    name,
    { value, from: plainDate(from), source: '经办机构电话', verifiedOn: plainDate(from) },
  ]);
  return policyOf(region, Object.fromEntries(entries) as LocalPolicy);
}
