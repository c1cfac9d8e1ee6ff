import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { addFen, type Fen, fen, yuan } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { contributionBase } from './contribution-base.ts';
import { type ContributionParts, contributionParts } from './contribution-parts.ts';
import { lateFee } from './late-fee.ts';
import { lateFeeRunsFrom } from './late-fee-start.ts';
import type { WageAnswer } from './wage-for-base.ts';

export interface MonthQuestion {
  readonly month: Month;
  readonly beyondLongest: boolean;
  readonly wageIn: (month: Month) => WageAnswer;
  /** The day of payment. */
  readonly asOf: PlainDate;
  readonly policy: Policy;
}

export interface BackPaymentMonth {
  readonly month: Month;
  readonly base?: Fen;
  readonly unitPart?: Fen;
  readonly personalPart?: Fen;
  /** The base rests on a band that is not published, or on another wage than the one that counts. */
  readonly estimated: boolean;
  readonly lateFeeFrom: PlainDate;
  /** If paid on `asOf`, and what one day more adds; absent where the contribution or the rate is not known. */
  readonly lateFee?: Fen;
  readonly lateFeeNextDay?: Fen;
  /** Further back than the region takes contributions for. */
  readonly beyondLongest: boolean;
}

export interface ReckonedMonth {
  readonly month: BackPaymentMonth;
  readonly because: readonly Reason[];
}

/** R8: one month's base × rates, and the late fee on them (R5), rounded by itself. */
export function reckonMonth(question: MonthQuestion): ReckonedMonth {
  const { month, beyondLongest, policy, wageIn } = question;
  const start = lateFeeRunsFrom(month, policy);
  const bare = { month, estimated: false, lateFeeFrom: start.on, beyondLongest };
  const wage = wageIn(month);
  if (!wage.known) return { month: bare, because: [...wage.because, start.because] };
  const answer = contributionBase({ wage: wage.wage, month, policy });
  const base = answer.known ? answer.declaredBase : answer.estimate?.declaredBase;
  const because = [...wage.because, ...answer.because];
  if (base === undefined) return { month: bare, because: [...because, start.because] };
  const { because: rates, ...parts } = contributionParts(base, month, policy);
  const estimated = !answer.known || wage.because.some(({ confidence }) => confidence === 'assumed');
  const fee = feeOn(base, parts, start.on, question);
  return {
    month: { ...bare, base, ...parts, estimated, ...fee.amounts },
    because: [...fee.because, ...because, ...rates, start.because],
  };
}

/** The late fee on one month's arrears; nothing where a part of them is not known. */
function feeOn(
  base: Fen,
  { unitPart, personalPart }: Omit<ContributionParts, 'because'>,
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
