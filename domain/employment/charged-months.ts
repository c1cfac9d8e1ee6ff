import { type Month, monthOf, plusMonths } from '../values/month.ts';
import type { Charge, FilingState, MonthSpan } from './spell.ts';

/**
 * R8: the months of which a back-payment need not be asked for, as spans: those charged before the month from which
 * the accepted enrolment holds, or all of them while none is accepted. Somebody enrolled in time has none.
 *
 * @param charges of one spell, in the order of their months.
 */
export function chargedMonths(
  charges: readonly Charge[],
  enrolment: FilingState | undefined,
): readonly MonthSpan[] {
  const until =
    enrolment?.is === 'accepted' ? (enrolment.effectiveMonth ?? monthOf(enrolment.on)) : undefined;
  const spans: MonthSpan[] = [];
  for (const { month } of charges) {
    if (until !== undefined && month >= until) break;
    const last = spans.at(-1);
    if (last !== undefined && month <= plusMonths(last.to, 1)) spans.splice(-1, 1, { ...last, to: month });
    else spans.push({ from: month, to: month });
  }
  return spans;
}

export function isWithin(spans: readonly MonthSpan[], month: Month): boolean {
  return spans.some(({ from, to }) => from <= month && month <= to);
}
