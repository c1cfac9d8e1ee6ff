import type { Reason } from '../cases/case.ts';
import type { Sex } from '../facts/life-course.ts';
import { inForce } from '../policy/in-force.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { AGE_RISES, type AgeRise, type OriginalAge } from '../regions/retirement.ts';
import { dayInMonth, monthOf, monthsBetween } from '../values/month.ts';
import { addMonths, type PlainDate } from '../values/plain-date.ts';
import { flexibleRetirement } from './flexible-retirement.ts';
import { pensionYears } from './pension-years.ts';
import { wordedOrigin } from './worded-origin.ts';

export interface RetirementQuestion {
  readonly sex: Sex;
  readonly bornOn: PlainDate;
  /** The age that held for the post before 2025; men need not state it, for women nothing else tells it. */
  readonly originalAge?: OriginalAge | undefined;
  readonly policy: Policy;
}

export interface Retirement {
  readonly known: true;
  readonly originalAge: OriginalAge;
  readonly age: { readonly years: number; readonly months: number };
  readonly retiresOn: PlainDate;
  /** With flexible retirement; the same as `retiresOn` where there is none. */
  readonly earliestOn: PlainDate;
  readonly latestOn: PlainDate;
  /** By when the employer has to have the written notice of somebody who goes on `earliestOn`. */
  readonly noticeBy?: PlainDate;
  /** By when it has to be agreed in writing to go later than `retiresOn`. */
  readonly agreementBy?: PlainDate;
  /** Of *pension* contributions, for retirement on `retiresOn`. */
  readonly minimumContributionYears: number;
  readonly because: readonly Reason[];
}

export type RetirementAnswer =
  | Retirement
  /** A woman whose post is not known: both that are possible, the earlier first; a person has to say which. */
  | {
      readonly known: false;
      readonly why: 'original-age-unknown';
      readonly either: readonly [Retirement, Retirement];
      readonly because: readonly Reason[];
    }
  /** An original age that the tables do not have for that sex (e.g. special work): a person has to decide. */
  | {
      readonly known: false;
      readonly why: 'original-age-not-in-tables';
      readonly because: readonly Reason[];
    };

const ORIGINAL_AGES: Readonly<Record<Sex, readonly OriginalAge[]>> = { male: [60], female: [50, 55] };

/**
 * R9: the statutory retirement age, raised in steps for everybody who reaches the original age from 2025-01-01 on
 * (decision of the Standing Committee of 2024-09-13). Before, the old ages hold.
 */
export function retirementAge({ sex, bornOn, originalAge, policy }: RetirementQuestion): RetirementAnswer {
  const possible = ORIGINAL_AGES[sex];
  if (originalAge !== undefined && !possible.includes(originalAge)) return notInTables(sex, originalAge);
  const [only, other] = originalAge === undefined ? possible : [originalAge];
  const first = retirementFrom(only ?? 60, bornOn, policy);
  if (other === undefined) return first;
  const second = retirementFrom(other, bornOn, policy);
  const values = { earlier: first.retiresOn, later: second.retiresOn };
  return {
    known: false,
    why: 'original-age-unknown',
    either: [first, second],
    because: [
      { rule: 'R9', code: 'original-age-unknown', values, confidence: 'unknown' },
      ...first.because.slice(0, 1),
      ...second.because.slice(0, 1),
    ],
  };
}

function notInTables(sex: Sex, originalAge: OriginalAge): RetirementAnswer {
  const code = `original-age-not-in-tables-${sex}`;
  const because: Reason = { rule: 'R9', code, values: { originalAge }, confidence: 'unknown' };
  return { known: false, why: 'original-age-not-in-tables', because: [because] };
}

function retirementFrom(originalAge: OriginalAge, bornOn: PlainDate, policy: Policy): Retirement {
  const rises = inForce(
    { name: 'statutoryRetirementAge', unit: 'months', entries: AGE_RISES },
    addMonths(bornOn, originalAge * 12),
  );
  const delay = rises.known ? delayMonths(bornOn, rises.value[originalAge]) : 0;
  const months = originalAge * 12 + delay;
  const age = { years: Math.floor(months / 12), months: months % 12 };
  const retiresOn = addMonths(bornOn, months);
  const flexible = flexibleRetirement({
    bornOn,
    ageMonths: months,
    originalMonths: originalAge * 12,
    policy,
  });
  const minimum = pensionYears(retiresOn);
  return {
    known: true,
    originalAge,
    age,
    retiresOn,
    ...flexible.dates,
    minimumContributionYears: minimum.years,
    because: [
      ageReason({ originalAge, bornOn, delay, age, retiresOn }, rises),
      ...monthEndReason(bornOn, retiresOn),
      ...flexible.because,
      minimum.because,
    ],
  };
}

/** A month for each step that has begun since the first affected birth month, up to the limit; none before it. */
function delayMonths(bornOn: PlainDate, { firstAffectedMonth, stepMonths, mostMonths }: AgeRise): number {
  const since = monthsBetween(firstAffectedMonth, monthOf(bornOn));
  return since < 0 ? 0 : Math.min(Math.floor(since / stepMonths) + 1, mostMonths);
}

function ageReason(
  steps: Pick<Retirement, 'originalAge' | 'age' | 'retiresOn'> & {
    readonly bornOn: PlainDate;
    readonly delay: number;
  },
  rises: InForce<Readonly<Record<OriginalAge, AgeRise>>>,
): Reason {
  const { originalAge, bornOn, delay, age, retiresOn } = steps;
  return {
    rule: 'R9',
    code: delay === 0 ? 'retirement-age-as-before' : 'retirement-age-raised',
    values: { originalAge, bornOn, delay, years: age.years, months: age.months, retiresOn },
    ...(rises.known && wordedOrigin(rises, () => delay)),
  };
}

/** The tables go by months. That the day is the birthday, or else the month's last, is by analogy: low confidence. */
function monthEndReason(bornOn: PlainDate, retiresOn: PlainDate): readonly Reason[] {
  const day = Number(bornOn.slice(8));
  const month = monthOf(retiresOn);
  if (retiresOn.slice(8) === bornOn.slice(8)) return [];
  const values = { month, day, retiresOn: dayInMonth(month, day) };
  return [{ rule: 'R9', code: 'retirement-day-month-end', values, law: '民法典 202', confidence: 'low' }];
}
