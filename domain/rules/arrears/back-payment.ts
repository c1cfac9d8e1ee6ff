import type { ContributionTier } from '../../facts/life-course.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { compact } from '../../values/compact.ts';
import { addFen, type Fen, fen, sumKnown, yuan } from '../../values/money.ts';
import { type Month, monthOf, monthsBetween, monthsFromTo, plusMonths } from '../../values/month.ts';
import { addDays, type PlainDate } from '../../values/plain-date.ts';
import { contributionBase } from '../contribution/contribution-base.ts';
import { contributionParts } from '../contribution/monthly-contribution.ts';
import type { WageAnswer } from '../contribution/wage-for-base.ts';
import { type MoneyParts, sumOfParts } from '../money-at-stake.ts';
import { dedupeReasons, originOf } from '../origin.ts';
import { lateFee, lateFeeRunsFrom } from './late-fee.ts';

interface MonthQuestion {
  readonly month: Month;
  readonly hiredOn: PlainDate;
  readonly beyondLongest: boolean;
  readonly wageIn: (month: Month) => WageAnswer;
  readonly tier?: ContributionTier | undefined;
  /** The day of payment. */
  readonly asOf: PlainDate;
  readonly policy: Policy;
}

export interface BackPaymentMonth extends MoneyParts {
  readonly month: Month;
  readonly base?: Fen;
  /**
   * Whether the amounts are estimates: the limits are not published, the wage is a substitute, or the tier is unknown.
   */
  readonly estimated: boolean;
  readonly lateFeeFrom: PlainDate;
  /**
   * The late fee if the arrears are paid on `asOf`, and the amount that each further day adds. Absent if the
   * contribution or the rate is unknown.
   */
  readonly lateFee?: Fen;
  readonly lateFeeNextDay?: Fen;
  /** Whether the month is longer ago than the region accepts for back-payment. */
  readonly beyondLongest: boolean;
}

interface ComputedMonth {
  readonly month: BackPaymentMonth;
  readonly because: readonly Reason[];
}

/** R8: one month's base × rates, and its late fee (R5), rounded separately. */
function computeMonth(question: MonthQuestion): ComputedMonth {
  const { month, hiredOn, beyondLongest, policy, wageIn } = question;
  const start = lateFeeRunsFrom(month, policy, hiredOn);
  const bare = { month, estimated: false, lateFeeFrom: start.on, beyondLongest };
  const wage = wageIn(month);
  if (!wage.known) return { month: bare, because: [...wage.because, ...start.because] };
  const answer = contributionBase({ wage: wage.wage, month, policy });
  const base = answer.known ? answer.declaredBase : answer.estimate?.declaredBase;
  const because = [...wage.because, ...answer.because];
  if (base === undefined) return { month: bare, because: [...because, ...start.because] };
  const { because: rates, ...parts } = contributionParts({ base, month, tier: question.tier, policy });
  const estimated = !answer.known || [...wage.because, ...rates].some(isAssumed);
  const fee = feeOn(base, parts, start.on, question);
  return {
    month: { ...bare, base, ...parts, estimated, ...fee.amounts },
    because: [...fee.because, ...because, ...rates, ...start.because],
  };
}

function isAssumed({ confidence }: Reason): boolean {
  return confidence === 'assumed';
}

/** The late fee on one month's arrears; absent if one part of them is unknown. */
function feeOn(
  base: Fen,
  { unitPart, personalPart }: MoneyParts,
  from: PlainDate,
  { month, asOf, policy }: MonthQuestion,
): { readonly amounts?: Pick<BackPaymentMonth, 'lateFee' | 'lateFeeNextDay'>; readonly because: Reason[] } {
  if (unitPart === undefined || personalPart === undefined) return { because: [] };
  const principal = addFen(unitPart, personalPart);
  const today = lateFee({ principal, from, to: addDays(asOf, -1), policy });
  const tomorrow = lateFee({ principal, from, to: asOf, policy });
  if (!today.known) return { because: [...today.because] };
  if (!tomorrow.known) return { because: [...tomorrow.because] };
  const values = {
    month,
    base: yuan(base),
    unit: yuan(unitPart),
    personal: yuan(personalPart),
    from,
    days: today.days,
    fee: yuan(today.fee),
  };
  const code = today.days > 0 ? 'back-payment-month' : 'back-payment-month-before-fee';
  return {
    amounts: { lateFee: today.fee, lateFeeNextDay: fen(tomorrow.fee - today.fee) },
    because: [{ rule: 'R8', code, values, law: '社会保险法 86' }],
  };
}

