import { compareText } from '../../facts/fact.ts';
import type { Sex } from '../../facts/life-course.ts';
import { type InForce, inForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Reason, reasonOf } from '../../reasons/reason.ts';
import { AGE_RISES, type AgeRise, type OriginalAge, PENSION_YEARS } from '../../regions/retirement.ts';
import { compact } from '../../values/compact.ts';
import { dayInMonth, monthOf, monthsBetween } from '../../values/month.ts';
import { addMonths, type PlainDate, yearOf } from '../../values/plain-date.ts';
import { originOf, wordedOrigin } from '../origin.ts';

/** An age below all ages in the tables, by more than the time in which a case opens before the retirement. */
const YOUNGEST_YEARS = 49;

/**
 * R9: whether a person may have reached, or be near, any statutory age. This quick check avoids the computation for
 * most people.
 */
export function mayBeNearRetirement(birthDate: PlainDate, on: PlainDate): boolean {
  return yearOf(on) - yearOf(birthDate) >= YOUNGEST_YEARS;
}

/**
 * R9: the years of pension contributions required for a pension, by the year of retirement (annex 4 of the decision of
 * 2024-09-13). Years of medical contributions are separate and set by the region.
 * @throws Error if the shipped table does not cover the day, which only a mistake in the table can cause.
 */
function pensionYears(retiresOn: PlainDate): { readonly years: number; readonly because: Reason } {
  const minimum = inForce({ name: 'pensionYears', unit: 'years', entries: PENSION_YEARS }, retiresOn);
  if (!minimum.known) throw new Error(`no minimum pension years for ${retiresOn}; see regions/retirement.ts`);
  const values = { year: yearOf(retiresOn), minimum: minimum.value };
  return {
    years: minimum.value,
    because: { rule: 'R9', code: 'pension-years', values, ...originOf(minimum) },
  };
}

interface StatutoryRetirement {
  readonly bornOn: PlainDate;
  /** The statutory age and the original one, in months. */
  readonly ageMonths: number;
  readonly originalMonths: number;
  readonly policy: Policy;
}

interface FlexibleRetirement {
  readonly dates: Pick<Retirement, 'earliestOn' | 'latestOn' | 'noticeBy' | 'agreementBy'>;
  readonly because: readonly Reason[];
}

/**
 * R9: how far retirement may be moved from the statutory day. By choice it may be earlier, by a limited number of years
 * and never below the original age. By agreement it may be later (办法 3 of the decision of 2024-09-13, in force since
 * 2025-01-01). Before that date neither is possible.
 */
function flexibleRetirement(statutory: StatutoryRetirement): FlexibleRetirement {
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
    dates: { earliestOn, ...compact({ noticeBy }) },
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
    dates: { latestOn, ...compact({ agreementBy }) },
    because: [late, writtenBy('late-retirement-agreement', agreementBy, agreement)],
  };
}

function monthsBefore(day: PlainDate, months: InForce<number>): PlainDate | undefined {
  return months.known ? addMonths(day, -months.value) : undefined;
}

function writtenBy(
  code: 'early-retirement-notice' | 'late-retirement-agreement',
  by: PlainDate | undefined,
  months: InForce<number>,
): Reason {
  const origin = originOf(months);
  if (!months.known || by === undefined)
    return { rule: 'R9', code: `${code}-unknown`, values: {}, ...origin };
  return { rule: 'R9', code, values: { months: months.value, by }, ...origin };
}

interface RetirementQuestion {
  readonly sex: Sex;
  readonly bornOn: PlainDate;
  /**
   * The retirement age of the post before 2025. It is not needed for men. Without it, the answer for women is unknown.
   */
  readonly originalAge?: OriginalAge | undefined;
  readonly policy: Policy;
}

export interface Retirement {
  readonly known: true;
  readonly originalAge: OriginalAge;
  readonly age: { readonly years: number; readonly months: number };
  readonly retiresOn: PlainDate;
  /** The earliest and the latest day with flexible retirement. Without it, both are the same as `retiresOn`. */
  readonly earliestOn: PlainDate;
  readonly latestOn: PlainDate;
  /** The day by which a person who retires on `earliestOn` must give the employer written notice. */
  readonly noticeBy?: PlainDate;
  /** The day by which a retirement later than `retiresOn` must be agreed in writing. */
  readonly agreementBy?: PlainDate;
  /** Years of *pension* contributions, for retirement on `retiresOn`. */
  readonly minimumContributionYears: number;
  readonly because: readonly Reason[];
}

export type RetirementAnswer =
  | Retirement
  /**
   * The answer for a woman whose post is unknown. It has both possibilities, the earlier first, and a person must
   * decide.
   */
  | {
      readonly known: false;
      readonly why: 'original-age-unknown';
      readonly either: readonly [Retirement, Retirement];
      readonly because: readonly Reason[];
    }
  /** The tables do not have this original age for that sex (for example for special work). A person must decide. */
  | {
      readonly known: false;
      readonly why: 'original-age-not-in-tables';
      readonly because: readonly Reason[];
    };

const ORIGINAL_AGES: Readonly<Record<Sex, readonly OriginalAge[]>> = { male: [60], female: [50, 55] };

/**
 * R9: the statutory retirement age, raised in steps for everybody who reaches the original age from 2025-01-01 on
 * (decision of the Standing Committee of 2024-09-13). Before that the old ages apply.
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

/** R9: the answers for the person's sex, or for both sexes if it is unknown. */
export function retirementAnswers({
  sex,
  ...question
}: Omit<RetirementQuestion, 'sex'> & { readonly sex?: Sex | undefined }): readonly RetirementAnswer[] {
  const sexes = sex === undefined ? (['female', 'male'] as const) : [sex];
  return sexes.map((each) => retirementAge({ sex: each, ...question }));
}

/** All retirements that the answers leave possible, earliest first. Empty if the tables do not have the original age. */
export function possibleRetirements(answers: readonly RetirementAnswer[]): readonly Retirement[] {
  return answers
    .flatMap((answer) => {
      if (answer.known) return [answer];
      return answer.why === 'original-age-unknown' ? answer.either : [];
    })
    .sort((a, b) => compareText(a.retiresOn, b.retiresOn));
}

function notInTables(sex: Sex, originalAge: OriginalAge): RetirementAnswer {
  const code = `original-age-not-in-tables-${sex}` as const;
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

/**
 * By how many months the age rises: one month for each step begun since the first affected birth month, up to the
 * limit. It is 0 for earlier birth months.
 */
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
  const values = { originalAge, bornOn, delay, years: age.years, months: age.months, retiresOn };
  return reasonOf(
    'R9',
    delay === 0 ? 'retirement-age-as-before' : 'retirement-age-raised',
    values,
    rises.known ? wordedOrigin(rises, () => delay) : {},
  );
}

/**
 * The tables state only the month. The day is assumed to be that of the birthday, or the month's last day if the month
 * has no such day (by analogy with 民法典 202). The confidence is therefore low.
 */
function monthEndReason(bornOn: PlainDate, retiresOn: PlainDate): readonly Reason[] {
  const day = Number(bornOn.slice(8));
  const month = monthOf(retiresOn);
  if (retiresOn.slice(8) === bornOn.slice(8)) return [];
  const values = { month, day, retiresOn: dayInMonth(month, day) };
  return [{ rule: 'R9', code: 'retirement-day-month-end', values, law: '民法典 202', confidence: 'low' }];
}
