import type { Reason } from '../cases/case.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { dayInMonth, firstDayOf, lastDayOf, type Month, plusMonths } from '../values/month.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { originOf } from './statutory-term.ts';

export interface LateFeeStart {
  readonly on: PlainDate;
  /** The region's rule is not known; the day is the earliest that is plausible. */
  readonly assumed: boolean;
  readonly because: Reason;
}

/**
 * R5: from which day the late fee runs for the contribution of `month`. 社会保险法 86 only says "from the day the arrears
 * began"; which day that is, is local. 北京: the first day of the month after the collection month, and its notice
 * reckons the collection month of July's contribution as August. Elsewhere, where it is not known, the first day
 * after the contribution's own month: rather too early than too late.
 */
export function lateFeeRunsFrom(month: Month, policy: Policy): LateFeeStart {
  const rule = policy.inForce('lateFeeStart', lastDayOf(month));
  if (rule.known && rule.value === 'month-after-collection') {
    const collected = plusMonths(month, 1);
    return known('late-fee-start-after-collection', month, firstDayOf(plusMonths(collected, 1)), rule);
  }
  const cutOff = policy.inForce('enrolmentCutOffDay', lastDayOf(month));
  if (rule.known && rule.value === 'day-after-cut-off' && cutOff.known) {
    return known('late-fee-start-after-cut-off', month, addDays(dayInMonth(month, cutOff.value), 1), rule);
  }
  const on = firstDayOf(plusMonths(month, 1));
  const values = { month, on, region: policy.region };
  const because: Reason = {
    rule: 'R5',
    code: 'late-fee-start-assumed',
    values,
    ...originOf(rule),
    confidence: 'assumed',
  };
  return { on, assumed: true, because };
}

function known(code: string, month: Month, on: PlainDate, rule: InForce<string>): LateFeeStart {
  return { on, assumed: false, because: { rule: 'R5', code, values: { month, on }, ...originOf(rule) } };
}
