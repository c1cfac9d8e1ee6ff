import type { Reason } from '../cases/case.ts';
import type { InForce } from '../policy/parameter.ts';
import type { Policy } from '../policy/policy.ts';
import { addFen, type Fen } from '../values/money.ts';
import { type Month, monthOf, monthsBetween, monthsFromTo, plusMonths } from '../values/month.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { type BackPaymentMonth, reckonMonth } from './back-payment-month.ts';
import { originOf } from './statutory-term.ts';
import { toldOnce } from './told-once.ts';
import type { WageAnswer } from './wage-for-base.ts';

export interface BackPaymentQuestion {
  readonly hiredOn: PlainDate;
  /** The first month that is covered, or would be. */
  readonly coveredFrom: Month;
  /** Months of the span that were charged all the same. */
  readonly paid?: readonly Month[];
  readonly wageIn: (month: Month) => WageAnswer;
  /** The day of payment, for the late fee: it runs to the day before. */
  readonly asOf: PlainDate;
  readonly policy: Policy;
}

export interface BackPayment {
  readonly months: readonly BackPaymentMonth[];
  /** Sums; absent as soon as one month's is not known. */
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  readonly lateFee?: Fen;
  readonly lateFeeNextDay?: Fen;
  /** Some month lies further back than the region takes: a person has to ask the agency. */
  readonly needsPerson: boolean;
  readonly because: readonly Reason[];
}

/**
 * R8: what is owed for the months from the hire to the month before cover: base × rates of each month, and the late fee
 * on each (each month is arrears of its own: rounded by itself, so that what is shown adds up).
 * @returns undefined where no month is owed.
 */
export function backPayment(question: BackPaymentQuestion): BackPayment | undefined {
  const { hiredOn, coveredFrom, paid = [], asOf, policy } = question;
  const owed = monthsFromTo(monthOf(hiredOn), plusMonths(coveredFrom, -1)).filter((m) => !paid.includes(m));
  const [first] = owed;
  const last = owed.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const longest = policy.inForce('longestBackPaymentMonths', asOf);
  const reckoned = owed.map((month) => {
    const beyondLongest = longest.known && monthsBetween(month, monthOf(asOf)) > longest.value;
    return reckonMonth({ ...question, month, beyondLongest });
  });
  const months = reckoned.map(({ month }) => month);
  const needsPerson = months.some(({ beyondLongest }) => beyondLongest);
  const span: Reason = {
    rule: 'R8',
    code: 'back-payment-months',
    values: { count: owed.length, from: first, to: last },
  };
  return {
    months,
    ...sumOf('unitPart', months),
    ...sumOf('personalPart', months),
    ...sumOf('lateFee', months),
    ...sumOf('lateFeeNextDay', months),
    needsPerson,
    because: [
      span,
      longestReason(longest, needsPerson, policy),
      ...linesFirst(reckoned.flatMap(({ because }) => because)),
      { rule: 'R8', code: 'employer-bears-bills', values: {} },
    ],
  };
}

type Amount = 'unitPart' | 'personalPart' | 'lateFee' | 'lateFeeNextDay';

function sumOf<K extends Amount>(key: K, months: readonly BackPaymentMonth[]): Partial<Record<K, Fen>> {
  const amounts = months.map((month): Fen | undefined => month[key]);
  if (!amounts.every((amount) => amount !== undefined)) return {};
  return { [key]: addFen(...amounts) } as Record<K, Fen>;
}

function longestReason(longest: InForce<number>, beyond: boolean, { region }: Policy): Reason {
  const origin = originOf(longest);
  if (!longest.known)
    return { rule: 'R8', code: 'back-payment-longest-unknown', values: { region }, ...origin };
  const code = beyond ? 'back-payment-beyond-longest' : 'back-payment-within-longest';
  return { rule: 'R8', code, values: { region, months: longest.value }, ...origin };
}

/** The months' own lines, then what they rest on. */
function linesFirst(reasons: readonly Reason[]): readonly Reason[] {
  const [lines, others] = [true, false].map((ofMonth) =>
    reasons.filter(({ code }) => code.startsWith('back-payment-month') === ofMonth),
  );
  return [...(lines ?? []), ...toldOnce(others ?? [])];
}
