import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { firstDayOf, type Month, plusMonths } from '../values/month.ts';
import { coverGap, type GapQuestion } from './gap.ts';
import { originOf } from './statutory-term.ts';

export interface FlexibleGap {
  readonly gapMonths: number;
  /** First month of benefits; undefined where the region's rule is not known. */
  readonly coverFrom: Month | undefined;
  readonly because: readonly Reason[];
}

/**
 * R10 for somebody who goes on as a flexible worker, where regions have rules of their own: months of waiting with a
 * waiver after a short gap (上海, 沪医保规〔2025〕7号), or benefits from a later natural month (浙江省医疗保障条例 29, 30).
 * Without such a rule the national one holds: no waiting within the catch-up months, beyond them unknown.
 */
export function flexibleGap({ lastPaid, nextPaid, policy }: GapQuestion): FlexibleGap {
  const gap = coverGap({ lastPaid, nextPaid, policy });
  if (gap.gapMonths === 0) return { ...gap, coverFrom: nextPaid };
  const rule = waitingRule(gap.gapMonths, nextPaid, policy) ?? restartRule(nextPaid, policy);
  if (rule !== undefined) return { gapMonths: gap.gapMonths, ...withCount(rule, gap.because) };
  const coverFrom = gap.catchUpAllowed === true ? nextPaid : undefined;
  return { gapMonths: gap.gapMonths, coverFrom, because: gap.because };
}

type Answer = Omit<FlexibleGap, 'gapMonths'>;

/** The count and the years kept are the same for everybody; what follows from the gap is the region's. */
function withCount({ coverFrom, because }: Answer, national: readonly Reason[]): Answer {
  const [counted, kept] = ['gap-counted', 'years-kept'].map((code) =>
    national.filter((reason) => reason.code === code),
  );
  return { coverFrom, because: [...(counted ?? []), ...because, ...(kept ?? [])] };
}

function waitingRule(gapMonths: number, nextPaid: Month, policy: Policy): Answer | undefined {
  const day = firstDayOf(nextPaid);
  const waiting = policy.inForce('flexibleWaitingMonths', day);
  if (!waiting.known) return undefined;
  const waiver = policy.inForce('flexibleGapWaiverMonths', day);
  if (waiver.known && gapMonths <= waiver.value) {
    const values = { gapMonths, most: waiver.value };
    const because: Reason = { rule: 'R10', code: 'flexible-wait-waived', values, ...originOf(waiver) };
    return { coverFrom: nextPaid, because: [because] };
  }
  const coverFrom = plusMonths(nextPaid, waiting.value);
  const values = { months: waiting.value, coverFrom };
  return {
    coverFrom,
    because: [{ rule: 'R10', code: 'flexible-wait', values, ...originOf(waiting) }],
  };
}

/** The month of payment is the first natural month. */
function restartRule(nextPaid: Month, policy: Policy): Answer | undefined {
  const restart = policy.inForce('flexibleRestartMonth', firstDayOf(nextPaid));
  if (!restart.known) return undefined;
  const coverFrom = plusMonths(nextPaid, restart.value - 1);
  const values = { natural: restart.value, coverFrom };
  return { coverFrom, because: [{ rule: 'R10', code: 'flexible-restart', values, ...originOf(restart) }] };
}