interface BackPaymentQuestion {
  readonly hiredOn: PlainDate;
  /** The first month that is covered, or would be covered after an enrolment. The months before it are owed. */
  readonly coveredFrom: Month;
  /** Months of the period that are already paid. */
  readonly paid?: readonly Month[];
  readonly wageIn: (month: Month) => WageAnswer;
  /** The employee's tier; absent: the first, if the region has tiers. */
  readonly tier?: ContributionTier | undefined;
  /** The day of payment; the late fee runs to the day before. */
  readonly asOf: PlainDate;
  readonly policy: Policy;
}

/** The parts and the late fee are sums over all months; they are absent if one month's amount is unknown. */
export interface BackPayment extends MoneyParts {
  readonly months: readonly BackPaymentMonth[];
  readonly lateFee?: Fen;
  readonly lateFeeNextDay?: Fen;
  /** Whether a month is longer ago than the region accepts: a person must ask the agency. */
  readonly needsPerson: boolean;
  readonly because: readonly Reason[];
}

/**
 * R8: the amounts owed for the months from the hire to the month before cover. For each month they are base × rates and
 * the late fee. Each month is a separate debt and is rounded separately, so the shown amounts add up.
 * @returns undefined if no month is owed.
 */
export function backPayment(question: BackPaymentQuestion): BackPayment | undefined {
  const { hiredOn, coveredFrom, paid = [], asOf, policy } = question;
  const owed = monthsFromTo(monthOf(hiredOn), plusMonths(coveredFrom, -1)).filter((m) => !paid.includes(m));
  const [first] = owed;
  const last = owed.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const longest = policy.inForce('longestBackPaymentMonths', asOf);
  const computed = owed.map((month) => {
    const beyondLongest = longest.known && monthsBetween(month, monthOf(asOf)) > longest.value;
    return computeMonth({ ...question, month, beyondLongest });
  });
  const months = computed.map(({ month }) => month);
  const fee = sumKnown(months.map((each) => each.lateFee));
  const feeNextDay = sumKnown(months.map((each) => each.lateFeeNextDay));
  const needsPerson = months.some(({ beyondLongest }) => beyondLongest);
  const span: Reason = {
    rule: 'R8',
    code: 'back-payment-months',
    values: { count: owed.length, from: first, to: last },
  };
  return {
    months,
    ...sumOfParts(months),
    ...compact({ lateFee: fee, lateFeeNextDay: feeNextDay }),
    needsPerson,
    because: [
      span,
      longestReason(longest, needsPerson, policy),
      ...linesFirst(computed.flatMap(({ because }) => because)),
      { rule: 'R8', code: 'employer-bears-bills', values: {} },
    ],
  };
}

function longestReason(longest: InForce<number>, beyond: boolean, { region }: Policy): Reason {
  const origin = originOf(longest);
  if (!longest.known)
    return { rule: 'R8', code: 'back-payment-longest-unknown', values: { region }, ...origin };
  const code = beyond ? 'back-payment-beyond-longest' : 'back-payment-within-longest';
  return { rule: 'R8', code, values: { region, months: longest.value }, ...origin };
}

/** The reasons that state the months come first, then the reasons for their amounts. */
function linesFirst(reasons: readonly Reason[]): readonly Reason[] {
  const [lines, others] = [true, false].map((ofMonth) =>
    reasons.filter(({ code }) => code.startsWith('back-payment-month') === ofMonth),
  );
  return [...(lines ?? []), ...dedupeReasons(others ?? [])];
}
