import type { Reason } from '../cases/case.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { addMonths, type PlainDate } from '../values/plain-date.ts';
import { pensionYears } from './pension-years.ts';
import { originOf } from './statutory-term.ts';

export interface StatutoryRetirement {
  readonly bornOn: PlainDate;
  /** The statutory age and the original one, in months. */
  readonly ageMonths: number;
  readonly originalMonths: number;
  readonly policy: Policy;
}

export interface FlexibleRetirement {
  readonly dates: {
    readonly earliestOn: PlainDate;
    readonly latestOn: PlainDate;
    readonly noticeBy?: PlainDate;
    readonly agreementBy?: PlainDate;
  };
  readonly because: readonly Reason[];
}

/**
 * R9: how far around the statutory day one may retire: earlier by choice, at most so many years and never below the
 * original age; later by agreement (办法 3 of the decision of 2024-09-13, in force since 2025-01-01). Nothing of the
 * kind for days before.
 */
export function flexibleRetirement(statutory: StatutoryRetirement): FlexibleRetirement {
  const { bornOn, ageMonths, policy } = statutory;
  const retiresOn = addMonths(bornOn, ageMonths);
  const years = policy.inForce('flexibleRetirementYears', retiresOn);
  if (!years.known) return { dates: { earliestOn: retiresOn, latestOn: retiresOn }, because: [] };
  const early = earlier(statutory, years);
  const late = later(statutory, years);
  return { dates: { ...early.dates, ...late.dates }, because: [...early.because, ...late.because] };
}

type Years = InForce<number> & { readonly known: true };

function earlier({ bornOn, ageMonths, originalMonths, policy }: StatutoryRetirement, years: Years) {
  const earliestOn = addMonths(bornOn, Math.max(originalMonths, ageMonths - years.value * 12));
  if (ageMonths === originalMonths) {
    const none: Reason = { rule: 'R9', code: 'early-retirement-none', values: {}, ...originOf(years) };
    return { dates: { earliestOn }, because: [none] };
  }
  const notice = policy.inForce('earlyRetirementNoticeMonths', earliestOn);
  const noticeBy = monthsBefore(earliestOn, notice);
  const values = { earliestOn, years: years.value, minimum: pensionYears(earliestOn).years };
  const early: Reason = { rule: 'R9', code: 'early-retirement', values, ...originOf(years) };
  return {
    dates: { earliestOn, ...(noticeBy !== undefined && { noticeBy }) },
    because: [early, writtenBy('early-retirement-notice', noticeBy, notice)],
  };
}

function later({ bornOn, ageMonths, policy }: StatutoryRetirement, years: Years) {
  const retiresOn = addMonths(bornOn, ageMonths);
  const latestOn = addMonths(bornOn, ageMonths + years.value * 12);
  const agreement = policy.inForce('lateRetirementAgreementMonths', retiresOn);
  const agreementBy = monthsBefore(retiresOn, agreement);
  const values = { latestOn, years: years.value };
  const late: Reason = { rule: 'R9', code: 'late-retirement', values, ...originOf(years) };
  return {
    dates: { latestOn, ...(agreementBy !== undefined && { agreementBy }) },
    because: [late, writtenBy('late-retirement-agreement', agreementBy, agreement)],
  };
}

function monthsBefore(day: PlainDate, months: InForce<number>): PlainDate | undefined {
  return months.known ? addMonths(day, -months.value) : undefined;
}

function writtenBy(code: string, by: PlainDate | undefined, months: InForce<number>): Reason {
  if (!months.known || by === undefined)
    return { rule: 'R9', code: `${code}-unknown`, values: {}, ...originOf(months) };
  return { rule: 'R9', code, values: { months: months.value, by }, ...originOf(months) };
}
