import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { type Month, monthOf, plusMonths } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { originOf } from './statutory-term.ts';

/**
 * R7: the last month for which contributions are due for a leaver. What HR entered for this leave counts first, then
 * the region's rule; where that is unknown, the month of the last working day, and the reason says that it is assumed.
 */
export function lastPayableMonth(leaving: {
  readonly leftOn: PlainDate;
  readonly insuranceStopMonth?: Month;
  readonly policy: Policy;
}): { readonly month: Month; readonly because: Reason } {
  const { leftOn, insuranceStopMonth, policy } = leaving;
  const monthOfLeaving = monthOf(leftOn);
  if (insuranceStopMonth !== undefined) {
    const values = { month: insuranceStopMonth, leftOn };
    const because: Reason = { rule: 'R7', code: 'last-payable-month-stated', values, confidence: 'local' };
    return { month: insuranceStopMonth, because };
  }
  const rule = policy.inForce('lastPayableMonth', leftOn);
  const month =
    rule.known && rule.value === 'month-before-leaving' ? plusMonths(monthOfLeaving, -1) : monthOfLeaving;
  const code = rule.known ? 'last-payable-month-by-region' : 'last-payable-month-assumed';
  const values = { month, leftOn, region: policy.region };
  const confidence = rule.known ? {} : { confidence: 'assumed' as const };
  return { month, because: { rule: 'R7', code, values, ...originOf(rule), ...confidence } };
}
