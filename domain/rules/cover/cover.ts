import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { firstDayOf, type Month, monthOf, plusMonths } from '../../values/month.ts';
import { daysBetween, laterOf, type PlainDate } from '../../values/plain-date.ts';
import { originOf } from '../origin.ts';

interface CoverQuestion {
  readonly hiredOn: PlainDate;
  /** The accepted enrolment, if any. */
  readonly accepted?: { readonly on: PlainDate; readonly effectiveMonth?: Month | undefined } | undefined;
  readonly asOf: PlainDate;
  readonly policy: Policy;
}

interface Cover {
  /**
   * For a person who is not yet enrolled, the first month that an enrolment on `asOf` would cover. Absent if neither
   * the agency nor the region's rule determines the month.
   */
  readonly firstCoveredMonth?: Month;
  /** Days in service without cover: from the hire to the day before cover; if cover is unknown, up to `asOf`. */
  readonly uncoveredDays: number;
  /** Whether the number is final; otherwise it may still grow. */
  readonly uncoveredDaysFinal: boolean;
  readonly because: readonly Reason[];
}

/**
 * R3: the first covered month of an employee, and the uncovered days before it. The agency's acceptance decides,
 * otherwise the region's rule (社会保险法 23; from 2027-01-01 set by the province, 医疗保障法 13); otherwise it is unknown.
 */
export function coverOf({ hiredOn, accepted, asOf, policy }: CoverQuestion): Cover {
  const stated = accepted?.effectiveMonth;
  if (stated !== undefined) {
    const because: Reason = { rule: 'R3', code: 'cover-stated', values: { month: stated } };
    return coveredFrom(stated, hiredOn, true, because);
  }
  const registeredOn = accepted?.on ?? laterOf(asOf, hiredOn);
  const rule = policy.inForce('coverStart', registeredOn);
  if (!rule.known) return unknownCover(hiredOn, asOf, rule, policy);
  const firstCoveredMonth = plusMonths(monthOf(registeredOn), MONTHS_TO_COVER[rule.value]);
  const values = { registeredOn, month: firstCoveredMonth, region: policy.region };
  const code =
    accepted === undefined ? (`cover-if-now-${rule.value}` as const) : (`cover-${rule.value}` as const);
  const because: Reason = { rule: 'R3', code, values, ...originOf(rule) };
  return coveredFrom(firstCoveredMonth, hiredOn, accepted !== undefined, because);
}

/**
 * The months from registration to cover. The month of registration counts as the first calendar month, and payment in
 * that month is assumed.
 */
const MONTHS_TO_COVER = { 'same-month': 0, 'month-after-payment': 1, 'second-month': 1 } as const;

function coveredFrom(month: Month, hiredOn: PlainDate, final: boolean, because: Reason): Cover {
  const uncoveredDays = Math.max(0, daysBetween(hiredOn, firstDayOf(month)));
  const values = { uncoveredDays, hiredOn, month };
  const days: readonly Reason[] = uncoveredDays === 0 ? [] : [{ rule: 'R3', code: 'uncovered-days', values }];
  return {
    firstCoveredMonth: month,
    uncoveredDays,
    uncoveredDaysFinal: final,
    because: [because, ...days],
  };
}

function unknownCover(hiredOn: PlainDate, asOf: PlainDate, rule: InForce<string>, policy: Policy): Cover {
  const uncoveredDays = Math.max(0, daysBetween(hiredOn, asOf) + 1);
  const values = { region: policy.region, uncoveredDays, hiredOn };
  const because: Reason = { rule: 'R3', code: 'cover-unknown', values, ...originOf(rule) };
  return { uncoveredDays, uncoveredDaysFinal: false, because: [because] };
}
