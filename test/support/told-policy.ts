import type { LocalPolicy } from '../../domain/policy/local-policy.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { plainDate } from '../../domain/values/plain-date.ts';

/** What an agency told, by parameter: the value as an administrator writes it, and from when it holds. */
export type Told = Readonly<Record<string, { readonly value: string | number; readonly from: string }>>;

/** The policy of a region and of what its agency told the unit. 成都 ships no local rules of cover or arrears. */
export function toldPolicy(region = '成都', told: Told = {}): Policy {
  const entries = Object.entries(told).map(([name, { value, from }]) => [
    name,
    { value, from: plainDate(from), source: '经办机构电话', verifiedOn: plainDate(from) },
  ]);
  return policyOf(region, Object.fromEntries(entries) as LocalPolicy);
}
